// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCOSE
import TraceLedger

/// SPEC.md section 6.
@Suite struct DisclosureTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let record_id: String
        let entry: String
        let set: String
        let expect: String?
        var testDescription: String { name }
    }

    static let cases = (try? PrimitiveVectors<Case>.read("disclosures")) ?? []

    @Test(arguments: cases)
    func `R14 a disclosure set fits its statement or is refused whole`(_ vector: Case) throws {
        let entry = try #require(Hex.decode(vector.entry))
        let parts = try SignedStatementBytes(parsing: entry)
        var links: [SubjectLink] = []
        _ = try ProtectedHeader(parsing: entry, parts.protectedHeader, subjects: &links)
        let payload = try CBORValue.decode(entry, parts.payload)
        let id = RecordID(SHA256Hash.leafHash(of: entry))
        #expect("\(id)" == vector.record_id)
        let record: Record?
        if let set = DisclosureSet(try #require(Hex.decode(vector.set))), set.record == id {
            record = try? RecordReader().record(
                payload: payload, subjects: links.map(\.subject), disclosures: set)
        } else {
            record = nil
        }
        #expect((record == nil) == (vector.expect != nil))
    }

    @Test func `R14 there are cases of both kinds`() {
        #expect(Self.cases.count { $0.expect == nil } >= 8)
        #expect(Self.cases.count { $0.expect == "disclosure-refused" } >= 20)
    }

    @Test func `R14 a refused set is named with its code`() throws {
        let vector = try #require(Self.cases.first { $0.name == "value-altered" })
        let entry = try #require(Hex.decode(vector.entry))
        let parts = try SignedStatementBytes(parsing: entry)
        let payload = try CBORValue.decode(entry, parts.payload)
        let set = try #require(Hex.decode(vector.set).flatMap { DisclosureSet($0) })
        let error = #expect(throws: DisclosureError.self) {
            try RecordReader().record(payload: payload, subjects: [], disclosures: set)
        }
        #expect(error?.description.hasPrefix("disclosure-refused: ") == true)
    }

    struct Subject: Decodable {
        let salt, kind, id, subject: String
    }

    struct Commitment: Decodable {
        let salt, key, value, commitment: String
    }

    @Test func `R14 pseudonyms and commitments are the hashes that section 6 gives`() throws {
        for vector in try PrimitiveVectors<Subject>.read("subjects") {
            let salt = try #require(Hex.decode(vector.salt).flatMap { Salt($0) })
            let kind = try #require(RecordKind(rawValue: vector.kind))
            let opening = SubjectOpening(salt: salt, kind: kind, id: vector.id)
            #expect(opening.subject.hex == vector.subject)
        }
        for vector in try PrimitiveVectors<Commitment>.read("commitments") {
            let salt = try #require(Hex.decode(vector.salt).flatMap { Salt($0) })
            let bytes = try #require(Hex.decode(vector.value))
            let value = try CBORValue.decode(bytes)
            let field = FieldDisclosure(salt: salt, key: vector.key, value: value)
            #expect(try field.commitment().hex == vector.commitment)
        }
    }
}
