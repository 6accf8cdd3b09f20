// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle
import TracePrimitives
import TraceTesting
import TraceWitness

@Suite struct ForkEvidenceTests {
    /// A log of nine entries that shares only its first three with the fixture's.
    private static let other = NaiveTree(
        NaiveTree(counting: 9).leaves.prefix(3)
            + (3..<9).map { SampleStatement.digest("other \($0)") })

    private static func other(_ size: Int) -> TreeHead {
        TreeHead(size: UInt64(size), rootHash: NaiveTree(Array(other.leaves.prefix(size))).root)
    }

    /// Evidence that the tree of `small` entries is no beginning of the other tree of nine.
    private static func evidence(_ small: Int) throws -> ForkEvidence {
        ForkEvidence(
            log: try Fixture.logKey(), smaller: try Fixture.note(small),
            larger: try Fixture.note(other(9)), beginning: other(small).rootHash,
            path: other.consistencyPath(small))
    }

    private static func sameSize() throws -> ForkEvidence {
        ForkEvidence(
            log: try Fixture.logKey(), smaller: try Fixture.note(9),
            larger: try Fixture.note(other(9)))
    }

    @Test(arguments: 4...8) func `a fork between two sizes is shown`(_ small: Int) throws {
        let evidence = try Self.evidence(small)
        let finding = try evidence.verify()
        #expect(finding.smaller.head == Fixture.head(small))
        #expect(finding.sentence.contains("does not begin with it"))
        #expect(try ForkEvidence(parsing: evidence.encoded) == evidence)
    }

    @Test func `a fork at one size is shown by the checkpoints alone`() throws {
        let evidence = try Self.sameSize()
        #expect(try evidence.verify().sentence.contains("two trees of 9 entries"))
        #expect(try ForkEvidence(parsing: evidence.encoded) == evidence)
    }

    @Test(arguments: 1...3) func `a true beginning is no fork`(_ small: Int) throws {
        #expect(throws: MerkleError(.rootMismatch, at: 0)) { try Self.evidence(small).verify() }
    }

    @Test func `an invented beginning shows nothing`() throws {
        // The honest tree, said to begin with something else.
        let evidence = ForkEvidence(
            log: try Fixture.logKey(), smaller: try Fixture.note(5), larger: try Fixture.note(9),
            beginning: SampleStatement.digest("invented"),
            path: Fixture.tree(9).consistencyPath(5))
        #expect(throws: MerkleError.self) { try evidence.verify() }
        let power = ForkEvidence(
            log: try Fixture.logKey(), smaller: try Fixture.note(4), larger: try Fixture.note(9),
            beginning: SampleStatement.digest("invented"),
            path: Fixture.tree(9).consistencyPath(4))
        #expect(throws: MerkleError.self) { try power.verify() }
    }

    @Test func `checkpoints by two keys show nothing about either`() throws {
        let evidence = ForkEvidence(
            log: try Fixture.logKey(), smaller: try Fixture.note(9),
            larger: try Fixture.note(Self.other(9), key: 2))
        #expect(throws: MerkleError.self) { try evidence.verify() }
    }

    @Test func `one checkpoint twice shows nothing`() throws {
        let note = try Fixture.note(9)
        let evidence = ForkEvidence(log: try Fixture.logKey(), smaller: note, larger: note)
        #expect(throws: MerkleError(.rootMismatch, at: 0)) { try evidence.verify() }
    }

    @Test func `the larger first shows nothing`() throws {
        let evidence = try Self.evidence(5)
        let turned = ForkEvidence(
            log: evidence.log, smaller: evidence.larger, larger: evidence.smaller,
            beginning: evidence.beginning, path: evidence.path)
        #expect(throws: MerkleError.self) { try turned.verify() }
    }

    @Test func `two origins under one key show nothing`() throws {
        let (first, second) = ("a.example", "b.example")
        let evidence = ForkEvidence(
            log: try Fixture.logKey(origin: first),
            smaller: try Fixture.note(Fixture.head(9), origin: first),
            larger: try Fixture.note(Self.other(9), origin: second))
        #expect(throws: MerkleError.self) { try evidence.verify() }
    }

    @Test func `a flipped bit anywhere makes it no evidence`() throws {
        let bytes = try Self.evidence(5).encoded
        for (bit, mutated) in Mutations.flips(of: bytes) where bit % 5 == 0 {
            #expect(throws: MerkleError.self, "bit \(bit)") {
                try ForkEvidence(parsing: mutated).verify()
            }
        }
    }

    @Test func `a part of it, or more, is no evidence`() throws {
        let bytes = try Self.evidence(5).encoded
        for length in stride(from: 0, to: bytes.count, by: 11) {
            #expect(throws: MerkleError.self) { try ForkEvidence(parsing: Array(bytes[..<length])) }
        }
        #expect(throws: MerkleError.self) { try ForkEvidence(parsing: bytes + [0x0A]) }
        let long = bytes + [UInt8](repeating: 0x0A, count: ForkEvidence.maximumLength)
        #expect(throws: MerkleError.self) { try ForkEvidence(parsing: long) }
    }
}
