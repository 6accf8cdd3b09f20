// SPDX-License-Identifier: Apache-2.0
import TraceRecords
import TraceVerifier

extension VerificationOptions {
    /// Says of an earlier checkpoint that does not hold which file it is, and what was found there
    /// (SPEC.md R32); of one older than the writer's, the two sizes (R33).
    func naming(_ problem: Problem, beside policy: Policy, size: UInt64) -> Problem {
        let found = since.flatMap { ReadCheckpoint($0) }?.checkpoint
        var problem = problem
        switch problem.code {
        case .rollback:
            problem.detail = "of \(size) entries; the writer has published \(publishedSize ?? 0)"
            return problem
        case .sinceMalformed:
            problem.detail = "no checkpoint of three lines with signatures"
        case .sinceSignature:
            problem.detail =
                found.map(\.origin) == policy.origin
                ? "not signed by the log's key for its size"
                : "a checkpoint of \(found?.origin ?? "no log"), not of \(policy.origin)"
        case .sinceNewer:
            problem.detail = "of \(found?.head.size ?? 0) entries; the ledger has \(size)"
        case .sinceInconsistent:
            problem.detail = "another root for the first \(found?.head.size ?? 0) entries"
        default: return problem
        }
        problem.file = sinceFile
        return problem
    }
}
