// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TracePrimitives
import TraceTesting

@testable import TraceScreening

/// OFAC's legacy CSV form with invented entries.
enum InventedList {
    static let sdn = """
        900001,"BEISPIEL RIVER TRADING CO., LTD.",-0- ,"DPRK3] [NPWMD",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. 'BRT'."
        900002,"GENÈVE ÉTOILE SA","individual","CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- 
        900003,"MINISTRY OF PUBLIC SECURITY",-0- ,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- 
        900004,"GREY HERON",vessel,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- 

        """.replacingOccurrences(of: "\n", with: "\r\n") + "\u{1A}"
    static let alt = """
        900001,1,"aka","RIVER OF THE EXAMPLE GENERAL CORPORATION",-0- 
        900099,2,"aka","ONLY AN ALIAS TRADING",-0- 

        """
    static let add = """
        900001,1,"64 Example Road","Dandong, Liaoning","China",-0- 
        900001,2,-0- ,"Pyongyang","Korea, North",-0- 
        900003,3,-0- ,-0- ,"Korea, North",-0- 

        """
    static func snapshot() throws -> ListSnapshot {
        try ListSnapshot(sdn: Array(sdn.utf8), alt: Array(alt.utf8), add: Array(add.utf8))
    }
}

@Suite("OFAC legacy lists")
struct ListSnapshotTests {
    @Test func `nulls, joined programmes, aliases, countries and the 0x1A byte are understood`()
        throws
    {
        let list = try InventedList.snapshot()
        #expect(list.entries.count == 5)
        let entry = try #require(list.entry(900001))
        #expect(entry.programmes == ["DPRK3", "NPWMD"])
        #expect(entry.names.count == 2)
        #expect(entry.countries == ["CN", "KP"])
        #expect(entry.type == nil)
        #expect(list.entry(900002)?.type == "individual")
        #expect(list.entry(900099)?.names == ["ONLY AN ALIAS TRADING"])
        #expect(list.files.map(\.rows) == [4, 2, 3])
        #expect(list.files[0].digest == SHA256Hash.hash(Array(InventedList.sdn.utf8)))
    }

    @Test func `each file is optional and reported missing`() throws {
        let list = try ListSnapshot(sdn: nil, alt: Array(InventedList.alt.utf8), add: nil)
        #expect(list.files.map { $0.digest == nil } == [true, false, true])
        #expect(!list.hasPrimaryNames)
        #expect(!ListSnapshot.none.hasPrimaryNames)
    }

    @Test(arguments: [
        ("1,\"open", ScreeningError.Code.brokenQuoting, 1),
        ("1,\"a\"b,c", .brokenQuoting, 1),
        ("1,2,3\n", .fieldCount, 1),
        (String(repeating: "7,8,9,10,11,12,13,14,15,16,17,18\n", count: 2), .duplicateEntry, 2),
        ("ent_num,b,c,d,e,f,g,h,i,j,k,l", .entryNumber, 1),
        ("\n\n5,b,c", .fieldCount, 3),
        (String(repeating: "x", count: 70_000), .tooLong, 1),
    ])
    func `a broken file is refused with file and line`(
        text: String, code: ScreeningError.Code, line: Int
    ) {
        let error = #expect(throws: ScreeningError.self) {
            try ListSnapshot(sdn: Array(text.utf8), alt: nil, add: nil)
        }
        #expect(error?.code == code)
        #expect(error?.line == line)
        #expect(error?.file == "sdn.csv")
    }

    @Test func `Latin-1 bytes are read`() throws {
        let bytes = Array("7,\"CAF".utf8) + [0xC9] + Array("\",-0- ,\"X\",1,2,3,4,5,6,7,8".utf8)
        let list = try ListSnapshot(sdn: bytes, alt: nil, add: nil)
        #expect(list.entry(7)?.names == ["CAFÉ"])
    }

    @Test func `a folder is read in any case, without recursion`() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/lists-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder + "/sub", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(InventedList.sdn.utf8).write(to: URL(fileURLWithPath: folder + "/SDN.CSV"))
        try Data(InventedList.alt.utf8).write(to: URL(fileURLWithPath: folder + "/sub/alt.csv"))
        let list = try ListFolder.read(folder)
        #expect(list.files.map { $0.digest != nil } == [true, false, false])
        try Data(InventedList.sdn.utf8).write(to: URL(fileURLWithPath: folder + "/sdn.csv"))
        #expect(throws: ScreeningError.self) { try ListFolder.read(folder) }
        #expect(throws: ScreeningError.self) { try ListFolder.read(folder + "/nowhere") }
    }

    @Test func `a link to a list is read, and a pipe is refused rather than waited for`() throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.path + "/lists-\(UUID().uuidString)"
        try files.createDirectory(atPath: folder + "/lists", withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        try Data(InventedList.sdn.utf8).write(to: URL(fileURLWithPath: folder + "/kept"))
        try files.createSymbolicLink(
            atPath: folder + "/lists/sdn.csv", withDestinationPath: "../kept")
        #expect(try ListFolder.read(folder + "/lists").entries.isEmpty == false)
        let maker = try Process.run(
            URL(fileURLWithPath: "/usr/bin/env"), arguments: ["mkfifo", folder + "/lists/alt.csv"])
        maker.waitUntilExit()
        #expect(throws: ScreeningError.self) { try ListFolder.read(folder + "/lists") }
    }

    @Test(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func `the list of 2021 joins fully`() throws {
        let list = try ListFolder.read(
            try #require(SharedData.root).path + "/lists/ofac-sdn-2021")
        #expect(list.files.map(\.rows) == [8_976, 11_910, 13_837])
        #expect(list.entries.count == 8_976)
        #expect(list.entries.filter(\.isKorean).count == 414)
    }
}
