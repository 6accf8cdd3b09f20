// SPDX-License-Identifier: Apache-2.0
public import TraceRecords
public import TraceRisk
public import TraceStorage
public import TraceVerifier

/// An audit of a ledger: verification first, then the patterns on what may be believed.
public struct LedgerAudit: Sendable {
    /// The audit that is run.
    public let audit: Audit
    /// How the ledger is verified before.
    public var verification: VerificationOptions

    /// An audit with its verification.
    public init(_ audit: Audit, verification: VerificationOptions = VerificationOptions()) {
        self.audit = audit
        self.verification = verification
        self.verification.keepsStatements = true
    }

    /// What an audit of a ledger ends with.
    public struct Outcome: Sendable {
        /// The result; without lots when the ledger does not verify.
        public let result: AuditResult
        /// The verification.
        public let report: VerificationReport
        /// Disclosures that do not belong to their statements, in words.
        public let refusedDisclosures: [String]
    }

    /// Verifies a log and audits its statements, opened by the disclosures at hand.
    public func run(
        _ source: some LogSource, disclosures: [DisclosureSet]
    ) throws -> Outcome {
        let outcome = try LedgerVerification(source, verification).run()
        let integrity = AuditResult.Integrity(outcome.report)
        guard let ledger = outcome.ledger else {
            return Outcome(
                result: audit.run([], integrity: integrity), report: outcome.report,
                refusedDisclosures: [])
        }
        let sets = Dictionary(disclosures.map { ($0.record, $0) }) { _, last in last }
        var refused: [String] = []
        let records = ledger.checked(sets) { record, error in
            refused.append("\(record): \(error)")
        }
        return Outcome(
            result: audit.run(records, integrity: integrity, keys: IssuerKeys(ledger)),
            report: outcome.report,
            refusedDisclosures: refused)
    }

    /// Verifies and audits a ledger folder with its own annex, where it has one; of a merged ledger
    /// the statements of all its sources.
    public func run(_ folder: LedgerFolder) throws -> Outcome {
        var copy = self
        copy.verification.publishedSize = try folder.writerState()?.published?.size
        if MergedVerification.isMerged(folder) { return try copy.run(merged: folder) }
        return try copy.run(folder.log, disclosures: AnnexFile.sets(in: folder))
    }

    private func run(merged folder: LedgerFolder) throws -> Outcome {
        var options = verification
        options.keepsStatements = false
        let own = try LedgerVerification(folder.log, options).run().report
        guard own.isVerified else {
            return Outcome(
                result: audit.run([], integrity: AuditResult.Integrity(own)), report: own,
                refusedDisclosures: [])
        }
        let merged: MergedLedger
        do {
            merged = try MergedVerification(folder).read()
        } catch let fault as WritingError {
            let integrity = AuditResult.Integrity(own, source: fault)
            return Outcome(
                result: audit.run([], integrity: integrity), report: own, refusedDisclosures: [])
        }
        var refused: [String] = []
        let records = merged.checked { refused.append("\($0): \($1)") }
        return Outcome(
            result: audit.run(
                Array(records.joined()), integrity: merged.integrity(own), keys: merged.keys()),
            report: own, refusedDisclosures: refused)
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
