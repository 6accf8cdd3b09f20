// SPDX-License-Identifier: Apache-2.0
internal import TraceCOSE
public import TracePrimitives
public import TraceRecords
public import TraceWriting

/// What the holder of a new key hands to a ledger's authority: the key, and the proof that it has it.
///
/// Five lines of text (SPEC.md E.4); the secret half never leaves its holder.
public struct KeyRequest: Sendable, Hashable {
    /// The ledger's origin.
    public let origin: String
    /// Thumbprint of the issuer's first key: of this key, or of an earlier one that is lost.
    public let issuer: Digest
    /// The new key.
    public let key: PublicKey
    /// The new key's signature over the possession message.
    public let proof: Signature
    /// The issuer's recovery key.
    public let recovery: PublicKey?

    private static let firstLine = "traceledger-key-request/1"

    /// Makes a request; `issuer` is given for an issuer that is known and has no active key.
    public init(
        _ key: borrowing SecretKey, origin: String, issuer: Digest? = nil,
        recovery: PublicKey? = nil
    ) {
        self.origin = origin
        self.key = key.publicKey
        self.issuer = issuer ?? COSEKey.thumbprint(of: key.publicKey)
        self.recovery = recovery
        proof = key.sign(
            KeyChange.possessionMessage(
                origin: origin, issuer: COSEKey.issuerName(self.issuer), key: key.publicKey))
    }

    /// Reads a request whose proof holds; `nil` for any other text.
    public init?(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.popLast() == "", lines.first == Self.firstLine, (5...6).contains(lines.count)
        else { return nil }
        func value(_ line: Int, _ name: String) -> String? {
            lines[line].hasPrefix(name + " ") ? String(lines[line].dropFirst(name.count + 1)) : nil
        }
        guard let origin = value(1, "origin"),
            let issuer = value(2, "issuer").flatMap({ COSEKey.thumbprint(ofIssuerName: $0) }),
            let key = value(3, "key").flatMap({ Hex.decode($0) }).flatMap({ PublicKey($0) }),
            let proof = value(4, "proof").flatMap({ Hex.decode($0) }).flatMap({ Signature($0) })
        else { return nil }
        var recovery: PublicKey?
        if lines.count == 6 {
            recovery = value(5, "recovery").flatMap { Hex.decode($0) }.flatMap { PublicKey($0) }
            guard recovery != nil else { return nil }
        }
        let message = KeyChange.possessionMessage(
            origin: origin, issuer: COSEKey.issuerName(issuer), key: key)
        guard key.isValid(proof, of: message) else { return nil }
        (self.origin, self.issuer, self.key) = (origin, issuer, key)
        (self.proof, self.recovery) = (proof, recovery)
    }

    /// The lines.
    public var text: String {
        """
        \(Self.firstLine)
        origin \(origin)
        issuer \(COSEKey.issuerName(issuer))
        key \(Hex.encode(key.bytes))
        proof \(Hex.encode(proof.bytes))

        """ + (recovery.map { "recovery \(Hex.encode($0.bytes))\n" } ?? "")
    }

    /// The key statement that grants it: a role for a new issuer, none for a known one.
    public func change(role: String?) -> KeyChange {
        KeyChange(
            .add, issuer: COSEKey.issuerName(issuer), key: key, proof: proof, role: role,
            recovery: role == nil ? nil : recovery)
    }
}
