// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
import TracePrimitives
import TraceRecords

/// Whether a bundle holds all that it claims to, and nothing else (SPEC.md R12, R13, appendix C).
struct Completeness {
    /// One chain with its last number.
    struct Chain {
        let issuer: Digest
        let subject: Digest
        let last: UInt64
    }

    let isClosed: Bool
    /// Claimed lots, sites and parties about which nothing is shown.
    private(set) var unstated: [Digest] = []
    private let bundle: LotBundle
    private let views: [StatementView]
    private let claimed: Set<Digest>
    private let controllers: Set<Digest>
    private var about: [Digest: [Int]] = [:]

    /// `controllers` are the issuers all of whose statements a bundle holds.
    init(
        _ bundle: LotBundle, _ views: [StatementView], controllers: Set<Digest>, isClosed: Bool
    ) {
        self.controllers = controllers
        self.bundle = bundle
        self.views = views
        self.isClosed = isClosed
        claimed = Set(bundle.chains)
        for (position, view) in views.enumerated() {
            for link in view.links { about[link.subject, default: []].append(position) }
        }
    }

    /// The chains, in order of issuer and subject; throws for the first fault.
    mutating func run() throws(ProofError) -> [Chain] {
        for lot in bundle.lots where about[lot] == nil || !claimed.contains(lot) {
            throw ProofError(
                .lotUnstated, "the bundle holds nothing about the lot \(lot.base64URL)")
        }
        try checkControlChains()
        let chains = try followChains()
        try checkAncestry()
        try checkTargets()
        unstated = bundle.chains.filter { about[$0] == nil }
        return chains
    }

    private func gap(_ position: Int, _ what: String, _ next: UInt64) -> ProofError {
        ProofError(
            .chainGap, at: bundle.items[position].index,
            "number \(next) of \(COSEKey.issuerName(views[position].issuer)) \(what) is missing "
                + "before it, or is another one; ask for the bundle as it was made")
    }

    /// R13 for the chains that are claimed.
    private func followChains() throws(ProofError) -> [Chain] {
        struct Key: Hashable { let issuer, subject: Digest }
        var heads: [Key: (next: UInt64, last: Digest)] = [:]
        for (position, view) in views.enumerated() {
            for link in view.links where claimed.contains(link.subject) {
                let key = Key(issuer: view.issuer, subject: link.subject)
                let head = heads[key] ?? (0, .zero)
                guard link.seq == head.next, link.prev == head.last else {
                    throw gap(position, "about \(link.subject.base64URL)", head.next)
                }
                heads[key] = (head.next + 1, view.record.digest)
            }
        }
        return heads.map { Chain(issuer: $0.issuer, subject: $0.subject, last: $1.next - 1) }
            .sorted { ($0.issuer, $0.subject) < ($1.issuer, $1.subject) }
    }

    /// R12 for who states policies and keys alone: all statements of these are here.
    ///
    /// The last of them may be missing, which no number shows.
    private func checkControlChains() throws(ProofError) {
        var heads: [Digest: (next: UInt64, last: Digest)] = [:]
        for (position, view) in views.enumerated() where controllers.contains(view.issuer) {
            let head = heads[view.issuer] ?? (0, .zero)
            guard view.seq == head.next, view.prev == head.last else {
                throw gap(position, "about the ledger", head.next)
            }
            heads[view.issuer] = (head.next + 1, view.record.digest)
        }
    }

    /// What is named is claimed, what is claimed is named, and every statement belongs to it.
    private func checkAncestry() throws(ProofError) {
        let subjects = Ancestry.subjects(of: bundle.lots) { subject in
            (about[subject] ?? []).map { views[$0] }
        }
        if let missing = subjects.subtracting(claimed).min() {
            throw ProofError(
                .chainMissing,
                "the ancestry names \(missing.base64URL), whose chain the bundle leaves out")
        }
        if !isClosed, let stray = claimed.subtracting(subjects).min() {
            throw ProofError(
                .strayChain,
                "the chain of \(stray.base64URL) does not belong to the lots asked for")
        }
        let targets = Set(views.compactMap(\.target))
        for (position, view) in views.enumerated()
        where view.kind != .policy && view.kind != .key
            && !targets.contains(view.record.digest)
            && !view.links.contains(where: { claimed.contains($0.subject) })
        {
            throw ProofError(
                .strayStatement, at: bundle.items[position].index,
                "the statement \(view.record) is about something that was not asked for")
        }
    }

    /// R11: the target is an earlier statement by the same issuer, about the same record.
    private func checkTargets() throws(ProofError) {
        let places = Dictionary(views.enumerated().map { ($1.record, $0) }) { first, _ in first }
        for (position, view) in views.enumerated() {
            guard let target = view.target else { continue }
            guard let place = places[RecordID(target)], place < position,
                views[place].issuer == view.issuer, !views[place].kind.isControl,
                views[place].ref == view.ref,
                view.kind != .correction || views[place].kind == view.stated
            else {
                throw ProofError(
                    .targetMissing, at: bundle.items[position].index,
                    "the statement that it corrects, retracts or erases is not shown before it")
            }
        }
    }
}
