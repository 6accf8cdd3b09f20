// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords
public import TraceVerifier

extension VerifiedLedger {
    /// All statements about goods as records for an audit, in the order of the ledger.
    ///
    /// `disclosures` holds what is known of each; a set that does not belong to its statement is
    /// handed to `refuse`, and the statement is read without it. With `entries`, they are as the log
    /// of that size shows them: a compromise that is declared later was not known.
    public func checked(
        _ disclosures: [RecordID: DisclosureSet], first entries: UInt64 = .max,
        refuse: (RecordID, DisclosureError) -> Void
    ) -> [Checked] {
        var reader = RecordReader()
        // In the order of the ledger: of two things under one id, the first named keeps it.
        for statement in statements {
            for opening in disclosures[statement.record]?.openings ?? [] { reader.learn(opening) }
        }
        var records: [Checked] = []
        func read(
            _ statement: Statement,
            _ make: (DisclosureSet?) throws(DisclosureError) -> Checked
        ) {
            // Policy and key statements say nothing about goods.
            guard statement.kind != .policy, statement.kind != .key, statement.index < entries
            else { return }
            var record: Checked?
            do throws(DisclosureError) {
                record = try make(disclosures[statement.record])
            } catch {
                refuse(statement.record, error)
                record = try? make(nil)
            }
            guard var record else { return }
            record.underSuspicion = statement.suspectedBy.map { $0 < entries } ?? false
            records.append(record)
        }
        for statement in verified {
            read(statement.payload) { (set) throws(DisclosureError) in
                try Checked(statement, reader, set)
            }
        }
        for statement in anchored {
            read(statement.payload) { (set) throws(DisclosureError) in
                try Checked(statement, reader, set)
            }
        }
        return records.sorted { $0.index < $1.index }
    }
}
