// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceTesting

@testable import TraceScreening

@Suite("Screening of names")
struct ScreenerTests {
    let screener: Screener

    init() throws {
        screener = Screener(lists: try InventedList.snapshot(), threshold: 0.92)
    }

    @Test func `an exact name with a consistent country decides`() throws {
        let match = try #require(
            screener.screen(ScreenedName(name: "Beispiel River Trading Co. Ltd", country: "CN")))
        #expect(match.isDecisive)
        #expect(match.uid == 900001)
        let alias = screener.screen(
            ScreenedName(name: "River of the Example General Corporation", country: "KP"))
        #expect(alias?.isDecisive == true)
    }

    @Test func `a memory tells parties apart by all that is compared`() {
        let remembering = screener.remembering()
        let name = "Beispiel River Trading Co. Ltd"
        let parties = [
            ScreenedName(name: name), ScreenedName(name: name, country: "CN"),
            ScreenedName(name: name, country: "US"), ScreenedName(nativeName: name),
            ScreenedName(name: name, country: "HK", address: "12 Quay, Dandong"),
            ScreenedName(name: name, country: "HK", address: "12 Quay, Kowloon"),
            ScreenedName(country: "CN"), ScreenedName(name: "Beispiel Rivers Trading"),
        ]
        for party in parties + parties.reversed() {
            for limit in [0, 1, 4] {
                #expect(
                    remembering.matches(of: party, atMost: limit)
                        == screener.matches(of: party, atMost: limit))
            }
        }
    }

    @Test func `an exact name with a consistent place decides`() {
        let match = screener.screen(
            ScreenedName(
                name: "BEISPIEL RIVER TRADING CO LTD", country: "HK", address: "12 Quay, Dandong"))
        #expect(match?.isDecisive == true)
    }

    @Test(arguments: [("MY" as String?, NameMatch.Place.different), (nil, .unknown)])
    func `an exact name elsewhere or nowhere does not decide`(
        country: String?, place: NameMatch.Place
    ) throws {
        let match = try #require(
            screener.screen(ScreenedName(name: "Beispiel River Trading Co Ltd", country: country)))
        #expect(!match.isDecisive)
        #expect(match.place == place)
    }

    @Test func `a like name never decides`() throws {
        let match = try #require(
            screener.screen(ScreenedName(name: "Beispiel Rivers Trading Limited", country: "CN")))
        #expect(match.kind == .resembling)
        #expect(!match.isDecisive)
        #expect(screener.screen(ScreenedName(name: "Beispiel Hair Works", country: "CN")) == nil)
    }

    @Test func `diacritics and case do not hide a name`() {
        let match = screener.screen(ScreenedName(name: "Geneve Etoile S.A.", country: "CU"))
        #expect(match?.listedName == "GENÈVE ÉTOILE SA" || match == nil)
        #expect(
            screener.screen(ScreenedName(name: "genève étoile sa", country: "CU"))?.uid == 900002)
    }

    @Test func `a vessel's name is no party's`() {
        #expect(screener.screen(ScreenedName(name: "Grey Heron", country: "KP")) == nil)
    }

    @Test(arguments: [
        ("Ministry of Social Security (DPRK) Corrections Bureau", 19790),
        ("Corrections Bureau, Ministry of Social Security, DPRK", 19790),
        ("Social Security Ministry of the Democratic People's Republic of Korea", 20118),
        ("DPRK farm management bureau", 19789),
        ("사회안전성 교화국", 19790), ("국가보위성", 20129), ("인민보안성", 20118),
    ])
    func `curated names match in any word order within a Korean context`(name: String, uid: Int) {
        let match = screener.screen(ScreenedName(name: name))
        #expect(match?.kind == .alias)
        #expect(match?.uid == uid)
        #expect(match?.isDecisive == true)
    }

    @Test(arguments: [
        "Ministry of Public Security", "Ministry of Public Security, Beijing",
        "Ministry of State Security", "Security Ministry of Public", "Farm Management Bureau",
        "Corrections Bureau",
    ])
    func `namesakes in China do not match`(name: String) {
        #expect(screener.screen(ScreenedName(name: name, country: "CN")) == nil)
    }

    @Test func `a curated name without a country is only like one`() throws {
        let match = try #require(screener.screen(ScreenedName(name: "Ministry of Public Security")))
        #expect(!match.isDecisive)
        #expect(match.place == .unknown)
        #expect(
            screener.screen(ScreenedName(name: "Ministry of Public Security", country: "KP"))?
                .isDecisive == true)
    }

    @Test func `an empty name matches nothing`() {
        #expect(screener.screen(ScreenedName()) == nil)
        #expect(screener.screen(ScreenedName(name: " - ", country: "KP")) == nil)
    }

    @Test(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func `names of the list of 2021 find themselves`() throws {
        let list = try ListFolder.read(
            try #require(SharedData.root).path + "/lists/ofac-sdn-2021")
        let screener = Screener(lists: list, threshold: 0.92)
        for entry in list.entries where entry.isKorean && entry.type == nil {
            guard let country = entry.countries.sorted().first else { continue }
            let match = screener.screen(ScreenedName(name: entry.names[0], country: country))
            #expect(match?.isDecisive == true, "\(entry.names[0])")
        }
        #expect(
            screener.screen(ScreenedName(name: "Ministry of Public Security", country: "CN")) == nil
        )
    }
}
