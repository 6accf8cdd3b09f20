// SPDX-License-Identifier: Apache-2.0
import TraceRecords
public import TraceWorkbook

/// Brings a workbook's rows into a ledger: each row once, each change as one correction.
public struct WorkbookImport: Sendable {
    /// What an import did.
    public struct Result: Sendable, Equatable {
        /// Rows that were stated for the first time.
        public var stated = 0
        /// Rows whose values differ from the ledger's: one correction each.
        public var corrected = 0
        /// Rows that say what the ledger says.
        public var unchanged = 0
        /// Rows, by label, whose disclosed values were erased, or that were retracted.
        public var refused: [String] = []
        /// Rows, by label, that this issuer states, that stand, and that the workbook does not hold.
        public var absent: [String] = []
    }

    /// Whether rows that were erased or retracted are stated again.
    public var statesAgain = false
    /// Told how many rows of how many are done.
    public var progress: (@Sendable (Int, Int) -> Void)?

    /// An import that refuses erased rows by name.
    public init() {}

    /// Writes the rows through a writer; `time` is seconds since 1970.
    ///
    /// Killed at any moment and run again it states nothing twice: a row is known by its sheet and
    /// id, and compared with what the ledger discloses of it.
    public func run(_ workbook: Workbook, into writer: LedgerWriter, time: UInt64) throws -> Result
    {
        try writer.refuseMerged()
        if !statesAgain { try writer.refuseUnopened() }
        var result = Result()
        // Refusals come first: nothing is written of a workbook that is refused.
        for row in workbook.rows where !statesAgain {
            guard let known = writer.current[row.record.reference],
                !Self.isBlankWhereErased(row.statedRecord, known, writer.current)
            else { continue }
            if known.isErased || known.isRetracted { result.refused.append(row.label) }
        }
        guard result.refused.isEmpty else { return result }
        for (position, row) in workbook.rows.enumerated() {
            let record = row.statedRecord
            if let known = writer.current[record.reference] {
                let isSame =
                    known.record == record || Self.isBlankWhereErased(record, known, writer.current)
                if isSame, !known.isRetracted {
                    result.unchanged += 1
                } else {
                    try writer.correct(known, to: record, time: time)
                    result.corrected += 1
                }
            } else {
                try writer.state(record, time: time)
                result.stated += 1
            }
            progress?(position + 1, workbook.rows.count)
        }
        try writer.commit()
        result.absent = absent(from: workbook, writer.current)
        return result
    }

    /// Whether a row says what is left of an erased one: the cells that were erased are blank in it.
    private static func isBlankWhereErased(
        _ record: Record, _ known: CurrentStatements.Entry, _ current: CurrentStatements
    ) -> Bool {
        guard known.isErased, !known.isRetracted, current.erased.contains(known.first) else {
            return false
        }
        var left = known.record
        left.withheld = 0
        return left == record
    }

    /// What the ledger says beyond the workbook; a row that was erased has to be left out of it.
    private func absent(from workbook: Workbook, _ current: CurrentStatements) -> [String] {
        let rows = Set(workbook.rows.map(\.record.reference))
        // A row with a problem stands in its file, although it was not read.
        let unread = Set((workbook.problems + workbook.dropped).compactMap(\.id))
        return current.standing.lazy.map(\.record).filter { record in
            record.withheld == 0 && !rows.contains(record.reference) && !unread.contains(record.id)
        }.compactMap(\.workbookLabel)
    }
}
