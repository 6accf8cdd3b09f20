// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
public import TracePrimitives
public import TraceProofs
public import TraceRecords
import TraceVerifier

extension LedgerProver {
    /// What the making of a bundle ends with: the file, and its verification.
    public struct MadeBundle: Sendable {
        /// The bundle.
        public let bundle: LotBundle
        /// What its receiver will find.
        public let verified: VerifiedBundle
    }

    /// The pseudonym of a lot that the annex opens by its id.
    public func lot(_ id: String, in disclosures: some Collection<DisclosureSet>) -> Digest? {
        for set in disclosures {
            for opening in set.openings where opening.kind == .lot && opening.id == id {
                let subject = opening.subject
                if !index.statements(about: subject).isEmpty { return subject }
            }
        }
        return nil
    }

    /// Makes the bundle of lots: their ancestry, proved, with what the giver reveals.
    ///
    /// It is verified as its receiver will do, trust file aside, before it is handed out.
    public mutating func bundle(
        _ lots: [Digest], disclosures: [RecordID: DisclosureSet], revealing choice: RevealChoice
    ) throws -> MadeBundle {
        var gathering = Gathering(disclosures: disclosures)
        let subjects = try Ancestry.subjects(of: lots) { subject in
            try index.statements(about: subject).map { try gathering.view($0) { try entry($0) } }
        }
        let wanted = try positions(of: subjects, &gathering)
        var items: [LotBundle.Item] = []
        var openings: [Digest: SubjectOpening] = [:]
        var secret: Set<Digest> = []
        for position in wanted {
            let bytes = try entry(position)
            let view = try gathering.view(position) { _ in bytes }
            let known = disclosures[view.record]
            // A confidential note stays in the house, however wide the choice.
            let isSecret =
                known?.isConfidentialNote == true || view.target.map(secret.contains) == true
            if isSecret { secret.insert(view.record.digest) }
            let fields = (known?.fields ?? []).filter {
                !isSecret && choice.opens($0.key, of: view.stated)
            }
            items.append(LotBundle.Item(index: position, entry: bytes, fields: fields))
            let used = StatementView(entry: bytes, disclosed: fields)?.digests ?? []
            for opening in isSecret ? [] : known?.openings ?? [] {
                let subject = opening.subject
                if used.contains(subject), choice.opensIDs || lots.contains(subject) {
                    openings[subject] = opening
                }
            }
        }
        let bundle = LotBundle(
            lots: lots, chains: Array(subjects), note: published.note.encoded, items: items,
            proof: try multiproof(of: items.map(\.index)), openings: Array(openings.values))
        return MadeBundle(bundle: bundle, verified: try BundleVerification().run(bundle))
    }

    /// Where statements about subjects stand, with all that govern keys and what they correct.
    private mutating func positions(
        of subjects: some Sequence<Digest>, _ gathering: inout Gathering
    ) throws -> [UInt64] {
        var wanted = Set(index.controls + [0])
        for subject in subjects { wanted.formUnion(index.statements(about: subject)) }
        for position in wanted {
            let view = try gathering.view(position) { try entry($0) }
            // A correction may have left the chain of what it corrects.
            if let place = view.target.flatMap({ index.index(of: RecordID($0)) }) {
                wanted.insert(place)
            }
        }
        return wanted.sorted()
    }
}

/// The statements that were looked at while an ancestry was gathered.
private struct Gathering {
    let disclosures: [RecordID: DisclosureSet]
    private var views: [UInt64: StatementView] = [:]

    init(disclosures: [RecordID: DisclosureSet]) { self.disclosures = disclosures }

    /// What a statement names, with everything that the giver knows of it.
    mutating func view(
        _ index: UInt64, entry: (UInt64) throws -> [UInt8]
    ) throws -> StatementView {
        if let known = views[index] { return known }
        let bytes = try entry(index)
        let record = RecordID(SHA256Hash.leafHash(of: bytes))
        guard
            let view = StatementView(
                entry: bytes, disclosed: disclosures[record]?.fields ?? [])
        else { throw ProofError(.bundleFormat, at: index, "the log's entry cannot be read") }
        views[index] = view
        return view
    }
}

extension DisclosureSet {
    /// Whether it opens a row of the sheet of confidential indicators.
    fileprivate var isConfidentialNote: Bool {
        fields.contains { field in
            field.key == "denominator" && field.value.textValue?.hasPrefix("indicator/") == true
        }
    }
}
