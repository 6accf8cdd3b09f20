// SPDX-License-Identifier: Apache-2.0
internal import CSodium
public import TracePrimitives

/// An Ed25519 secret key in guarded memory, wiped when its owner lets it go.
public struct SecretKey: ~Copyable, Sendable {
    /// Seed, then public key, as libsodium keeps them.
    private let memory: SecretMemory
    /// The public half.
    public let publicKey: PublicKey

    /// Derives the key of a seed that is in guarded memory.
    public init(seed: borrowing SecretMemory) throws(SecretError) {
        guard seed.count == 32 else { throw .wrongLength }
        var memory = try SecretMemory(count: 64)
        var point = [UInt8](repeating: 0, count: 32)
        let status = unsafe seed.withBytes { seed in
            unsafe memory.withMutableBytes { secret in
                unsafe point.withUnsafeMutableBytes { point -> Int32 in
                    guard let seed = seed.baseAddress, let secret = secret.baseAddress,
                        let point = point.baseAddress
                    else { return -1 }
                    return unsafe crypto_sign_ed25519_seed_keypair(
                        point.assumingMemoryBound(to: UInt8.self),
                        secret.assumingMemoryBound(to: UInt8.self),
                        seed.assumingMemoryBound(to: UInt8.self))
                }
            }
        }
        guard status == 0, let publicKey = PublicKey(point) else { throw .unavailable }
        self.memory = memory
        self.publicKey = publicKey
    }

    /// Derives the key of a seed; the caller's array is not wiped.
    public init(seed: [UInt8]) throws(SecretError) {
        guard seed.count == 32 else { throw .wrongLength }
        var copy = seed
        try self.init(seed: SecretMemory(wiping: &copy))
    }

    /// A new key from the operating system's generator; its seed never leaves guarded memory.
    public static func generate() throws(SecretError) -> SecretKey {
        var seed = try SecretMemory(count: 32)
        unsafe seed.withMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe randombytes_buf(start, bytes.count)
        }
        return try SecretKey(seed: seed)
    }

    /// Signs a message (RFC 8032 §5.1.6, deterministic).
    public borrowing func sign(_ message: [UInt8]) -> Signature {
        var bytes = [UInt8](repeating: 0, count: Signature.byteCount)
        unsafe memory.withBytes { secret in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe bytes.withUnsafeMutableBufferPointer { signature in
                    guard let out = signature.baseAddress, let secret = secret.baseAddress
                    else { return }
                    let key = unsafe secret.assumingMemoryBound(to: UInt8.self)
                    _ = unsafe crypto_sign_ed25519_detached(
                        out, nil, message.baseAddress ?? key, UInt64(message.count), key)
                }
            }
        }
        guard let signature = Signature(bytes) else { preconditionFailure("sixty-four bytes") }
        return signature
    }

    /// Lends the thirty-two bytes of the seed, for writing an encrypted key file.
    public borrowing func withSeed<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try unsafe memory.withBytes {
            try unsafe body(UnsafeRawBufferPointer(rebasing: $0[0..<32]))
        }
    }
}
