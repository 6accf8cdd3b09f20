// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension AuditResult.LotResult {
    /// What inputs and workers do not explain, in a sentence; nil where all of it is, or may be.
    var unexplainedLine: String? {
        guard let quantities, quantities.unexplainedKg > 0 else { return nil }
        let (some, all) = (quantities.unexplainedKg, quantities.statedKg)
        let kg = "\(some.readableFigure) of \(all.readableFigure) kg"
        let by = quantities.bound == .workers ? "workers at the site" : "inputs"
        return "At least \(kg) are not explained by the recorded \(by)."
    }

    /// The papers each of which alone could decide what happens with the lot.
    var decidingDocuments: [String] {
        let open = (reckoning?.open ?? []).filter(\.decides)
        return SettlingDocuments.documents(for: open.flatMap(\.missing))
    }
}
