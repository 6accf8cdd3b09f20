// SPDX-License-Identifier: Apache-2.0
internal import CSodium
internal import TracePrimitives
internal import TraceWriting

/// How much work Argon2id (RFC 9106) does to turn a passphrase into a key.
///
/// The limits hold for writing and for reading: a hostile key file makes its reader reserve at most
/// `maximumMemory` bytes and fill at most `maximumWork` bytes, one to two seconds of one core.
public struct KeyStretching: Hashable, Sendable {
    /// How often the memory is passed over.
    public let passes: UInt64
    /// How many bytes of memory it takes.
    public let memory: UInt64

    /// The least memory that Argon2id takes, 8 KiB.
    public static let minimumMemory: UInt64 = 8 << 10
    /// The most memory that a file may ask for, 256 MiB.
    public static let maximumMemory: UInt64 = 256 << 20
    /// The most that passes times memory may come to, 1 GiB.
    public static let maximumWork: UInt64 = 1 << 30

    /// Three passes over 64 MiB, the second choice of RFC 9106 §4, in one lane.
    public static let standard = KeyStretching(uncheckedPasses: 3, memory: 64 << 20)

    /// Takes numbers within the limits, otherwise nil.
    public init?(passes: UInt64, memory: UInt64) {
        let limits = KeyStretching.minimumMemory...KeyStretching.maximumMemory
        guard passes >= 1, limits.contains(memory), memory % 1024 == 0,
            passes <= KeyStretching.maximumWork / memory
        else { return nil }
        self.init(uncheckedPasses: passes, memory: memory)
    }

    private init(uncheckedPasses passes: UInt64, memory: UInt64) {
        self.passes = passes
        self.memory = memory
    }

    /// The number of bytes of a salt.
    static let saltByteCount = 16

    /// Thirty-two bytes from a passphrase and a salt.
    func key(
        of passphrase: borrowing Passphrase, salt: [UInt8]
    ) throws(KeyError) -> SecretMemory {
        precondition(salt.count == KeyStretching.saltByteCount, "a salt has sixteen bytes")
        guard var key = try? SecretMemory(count: 32) else { throw KeyError(.memory) }
        let status = unsafe key.withMutableBytes { key in
            unsafe passphrase.withBytes { passphrase in
                unsafe salt.withUnsafeBufferPointer { salt -> Int32 in
                    guard let key = key.baseAddress, let text = passphrase.baseAddress,
                        let salt = salt.baseAddress
                    else { return -1 }
                    return unsafe crypto_pwhash(
                        key.assumingMemoryBound(to: UInt8.self), 32,
                        text.assumingMemoryBound(to: CChar.self), UInt64(passphrase.count), salt,
                        passes, Int(memory), crypto_pwhash_ALG_ARGON2ID13)
                }
            }
        }
        guard status == 0 else { throw KeyError(.memory) }
        return key
    }
}
