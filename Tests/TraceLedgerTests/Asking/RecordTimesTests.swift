// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceLedger

@Suite struct RecordTimesTests {
    private let first: UInt64 = TestFolder.time + 86_400
    private let later: UInt64 = TestFolder.time + 10 * 86_400

    private func folder() throws -> TestFolder {
        let test = try TestFolder()
        let writer = try test.writer()
        _ = try WorkbookImport().run(AskedBook.workbook(), into: writer, time: first)
        let lots = AskedBook.lots.replacing("R-2,670300,,40,", with: "R-2,670300,,41,")
        _ = try WorkbookImport().run(
            AskedBook.workbook(lots: lots), into: writer, time: later)
        try writer.close()
        return test
    }

    private func day(_ time: UInt64, plus days: Int = 0) throws -> CalendarDate {
        try #require(CalendarDate(dayNumber: Int(time / 86_400) + days))
    }

    @Test func `the log of a day ends before the first entry that was signed later`() throws {
        let test = try folder()
        let size = try test.verify().report.entries
        let all = try RecordTimes(test.folder.log, size: size, by: day(later))
        #expect(all.entries == size)
        let early = try RecordTimes(test.folder.log, size: size, by: day(later, plus: -1))
        #expect(early.entries == size - 1)
        #expect(try RecordTimes(test.folder.log, size: size, by: day(first)).entries == size - 1)
        #expect(
            try RecordTimes(test.folder.log, size: size, by: day(first, plus: -1)).entries == 1)
        #expect(
            try RecordTimes(test.folder.log, size: size, by: day(first, plus: -9)).entries == 0)
    }

    @Test func `a correction of later days leaves the figure of the day`() throws {
        let test = try folder()
        let outcome = try test.verify()
        let ledger = try #require(outcome.ledger)
        let sets = Dictionary(
            try AnnexFile.sets(in: test.folder).map { ($0.record, $0) },
            uniquingKeysWith: { a, _ in a })
        let records = ledger.checked(sets) { _, _ in }
        let times = try RecordTimes(
            test.folder.log, size: outcome.report.entries, by: day(later, plus: -1))
        let then = LotNetwork(
            StandingRecord.standing(ledger.checked(sets, first: times.entries) { _, _ in }))
        let now = LotNetwork(StandingRecord.standing(records))
        #expect(then.origins(of: "R-2")?.lines.first?.kilograms == 40)
        #expect(now.origins(of: "R-2")?.lines.first?.kilograms == 41)
    }
}
