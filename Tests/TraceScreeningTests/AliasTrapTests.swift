// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceTesting

@testable import TraceScreening

/// Each trap of names that is known to catch screeners, by name.
@Suite("Traps of names")
struct AliasTrapTests {
    private func screen(
        _ name: String?, _ country: String? = nil, native: String? = nil,
        list: ListSnapshot? = nil
    ) throws -> NameMatch? {
        Screener(lists: try list ?? InventedList.snapshot(), threshold: 0.8).screen(
            ScreenedName(name: name, nativeName: native, country: country))
    }

    private func list(_ rows: String...) throws -> ListSnapshot {
        let sdn = rows.map { $0 + "\n" }.joined() + "\u{1A}"
        return try ListSnapshot(sdn: Array(sdn.utf8), alt: nil, add: nil)
    }

    private func row(_ id: Int, _ name: String, _ type: String = "-0- ", _ programme: String)
        -> String
    {
        "\(id),\"\(name)\",\(type),\"\(programme)\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- "
    }

    @Test func `the Chinese Ministry of Public Security is not the Korean one`() throws {
        #expect(try screen("Ministry of Public Security", "CN") == nil)
        #expect(try screen(nil, "CN", native: "公安部") == nil)
        #expect(try screen("Ministry of Public Security of the DPRK", "CN")?.uid == 20118)
    }

    @Test func `the Chinese Ministry of State Security is not the Korean one`() throws {
        #expect(try screen("Ministry of State Security", "CN") == nil)
        #expect(try screen(nil, "CN", native: "国家安全部") == nil)
        #expect(try screen("Ministry of State Security", "KP")?.uid == 20129)
    }

    @Test func `Ministry of Social Security is the Korean police, and elsewhere a welfare office`()
        throws
    {
        #expect(try screen("Ministry of Social Security", "KP")?.uid == 20118)
        #expect(try screen("Ministry of Social Security", "BR") == nil)
    }

    @Test func `the corrections bureau is meant only in Korea, in any word order`() throws {
        #expect(try screen("Reeducation Bureau, Ministry of Social Security", "KP")?.uid == 19790)
        #expect(try screen("Corrections Bureau", "TW") == nil)
        #expect(try screen(nil, nil, native: "사회안전성 교화국")?.uid == 19790)
    }

    @Test func `the farm management bureau is meant only in Korea`() throws {
        #expect(try screen("Farm Management Bureau", "KP")?.uid == 19789)
        #expect(try screen("Farm Management Bureau", "CN") == nil)
    }

    @Test func `a common Korean name of a person never decides`() throws {
        let list = try list(row(1, "KIM, Chol", "individual", "DPRK3"))
        let match = try #require(try screen("Kim Chol", "KP", list: list))
        #expect(!match.isDecisive)
        #expect(match.reasons.map(\.words) == ["a person's name that many bear"])
    }

    @Test func `one person's name in three romanisations is one name`() throws {
        let list = try list(row(1, "PAK, Jong Chon", "individual", "DPRK3"))
        for name in ["Park Jeong Cheon", "Pak Chong-ch'on", "Bak Jeongcheon"] {
            #expect(try screen(name, "KP", list: list)?.uid == 1, "\(name)")
        }
        #expect(try screen("Pak Yong Su", "KP", list: list) == nil)
        #expect(try screen(nil, "KP", native: "박정천", list: list)?.uid == 1)
    }

    @Test func `a Hangul name that differs in one syllable is another name`() throws {
        let list = try list(row(1, "김정은", "individual", "DPRK3"))
        #expect(try screen(nil, "KP", native: "김정은", list: list)?.uid == 1)
        #expect(try screen(nil, "KP", native: "김종은", list: list) == nil)
    }

    @Test func `a Han name is found without its legal form, a neighbour's is not`() throws {
        let list = try list(row(1, "丹东示例贸易有限公司", "-0- ", "DPRK3"))
        #expect(try screen(nil, "CN", native: "丹东示例贸易有限责任公司", list: list)?.uid == 1)
        #expect(try screen(nil, "CN", native: "丹东另外商务有限公司", list: list) == nil)
    }

    @Test func `pinyin and Wade-Giles of one name meet`() throws {
        let list = try ListSnapshot(
            sdn: Array((row(1, "HSINCHIANG TUNGFANG TRADING", "-0- ", "DPRK3") + "\n").utf8),
            alt: nil, add: Array("1,1,-0- ,\"Dandong\",\"China\",-0- \n".utf8))
        #expect(try screen("Xinjiang Dongfang Trading", "CN", list: list)?.uid == 1)
    }

    @Test func `a letter of another script that looks the same hides no one, and is reported`()
        throws
    {
        let name = "Вeispiel River Trading Co Ltd"
        let match = try #require(try screen(name, "CN"))
        #expect(match.uid == 900001)
        #expect(match.isDecisive)
        #expect(
            ScreenedName(name: name).oddities == [
                "the name mixes letters of two scripts within one word: one letter may stand in "
                    + "for another"
            ])
        #expect(ScreenedName(name: "Общество Пример").oddities.isEmpty)
    }

    @Test func `marks of direction and invisible ones hide no one, and are reported`() throws {
        let name = "Beis\u{200B}piel \u{202E}River Trading\u{2066} Co Ltd"
        #expect(try screen(name, "CN")?.isDecisive == true)
        #expect(ScreenedName(name: name).oddities.count == 1)
    }

    @Test func `a name of ten thousand letters is compared by its beginning, and reported`() throws
    {
        let name = "Beispiel River Trading Co Ltd " + String(repeating: "x", count: 10_000)
        _ = try screen(name, "CN")
        _ = try screen(String(repeating: "a b ", count: 2_500), "CN")
        _ = try screen(String(repeating: "\u{0301}", count: 10_000), "CN")
        _ = try screen(String(repeating: "朝", count: 10_000), "CN")
        #expect(ScreenedName(name: name).oddities.count == 1)
    }

    @Test func `an alias that the list calls weak never decides`() throws {
        let list = try InventedFiles.read(
            InventedFiles.ofacXML.replacing("<lastName>BRT<", with: "<lastName>GREEN RIVER<"))
        let match = try #require(try screen("Green River", "CN", list: list))
        #expect(!match.isDecisive)
    }

    @Test func `a number of the registry decides whatever the name`() throws {
        let list = try InventedFiles.read(InventedFiles.ofacXML)
        let match = Screener(lists: list, threshold: 0.8).screen(
            ScreenedName(name: "Something Else", country: "MY", identifiers: ["uscc=AB12345"]))
        #expect(match?.kind == .identifier)
        #expect(match?.isDecisive == true)
    }

    @Test func `a listing with subsidiaries brings names that begin alike to a person's eyes`()
        throws
    {
        let list = try InventedFiles.read(InventedFiles.uflpa)
        let match = try #require(
            try screen("Beispiel Silicon (Jiaxing) Co., Ltd", "CN", list: list))
        #expect(!match.isDecisive)
        #expect(match.law == .xinjiang)
        #expect(try screen("Beispielhafte Ziegel GmbH", "DE", list: list) == nil)
    }

    @Test func `a place in brackets and a legal form make no other company of it`() throws {
        let list = try InventedFiles.read(InventedFiles.uflpa)
        let match = try screen("BEISPIEL HAIR ACCESSORIES COMPANY LIMITED", "CN", list: list)
        #expect(match?.entry == "Beispiel Hair Accessories Co. Ltd.")
    }

    @Test func `the day of the curated table belongs to the table as it is`() {
        #expect(AgencyAliases.day == "2026-11-21")
        #expect(
            AgencyAliases.shared.digest.hex
                == "3d57ae31dc93ffb84c2dc3774c732cf30ea60ee9d503f11595d052ff679af9b2",
            "the table was changed: change AgencyAliases.day with it")
    }
}
