// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceWriting

/// A key file as it was read or made: its header, and the seed behind its passphrase.
///
/// Version 1 has 164 bytes, numbers big-endian:
///
///     0    18  "traceledger-key/1" LF
///     18    1  role: 1 issuer, 2 log, 3 authority, 4 recovery, 5 witness,
///               6 recipient
///     19    1  protection: 1 passphrase; 0 none
///     20    8  when it was made, seconds since 1970
///     28    8  Argon2id: passes         (0 without protection)
///     36    8  Argon2id: bytes of memory (0 without protection)
///     44   16  Argon2id: salt           (zeros without protection)
///     60   24  XChaCha20-Poly1305 nonce  (zeros without protection)
///     84   32  Ed25519 public key
///     116  48  the seed: encrypted, with its tag, the 116 bytes before it as associated data;
///              without protection the seed in clear and half of SHA-256(116 bytes || seed)
///
/// What the header says is a claim until the file was opened.
public struct KeyFile: ~Copyable, Sendable {
    /// The number of bytes of every key file.
    public static let byteCount = 164
    static let magic = Array("traceledger-key/1\n".utf8)
    static let headerByteCount = 116
    static let nonceByteCount = 24
    static let sealByteCount = 48

    /// What the key may be used for.
    public let role: KeyRole
    /// When it was made, in seconds since 1970.
    public let created: UInt64
    /// What a passphrase costs to try; nil when none protects the seed.
    public let stretching: KeyStretching?
    /// The public key.
    public let publicKey: PublicKey

    let salt: [UInt8]
    let nonce: [UInt8]
    /// The last forty-eight bytes.
    let seal: SecretMemory

    init(
        role: KeyRole, created: UInt64, stretching: KeyStretching?, publicKey: PublicKey,
        salt: [UInt8], nonce: [UInt8], seal: consuming SecretMemory
    ) {
        self.role = role
        self.created = created
        self.stretching = stretching
        self.publicKey = publicKey
        self.salt = salt
        self.nonce = nonce
        self.seal = seal
    }

    /// Reads the bytes of a file, which stay where they are; only what `encoded` writes is taken.
    public init(_ bytes: borrowing SecretMemory) throws(KeyError) {
        guard bytes.count == KeyFile.byteCount else {
            throw KeyError(.malformed, at: min(bytes.count, KeyFile.byteCount))
        }
        let header = unsafe bytes.withBytes { unsafe [UInt8]($0.prefix(KeyFile.headerByteCount)) }
        guard var seal = try? SecretMemory(count: KeyFile.sealByteCount)
        else { throw KeyError(.memory) }
        unsafe bytes.withBytes { source in
            unsafe seal.withMutableBytes {
                let end = unsafe source.suffix(KeyFile.sealByteCount)
                unsafe $0.copyBytes(from: end)
            }
        }
        let fields = try HeaderFields(header)
        self.init(
            role: fields.role, created: fields.created, stretching: fields.stretching,
            publicKey: fields.publicKey, salt: fields.salt, nonce: fields.nonce, seal: seal)
    }

    /// The first 116 bytes, all of them authenticated.
    var header: [UInt8] {
        var bytes = KeyFile.magic
        bytes += [role.code, stretching == nil ? 0 : 1]
        for number in [created, stretching?.passes ?? 0, stretching?.memory ?? 0] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        return bytes + salt + nonce + publicKey.bytes
    }

    /// The bytes of the file, in guarded memory because a seed may stand there in clear.
    public borrowing func encoded() throws(KeyError) -> SecretMemory {
        guard var bytes = try? SecretMemory(count: KeyFile.byteCount)
        else { throw KeyError(.memory) }
        let header = header
        unsafe bytes.withMutableBytes { target in
            unsafe target.copyBytes(from: header)
            unsafe seal.withBytes { seal in
                let end = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: target.dropFirst(KeyFile.headerByteCount))
                unsafe end.copyBytes(from: seal)
            }
        }
        return bytes
    }
}

/// The header of a key file, taken apart.
private struct HeaderFields {
    let role: KeyRole
    let created: UInt64
    let stretching: KeyStretching?
    let salt: [UInt8]
    let nonce: [UInt8]
    let publicKey: PublicKey

    /// Takes 116 bytes.
    init(_ header: [UInt8]) throws(KeyError) {
        guard header.starts(with: KeyFile.magic) else { throw KeyError(.malformed, at: 0) }
        guard let role = KeyRole(code: header[18]) else { throw KeyError(.malformed, at: 18) }
        self.role = role
        created = HeaderFields.number(header, at: 20)
        let passes = HeaderFields.number(header, at: 28)
        let memory = HeaderFields.number(header, at: 36)
        salt = Array(header[44..<60])
        nonce = Array(header[60..<84])
        switch header[19] {
        case 0:
            let unused = header[28..<84]
            if let offset = unused.firstIndex(where: { $0 != 0 }) {
                throw KeyError(.malformed, at: offset)
            }
            stretching = nil
        case 1:
            guard let stretching = KeyStretching(passes: passes, memory: memory)
            else { throw KeyError(.limits, at: 28) }
            self.stretching = stretching
        default: throw KeyError(.malformed, at: 19)
        }
        guard let publicKey = PublicKey(Array(header[84..<116])), publicKey.isAcceptable
        else { throw KeyError(.malformed, at: 84) }
        self.publicKey = publicKey
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> UInt64 {
        bytes[offset..<(offset + 8)].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
