// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// The deterministic COSE_Key of an Ed25519 public key, its thumbprint and the names made of it.
public enum COSEKey {
    private static let start: [UInt8] = [0xA3, 0x01, 0x01, 0x20, 0x06, 0x21, 0x58, 0x20]
    static let namePrefix = "urn:ietf:params:oauth:ckt:sha-256:"

    /// `{1: 1, -1: 6, -2: x}`, forty bytes.
    public static func encode(_ key: PublicKey) -> [UInt8] { start + key.bytes }

    /// Reads back what `encode` writes, and nothing else.
    public static func decode(_ bytes: [UInt8]) throws(COSEError) -> PublicKey {
        guard bytes.starts(with: start), let key = PublicKey([UInt8](bytes.dropFirst(start.count)))
        else { throw COSEError(.key, at: 0) }
        return key
    }

    /// The SHA-256 thumbprint of RFC 9679: the `kid` of statements.
    public static func thumbprint(of key: PublicKey) -> Digest { SHA256Hash.hash(encode(key)) }

    /// The issuer name that the thumbprint of the issuer's first key gives (RFC 9679 §5.6).
    public static func issuerName(_ thumbprint: Digest) -> String {
        namePrefix + thumbprint.base64URL
    }

    /// The thumbprint in an issuer name, nil for any other text.
    public static func thumbprint(ofIssuerName name: String) -> Digest? {
        guard name.utf8.starts(with: namePrefix.utf8) else { return nil }
        return Digest(base64URL: String(name.utf8.dropFirst(namePrefix.utf8.count)) ?? "")
    }
}
