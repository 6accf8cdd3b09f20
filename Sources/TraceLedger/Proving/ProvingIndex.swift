// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
import TraceMerkle
public import TracePrimitives
import TraceRecords
public import TraceStorage
import TraceWriting

/// Where statements stand, by subject and by record, read from a log in one pass.
///
/// It is believed in nothing but that it has seen every entry, where ``root`` is the log's. What it points
/// at is proved and verified before it is given away.
public struct ProvingIndex: Sendable {
    /// The size of the log that it was made of.
    public let size: UInt64
    /// The root that the entries lead to.
    public private(set) var root = TreeHead.empty.rootHash
    private var positions: [Digest: [UInt64]] = [:]
    private var places: [RecordID: UInt64] = [:]
    /// Policy and key statements.
    private(set) var controls: [UInt64] = []
    /// The last policy statement.
    private(set) var lastPolicy: UInt64 = 0

    /// Reads the headers of a log.
    public init(_ reader: LogReader<some LogSource>, size: UInt64) throws {
        self.size = size
        var links: [SubjectLink] = []
        var tree = CompactRange()
        try reader.forEachBatch(of: 0..<size, inLogOf: size) { batch in
            for (index, place) in zip(batch.indexes, batch.places) {
                let leaf = SHA256Hash.leafHash(of: batch.bytes, place)
                tree.append(leaf)
                take(index, RecordID(leaf), batch.bytes, place, &links)
            }
        }
        root = try tree.rootHash()
    }

    private mutating func take(
        _ index: UInt64, _ record: RecordID, _ bytes: [UInt8], _ place: Range<Int>,
        _ links: inout [SubjectLink]
    ) {
        guard let parts = try? SignedStatementBytes(parsing: bytes, place),
            (try? ProtectedHeader(parsing: bytes, parts.protectedHeader, subjects: &links)) != nil
        else { return }
        places[record] = index
        for link in links { positions[link.subject, default: []].append(index) }
        let kind = Self.kind(bytes, parts.payload)
        if kind == .policy || kind == .key { controls.append(index) }
        if kind == .policy { lastPolicy = index }
    }

    /// The kind of a payload, without reading the rest.
    private static func kind(_ bytes: [UInt8], _ payload: Range<Int>) -> RecordKind? {
        var reader = CBORReader(bytes, payload)
        guard let count = try? reader.readMapCount() else { return nil }
        for _ in 0..<count {
            guard let key = try? reader.readString() else { return nil }
            if key == "kind" {
                return (try? reader.readString()).flatMap(RecordKind.init(rawValue:))
            }
            guard (try? reader.skipItem()) != nil else { return nil }
        }
        return nil
    }

    /// The statements in the chains of a subject, in order.
    public func statements(about subject: Digest) -> [UInt64] { positions[subject] ?? [] }

    /// Where a record stands.
    public func index(of record: RecordID) -> UInt64? { places[record] }
}
