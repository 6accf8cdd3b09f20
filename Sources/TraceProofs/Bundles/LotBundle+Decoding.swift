// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TracePrimitives
import TraceRecords

extension LotBundle {
    /// Reads what ``encoded()`` writes, and nothing else.
    public init(decoding bytes: [UInt8]) throws(ProofError) {
        guard bytes.count <= Self.maximumLength else {
            throw ProofError(
                .bundleTooLong, at: UInt64(bytes.count), "a bundle has at most 64 MiB")
        }
        do throws(CBORError) {
            var decoder = BundleDecoder(bytes)
            try decoder.begin()
            lots = try decoder.digests()
            chains = try decoder.digests()
            note = try decoder.bytes()
            items = try decoder.items()
            proof = try decoder.digests()
            openings = try decoder.openings()
            try decoder.end()
        } catch {
            throw ProofError(
                .bundleFormat, at: UInt64(error.offset),
                "\(error.code.rawValue); ask for the file again")
        }
        try Self.check(lots, "asked lots", atLeast: 1)
        try Self.check(chains, "chains", atLeast: 1)
        try Self.check(items.map(\.index), "statements", atLeast: 1)
        try Self.check(openings.map(\.subject), "openings", atLeast: 0)
        for item in items {
            let keys = item.fields.map { Array($0.key.utf8) }
            for (key, next) in zip(keys, keys.dropFirst())
            where !key.lexicographicallyPrecedes(next) {
                throw ProofError(
                    .bundleOrder, at: item.index,
                    "the disclosed fields of a statement do not ascend, or one stands twice")
            }
        }
    }

    private static func check(
        _ items: [some Comparable], _ name: String, atLeast least: Int
    ) throws(ProofError) {
        guard items.count >= least else {
            throw ProofError(.bundleFormat, at: 0, "the bundle holds no \(name)")
        }
        guard items.count <= maximumStatements else {
            throw ProofError(.bundleTooLong, at: UInt64(items.count), "too many \(name)")
        }
        for (number, pair) in zip(items, items.dropFirst()).enumerated()
        where pair.0 >= pair.1 {
            throw ProofError(
                .bundleOrder, at: UInt64(number + 1),
                "the \(name) do not ascend, or one stands twice")
        }
    }
}

/// Reads the parts of a bundle strictly, each at its place.
private struct BundleDecoder {
    private var reader: CBORReader

    init(_ bytes: [UInt8]) { reader = CBORReader(bytes) }

    mutating func begin() throws(CBORError) {
        guard try reader.readArrayCount() == 7, try reader.readString() == LotBundle.label
        else { throw CBORError(.unexpectedType, at: 0) }
    }

    func end() throws(CBORError) { try reader.expectEnd() }

    mutating func bytes() throws(CBORError) -> [UInt8] {
        Array(reader.bytes[try reader.readBytes()])
    }

    mutating func digests() throws(CBORError) -> [Digest] {
        let count = try reader.readArrayCount()
        var digests: [Digest] = []
        for _ in 0..<count {
            let place = try reader.readBytes()
            guard let digest = Digest(reader.bytes[place])
            else { throw CBORError(.unexpectedType, at: place.lowerBound) }
            digests.append(digest)
        }
        return digests
    }

    /// The head of an array of three, which every item of a list is.
    private mutating func triple() throws(CBORError) {
        let start = reader.offset
        guard try reader.readArrayCount() == 3
        else { throw CBORError(.unexpectedType, at: start) }
    }

    mutating func items() throws(CBORError) -> [LotBundle.Item] {
        let count = try reader.readArrayCount()
        var items: [LotBundle.Item] = []
        for _ in 0..<count {
            try triple()
            let index = try reader.readUnsigned()
            let entry = try bytes()
            items.append(LotBundle.Item(index: index, entry: entry, inOrder: try fields()))
        }
        return items
    }

    private mutating func fields() throws(CBORError) -> [FieldDisclosure] {
        let count = try reader.readArrayCount()
        var fields: [FieldDisclosure] = []
        for _ in 0..<count {
            try triple()
            let salt = try salt()
            let key = try reader.readString()
            fields.append(FieldDisclosure(salt: salt, key: key, value: try reader.readValue()))
        }
        return fields
    }

    mutating func openings() throws(CBORError) -> [SubjectOpening] {
        let count = try reader.readArrayCount()
        var openings: [SubjectOpening] = []
        for _ in 0..<count {
            try triple()
            let salt = try salt()
            let start = reader.offset
            guard let kind = RecordKind(rawValue: try reader.readString())
            else { throw CBORError(.unexpectedType, at: start) }
            openings.append(
                SubjectOpening(salt: salt, kind: kind, id: try reader.readString()))
        }
        return openings
    }

    private mutating func salt() throws(CBORError) -> Salt {
        let start = reader.offset
        guard let salt = Salt(try bytes()) else { throw CBORError(.unexpectedType, at: start) }
        return salt
    }
}

extension LotBundle.Item {
    /// As it stands in a file, whose order is checked apart.
    fileprivate init(index: UInt64, entry: [UInt8], inOrder fields: [FieldDisclosure]) {
        self.index = index
        self.entry = entry
        self.fields = fields
    }
}
