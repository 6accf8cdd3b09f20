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
        let merged = try MergedVerification.reading(folder)
        Console.note(MergedText.plain(merged.report))
        let checked = merged.checked { record, error in
            Console.note("The disclosures of \(record) were not used: \(error)")
        }
        var records: [Checked] = []
        var words: [String] = []
        for (source, own) in zip(merged.sources, checked) {
            let weighed = weigh(own, options.policy, source.ledger.policy)
            let end = try source.indexes.lowerBound + stood(source, by: day, &words)
            records += weighed.filter { $0.index < end }
        }
        return Records(
            checked: records, integrity: merged.integrity(outcome.report),
            checkpoint: ReadCheckpoint(try input.unverifiedCheckpoint())?.checkpoint,
            keys: merged.keys, asOf: words)
    }

    /// How many entries of a source stood by a day; all of them without one.
    private func stood(
        _ source: MergedLedger.Source, by day: CalendarDate?, _ words: inout [String]
    ) throws -> UInt64 {
        let size = UInt64(source.indexes.count)
        guard let day else { return size }
        let times = try RecordTimes(source.log, size: size, by: day)
        let sentence =
            "By \(day), \(times.entries) of \(times.size) entries stood in the log of "
            + "\(source.ledger.policy.origin), as their issuers say."
        words.append(sentence)
        Console.note(sentence)
        return times.entries
    }
}

extension MergedVerification {
    /// The merged ledger in a folder; what does not hold is no fault of how the command was called.
    static func reading(_ folder: LedgerFolder) throws -> MergedLedger {
        do {
            return try MergedVerification(folder).read()
        } catch let error as WritingError {
            throw Refusal(error.description, status: .integrityFailed)
        }
    }
}
