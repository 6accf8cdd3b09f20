// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCBOR
import TraceIssuing
import TracePrimitives
import TraceRecords
import TraceWriting

@Suite struct PayloadEncoderTests {
    private let lot = Record(
        kind: .lot, id: "L-1",
        fields: [
            "description": .text("wig"), "hs": .text("670420"),
            "pieces": .decimal(DecimalNumber(5)),
            "made_from": .lots([LotShare(lot: "H-1", kg: DecimalNumber("1.50"))]),
            "maker": .reference(Reference(.party, "P-1")),
        ], accordingTo: "P-1", document: "D-1", basis: "document")

    private func encoder(_ profile: PrivacyProfile) -> PayloadEncoder {
        PayloadEncoder(
            profile: profile, random: .system, book: SubjectBook(random: .system))
    }

    @Test(arguments: PrivacyProfile.allCases)
    func `a record comes back from its payload and its disclosures`(
        _ profile: PrivacyProfile
    ) throws {
        var encoder = encoder(profile)
        let encoded = try encoder.encode(lot)
        var scan = PayloadScan()
        try scan.read(encoded.payload, 0..<encoded.payload.count, profile: profile)
        #expect(scan.fieldInClear == nil)
        #expect(scan.requiredSubjects.allSatisfy { encoded.subjects.contains($0) })
        let set = encoded.disclosures(of: RecordID(.zero))
        let read = DisclosureSet(try set.encoded())
        #expect(read == set)
        var reader = RecordReader()
        for opening in set.openings { reader.names[opening.subject] = opening }
        let record = try reader.record(
            payload: CBORValue.decode(encoded.payload), subjects: encoded.subjects,
            disclosures: set)
        #expect(record == lot)
    }

    @Test func `without its disclosures a record says how much is withheld`() throws {
        var encoder = encoder(.standard)
        let encoded = try encoder.encode(lot)
        let record = try RecordReader().record(
            payload: CBORValue.decode(encoded.payload), subjects: encoded.subjects)
        #expect(record.withheld == 1)
        #expect(record.text("description") == nil)
        #expect(record.id.hasPrefix("~"))
    }

    @Test func `the same value is committed differently each time, and cannot be guessed`() throws {
        var encoder = encoder(.standard)
        let first = try encoder.encode(lot)
        let second = try encoder.encode(lot)
        #expect(first.payload != second.payload)
        // Whoever guesses key and value still lacks sixteen random bytes.
        let blank = try #require(Salt([UInt8](repeating: 0, count: 16)))
        let guess = FieldDisclosure(salt: blank, key: "description", value: .text("wig"))
        let sd = try CBORValue.decode(first.payload)["_sd"]?.arrayValue?.compactMap(\.digestValue)
        #expect(try sd?.contains(guess.commitment()) == false)
    }

    @Test func `a statement of more than 256 lots is refused by name`() throws {
        var encoder = encoder(.standard)
        let shares = (0..<257).map { LotShare(lot: "L-\($0)") }
        let movement = Record(kind: .movement, id: "M-1", fields: ["lots": .lots(shares)])
        #expect(throws: EncodingError.self) { try encoder.encode(movement) }
    }

    @Test func `a document that supports a lot stands in its own chain and the lot's`() throws {
        var encoder = encoder(.standard)
        let document = Record(
            kind: .document, id: "D-1",
            fields: ["attaches": .references([Reference(.lot, "L-1")])])
        #expect(try encoder.encode(document).subjects.count == 2)
    }
}

@Suite struct AnnexTests {
    private func set(_ number: UInt8) throws -> DisclosureSet {
        let salt = try #require(Salt([UInt8](repeating: number, count: 16)))
        return DisclosureSet(
            record: RecordID(SHA256Hash.hash([number])),
            fields: [FieldDisclosure(salt: salt, key: "name", value: .text("n\(number)"))],
            openings: [])
    }

    @Test func `a torn last frame is cut off, at every length`() throws {
        let first = try Annex.frame(set(1))
        let second = try Annex.frame(set(2))
        for length in 0..<second.count {
            let (sets, whole) = try Annex.read(first + second.prefix(length))
            #expect(sets.count == 1)
            #expect(whole == first.count)
        }
        #expect(try Annex.read(first + second).sets.count == 2)
    }

    @Test func `an altered frame before the last is damage`() throws {
        let first = try Annex.frame(set(1))
        let second = try Annex.frame(set(2))
        for position in first.indices {
            var bytes = first + second
            bytes[position] ^= 1
            #expect(throws: Annex.Damage.self, "byte \(position)") { try Annex.read(bytes) }
        }
    }

    @Test func `zeros, and a head that no frame has, are the end where nothing whole follows`()
        throws
    {
        let first = try Annex.frame(set(1))
        for tail in [
            [UInt8](repeating: 0, count: 1), [UInt8](repeating: 0, count: 4_096),
            Array("xxxxxxxxxxxxxxxx".utf8), [UInt8](repeating: 0xFF, count: 40),
            Array(try Annex.frame(set(2)).dropFirst()),
            Array(try Annex.frame(set(2)).dropLast()) + [0, 0],
        ] {
            let (sets, whole) = try Annex.read(first + tail)
            #expect(sets.count == 1 && whole == first.count)
        }
    }

    @Test func `a whole frame behind a fault is damage, unless nothing relies on it`() throws {
        let first = try Annex.frame(set(1))
        let zeros = [UInt8](repeating: 0, count: 4_096)
        let bytes = try first + zeros + Annex.frame(set(2)) + [1, 2, 3] + Annex.frame(set(3))
        let error = #expect(throws: Annex.Damage.self) { try Annex.read(bytes) }
        #expect(error?.offset == first.count)
        let last = try set(3).record
        #expect(throws: Annex.Damage.self) { try Annex.read(bytes) { $0 == last } }
        #expect(try Annex.read(bytes) { _ in false }.wholeLength == first.count)
    }

    @Test func `beginnings of frames without an end do not keep a reader busy for long`() throws {
        // Each claims almost a MiB behind it, and has another checksum.
        var head: [UInt8] = [0, 0x0F, 0xFF, 0xF0] + [UInt8](repeating: 1, count: 8)
        head += try Annex.frame(set(1))[12...].prefix(28)
        let bytes = Array([[UInt8]](repeating: head, count: 60_000).joined())
        #expect(throws: Annex.Damage.self) { try Annex.read(bytes) }
    }

    @Test func `a set that nobody could read again is not written`() throws {
        let salt = try #require(Salt([UInt8](repeating: 1, count: 16)))
        let text = String(repeating: "a", count: DisclosureSet.maximumSize)
        let long = DisclosureSet(
            record: RecordID(SHA256Hash.hash([1])),
            fields: [FieldDisclosure(salt: salt, key: "name", value: .text(text))], openings: [])
        #expect(throws: Annex.Damage.self) { try Annex.frame(long) }
    }
}
