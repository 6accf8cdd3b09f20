// SPDX-License-Identifier: Apache-2.0
internal import TraceCOSE
internal import TraceMerkle
public import TracePrimitives
internal import TraceWriting

/// The forms in which a public key leaves the house.
public enum PublicKeyFormat: String, CaseIterable, Sendable {
    /// SubjectPublicKeyInfo in PEM (RFC 8410), for OpenSSL and its like.
    case pem
    /// A deterministic COSE_Key (RFC 9052), forty bytes.
    case cose
    /// A did:key.
    case did
    /// A verifier-key line of C2SP signed-note, which carries a name.
    case vkey
    /// The name of the issuer whose first key this is (RFC 9679).
    case issuer

    /// The key in this form; text forms end with a line feed.
    ///
    /// Only `vkey` looks at the name.
    public func encode(_ key: PublicKey, name: String = "") throws(KeyError) -> [UInt8] {
        switch self {
        case .pem: return Array(PublicKeyFormat.pem(key).utf8)
        case .cose: return COSEKey.encode(key)
        case .did: return Array("\(PublicKeyFormat.did(key))\n".utf8)
        case .vkey:
            guard let line = try? VerifierKey(name: name, key: key)
            else { throw KeyError(.name) }
            return Array("\(line)\n".utf8)
        case .issuer:
            return Array("\(COSEKey.issuerName(COSEKey.thumbprint(of: key)))\n".utf8)
        }
    }

    /// `SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING }`, up to the key (RFC 8410 §4).
    private static let subjectPublicKeyInfo: [UInt8] = [
        0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]

    private static func pem(_ key: PublicKey) -> String {
        // Sixty characters of base64: one line.
        let content = Base64.encode(subjectPublicKeyInfo + key.bytes)
        return "-----BEGIN PUBLIC KEY-----\n\(content)\n-----END PUBLIC KEY-----\n"
    }

    /// `did:key:z` and the base58 of the multicodec prefix of Ed25519 and the key.
    private static func did(_ key: PublicKey) -> String {
        "did:key:z" + Base58.encode([0xED, 0x01] + key.bytes)
    }
}
