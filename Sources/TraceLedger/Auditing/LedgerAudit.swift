// SPDX-License-Identifier: Apache-2.0
public import TraceRecords
public import TraceRisk
public import TraceStorage
public import TraceVerifier

/// An audit of a ledger: verification first, then the patterns on what may be believed.
public struct LedgerAudit: Sendable {
    /// The audit that is run.
    public let audit: Audit
    /// How the ledger is verified before; a policy that names issuers says whose records count.
    public var verification: VerificationOptions

    /// An audit with its verification.
    public init(_ audit: Audit, verification: VerificationOptions = VerificationOptions()) {
        self.audit = audit
        self.verification = verification
    }

    /// What an audit of a ledger ends with.
    public struct Outcome: Sendable {
        /// The result; without lots when the ledger does not verify.
        public let result: AuditResult
        /// The verification of the ledger's own log; ask ``isVerified`` whether everything holds.
        public let report: VerificationReport
        /// Disclosures that do not belong to their statements, in words.
        public let refusedDisclosures: [String]
        /// How many records are by issuers whom the trust policy does not trust for them.
        ///
        /// They were verified and not weighed.
        public let leftOut: Int

        init(
            _ result: AuditResult, _ report: VerificationReport,
            refusedDisclosures: [String] = [], leftOut: Int = 0
        ) {
            self.result = result
            self.report = report
            self.refusedDisclosures = refusedDisclosures
            self.leftOut = leftOut
        }

        /// Whether the ledger holds, and of a merged one every source.
        public var isVerified: Bool { result.integrity.status == .verified }

        /// What the verification says; of a merged ledger with a broken source, what is wrong there.
        public var verdict: String {
            guard report.isVerified, !isVerified else { return report.verdict }
            return result.integrity.problems.map(\.message).joined(separator: "; ")
        }
    }

    /// Verifies a log and audits its statements, opened by the disclosures at hand.
    public func run(
        _ source: some LogSource, disclosures: [DisclosureSet]
    ) throws -> Outcome {
        var options = verification
        // Without its statements a ledger that holds would look like one without lots.
        options.keepsStatements = true
        let outcome = try LedgerVerification(source, options).run()
        let integrity = AuditResult.Integrity(outcome.report)
        guard let ledger = outcome.ledger else {
            return Outcome(audit.run([], integrity: integrity), outcome.report)
        }
        let sets = Dictionary(disclosures.map { ($0.record, $0) }) { _, last in last }
        var refused: [String] = []
        let records = ledger.checked(sets) { record, error in
            refused.append("\(record): \(error)")
        }
        let weighed = trusted(records, in: ledger.policy)
        return Outcome(
            audit.run(weighed, integrity: integrity, keys: IssuerKeys(ledger)), outcome.report,
            refusedDisclosures: refused, leftOut: records.count - weighed.count)
    }

    /// Verifies and audits a ledger folder with its own annex, where it has one; of a merged ledger
    /// the statements of all its sources.
    ///
    /// Where the folder's writer says how much it published, that counts before the caller's number.
    public func run(_ folder: LedgerFolder) throws -> Outcome {
        var copy = self
        if let published = try folder.writerState()?.published?.size {
            copy.verification.publishedSize = published
        }
        if MergedVerification.isMerged(folder) { return try copy.run(merged: folder) }
        return try copy.run(folder.log, disclosures: AnnexFile.sets(in: folder))
    }

    private func run(merged folder: LedgerFolder) throws -> Outcome {
        var options = verification
        options.keepsStatements = false
        let own = try LedgerVerification(folder.log, options).run().report
        guard own.isVerified else {
            return Outcome(audit.run([], integrity: AuditResult.Integrity(own)), own)
        }
        let merged: MergedLedger
        do {
            merged = try MergedVerification(folder).read()
        } catch let fault as WritingError {
            let integrity = AuditResult.Integrity(own, source: fault)
            return Outcome(audit.run([], integrity: integrity), own)
        }
        var refused: [String] = []
        let records = merged.checked { refused.append("\($0): \($1)") }
        // Each source has a policy of its own, which says who may state what in it.
        let weighed = zip(merged.sources, records).flatMap { source, own in
            trusted(own, in: source.ledger.policy)
        }
        return Outcome(
            audit.run(weighed, integrity: merged.integrity(own), keys: merged.keys()), own,
            refusedDisclosures: refused, leftOut: records.joined().count - weighed.count)
    }

    /// The records by issuers whom the trust policy trusts for them; all, without a policy.
    private func trusted(_ records: [Checked], in policy: Policy) -> [Checked] {
        verification.policy?.weighed(records, in: policy) ?? records
    }
}

extension AuditResult.Integrity {
    /// What is said of a merged ledger whose own log holds and one of whose sources does not.
    public init(_ own: VerificationReport, source fault: WritingError) {
        self.init(own)
        status = .failed
        underSuspicion = nil
        problems = [Problem(code: "source-failed", record: "", message: fault.description)]
    }

    /// What a verification says, in the words of the audit result.
    public init(_ report: VerificationReport) {
        self.init(
            status: report.isVerified ? .verified : .failed,
            mode: report.mode == .exhaustive ? .exhaustive : .anchored,
            signaturesChecked: report.signaturesChecked,
            identity: report.isPinned ? .pinned : .selfDeclared, witnesses: report.witnesses,
            records: Int(report.entries),
            problems: report.problems.map { problem in
                AuditResult.Integrity.Problem(
                    code: problem.code.rawValue,
                    record: problem.record?.description ?? problem.file ?? "",
                    message: problem.sentence)
            },
            freshness: report.isFresh ? .compared : .notChecked,
            underSuspicion: report.isVerified ? report.underSuspicion.count : nil)
    }
}
