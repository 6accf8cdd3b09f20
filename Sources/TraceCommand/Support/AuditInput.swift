// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// What an audit reads: a workbook folder, or a ledger.
struct AuditInput {
    /// Records with what is known of their origin.
    struct Records {
        let checked: [Checked]
        let integrity: AuditResult.Integrity
        /// The state of the ledger that was verified; none for a workbook.
        var checkpoint: Checkpoint?
        /// What the verification ended with.
        var state: LedgerState?
        var keys = IssuerKeys.unknown
        /// The issuers whom any record names, those among them that were not weighed; by thumbprint.
        var issuers: Set<String> = []
        /// What was left out because it was recorded after a day, in a sentence for each log.
        var asOf: [String] = []
    }

    let path: String

    /// The records; for a ledger, verified.
    ///
    /// With a day, only what stood in the ledger by its end; a workbook cannot tell.
    func read(
        partial: Bool, reading: LedgerReadingOptions, asOf day: CalendarDate? = nil
    ) throws -> Records {
        if LedgerInput.isLedger(path) {
            try refusePartial(partial)
            return try ledger(reading, asOf: day)
        }
        guard day == nil else {
            throw Refusal(
                "\(path) is no ledger: a workbook does not say when its rows were recorded. Import "
                    + "it into a ledger; --as-of works from then on.")
        }
        if let file = try ProofInput(file: path) {
            try refusePartial(partial)
            return try bundle(file, reading)
        }
        guard WorkbookFolder.looksLikeWorkbook(path) else {
            try LedgerInput.refuseUnreadable(path)
            throw Refusal(
                "\(path) is neither a ledger (it holds no log/checkpoint) nor a workbook (it holds "
                    + "no sheet such as lots.csv) nor a lot bundle.")
        }
        guard reading.checksNothing else {
            throw Refusal(
                "\(path) is a workbook, which nobody signed: --trust, --since and --anchored are for "
                    + "ledgers. Leave them out, or name the ledger that holds its rows.")
        }
        return try workbook(partial: partial)
    }

    /// An option that is not looked at must not seem to have been.
    private func refusePartial(_ partial: Bool) throws {
        guard !partial else {
            throw Refusal(
                "\(path) is no workbook: --partial leaves out rows of a workbook that have problems, "
                    + "and signed records are all read. Leave it out.")
        }
    }

    private func bundle(_ file: ProofInput, _ reading: LedgerReadingOptions) throws -> Records {
        guard file.isBundle else {
            throw Refusal(
                "\(path) is no lot bundle: an audit takes what `traceledger bundle` writes.")
        }
        let checked = try file.bundle(reading)
        Console.note(BundleText.plain(checked.report))
        return Records(
            checked: checked.records, integrity: .init(checked.report),
            issuers: Set(checked.records.map(\.issuer)))
    }

    private func workbook(partial: Bool) throws -> Records {
        let workbook = try WorkbookInput.read(path, partial: partial)
        if !workbook.remarks.isEmpty {
            Console.note(
                "\(WorkbookInput.counted(workbook.remarks.count, "remark")) on the form of the "
                    + "workbook: traceledger workbook check \(path)")
        }
        let checked = workbook.checked()
        return Records(checked: checked, integrity: .unsigned(records: checked.count))
    }

    private func ledger(
        _ reading: LedgerReadingOptions, asOf day: CalendarDate?
    ) throws -> Records {
        let input = try LedgerInput(path, reading.network)
        if let folder = input.folder, MergedVerification.isMerged(folder) {
            return try merged(folder, input, reading, asOf: day)
        }
        let bar = ProgressBar(label: "Verifying")
        var options = try reading.verification(input)
        options.keepsStatements = true
        options.progress = { done, total in bar.show(done, total) }
        let outcome = try LedgerReading.verify(input.source, options)
        bar.end()
        if input.isRemote { Console.note(LedgerReading.remoteCaveat) }
        var integrity = AuditResult.Integrity(outcome.report)
        guard let ledger = outcome.ledger else {
            Console.note(VerificationText.plain(outcome.report))
            return Records(checked: [], integrity: integrity)
        }
        let sets = Dictionary(try input.disclosures().map { ($0.record, $0) }) { _, last in last }
        var words: [String] = []
        let size = try stood(input.source, outcome.report.entries, by: day, nil, &words)
        let checked = ledger.checked(sets, first: size) { record, error in
            Console.note("The disclosures of \(record) were not used: \(error)")
        }
        // What was declared behind the day was not known on it.
        if day != nil { integrity.underSuspicion = checked.count(where: \.underSuspicion) }
        return Records(
            checked: weigh(checked, options.policy, ledger.policy), integrity: integrity,
            checkpoint: ledger.checkpoint, state: outcome.state,
            keys: IssuerKeys(ledger, first: size), issuers: ledger.issuers, asOf: words)
    }

    /// How many entries of a log stood by a day, which `words` says; all of them without one.
    ///
    /// `origin` names the log where there are several.
    func stood(
        _ log: some LogSource, _ size: UInt64, by day: CalendarDate?, _ origin: String?,
        _ words: inout [String]
    ) throws -> UInt64 {
        guard let day else { return size }
        let times = try RecordTimes(log, size: size, by: day)
        let sentence =
            "By \(day), \(times.entries) of \(times.size) entries stood in the log"
            + (origin.map { " of " + $0 } ?? "")
            + ", as their issuers say; what stands behind them is left out."
        words.append(sentence)
        Console.note(sentence)
        return times.entries
    }

    /// The records by issuers whom a trust policy trusts for them; all, without a policy.
    func weigh(
        _ checked: [Checked], _ trust: TrustPolicy?, _ policy: Policy
    ) -> [Checked] {
        let weighed = trust?.weighed(checked, in: policy) ?? checked
        if weighed.count < checked.count {
            Console.note(
                "\(checked.count - weighed.count) of \(checked.count) records are by issuers whom the "
                    + "trust policy does not trust for them; they were verified and not weighed.")
        }
        return weighed
    }
}
