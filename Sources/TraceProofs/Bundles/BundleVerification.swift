// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
public import TraceMerkle
import TracePrimitives
import TraceRecords
public import TraceVerifier

/// The exhaustive check of a lot bundle (SPEC.md appendix C), from what the reader trusts.
public struct BundleVerification: Sendable {
    /// Origin, checkpoint key and entry 0 that are known from elsewhere.
    public let trust: TrustFile?
    /// Witnesses whose cosignatures count.
    public let witnesses: [VerifierKey]

    /// A check with what is pinned.
    public init(trust: TrustFile? = nil, witnesses: [VerifierKey] = []) {
        self.trust = trust
        self.witnesses = witnesses
    }

    /// Checks a file.
    public func run(_ bytes: [UInt8]) throws(ProofError) -> VerifiedBundle {
        try run(LotBundle(decoding: bytes))
    }

    /// Checks place, signature, rules, chains, ancestry and disclosures; the first fault ends it.
    public func run(_ bundle: LotBundle) throws(ProofError) -> VerifiedBundle {
        let excerpt = try excerpt(bundle)
        let published = try cosigned(bundle, excerpt)
        var views: [StatementView] = []
        for (item, statement) in zip(bundle.items, excerpt.statements) {
            guard let view = StatementView(entry: item.entry, disclosed: item.fields) else {
                throw ProofError(
                    .bundleFormat, at: statement.payload.index, "the statement cannot be read")
            }
            views.append(view)
        }
        var check = Completeness(
            bundle, views, controllers: excerpt.controllers,
            isClosed: excerpt.policy.profile == .closed)
        let chains = try check.run()
        let reader = RecordReader(names: try openings(bundle, views))
        let records = try records(bundle, excerpt, reader)
        let report = BundleReport(
            lots: bundle.lots, lotNames: bundle.lots.map(reader.name(of:)),
            checkpoint: excerpt.checkpoint.checkpoint, statements: bundle.items.count,
            signaturesChecked: excerpt.statements.count,
            chains: chains.map {
                BundleReport.Chain(
                    issuer: $0.issuer, subject: $0.subject, name: reader.name(of: $0.subject),
                    last: $0.last)
            },
            unstated: check.unstated.map(reader.name(of:)),
            disclosed: bundle.items.reduce(0) { $0 + $1.fields.count },
            withheld: records.reduce(0) { $0 + $1.record.withheld },
            underSuspicion: excerpt.statements.map(\.payload).filter { $0.suspectedBy != nil }
                .map(\.index),
            isPinned: trust != nil, cosignatures: published.cosignatures,
            strangers: published.strangers, isClosed: check.isClosed,
            logKeyReplaced: excerpt.logKeyReplaced)
        return VerifiedBundle(report: report, excerpt: excerpt, records: records)
    }

    /// Place, form, registration and signature of every statement, by the ledger's own verifier.
    private func excerpt(_ bundle: LotBundle) throws(ProofError) -> VerifiedExcerpt {
        guard let checkpoint = ReadCheckpoint(bundle.note) else {
            throw ProofError(Problem(.checkpointMalformed, file: "checkpoint"))
        }
        let head = checkpoint.checkpoint.head
        let proof = Multiproof(
            treeSize: head.size, leaves: bundle.items.map(\.index), hashes: bundle.proof)
        let (root, proofs) = try proof.paths(
            leafHashes: bundle.items.map { SHA256Hash.leafHash(of: $0.entry) })
        guard root == head.rootHash else {
            throw ProofError(
                .rootMismatch, at: head.size,
                "statements, proof and checkpoint do not belong together: something was changed, "
                    + "left out or added after the bundle was made")
        }
        do throws(Problem) {
            return try LedgerState.excerpt(
                zip(bundle.items, proofs).map { ($0.entry, $1) }, under: checkpoint, trust: trust)
        } catch { throw ProofError(error) }
    }

    private func cosigned(
        _ bundle: LotBundle, _ excerpt: VerifiedExcerpt
    ) throws(ProofError) -> PublishedCheckpoint {
        let log: VerifierKey
        do throws(MerkleError) {
            log = try VerifierKey(
                name: excerpt.policy.origin, key: excerpt.policy.checkpointKey)
        } catch { throw ProofError(.checkpoint, "\(error)") }
        return try PublishedCheckpoint(bundle.note, log: log, witnesses: witnesses)
    }

    /// The openings by pseudonym; each is used by a statement of the bundle (R14).
    private func openings(
        _ bundle: LotBundle, _ views: [StatementView]
    ) throws(ProofError) -> [Digest: SubjectOpening] {
        var used = Set<Digest>()
        for view in views { used.formUnion(view.digests) }
        var names: [Digest: SubjectOpening] = [:]
        for (number, opening) in bundle.openings.enumerated() {
            let subject = opening.subject
            guard used.contains(subject) else {
                throw ProofError(
                    .openingUnused, at: UInt64(number),
                    "an opening (\(opening.kind.rawValue) \(opening.id)) of a pseudonym that no "
                        + "statement uses; it was changed, or belongs to something else")
            }
            names[subject] = opening
        }
        return names
    }

    /// What an audit weighs: every statement about goods, with its disclosed fields (R14).
    private func records(
        _ bundle: LotBundle, _ excerpt: VerifiedExcerpt, _ reader: RecordReader
    ) throws(ProofError) -> [Checked] {
        var records: [Checked] = []
        for (item, statement) in zip(bundle.items, excerpt.statements) {
            let isLedgerMatter = [.policy, .key].contains(statement.payload.kind)
            if isLedgerMatter, item.fields.isEmpty { continue }
            do throws(DisclosureError) {
                let record = try Checked(
                    statement, reader,
                    DisclosureSet(
                        record: statement.payload.record, fields: item.fields, openings: []))
                if !isLedgerMatter { records.append(record) }
            } catch {
                throw ProofError(
                    .disclosureRefused, at: item.index,
                    "record \(statement.payload.record): \(error.reason)"
                        + (error.key.map { " (field \($0))" } ?? "")
                        + "; ask for the set as the issuer made it")
            }
        }
        return records
    }
}

/// A lot's ancestry that was checked, for an audit or a further look.
public struct VerifiedBundle: Sendable {
    /// What was shown, and what was not.
    public private(set) var report: BundleReport
    /// The statements.
    public let excerpt: VerifiedExcerpt
    /// The statements about goods, as an audit takes them.
    public let records: [Checked]

    /// The same with what the witnesses of the reader's policy say of its checkpoint.
    public func witnessed(_ sentence: String) -> VerifiedBundle {
        var copy = self
        copy.report.witnessed = sentence
        return copy
    }
}

extension VerifiedExcerpt {
    /// The issuers that may state policies and keys alone (R19): the authority and recovery keys.
    fileprivate var controllers: Set<Digest> {
        let first = genesis.policy
        var keys = [first.authority] + (first.issuers.compactMap(\.recovery))
        if let recovery = first.recovery { keys.append(recovery) }
        for statement in statements.map(\.payload)
        where statement.kind == .policy || statement.kind == .key {
            guard let payload = try? CBORValue.decode(statement.payload) else { continue }
            let named = Policy(payload: payload)?.recovery ?? KeyChange(payload: payload)?.recovery
            if let named { keys.append(named) }
        }
        return Set(keys.map { COSEKey.thumbprint(of: $0) })
    }
}
