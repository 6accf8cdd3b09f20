// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// A public key with the name that its note signatures bear (C2SP signed-note).
public struct VerifierKey: Hashable, Sendable {
    /// What the key signs, the first byte of its encoding.
    public enum Kind: UInt8, Sendable {
        /// Ed25519 over the note's text.
        case ed25519 = 1
        /// Ed25519 over a time and the note's text: a witness's cosignature.
        case cosignature = 4
    }

    /// The name, without spaces and plus signs.
    public let name: String
    /// What the key signs.
    public let kind: Kind
    /// The key.
    public let key: PublicKey
    /// The first four bytes of the hash of name, kind and key.
    public let id: UInt32

    /// A key under a name, which is refused when a signature line could not bear it.
    public init(name: String, kind: Kind = .ed25519, key: PublicKey) throws(MerkleError) {
        guard VerifierKey.isValid(name: name) else { throw MerkleError(.verifierKey, at: 0) }
        self.name = name
        self.kind = kind
        self.key = key
        let hash = SHA256Hash.hash(Array(name.utf8) + [0x0A, kind.rawValue] + key.bytes).bytes
        id = hash.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads `name+id+base64`, canonical only.
    public init(_ line: String) throws(MerkleError) {
        let parts = line.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let encoded = Base64.decode(String(parts[2])),
            let kind = encoded.first.flatMap({ Kind(rawValue: $0) }),
            let key = PublicKey([UInt8](encoded.dropFirst()))
        else { throw MerkleError(.verifierKey, at: 0) }
        try self.init(name: String(parts[0]), kind: kind, key: key)
        guard description.utf8.elementsEqual(line.utf8)
        else { throw MerkleError(.verifierKey, at: 0) }
    }

    /// Not empty, without Unicode spaces, control characters and plus signs.
    static func isValid(name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "+"
            }
    }
}

extension VerifierKey: CustomStringConvertible {
    /// The line `name+id+base64`.
    public var description: String {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: id >> UInt32(24 - 8 * $0)) }
        return "\(name)+\(Hex.encode(bytes))+\(Base64.encode([kind.rawValue] + key.bytes))"
    }
}
