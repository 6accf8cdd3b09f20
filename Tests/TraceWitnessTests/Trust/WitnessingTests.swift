// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceMerkle
import TracePrimitives
import TraceTesting
import TraceWitness

@Suite struct WitnessingTests {
    private func cosigned(_ times: [(UInt8, UInt64)], by key: UInt8 = 1) throws -> SignedNote {
        var note = try Fixture.note(5, key: key)
        for (number, time) in times {
            note = try note.cosigned(
                name: "w\(number).example", at: time, by: SampleStatement.key(number))
        }
        return note
    }

    @Test func `two of three reach the quorum, at the later of the two times`() throws {
        let policy = try Fixture.policy(try Fixture.threeWitnesses())
        let reading = try policy.witnessing(of: cosigned([(13, 2_000), (11, 1_000)]))
        #expect(reading.isReached)
        #expect(reading.counted.map(\.name) == ["W11", "W13"])
        #expect(reading.reachedAt == 2_000)
        #expect(reading.absent == ["W12"])
        #expect(reading.sentence.contains("existed no later than 1970-01-01T00:33:20Z"))
    }

    @Test func `a third cosignature does not move the time`() throws {
        let policy = try Fixture.policy(try Fixture.threeWitnesses())
        let reading = try policy.witnessing(of: cosigned([(12, 9_000), (13, 2_000), (11, 1_000)]))
        #expect(reading.reachedAt == 2_000)
    }

    @Test func `one witness twice counts once, with its earliest time`() throws {
        let policy = try Fixture.policy(try Fixture.threeWitnesses())
        let reading = try policy.witnessing(of: cosigned([(11, 5_000), (11, 4_000)]))
        #expect(reading.counted.map(\.name) == ["W11"])
        #expect(reading.counted.map(\.time) == [4_000])
        #expect(!reading.isReached)
        #expect(reading.sentence.contains("the quorum two is not reached"))
    }

    @Test func `the cosignature of a stranger counts for nothing`() throws {
        let policy = try Fixture.policy(try Fixture.threeWitnesses())
        let reading = try policy.witnessing(of: cosigned([(11, 1), (99, 1), (98, 1)]))
        #expect(reading.counted.count == 1)
        #expect(reading.unknown == 2)
        #expect(!reading.isReached)
    }

    @Test func `a cosignature that fails refuses the note`() throws {
        let policy = try Fixture.policy(try Fixture.threeWitnesses())
        let good = try cosigned([(11, 1_000), (12, 1_000)])
        let last = try #require(good.signatures.last)
        // The time is signed: a line with another one is not valid.
        let moved = NoteSignature(
            name: last.name, keyID: last.keyID,
            bytes: [0, 0, 0, 0, 0, 0, 0, 1] + last.bytes.dropFirst(8))
        let bad = SignedNote(text: good.text, signatures: good.signatures.dropLast() + [moved])
        #expect(throws: MerkleError(.noteSignature, at: 2)) { try policy.witnessing(of: bad) }
    }

    @Test func `a cosignature of another checkpoint does not verify here`() throws {
        let policy = try Fixture.policy(try Fixture.threeWitnesses())
        let other = try Fixture.note(6).cosigned(
            name: "w11.example", at: 1, by: SampleStatement.key(11))
        let moved = SignedNote(
            text: try Fixture.note(5).text, signatures: other.signatures.suffix(1))
        #expect(throws: MerkleError.self) { try policy.witnessing(of: moved) }
    }

    @Test func `nested groups count members that are groups`() throws {
        let policy = try Fixture.policy(
            """
            witness A \(try Fixture.witnessKey(11))
            witness B \(try Fixture.witnessKey(12))
            group one any A B
            witness C \(try Fixture.witnessKey(13))
            group all all one C
            quorum all

            """)
        #expect(try !policy.witnessing(of: cosigned([(11, 1), (12, 1)])).isReached)
        #expect(try policy.witnessing(of: cosigned([(12, 1), (13, 7)])).reachedAt == 7)
    }

    @Test func `a policy without quorum asks for nothing`() throws {
        let policy = try Fixture.policy("quorum none\n")
        #expect(try policy.witnessing(of: cosigned([])).isReached)
    }

    @Test(
        .enabled(if: SharedData.isPresent, "needs the shared vectors folder"),
        arguments: [
            ("witness", "000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706"),
            ("witness2", "88ad7a28caeb0b2aa890fdf0304c2fcaf59fca2ee140134ff8c1300bac493482"),
        ])
    func `cosignatures that sunlight made are valid`(_ folder: String, _ origin: String) throws {
        struct Configuration: Decodable { let verifier_keys: [String] }
        let root = "vectors/sunlight-skylight/cmd/skylight/testdata/\(folder)"
        let keys: Configuration = try SharedData.json("\(root)/witness.v0.json")
        let vkey = try #require(keys.verifier_keys.first)
        let policy = try Fixture.policy("witness W \(vkey)\nquorum W\n")
        let note = try SignedNote(parsing: SharedData.bytes("\(root)/\(origin)/checkpoint"))
        let reading = try policy.witnessing(of: note)
        #expect(reading.isReached)
        #expect(
            SHA256Hash.hash(Array(try Checkpoint(parsing: note.text).origin.utf8)).hex == origin)
    }
}
