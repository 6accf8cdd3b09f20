// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives
import TraceTesting
import TraceWitness

/// A log whose leaves follow from their index, with its keys and some witnesses.
enum Fixture {
    static let origin = "ledger.example/demo"

    static func tree(_ size: Int) -> NaiveTree { NaiveTree(counting: size) }

    static func head(_ size: Int) -> TreeHead {
        TreeHead(size: UInt64(size), rootHash: tree(size).root)
    }

    static func logKey(_ number: UInt8 = 1, origin: String = origin) throws -> VerifierKey {
        try VerifierKey(name: origin, key: SampleStatement.key(number).publicKey)
    }

    static func witnessKey(_ number: UInt8) throws -> VerifierKey {
        try VerifierKey(
            name: "w\(number).example", kind: .cosignature,
            key: SampleStatement.key(number).publicKey)
    }

    static func note(
        _ head: TreeHead, origin: String = origin, key: UInt8 = 1
    ) throws -> SignedNote {
        try Checkpoint(origin: origin, head: head).note
            .signed(name: origin, by: SampleStatement.key(key))
    }

    static func note(_ size: Int, key: UInt8 = 1) throws -> SignedNote {
        try note(head(size), key: key)
    }

    static func request(_ old: Int, _ size: Int, path: [Digest]? = nil) throws -> AddCheckpoint {
        try AddCheckpoint(
            oldSize: UInt64(old), path: path ?? tree(size).consistencyPath(old), note: note(size))
    }

    static func policy(_ text: String) throws -> TrustPolicy {
        try TrustPolicy(parsing: Array(text.utf8))
    }

    /// Three witnesses, two of which are asked for.
    static func threeWitnesses() throws -> String {
        let lines = try (UInt8(11)...13).map { "witness W\($0) \(try witnessKey($0))\n" }
        return "log \(try logKey())\n\(lines.joined())group two 2 W11 W12 W13\nquorum two\n"
    }
}
