// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
import TracePrimitives

extension SignedNote {
    /// The note with one more signature line, by a log's key.
    public func signed(
        name: String, by secret: borrowing SecretKey
    ) throws(MerkleError) -> SignedNote {
        let key = try VerifierKey(name: name, kind: .ed25519, key: secret.publicKey)
        return adding(key, secret.sign(text).bytes)
    }

    /// The note with one more signature line, by a witness at a time.
    public func cosigned(
        name: String, at time: UInt64, by secret: borrowing SecretKey
    ) throws(MerkleError) -> SignedNote {
        let key = try VerifierKey(name: name, kind: .cosignature, key: secret.publicKey)
        let stamp = (0..<8).map { UInt8(truncatingIfNeeded: time >> UInt64(56 - 8 * $0)) }
        return adding(key, stamp + secret.sign(SignedNote.cosigned(text, at: time)).bytes)
    }

    private func adding(_ key: VerifierKey, _ bytes: [UInt8]) -> SignedNote {
        let line = NoteSignature(name: key.name, keyID: key.id, bytes: bytes)
        return SignedNote(text: text, signatures: signatures + [line])
    }
}
