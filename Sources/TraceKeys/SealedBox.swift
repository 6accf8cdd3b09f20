// SPDX-License-Identifier: Apache-2.0
internal import CSodium
public import TracePrimitives
public import TraceWriting

/// Whom a message is sealed to: an X25519 public key, made of a recipient's Ed25519 key.
///
/// One line of text, `traceledger-recipient/1` and the 32 bytes in base64 (SPEC.md appendix F).
public struct Recipient: Sendable, Hashable {
    /// The X25519 public key.
    public let bytes: [UInt8]

    private static let prefix = "traceledger-recipient/1 "

    /// The recipient that a key of that role is; nil for a point that is no key.
    public init?(_ key: PublicKey) {
        guard key.isInPrimeOrderSubgroup else { return nil }
        var bytes = [UInt8](repeating: 0, count: 32)
        guard unsafe crypto_sign_ed25519_pk_to_curve25519(&bytes, key.bytes) == 0 else {
            return nil
        }
        self.bytes = bytes
    }

    /// Reads the line.
    public init?(_ text: String) {
        var text = Substring(text)
        if text.hasSuffix("\n") { text.removeLast() }
        guard text.hasPrefix(Self.prefix),
            let bytes = Base64.decode(String(text.dropFirst(Self.prefix.count))),
            bytes.count == 32
        else { return nil }
        self.bytes = bytes
    }

    /// The line, without its end.
    public var text: String { Self.prefix + Base64.encode(bytes) }

    /// Seals a message: anyone can, and only the recipient's key opens it (`crypto_box_seal`).
    public func seal(_ message: [UInt8]) throws(KeyError) -> [UInt8] {
        var sealed = [UInt8](
            repeating: 0, count: message.count + Int(crypto_box_sealbytes()))
        let empty: [UInt8] = [0]
        let status = unsafe crypto_box_seal(
            &sealed, message.isEmpty ? empty : message, UInt64(message.count), bytes)
        // It fails only for a public key that leads to the zero secret.
        guard status == 0 else {
            throw KeyError(.malformed, reason: "nothing can be sealed to this recipient")
        }
        return sealed
    }

    /// Opens what was sealed to the recipient that this key is.
    public static func open(
        _ sealed: [UInt8], with key: borrowing SecretKey
    ) throws(KeyError) -> [UInt8] {
        let overhead = Int(crypto_box_sealbytes())
        guard sealed.count >= overhead, let recipient = Recipient(key.publicKey) else {
            throw KeyError(.locked, reason: "it is too short to be sealed")
        }
        guard var expanded = try? SecretMemory(count: 64),
            var secret = try? SecretMemory(count: 32)
        else { throw KeyError(.memory) }
        let point = key.publicKey.bytes
        unsafe key.withSeed { seed in
            unsafe expanded.withMutableBytes { target in
                unsafe target.copyBytes(from: seed)
                let end = unsafe UnsafeMutableRawBufferPointer(rebasing: target.dropFirst(32))
                unsafe end.copyBytes(from: point)
            }
        }
        var message = [UInt8](repeating: 0, count: max(1, sealed.count - overhead))
        let status = unsafe expanded.withBytes { expanded in
            unsafe secret.withMutableBytes { secret -> Int32 in
                guard
                    let long = unsafe expanded.assumingMemoryBound(to: UInt8.self).baseAddress,
                    let short = unsafe secret.assumingMemoryBound(to: UInt8.self).baseAddress,
                    unsafe crypto_sign_ed25519_sk_to_curve25519(short, long) == 0
                else { return -1 }
                return unsafe crypto_box_seal_open(
                    &message, sealed, UInt64(sealed.count), recipient.bytes, short)
            }
        }
        guard status == 0 else {
            throw KeyError(
                .locked, reason: "it was sealed to another recipient, or it was altered")
        }
        return Array(message.prefix(sealed.count - overhead))
    }
}
