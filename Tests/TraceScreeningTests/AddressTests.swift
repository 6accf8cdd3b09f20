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
        ("Room 101, Building 12, No. 99 Binjiang Road, Dandong", AddressNearness.room),
        ("Room 101, Building No. 12, 99 Binjiang Road, Dandong", .room),
        ("12th Building, 99 Binjiang Road, Dandong", .building),
        ("丹东市滨江路99号12号楼101室", .room),
        ("99 Binjiang Road, Dandong", .building),
        ("Room 101, Building 5, No. 99 Binjiang Road, Dandong", .neighbour),
        ("Room 101, Block B, No. 99 Binjiang Road, Dandong", .neighbour),
        ("Room 101, No. 5 Building, 99 Binjiang Road, Dandong", .neighbour),
        ("丹东市滨江路99号5号楼101室", .neighbour),
        ("Room 101, No. 99, Binjiang Road, Dandong", .room),
    ])
    func `two houses of one number are neighbours at most`(
        address: String, nearness: AddressNearness
    ) throws {
        let screener = try screener([
            "900001,1,\"Room 101, Building 12, No. 99 Binjiang Road\",\"Dandong City 118000\",\"China\""
        ])
        #expect(screener.screen(address, country: "CN")?.nearness == nearness)
    }

    @Test func `a building's number that a road's name follows is the road's`() {
        let shape = AddressShape("Room 303, 3 Haolou, Building 99 Binjiang Middle Rd., Zhenxing")
        #expect(shape.number == 99)
        #expect(shape.block == "3")
        #expect(AddressShape("Landmark Tower, 5 Binjiang Rd").block == nil)
        #expect(AddressShape("3楼, 滨江路99号").block == nil)
    }

    @Test func `an address in one line is known by any part that can be its city`() throws {
        let address = "Room 12, 64 Binjiang Middle Road, Dandong, Liaoning, 118000, CN"
        let simple = InventedFiles.simple.replacing(
            "1 Example Road, Minsk", with: "\"\"\(address)\"\"")
        let lines = InventedFiles.lines.replacing(
            #""country":["by"]"#, with: #""country":["by"],"address":["\#(address)"]"#)
        let csl = InventedFiles.csl.replacing("1 Example Road, Shijiazhuang, CN", with: address)
        for text in [simple, lines, csl] {
            let list = try InventedFiles.read(text)
            let screener = AddressScreener(list)
            #expect(screener.screen(address, country: "CN")?.nearness == .room, "\(list.files)")
            #expect(
                screener.screen(
                    "Room 12, 64 Binjiang Middle Road, Shenyang, Liaoning", country: "CN")
                    == nil, "a province is no city")
            #expect(list.entries[0].places == ["Dandong"])
            #expect(list.entries[0].countries.contains("CN"))
        }
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

    @Test func `Xinjiang is known by its prefectures and cities, but not by streets`() {
        for text in [
            "Hotan", "Lop County, Hotan Prefecture", "Urumqi", "8 Example Road, Kashgar", "喀什市",
            "Uyghur Autonomous Region", "12 Xinjiang Road, Urumqi", "乌鲁木齐市新疆路8号",
        ] {
            #expect(XinjiangSigns.isNamed(text, country: "CN"), "\(text)")
        }
        for text in [
            "100 Urumqi Middle Road, Shanghai", "Xinjiang Rd 5, Qingdao", "上海市乌鲁木齐中路100号",
            "上海市新疆路8号", "Hami Street, Shanghai",
        ] {
            #expect(!XinjiangSigns.isNamed(text, country: "CN"), "\(text)")
        }
        #expect(!XinjiangSigns.isNamed("Aksu", country: "TR"))
        #expect(!XinjiangSigns.isNamed("Altay", country: "KZ"))
    }

    @Test func `a people in a firm's name is no place`() {
        #expect(!XinjiangSigns.isInName("Qingdao Uyghur Music Instruments Co Ltd"))
        #expect(XinjiangSigns.isInName("Xinjiang Example Textile Co Ltd"))
        #expect(XinjiangSigns.isInName("新疆示例纺织有限公司"))
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
