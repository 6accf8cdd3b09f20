// SPDX-License-Identifier: Apache-2.0
internal import CSodium
internal import TracePrimitives
public import TraceWriting

extension KeyFile {
    /// Encrypts a key under a passphrase.
    public init(
        sealing key: borrowing SecretKey, role: KeyRole, created: UInt64,
        with passphrase: borrowing Passphrase, stretching: KeyStretching = .standard,
        random: RandomSource = .system
    ) throws(KeyError) {
        let salt = random.bytes(KeyStretching.saltByteCount)
        let nonce = random.bytes(KeyFile.nonceByteCount)
        guard let empty = try? SecretMemory(count: KeyFile.sealByteCount)
        else { throw KeyError(.memory) }
        let blank = KeyFile(
            role: role, created: created, stretching: stretching, publicKey: key.publicKey,
            salt: salt, nonce: nonce, seal: empty)
        let wrapping = try stretching.key(of: passphrase, salt: salt)
        let seal = try KeyFile.encrypt(key, under: wrapping, nonce: nonce, header: blank.header)
        self.init(
            role: role, created: created, stretching: stretching, publicKey: key.publicKey,
            salt: salt, nonce: nonce, seal: seal)
    }

    /// Takes a key in clear, only on a user's explicit word: whoever reads the file has the key.
    public init(
        unprotected key: borrowing SecretKey, role: KeyRole, created: UInt64
    ) throws(KeyError) {
        guard var seal = try? SecretMemory(count: KeyFile.sealByteCount),
            let empty = try? SecretMemory(count: KeyFile.sealByteCount)
        else { throw KeyError(.memory) }
        let salt = [UInt8](repeating: 0, count: KeyStretching.saltByteCount)
        let nonce = [UInt8](repeating: 0, count: KeyFile.nonceByteCount)
        let blank = KeyFile(
            role: role, created: created, stretching: nil, publicKey: key.publicKey, salt: salt,
            nonce: nonce, seal: empty)
        let check = unsafe key.withSeed { unsafe KeyFile.check(blank.header, $0) }
        unsafe key.withSeed { seed in
            unsafe seal.withMutableBytes { seal in
                unsafe seal.copyBytes(from: seed)
                let end = unsafe UnsafeMutableRawBufferPointer(rebasing: seal.dropFirst(32))
                unsafe end.copyBytes(from: check)
            }
        }
        self.init(
            role: role, created: created, stretching: nil, publicKey: key.publicKey, salt: salt,
            nonce: nonce, seal: seal)
    }

    /// The key of an encrypted file, when the passphrase is right and the role is the one wanted.
    public borrowing func open(
        as wanted: KeyRole, with passphrase: borrowing Passphrase
    ) throws(KeyError) -> SecretKey {
        guard let stretching else { return try open(as: wanted) }
        try check(wanted)
        let wrapping = try stretching.key(of: passphrase, salt: salt)
        return try key(of: KeyFile.decrypt(seal, under: wrapping, nonce: nonce, header: header))
    }

    /// The key of an unprotected file, when the role is the one wanted.
    public borrowing func open(as wanted: KeyRole) throws(KeyError) -> SecretKey {
        guard stretching == nil else { throw KeyError(.passphraseNeeded) }
        try check(wanted)
        guard var seed = try? SecretMemory(count: 32) else { throw KeyError(.memory) }
        let header = header
        let isWhole = unsafe seal.withBytes { seal in
            let clear = unsafe UnsafeRawBufferPointer(rebasing: seal.prefix(32))
            unsafe seed.withMutableBytes { unsafe $0.copyMemory(from: clear) }
            return unsafe KeyFile.check(header, clear).elementsEqual(seal.dropFirst(32))
        }
        guard isWhole else { throw KeyError(.malformed, at: KeyFile.headerByteCount) }
        return try key(of: seed)
    }

    private borrowing func check(_ wanted: KeyRole) throws(KeyError) {
        guard role == wanted else {
            throw KeyError(
                .role, at: 18,
                reason: "this is the key of the \(role.rawValue), not of the \(wanted.rawValue)")
        }
    }

    /// The key of a seed, which has to be the one that the header names.
    private borrowing func key(of seed: borrowing SecretMemory) throws(KeyError) -> SecretKey {
        guard let key = try? SecretKey(seed: seed) else { throw KeyError(.memory) }
        guard key.publicKey == publicKey else { throw KeyError(.malformed, at: 84) }
        return key
    }

    /// Half of the hash of header and seed: finds damage, proves nothing.
    private static func check(_ header: [UInt8], _ seed: UnsafeRawBufferPointer) -> [UInt8] {
        var state = crypto_hash_sha256_state()
        var hash = [UInt8](repeating: 0, count: 32)
        unsafe crypto_hash_sha256_init(&state)
        unsafe header.withUnsafeBufferPointer { header in
            guard let start = header.baseAddress else { return }
            _ = unsafe crypto_hash_sha256_update(&state, start, UInt64(header.count))
        }
        if let start = unsafe seed.assumingMemoryBound(to: UInt8.self).baseAddress {
            _ = unsafe crypto_hash_sha256_update(&state, start, UInt64(seed.count))
        }
        unsafe crypto_hash_sha256_final(&state, &hash)
        unsafe withUnsafeMutableBytes(of: &state) {
            guard let start = $0.baseAddress else { return }
            unsafe sodium_memzero(start, $0.count)
        }
        return Array(hash.prefix(16))
    }

    private static func encrypt(
        _ key: borrowing SecretKey, under wrapping: borrowing SecretMemory, nonce: [UInt8],
        header: [UInt8]
    ) throws(KeyError) -> SecretMemory {
        guard var seal = try? SecretMemory(count: KeyFile.sealByteCount)
        else { throw KeyError(.memory) }
        let status = unsafe key.withSeed { seed in
            unsafe wrapping.withBytes { wrapping in
                unsafe seal.withMutableBytes { seal -> Int32 in
                    guard let out = seal.baseAddress, let seed = seed.baseAddress,
                        let wrapping = wrapping.baseAddress
                    else { return -1 }
                    return unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
                        out.assumingMemoryBound(to: UInt8.self), nil,
                        seed.assumingMemoryBound(to: UInt8.self), 32,
                        header, UInt64(header.count), nil, nonce,
                        wrapping.assumingMemoryBound(to: UInt8.self))
                }
            }
        }
        guard status == 0 else { throw KeyError(.memory) }
        return seal
    }

    private static func decrypt(
        _ seal: borrowing SecretMemory, under wrapping: borrowing SecretMemory, nonce: [UInt8],
        header: [UInt8]
    ) throws(KeyError) -> SecretMemory {
        guard var seed = try? SecretMemory(count: 32) else { throw KeyError(.memory) }
        let status = unsafe seal.withBytes { seal in
            unsafe wrapping.withBytes { wrapping in
                unsafe seed.withMutableBytes { seed -> Int32 in
                    guard let out = seed.baseAddress, let start = seal.baseAddress,
                        let wrapping = wrapping.baseAddress
                    else { return -1 }
                    return unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                        out.assumingMemoryBound(to: UInt8.self), nil, nil,
                        start.assumingMemoryBound(to: UInt8.self), UInt64(seal.count),
                        header, UInt64(header.count), nonce,
                        wrapping.assumingMemoryBound(to: UInt8.self))
                }
            }
        }
        guard status == 0 else { throw KeyError(.locked) }
        return seed
    }
}
