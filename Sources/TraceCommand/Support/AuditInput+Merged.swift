// SPDX-License-Identifier: Apache-2.0
import TraceLedger

extension AuditInput {
    /// The records of all sources of a merged ledger, each verified under its own policy.
    func merged(
        _ folder: LedgerFolder, _ input: LedgerInput, _ reading: LedgerReadingOptions,
        asOf day: CalendarDate?
    ) throws -> Records {
        let options = try reading.verification(input)
        let outcome = try LedgerReading.verify(input.source, options)
        guard outcome.report.isVerified else {
            Console.note(VerificationText.plain(outcome.report))
            return Records(checked: [], integrity: AuditResult.Integrity(outcome.report))
        }
        let merged: MergedLedger
        do {
            merged = try MergedVerification(folder).read()
        } catch let fault as WritingError {
            Console.note(fault.description)
            return Records(checked: [], integrity: .init(outcome.report, source: fault))
        }
        Console.note(MergedText.plain(merged.report))
        var words: [String] = []
        let sizes = try merged.sources.map { source in
            try stood(
                source.log, UInt64(source.indexes.count), by: day, source.ledger.policy.origin,
                &words)
        }
        let checked = merged.checked(first: sizes) { record, error in
            Console.note("The disclosures of \(record) were not used: \(error)")
        }
        let weighed = zip(merged.sources, checked).map { source, own in
            weigh(own, options.policy, source.ledger.policy)
        }
        var integrity = merged.integrity(outcome.report)
        if day != nil {
            integrity.underSuspicion = checked.joined().count(where: \.underSuspicion)
        }
        return Records(
            checked: Array(weighed.joined()), integrity: integrity,
            checkpoint: ReadCheckpoint(try input.unverifiedCheckpoint())?.checkpoint,
            state: outcome.state, keys: merged.keys(first: sizes),
            issuers: Set(merged.sources.flatMap(\.ledger.issuers)), asOf: words)
    }
}
