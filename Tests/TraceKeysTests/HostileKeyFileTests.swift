// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceKeys
import TracePrimitives
import TraceWriting

@Suite("Hostile key files")
struct HostileKeyFileTests {
    /// Whether some step of reading and opening refuses the bytes.
    private func isRefused(_ bytes: [UInt8], as role: KeyRole = .log) -> Bool {
        Fixture.code {
            let file = try Fixture.file(bytes)
            _ = try file.open(as: role, with: Fixture.passphrase())
        } != nil
    }

    @Test("Each byte of an encrypted file flipped, bit by bit of its ends and whole, is refused")
    func flippedEncrypted() throws {
        let bytes = try Fixture.encrypted()
        for index in bytes.indices {
            for mask: UInt8 in [0x01, 0x80, 0xFF] {
                var flipped = bytes
                flipped[index] ^= mask
                #expect(isRefused(flipped), "byte \(index), mask \(mask)")
            }
        }
    }

    @Test("Each bit of a file in clear flipped is refused")
    func flippedClear() throws {
        let bytes = try Fixture.clear()
        for index in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[index] ^= 1 << UInt8(bit)
                #expect(isRefused(flipped), "byte \(index), bit \(bit)")
            }
        }
    }

    @Test("Every truncation, and every longer file, is refused")
    func truncated() throws {
        let bytes = try Fixture.encrypted()
        for length in 1..<bytes.count {
            #expect(
                Fixture.code { _ = try Fixture.file(Array(bytes.prefix(length))) } == .malformed)
        }
        #expect(Fixture.code { _ = try Fixture.file(bytes + [0]) } == .malformed)
        #expect(Fixture.code { _ = try Fixture.file(bytes + bytes) } == .malformed)
    }

    /// An encrypted file whose Argon2id numbers are replaced.
    private func asking(passes: UInt64, memory: UInt64) throws -> [UInt8] {
        var bytes = try Fixture.encrypted()
        for (offset, number) in [(28, passes), (36, memory)] {
            for index in 0..<8 {
                bytes[offset + index] = UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * index))
            }
        }
        return bytes
    }

    @Test(
        "A file that asks for more memory or time than stated is refused before any is spent",
        arguments: [
            (0, 65_536), (1, 0), (1, 8_191), (1, 8_193), (1, 256 << 20 | 1), (1, 256 << 20 + 1024),
            (1, 1 << 40), (1, UInt64.max), (5, 256 << 20), (17, 64 << 20), (1 << 32, 8_192),
            (UInt64.max, 8_192), (UInt64.max, UInt64.max), (131_073, 8_192),
        ] as [(UInt64, UInt64)])
    func limits(passes: UInt64, memory: UInt64) throws {
        let bytes = try asking(passes: passes, memory: memory)
        #expect(Fixture.code { _ = try Fixture.file(bytes) } == .limits)
        #expect(KeyStretching(passes: passes, memory: memory) == nil)
    }

    @Test("The largest numbers allowed are 4 passes over 256 MiB and their like")
    func largest() {
        #expect(KeyStretching(passes: 4, memory: 256 << 20) != nil)
        #expect(KeyStretching(passes: 16, memory: 64 << 20) != nil)
        #expect(KeyStretching(passes: 131_072, memory: 8_192) != nil)
        #expect(KeyStretching.standard == KeyStretching(passes: 3, memory: 64 << 20))
    }

    @Test("A public key of small order, or one that is another key's, is refused")
    func foreignPublicKey() throws {
        var smallOrder = try Fixture.clear()
        smallOrder.replaceSubrange(84..<116, with: [1] + [UInt8](repeating: 0, count: 31))
        #expect(Fixture.code { _ = try Fixture.file(smallOrder) } == .malformed)
        var foreign = try Fixture.encrypted()
        let other = try SecretKey(seed: [UInt8](repeating: 9, count: 32))
        foreign.replaceSubrange(84..<116, with: other.publicKey.bytes)
        #expect(isRefused(foreign))
    }

    @Test("A protection or role that does not exist is refused by its byte", arguments: [18, 19])
    func unknownCodes(offset: Int) throws {
        for value: UInt8 in [2, 7, 8, 255] where !(offset == 18 && value == 2) {
            var bytes = try Fixture.encrypted()
            bytes[offset] = value
            do {
                _ = try Fixture.file(bytes)
                Issue.record("taken")
            } catch let error as KeyError {
                #expect(error.code == .malformed)
                #expect(error.offset == offset)
            }
        }
    }
}
