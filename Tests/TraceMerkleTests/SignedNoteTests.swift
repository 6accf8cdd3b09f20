// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle
import TracePrimitives
import TraceTesting

@Suite struct SignedNoteTests {
    private let checkpoint =
        "log.example/a\n7\n" + Base64.encode([UInt8](repeating: 1, count: 32)) + "\n"
    private let name = "log.example/a"

    private func signed(by number: UInt8 = 1) throws -> SignedNote {
        try SignedNote(text: Array(checkpoint.utf8), signatures: [])
            .signed(name: name, by: SampleStatement.key(number))
    }

    private func key(_ number: UInt8 = 1, _ kind: VerifierKey.Kind = .ed25519) throws -> VerifierKey
    {
        let secret = try SampleStatement.key(number)
        return try VerifierKey(name: name, kind: kind, key: secret.publicKey)
    }

    @Test func `a note of log and witness verifies under both keys`() throws {
        let witness = try SampleStatement.key(2)
        let note = try signed().cosigned(name: "w.example", at: 1_700_000_000, by: witness)
        let witnessKey = try VerifierKey(
            name: "w.example", kind: .cosignature, key: witness.publicKey)
        let back = try SignedNote(parsing: note.encoded)
        #expect(back == note)
        #expect(try back.verify([key(), witnessKey]).map(\.time) == [nil, 1_700_000_000])
        #expect(try back.verify([witnessKey]).map(\.key) == [witnessKey])
        // Unknown lines are ignored; a note without any known one is not signed.
        #expect(throws: MerkleError(.noteUnsigned, at: 2)) { try back.verify([key(3)]) }
        #expect(throws: MerkleError(.noteUnsigned, at: 2)) { try back.verify([]) }
        // The witness's key as a log key has another id.
        #expect(throws: MerkleError(.noteUnsigned, at: 2)) {
            try back.verify([VerifierKey(name: "w.example", key: witness.publicKey)])
        }
    }

    @Test func `a known line that fails refuses the note beside a good one`() throws {
        let other = try key(2)
        let forged = NoteSignature(
            name: other.name, keyID: other.id, bytes: [UInt8](repeating: 0, count: 64))
        let note = try signed()
        let both = SignedNote(text: note.text, signatures: note.signatures + [forged])
        #expect(throws: Never.self) { try both.verify([key()]) }
        #expect(throws: MerkleError(.noteSignature, at: 1)) { try both.verify([key(), other]) }
        for count in [0, 63, 65, 72] {
            let bytes = [UInt8](repeating: 0, count: count)
            let short = NoteSignature(name: other.name, keyID: other.id, bytes: bytes)
            let note = SignedNote(text: note.text, signatures: [short])
            #expect(throws: MerkleError(.noteSignature, at: 0)) { try note.verify([other]) }
        }
    }

    @Test func `every flipped bit of a note is noticed`() throws {
        let key = try key()
        for (bit, flipped) in Mutations.flips(of: try signed().encoded) {
            let isAccepted = (try? SignedNote(parsing: flipped).verify([key])) != nil
            #expect(!isAccepted, "bit \(bit)")
        }
        for prefix in Mutations.prefixes(of: try signed().encoded) {
            #expect(throws: MerkleError.self) { try SignedNote(parsing: prefix) }
        }
    }

    @Test func `a cosignature covers its time, which is below 2^63`() throws {
        let secret = try SampleStatement.key()
        let key = try key(1, .cosignature)
        let text = Array(checkpoint.utf8)
        let note = try SignedNote(text: text, signatures: [])
            .cosigned(name: name, at: 99, by: secret)
        let line = try #require(note.signatures.first)
        #expect(line.bytes.count == 72)
        for (bit, flipped) in Mutations.flips(of: line.bytes) where bit < 64 {
            let other = NoteSignature(name: name, keyID: key.id, bytes: flipped)
            #expect(throws: MerkleError(.noteSignature, at: 0)) {
                try SignedNote(text: text, signatures: [other]).verify([key])
            }
        }
        let late = try SignedNote(text: text, signatures: [])
            .cosigned(name: name, at: 1 << 63, by: secret)
        #expect(throws: MerkleError(.noteSignature, at: 0)) { try late.verify([key]) }
    }

    @Test func `text with blank lines is split at the last one`() throws {
        let note = try SignedNote(text: Array("a\n\nb\n".utf8), signatures: [])
            .signed(name: name, by: SampleStatement.key())
        let back = try SignedNote(parsing: note.encoded)
        #expect(back == note)
        #expect(throws: Never.self) { try back.verify([key()]) }
    }

    @Test(arguments: [
        ("nothing", ""), ("only text", "text\n"), ("no signature", "text\n\n"),
        ("no last line feed", "text\n\n— a AAAAAAA="), ("a tab", "te\txt\n\n— a AAAAAAA=\n"),
        ("carriage returns", "text\r\n\r\n— a AAAAAAA=\r\n"),
        ("a zero byte", "te\u{0}xt\n\n— a AAAAAAA=\n"),
        ("a hyphen for the dash", "text\n\n- a AAAAAAA=\n"), ("no name", "text\n\n—  AAAAAAA=\n"),
        ("a plus in the name", "text\n\n— a+b AAAAAAA=\n"),
        ("two spaces", "text\n\n— a  AAAAAAA=\n"),
        ("a no-break space in the name", "text\n\n— a\u{A0}b AAAAAAA=\n"),
        ("no padding", "text\n\n— a AAAAAAA\n"), ("loose bits", "text\n\n— a AAAAAAB=\n"),
        ("url alphabet", "text\n\n— a AAAAAA-_\n"), ("four bytes only", "text\n\n— a AAAAAA==\n"),
        ("a space behind", "text\n\n— a AAAAAAA= \n"),
        ("text among the lines", "text\n\n— a AAAAAAA=\nb\n"),
        ("no space behind the dash", "text\n\n—a AAAAAAA=\n"),
        ("no signature bytes", "text\n\n— a \n"),
        ("no text", "\n— a AAAAAAA=\n"),
    ])
    func `other texts are no notes`(fault: String, text: String) {
        #expect(throws: MerkleError.self) { try SignedNote(parsing: Array(text.utf8)) }
    }

    @Test func `bytes that are not UTF-8, sixteen lines, 65,536 bytes`() throws {
        let line = Array("— a AAAAAAA=\n".utf8)
        #expect(throws: MerkleError.self) {
            try SignedNote(parsing: [0xFF, 0x0A, 0x0A] + line)
        }
        func note(_ count: Int) -> [UInt8] {
            Array("text\n\n".utf8) + repeatElement(line, count: count).joined()
        }
        #expect(try SignedNote(parsing: note(16)).signatures.count == 16)
        let error = #expect(throws: MerkleError.self) { try SignedNote(parsing: note(17)) }
        #expect(error?.code == .noteSignatureCount)
        let long = [UInt8](repeating: 0x61, count: 65_536 - line.count - 2) + [0x0A, 0x0A] + line
        #expect(throws: Never.self) { try SignedNote(parsing: long) }
        #expect(throws: MerkleError(.noteFormat, at: 65_537)) {
            try SignedNote(parsing: [0x61] + long)
        }
    }
}

@Suite struct VerifierKeyTests {
    /// The example of the signed-note specification.
    private let line = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

    @Test func `the specification's example reads and prints back`() throws {
        let key = try VerifierKey(line)
        #expect(key.name == "example.com/foo")
        #expect(key.kind == .ed25519)
        #expect(key.id == 0x530D_903A)
        #expect(key.description == line)
    }

    @Test(arguments: [
        "", "+", "++", "example.com/foo+530d903a",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        "example.com foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ])
    func `other lines are refused`(line: String) {
        #expect(throws: MerkleError(.verifierKey, at: 0)) { try VerifierKey(line) }
    }

    @Test(arguments: ["", "a b", "a+b", "a\nb", "a\u{2003}b", "a\u{0}"])
    func `names that no line could bear are refused`(name: String) throws {
        let key = try SampleStatement.key().publicKey
        #expect(throws: MerkleError(.verifierKey, at: 0)) { try VerifierKey(name: name, key: key) }
    }
}

@Suite struct CheckpointTests {
    private let root = Base64.encode([UInt8](repeating: 1, count: 32))

    @Test func `reads and prints back`() throws {
        for size in [0, 7, UInt64.max] {
            let text = "log.example/a\n\(size)\n\(root)\n"
            let checkpoint = try Checkpoint(parsing: Array(text.utf8))
            #expect(checkpoint.head.size == size)
            #expect(String(decoding: checkpoint.text, as: UTF8.self) == text)
            #expect(checkpoint.note.signatures.isEmpty)
        }
    }

    @Test func `other texts are refused, by line`() {
        let cases: [(String, Int)] = [
            ("", 1), ("a\n", 2), ("a\n7\n", 3), ("a\n7\n\(root)", 3), ("\n7\n\(root)\n", 1),
            ("a\n\n\(root)\n", 2), ("a\n07\n\(root)\n", 2), ("a\n+7\n\(root)\n", 2),
            ("a\n-7\n\(root)\n", 2), ("a\n7 \n\(root)\n", 2), ("a\n0x7\n\(root)\n", 2),
            ("a\n18446744073709551616\n\(root)\n", 2), ("a\n7\n\(root)=\n", 3),
            ("a\n7\n\(root.dropLast(2))\n", 3), ("a\n7\nAAAA\n", 3), ("a\n7\n\n", 3),
            ("a\n7\n\(root)\nextension\n", 5), ("a\n7\n\(root)\n\n", 5), ("a\r\n7\n\(root)\n", 1),
            ("a\u{0}\n7\n\(root)\n", 1),
        ]
        for (text, line) in cases {
            #expect(throws: MerkleError(.checkpointFormat, at: line), "\(text)") {
                try Checkpoint(parsing: Array(text.utf8))
            }
        }
        #expect(throws: MerkleError.self) {
            try Checkpoint(parsing: [0xFF] + Array("\n7\n\(root)\n".utf8))
        }
        #expect(throws: MerkleError(.checkpointFormat, at: 1)) {
            try Checkpoint(origin: "two\nlines", head: .empty)
        }
    }
}
