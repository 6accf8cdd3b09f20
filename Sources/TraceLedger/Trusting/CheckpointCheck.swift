// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
public import TraceVerifier
public import TraceWitness

/// A checkpoint's signatures under a trust policy, without a look at the ledger behind it.
public struct CheckpointCheck: Sendable {
    /// Whether a log of the policy signed it and the quorum is there.
    public let isAccepted: Bool
    /// Why, line by line.
    public let lines: [String]

    /// Checks a checkpoint.
    public init(_ policy: TrustPolicy, _ read: ReadCheckpoint) {
        let checkpoint = read.checkpoint
        var lines = [
            "\(checkpoint.origin), \(checkpoint.head.size) entries, root \(checkpoint.head.rootHash.hex)"
        ]
        var isAccepted = false
        let keys = policy.keys(of: checkpoint.origin)
        if !keys.isEmpty {
            isAccepted = (try? read.note.verify(keys)) != nil
            lines.append(
                isAccepted
                    ? "signed by the policy's key of this log"
                    : "refused: not signed by the policy's key of this log")
        } else {
            lines.append("refused: the policy names no log of this origin")
        }
        do throws(MerkleError) {
            let witnessing = try policy.witnessing(of: read.note)
            lines.append(witnessing.sentence)
            if !witnessing.absent.isEmpty {
                lines.append(
                    "without a cosignature of \(witnessing.absent.joined(separator: ", "))")
            }
            if witnessing.unknown > 0 {
                lines.append("\(witnessing.unknown) lines by keys that the policy does not name")
            }
            isAccepted = isAccepted && witnessing.isReached
        } catch {
            lines.append("refused: the cosignature in line \(error.location) does not verify")
            isAccepted = false
        }
        lines.append(isAccepted ? "accepted" : "not accepted")
        self.lines = lines
        self.isAccepted = isAccepted
    }
}
