// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceKeys
import TracePrimitives
import TraceWriting

/// Files made by `Scripts/make-key-vector` from the written layout, with another implementation.
@Suite("Key file vectors")
struct KeyFileVectorTests {
    private let encrypted = [
        "74726163656c65646765722d6b65792f310a0201000000006553f1000000000000000002",
        "0000000000010000404142434445464748494a4b4c4d4e4f808182838485868788898a8b",
        "8c8d8e8f909192939495969703a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f",
        "1ddc8664125531b855c0dd07170685259bd430b77aa575c85dc910c588a3fdf5b7862a84",
        "282e243f67533e5404f9bc5acefb750d551888c6",
    ].joined()
    private let clear = [
        "74726163656c65646765722d6b65792f310a0200000000006553f1000000000000000000",
        "000000000000000000000000000000000000000000000000000000000000000000000000",
        "00000000000000000000000003a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f",
        "1ddc8664125531b8000102030405060708090a0b0c0d0e0f101112131415161718191a1b",
        "1c1d1e1f13312b44b787198272b5111285fdaf02",
    ].joined()

    @Test("A file that another implementation encrypted opens")
    func opensEncrypted() throws {
        let bytes = try #require(Hex.decode(encrypted))
        let file = try Fixture.file(bytes)
        #expect(file.stretching == KeyStretching(passes: 2, memory: 65_536))
        let key = try file.open(as: .log, with: Fixture.passphrase())
        let original = try SecretKey(seed: Fixture.seed)
        #expect(key.publicKey == original.publicKey)
    }

    @Test("The same salt and nonce give the same bytes as another implementation")
    func sealsEqually() throws {
        let stretching = try #require(KeyStretching(passes: 2, memory: 65_536))
        let random = RandomSource { count in
            let start: UInt8 = count == 16 ? 0x40 : 0x80
            return (0..<count).map { start + UInt8($0) }
        }
        let file = try KeyFile(
            sealing: SecretKey(seed: Fixture.seed), role: .log, created: 1_700_000_000,
            with: Fixture.passphrase(), stretching: stretching, random: random)
        let bytes = try Fixture.bytes(of: file)
        #expect(Hex.encode(bytes) == encrypted)
    }

    @Test("A file in clear has the bytes of another implementation")
    func clearEqually() throws {
        let bytes = try Fixture.clear()
        #expect(Hex.encode(bytes) == clear)
    }
}
