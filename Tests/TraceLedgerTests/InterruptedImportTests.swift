// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import TraceLedger

/// Disclosures are durable before their statements: what a crash between the two leaves behind.
@Suite struct InterruptedImportTests {
    /// How much of the annex's new frames reached the disk.
    enum Extent: String, CaseIterable {
        case allFrames, halfOfThem, tornLastFrame, tornHead
    }

    @Test(arguments: Extent.allCases)
    func `frames without a statement are left alone and every row is stated once`(
        _ extent: Extent
    ) throws {
        let test = try TestFolder()
        let before = try test.annex()
        let copy = test.root + "/before"
        try FileManager.default.copyItem(atPath: test.folder.path, toPath: copy)
        _ = try test.importing(SmallBook.workbook())
        let after = try test.annex()
        try FileManager.default.removeItem(atPath: test.folder.path)
        try FileManager.default.moveItem(atPath: copy, toPath: test.folder.path)
        #expect(try test.verify().report.entries == 1)
        let added = after.count - before.count
        let kept =
            switch extent {
            case .allFrames: after.count
            case .halfOfThem: before.count + added / 2
            case .tornLastFrame: after.count - 1
            case .tornHead: before.count + 3
            }
        try test.replaceAnnex(Array(after.prefix(kept)))

        let result = try test.importing(SmallBook.workbook())
        #expect(result == WorkbookImport.Result(stated: 5))
        let outcome = try test.verify()
        #expect(outcome.report.isVerified && outcome.report.entries == 6)
        #expect(try test.importing(SmallBook.workbook()) == WorkbookImport.Result(unchanged: 5))
        let audit = try LedgerAudit(Audit()).run(test.folder)
        #expect(audit.refusedDisclosures == [])
        #expect(audit.result.lots.map(\.lot) == ["L-1", "L-2"])
    }

    @Test func `rows committed before the end of an import are not stated again`() throws {
        let test = try TestFolder()
        let writer = try test.writer()
        let workbook = SmallBook.workbook()
        for row in workbook.rows.prefix(2) { try writer.state(row.record, time: TestFolder.time) }
        try writer.commit()
        for row in workbook.rows.dropFirst(2).prefix(2) {
            try writer.state(row.record, time: TestFolder.time)
        }
        // The process ends here: two rows are durable, two were only signed.
        _ = consume writer
        let result = try test.importing(workbook)
        #expect(result == WorkbookImport.Result(stated: 3, unchanged: 2))
        #expect(try test.verify().report.entries == 6)
    }

    @Test func `a damaged frame in the middle of the annex is named, not skipped`() throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        var bytes = try test.annex()
        bytes[20] ^= 1
        try test.replaceAnnex(bytes)
        let error = #expect(throws: StoreError.self) { try test.writer() }
        #expect(error?.code == .damaged)
        #expect(try test.verify().report.isVerified)
    }

    /// What stands behind the last whole frame after the process was killed or the power failed.
    enum TornEnd: String, CaseIterable {
        case partOfLongFrame, zeros, zerosThenFrames, badLengthThenFrames

        /// The bytes; the frames are of records that no log holds.
        func bytes() throws -> [UInt8] {
            let text = String(repeating: "long ", count: 150)
            let salt = try #require(Salt([UInt8](repeating: 7, count: 16)))
            let frames = try (0..<3).map { number in
                try Annex.frame(
                    DisclosureSet(
                        record: RecordID(SHA256Hash.hash([number])),
                        fields: [FieldDisclosure(salt: salt, key: "name", value: .text(text))],
                        openings: []))
            }
            return switch self {
            case .partOfLongFrame: Array(frames[0].prefix(700))
            case .zeros: [UInt8](repeating: 0, count: 4_096)
            case .zerosThenFrames: [UInt8](repeating: 0, count: 4_096) + frames.joined()
            case .badLengthThenFrames: Array("xxxxxxxxxxxx".utf8) + frames.joined()
            }
        }
    }

    @Test(arguments: TornEnd.allCases)
    func `a torn end of the annex is cut off before a shorter frame is written over it`(
        _ end: TornEnd
    ) throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        let whole = try test.annex()
        let sets = try AnnexFile.sets(in: test.folder)
        try test.replaceAnnex(whole + end.bytes())
        #expect(try AnnexFile.sets(in: test.folder) == sets)
        let parties = SmallBook.parties.replacing("Example Wig Shop", with: "W")
        #expect(
            try test.importing(SmallBook.workbook(parties: parties))
                == WorkbookImport.Result(corrected: 1, unchanged: 4))
        let annex = try test.annex()
        #expect(annex.starts(with: whole))
        #expect(try Annex.read(annex).wholeLength == annex.count)
        #expect(try Annex.read(annex).sets.count == sets.count + 1)
        #expect(
            try test.importing(SmallBook.workbook(parties: parties))
                == WorkbookImport.Result(unchanged: 5))
        let audit = try LedgerAudit(Audit()).run(test.folder)
        #expect(audit.refusedDisclosures == [])
    }

    @Test func `zeros in the place of a frame that the ledger relies on are no torn end`() throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        let whole = try test.annex()
        let place = Annex.places(in: whole)[2]
        var bytes = whole
        bytes.replaceSubrange(place, with: [UInt8](repeating: 0, count: place.count))
        try test.replaceAnnex(bytes)
        for body in [{ _ = try test.writer() }, { _ = try AnnexFile.sets(in: test.folder) }] {
            let error = #expect(throws: StoreError.self) { try body() }
            #expect(error?.code == .damaged && error?.path == test.annexPath)
            #expect(error?.reason.contains("byte \(place.lowerBound)") == true)
        }
        #expect(try test.annex() == bytes)
    }

    @Test(arguments: [0, 0.5, 0.8])
    func `an annex that lost disclosures is refused: rows would be stated twice`(
        kept: Double
    ) throws {
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook())
        let whole = try test.annex()
        let part = Array(whole.prefix(Int(Double(whole.count) * kept)))
        try test.replaceAnnex(part)
        let error = #expect(throws: StoreError.self) { try test.importing(SmallBook.workbook()) }
        #expect(error?.code == .damaged)
        #expect(error?.path == test.annexPath)
        #expect(try test.annex() == part)
        #expect(try test.verify().report.entries == 6)
        try test.replaceAnnex(whole)
        #expect(try test.importing(SmallBook.workbook()) == WorkbookImport.Result(unchanged: 5))
        try test.replaceAnnex(part)
        #expect(try test.importing(SmallBook.workbook(), again: true).stated > 0)
    }
}
