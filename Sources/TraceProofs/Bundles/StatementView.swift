// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
package import TraceCOSE
package import TracePrimitives
package import TraceRecords

/// What a statement names, as far as it is in clear or disclosed: the links of an ancestry.
package struct StatementView: Sendable {
    /// Its record id.
    package let record: RecordID
    /// Thumbprint of the issuer's first key.
    package let issuer: Digest
    /// The number in the issuer's chain, with the one before.
    package let seq: UInt64
    package let prev: Digest
    /// The chains in which it stands.
    package let links: [SubjectLink]
    /// Its kind.
    package let kind: RecordKind
    /// The kind whose fields it carries: for a correction the corrected one.
    package let stated: RecordKind
    /// The pseudonym of the record itself.
    package let ref: Digest?
    /// The earlier statement that it corrects, retracts or erases.
    package let target: Digest?
    /// Every pseudonym it uses.
    package let digests: Set<Digest>
    /// Sites and parties that it names.
    package let named: [Digest]
    private let sources: Sources

    /// Which lots come from which.
    private struct Sources {
        var inputs: [Digest] = []
        var outputs: [Digest] = []
    }

    /// Reads an entry with what is disclosed of it; nil for bytes that are no entry.
    package init?(entry bytes: [UInt8], disclosed: [FieldDisclosure]) {
        var links: [SubjectLink] = []
        guard let parts = try? SignedStatementBytes(parsing: bytes),
            let header = try? ProtectedHeader(
                parsing: bytes, parts.protectedHeader, subjects: &links),
            let payload = try? CBORValue.decode(bytes, parts.payload),
            let pairs = payload.mapValue,
            let kind = payload["kind"]?.textValue.flatMap(RecordKind.init(rawValue:))
        else { return nil }
        record = RecordID(SHA256Hash.leafHash(of: bytes))
        (issuer, seq, prev) = (header.issuer, header.seq, header.prev)
        self.links = links
        self.kind = kind
        ref = payload["ref"]?.digestValue
        target = kind.isControl ? payload["target"]?.digestValue : nil
        var fields: [(String, CBORValue)] = []
        for pair in pairs { if let key = pair.key.textValue { fields.append((key, pair.value)) } }
        for field in disclosed { fields.append((field.key, field.value)) }
        // Any other kind does not define `of`: it may carry the key, which says nothing there (R7).
        let corrected =
            kind == .correction ? payload["of"]?.textValue.flatMap(RecordKind.init(rawValue:)) : nil
        stated = corrected ?? kind
        (named, sources) = Self.read(fields, stated, ref)
        var digests = Set(links.map(\.subject))
        for (_, value) in fields { value.collect(into: &digests) }
        self.digests = digests
    }

    private static func read(
        _ fields: [(String, CBORValue)], _ kind: RecordKind, _ ref: Digest?
    ) -> ([Digest], Sources) {
        var named: [Digest] = []
        var sources = Sources()
        if kind == .lot, let ref { sources.outputs = [ref] }
        for (key, value) in fields {
            guard let field = kind.schema[key] else { continue }
            switch (field.type, key) {
            case (.reference(.site), _), (.reference(.party), _):
                if let subject = value.digestValue { named.append(subject) }
            case (.lots, "inputs"), (.lots, "made_from"): sources.inputs += lots(value)
            case (.lots, "outputs"): sources.outputs += lots(value)
            default: break
            }
        }
        return (named, sources)
    }

    private static func lots(_ value: CBORValue) -> [Digest] {
        (value.arrayValue ?? []).compactMap { $0.arrayValue?.first?.digestValue }
    }

    /// The lots that a lot was made from, by this statement's word.
    package func origins(of lot: Digest) -> [Digest] {
        sources.outputs.contains(lot) ? sources.inputs : []
    }
}

extension CBORValue {
    /// Every byte string of 32 bytes, which may be a pseudonym.
    fileprivate func collect(into set: inout Set<Digest>) {
        switch self {
        case .bytes: if let digestValue { set.insert(digestValue) }
        case .array(let items): for item in items { item.collect(into: &set) }
        case .map(let pairs): for pair in pairs { pair.value.collect(into: &set) }
        default: break
        }
    }
}

/// The lots, sites and parties that an ancestry consists of.
package enum Ancestry {
    /// Walks from lots to what they were made from and to the sites and parties that are named.
    ///
    /// Every statement counts, corrected ones too: what was once named belongs to the story.
    package static func subjects<Failure: Error>(
        of lots: [Digest], statements: (Digest) throws(Failure) -> [StatementView]
    ) throws(Failure) -> Set<Digest> {
        var found = Set(lots)
        var left = lots
        while let subject = left.popLast() {
            for statement in try statements(subject) {
                for next in statement.origins(of: subject) + statement.named
                where found.insert(next).inserted {
                    left.append(next)
                }
            }
        }
        return found
    }
}
