// SPDX-License-Identifier: Apache-2.0
public import TraceCBOR
public import TracePrimitives
public import TraceRecords

/// One file that shows a lot's whole ancestry (SPEC.md appendix C); nothing in it is checked yet.
public struct LotBundle: Hashable, Sendable {
    /// A statement with what the giver discloses of it.
    public struct Item: Hashable, Sendable {
        /// Its index in the ledger.
        public let index: UInt64
        /// The entry.
        public let entry: [UInt8]
        /// The disclosed fields, ascending by key.
        public let fields: [FieldDisclosure]

        /// A statement at an index.
        public init(index: UInt64, entry: [UInt8], fields: [FieldDisclosure] = []) {
            self.index = index
            self.entry = entry
            self.fields = fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        }
    }

    /// The first element of the encoding.
    public static let label = "traceledger/lot-bundle/1"
    /// The longest bundle that is read.
    public static let maximumLength = 64 << 20
    /// The most statements of a bundle.
    public static let maximumStatements = 65_536

    /// The lots that were asked for, ascending.
    public let lots: [Digest]
    /// The lots, sites and parties whose chains it claims to hold without a gap, ascending.
    public let chains: [Digest]
    /// The signed checkpoint with its cosignatures.
    public let note: [UInt8]
    /// The statements, ascending by index.
    public let items: [Item]
    /// The hashes of the multiproof.
    public let proof: [Digest]
    /// What opens pseudonyms, ascending by pseudonym.
    public let openings: [SubjectOpening]

    /// A bundle of its parts, put in order.
    public init(
        lots: [Digest], chains: [Digest], note: [UInt8], items: [Item], proof: [Digest],
        openings: [SubjectOpening]
    ) {
        self.lots = lots.sorted()
        self.chains = chains.sorted()
        self.note = note
        self.items = items.sorted { $0.index < $1.index }
        self.proof = proof
        self.openings = openings.map { ($0.subject, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// The deterministic encoding.
    public func encoded() throws(CBORError) -> [UInt8] {
        var writer = CBORWriter()
        writer.array(7)
        writer.text(Self.label)
        for digests in [lots, chains] {
            writer.array(digests.count)
            for digest in digests { writer.digest(digest) }
        }
        writer.bytes(note)
        writer.array(items.count)
        for item in items {
            writer.array(3)
            writer.unsigned(item.index)
            writer.bytes(item.entry)
            writer.array(item.fields.count)
            for field in item.fields {
                writer.array(3)
                writer.bytes(field.salt.bytes)
                writer.text(field.key)
                writer.encoded(try field.value.encoded())
            }
        }
        writer.array(proof.count)
        for hash in proof { writer.digest(hash) }
        writer.array(openings.count)
        for opening in openings {
            writer.array(3)
            writer.bytes(opening.salt.bytes)
            writer.text(opening.kind.rawValue)
            writer.text(opening.id)
        }
        return writer.bytes
    }

    /// Whether bytes begin as a bundle does.
    public static func isLikely(_ bytes: [UInt8]) -> Bool {
        var writer = CBORWriter()
        writer.array(7)
        writer.text(label)
        return bytes.starts(with: writer.bytes)
    }
}
