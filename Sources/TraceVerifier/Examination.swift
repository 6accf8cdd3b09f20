// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
internal import TracePrimitives
import TraceRecords

/// What one entry shows when it is looked at again, alone: its signature, issuer and kind.
public struct Examination: Sendable {
    /// The entry's index.
    public let index: UInt64
    let leaf: Digest
    let issuer: Digest
    let kind: RecordKind?
    let ref: Digest?
    let isSignatureValid: Bool

    /// Looks at an entry; `nil` for one that has not the shape of an entry.
    public init?(index: UInt64, _ bytes: [UInt8], _ range: Range<Int>, keys: KeyDirectory) {
        var subjects: [SubjectLink] = []
        guard let parts = try? SignedStatementBytes(parsing: bytes, range),
            let header = try? ProtectedHeader(
                parsing: bytes, parts.protectedHeader, subjects: &subjects)
        else { return nil }
        self.index = index
        leaf = SHA256Hash.leafHash(of: bytes, range)
        issuer = header.issuer
        let payload = try? CBORValue.decode(bytes, parts.payload)
        kind = payload?["kind"]?.textValue.flatMap(RecordKind.init(rawValue:))
        ref = payload?["ref"]?.digestValue
        var structure: [UInt8] = []
        SigStructure.write(parts, of: bytes, to: &structure)
        isSignatureValid =
            keys[header.kid]?.isValid(
                signatureIn: bytes, at: parts.signature.lowerBound, message: structure,
                0..<structure.count) ?? false
    }
}

extension LedgerState {
    /// The entries that must be looked at once more, when all ranges are absorbed, in order.
    ///
    /// These are signatures left open, the anchors of anchored mode (the last statement of each
    /// issuer and key, and all those of compromised keys, `watched`), and targets of corrections,
    /// retractions and erasures.
    public mutating func entriesToExamine(
        _ mode: VerificationMode, watched: [RangeFindings] = []
    ) -> [UInt64] {
        due = Set(openSignatures)
        if mode == .anchored {
            due.formUnion(lastStatements)
            for findings in watched { due.formUnion(findings.watched.map(\.index)) }
        }
        return due.union(targetIndexes().values).sorted()
    }

    /// Where the named targets stand.
    ///
    /// One pass over the leaves, only when there are any.
    private func targetIndexes() -> [Digest: UInt64] {
        guard !targets.isEmpty else { return [:] }
        let named = Set(targets.map(\.target))
        // A log that repeats an entry moves no target: where it first stood counts.
        let places = tree.levels[0].enumerated().lazy
            .filter { named.contains($1) }.map { ($1, UInt64($0)) }
        return Dictionary(places) { first, _ in first }
    }

    /// Takes up the examinations of all the entries that were asked for (R11, R24).
    public mutating func settle(_ examinations: [Examination]) {
        let leaves = tree.levels[0]
        var at: [UInt64: Examination] = [:]
        for examination in examinations {
            // Bytes read twice may differ: what counts is what was hashed into the tree.
            guard examination.leaf == leaves[Int(examination.index)] else {
                report(Problem(.entryAltered, at: examination.index, detail: "changed while read"))
                continue
            }
            at[examination.index] = examination
            guard due.contains(examination.index) else { continue }
            signaturesChecked += 1
            settled.insert(examination.index)
            if !examination.isSignatureValid {  // R24 later
                report(Problem(.signatureInvalid, at: examination.index))
            }
        }
        for index in due where at[index] == nil {
            report(Problem(.signatureInvalid, at: index, detail: "not examined"))
        }
        settleTargets(at)
    }

    /// R11: the target is an earlier statement by the same issuer, about the same record.
    private mutating func settleTargets(_ examined: [UInt64: Examination]) {
        let places = targetIndexes()
        for claim in targets {
            let place = places[claim.target]
            let target = place.flatMap { examined[$0] }
            guard let place, let target, place < claim.index,  // R11
                target.issuer == claim.issuer, let kind = target.kind, !kind.isControl,  // R11 kind
                target.ref == claim.ref, kind == claim.corrected ?? kind  // R11 record
            else {
                report(Problem(.targetUnknown, at: claim.index))
                continue
            }
        }
    }

    /// Statements under suspicion: of a compromised key, between the index from which it is
    /// doubted and the entry that declares it, which stands beside each.
    func underSuspicion(_ watched: [RangeFindings]) -> [UInt64: UInt64] {
        watched.flatMap(\.watched).reduce(into: [:]) { doubted, statement in
            doubted[statement.index] = keyState.doubt(statement.kid, at: statement.index)
        }
    }
}
