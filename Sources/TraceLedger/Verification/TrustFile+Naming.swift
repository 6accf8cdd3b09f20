// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TraceRecords
import TraceVerifier

extension TrustFile {
    /// Says of a pin that does not hold what was found, and what is pinned instead (SPEC.md R31).
    func naming(_ problem: Problem, beside genesis: Genesis, _ policy: Policy) -> Problem {
        var problem = problem
        switch problem.code {
        case .trustOrigin:
            problem.detail = "\(genesis.policy.origin), not \(origin)"
        case .trustKey:
            let found = try? VerifierKey(name: policy.origin, key: policy.checkpointKey)
            problem.detail = "\(found.map { "\($0)" } ?? "no key"), not \(log)"
        case .trustEntry0:
            problem.record = genesis.record
            problem.detail = "not \(entry0)"
        default: break
        }
        return problem
    }
}
