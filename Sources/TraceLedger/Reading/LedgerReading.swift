// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TraceRemote
import TraceStorage
import TraceVerifier
import TraceWitness

/// Verification of a ledger wherever it lies, with what reading from a server needs beside it.
public enum LedgerReading {
    /// Verifies a log; one behind a server is refused at its checkpoint where the policy refuses that.
    ///
    /// Tiles of an earlier run are checked like those from the network; where the verdict is bad they
    /// are thrown away, and the verdict is that on a fresh copy.
    public static func verify(
        _ source: LedgerSource, _ options: VerificationOptions
    ) throws -> LedgerVerification<LedgerSource>.Outcome {
        guard case .remote(let remote) = source else {
            return try LedgerVerification(source, options).run()
        }
        let problems = problems(ofCheckpoint: remote.unverifiedCheckpoint, options)
        guard problems.isEmpty else {
            var report = VerificationReport(mode: options.mode)
            report.problems = problems
            return LedgerVerification<LedgerSource>.Outcome(report: report, ledger: nil, state: nil)
        }
        let outcome = try LedgerVerification(source, options).run()
        guard !outcome.report.isVerified, remote.cache.wasUsed else { return outcome }
        remote.cache.empty()
        return try LedgerVerification(source, options).run()
    }

    /// What a checkpoint's own bytes show, before anything that it names is fetched.
    static func problems(
        ofCheckpoint bytes: [UInt8], _ options: VerificationOptions
    ) -> [Problem] {
        guard let read = ReadCheckpoint(bytes) else {
            return [Problem(.checkpointMalformed, file: "checkpoint")]
        }
        let origin = read.checkpoint.origin
        if let trust = options.trust {
            guard origin == trust.origin else {
                return [Problem(.trustOrigin, detail: "\(origin), not \(trust.origin)")]
            }
            guard trust.log.name == trust.origin else {
                return [Problem(.trustKey, detail: "\(trust.log) has another name than its log")]
            }
            let keys = [trust.log] + (options.policy?.keys(of: origin) ?? [])
            guard (try? read.note.verify(Array(Set(keys)))) != nil else {
                return [
                    Problem(
                        .checkpointSignature, file: "checkpoint",
                        detail: "not signed by a key that the policy names; where the log has "
                            + "replaced its key, add a `log` line with the new one")
                ]
            }
        }
        guard let policy = options.policy, !policy.witnesses.isEmpty else { return [] }
        do throws(MerkleError) {
            let witnessing = try policy.witnessing(of: read.note)
            return witnessing.isReached
                ? [] : [Problem(.trustQuorum, file: "checkpoint", detail: witnessing.sentence)]
        } catch {
            return [Problem(.trustQuorum, file: "checkpoint", detail: "\(error)")]
        }
    }

    /// What a verdict on a log behind a server leaves open, beside what it says itself.
    public static let remoteCaveat =
        "read from a server: the files that the checkpoint asks for; others there were not looked at"
}
