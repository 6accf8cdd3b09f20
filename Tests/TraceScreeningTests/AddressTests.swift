// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceTesting

@testable import TraceScreening

@Suite("Addresses")
struct AddressTests {
    private func screener(_ rows: [String]) throws -> AddressScreener {
        let add = rows.map { $0 + ",-0- \n" }.joined() + "\u{1A}"
        return AddressScreener(
            try ListSnapshot(
                sdn: Array(InventedList.sdn.utf8), alt: nil, add: Array(add.utf8)))
    }

    private var listed: AddressScreener {
        get throws {
            try screener([
                "900001,1,\"Room 1204, Example Square, 64 Binjiang Middle Rd, Zhenxing District\",\"Dandong, Liaoning\",\"China\"",
                "900002,2,\"No. 5 Shiwei Rd\",\"Havana\",\"Cuba\"",
            ])
        }
    }

    @Test(arguments: [
        ("Room 1204, 64 Binjiang Middle Road, Zhenxing District, Dandong", AddressNearness.room),
        ("Suite 88, No. 64 Binjiang Zhong Lu, Dandong, Liaoning", .building),
        ("丹东市振兴区滨江中路64号1204室", .room),
        ("丹东市滨江中路66号", .neighbour),
        ("12 Another Rd, Example Square, Dandong", .building),
        ("Binjiang Middle Rd No. 63, Dandong", .neighbour),
    ])
    func `the same room, the same building and the house next door are told apart`(
        address: String, nearness: AddressNearness
    ) throws {
        let match = try #require(try listed.screen(address, country: "CN"))
        #expect(match.nearness == nearness)
        #expect(match.isKorean)
        #expect(match.uid == 900001)
    }

    @Test(arguments: [
        "64 Binjiang Middle Rd, Shenyang", "64 Binjiang Middle Rd, Yuanbao District, Dandong",
        "84 Binjiang Middle Rd, Dandong", "64 Binjiang East Rd, Dandong", "Dandong", "",
        "64, 64, 64", "Room 1204, Dandong",
    ])
    func `another city, district, road or number is no match`(address: String) throws {
        #expect(try listed.screen(address, country: "CN") == nil)
    }

    @Test func `another country is no match`() throws {
        #expect(try listed.screen("64 Binjiang Middle Rd, Dandong", country: "KR") == nil)
        #expect(try listed.screen("64 Binjiang Middle Rd, Dandong", country: nil) != nil)
    }

    @Test func `ten thousand letters and marks of direction end soon`() throws {
        let long = String(repeating: "64 Binjiang Middle Rd, ", count: 2_000) + "Dandong"
        _ = try listed.screen(long, country: "CN")
        #expect(
            try listed.screen("\u{202E}64 Binjiang Middle\u{200B} Rd, Dandong", country: "CN")
                != nil)
    }

    @Test(arguments: [
        ("830000", "CN" as String?, true), ("84 1000", "CN", true), ("118000", "CN", false),
        ("830000", "KR", false), ("83000", "CN", false), ("841000", nil, true),
    ])
    func `postal codes of Xinjiang are those that begin with 83 or 84`(
        code: String, country: String?, expected: Bool
    ) {
        #expect(XinjiangSigns.isPostalCode(code, country: country) == expected)
    }

    @Test func `Xinjiang is known by its names, and a like word is none`() {
        for text in ["Hotan, Xinjiang", "新疆和田", "Xin Jiang Uygur", "XUAR"] {
            #expect(XinjiangSigns.isNamed(text), "\(text)")
        }
        for text in ["Xinxiang, Henan", "Jiangxi", "浙江", "Zhejiang"] {
            #expect(!XinjiangSigns.isNamed(text), "\(text)")
        }
    }

    @Test(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func `the listed cluster in Dandong is found in the list of 2021`() throws {
        let screener = AddressScreener(
            try ListFolder.read(try #require(SharedData.root).path + "/lists/ofac-sdn-2021"))
        #expect(screener.hasAddresses)
        let match = screener.screen("Jiadi Square, 64 Binjiang Middle Road, Dandong", country: "CN")
        #expect(match?.isKorean == true)
    }
}
