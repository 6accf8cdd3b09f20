// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceKeys
import TracePrimitives
import TraceWriting

@Suite("Key files")
struct KeyFileTests {
    @Test(
        "An encrypted key opens with its passphrase and signs as before",
        arguments: KeyRole.allCases)
    func roundTrip(role: KeyRole) throws {
        let file = try Fixture.file(Fixture.encrypted(role))
        let original = try SecretKey(seed: Fixture.seed)
        #expect(file.role == role)
        #expect(file.created == 1_700_000_000)
        #expect(file.stretching == Fixture.cheap)
        #expect(file.publicKey == original.publicKey)
        let key = try file.open(as: role, with: Fixture.passphrase())
        #expect(key.sign([1, 2, 3]) == original.sign([1, 2, 3]))
    }

    @Test("A key in clear opens without a passphrase, and with one that it does not need")
    func clearRoundTrip() throws {
        let file = try Fixture.file(Fixture.clear(.recovery))
        #expect(file.stretching == nil)
        let key = try file.open(as: .recovery)
        let (publicKey, claimed) = (key.publicKey, file.publicKey)
        #expect(publicKey == claimed)
        #expect(
            Fixture.code { _ = try file.open(as: .recovery, with: Fixture.passphrase()) } == nil)
    }

    @Test("Encoding a file that was read gives its bytes again")
    func canonical() throws {
        for bytes in try [Fixture.encrypted(), Fixture.clear()] {
            #expect(bytes.count == KeyFile.byteCount)
            #expect(try Fixture.bytes(of: Fixture.file(bytes)) == bytes)
        }
    }

    @Test("Sealing the same key twice gives different salts, nonces and seals")
    func freshRandomness() throws {
        let (first, second) = (try Fixture.encrypted(), try Fixture.encrypted())
        #expect(first[44..<60] != second[44..<60])
        #expect(first[60..<84] != second[60..<84])
        #expect(first[116...] != second[116...])
    }

    @Test("The seed does not stand in an encrypted file")
    func seedIsHidden() throws {
        let bytes = try Fixture.encrypted()
        #expect(
            !bytes.indices.dropLast(31).contains { Array(bytes[$0..<($0 + 32)]) == Fixture.seed })
    }

    @Test("A wrong passphrase is refused")
    func wrongPassphrase() throws {
        let file = try Fixture.file(Fixture.encrypted())
        #expect(
            Fixture.code { _ = try file.open(as: .log, with: Fixture.passphrase("x")) } == .locked)
    }

    @Test("An encrypted key does not open without a passphrase")
    func passphraseNeeded() throws {
        let file = try Fixture.file(Fixture.encrypted())
        #expect(Fixture.code { _ = try file.open(as: .log) } == .passphraseNeeded)
    }

    @Test("A key of one role does not open as any other")
    func roleConfusion() throws {
        for made in KeyRole.allCases {
            let sealed = try Fixture.file(Fixture.encrypted(made))
            let clear = try Fixture.file(Fixture.clear(made))
            for wanted in KeyRole.allCases where wanted != made {
                let code = Fixture.code {
                    _ = try sealed.open(as: wanted, with: Fixture.passphrase())
                }
                #expect(code == .role)
                #expect(Fixture.code { _ = try clear.open(as: wanted) } == .role)
            }
        }
    }

    @Test("Rewriting the role in the header does not make a log key an issuer's")
    func roleRewritten() throws {
        var bytes = try Fixture.encrypted(.log)
        bytes[18] = 1
        let file = try Fixture.file(bytes)
        #expect(file.role == .issuer)
        #expect(
            Fixture.code { _ = try file.open(as: .issuer, with: Fixture.passphrase()) } == .locked)
    }

    @Test("A passphrase of no bytes or of too many is refused")
    func passphraseLength() {
        #expect(Fixture.code { _ = try Fixture.passphrase("") } == .passphraseLength)
        let longest = String(repeating: "a", count: Passphrase.maximumByteCount)
        #expect(Fixture.code { _ = try Fixture.passphrase(longest) } == nil)
        #expect(Fixture.code { _ = try Fixture.passphrase(longest + "a") } == .passphraseLength)
    }

    @Test("The array that a passphrase came in is emptied")
    func passphraseIsMoved() throws {
        var bytes = Array("secret".utf8)
        _ = try Passphrase(wiping: &bytes)
        #expect(bytes.isEmpty)
    }
}
