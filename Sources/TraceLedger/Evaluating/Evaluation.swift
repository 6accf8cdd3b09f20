// SPDX-License-Identifier: Apache-2.0
public import TraceRisk
import TraceSimulator
import TraceWorkbook

/// How often an audit is right, measured over simulated worlds whose truth is known.
///
/// The worlds come as workbooks, as an importer's would; the simulator knows nothing of the audit.
public struct Evaluation: Sendable {
    /// Seeds on which figures are reported; thresholds may be set on those before them only.
    public static let reportingSeeds: ClosedRange<UInt64> = 1_001...1_000_000

    /// What is run.
    public struct Plan: Sendable {
        /// One world for each seed.
        public let seeds: ClosedRange<UInt64>
        /// Finished lots of each world.
        public let lots: Int
        /// How much wider than published the ranges are drawn.
        public let widening: Double

        /// A plan.
        public init(seeds: ClosedRange<UInt64>, lots: Int, widening: Double = 0) {
            (self.seeds, self.lots, self.widening) = (seeds, lots, widening)
        }
    }

    /// A simulated workbook that the reader refuses: a fault of the simulator.
    public struct Refused: Error, CustomStringConvertible {
        /// The seed.
        public let seed: UInt64
        /// The first note.
        public let note: String

        /// Both in one sentence.
        public var description: String {
            "The simulated world of seed \(seed) is no valid workbook: \(note)"
        }
    }

    /// What was run.
    public let plan: Plan
    /// The audit that was measured.
    public let audit: Audit
    /// Every finished lot.
    public let lots: [JudgedLot]

    /// Runs an audit over the worlds of a plan, one after the other.
    public init(
        _ plan: Plan, audit: Audit, progress: (UInt64) -> Void = { _ in }
    ) throws(Refused) {
        var lots: [JudgedLot] = []
        for seed in plan.seeds {
            lots += try Self.judge(seed, plan, audit)
            progress(seed - plan.seeds.lowerBound + 1)
        }
        (self.plan, self.audit, self.lots) = (plan, audit, lots)
    }

    private static func judge(
        _ seed: UInt64, _ plan: Plan, _ audit: Audit
    ) throws(Refused) -> [JudgedLot] {
        let world = SimulatedWorld(seed: seed, lots: plan.lots, widening: plan.widening)
        let files = Dictionary(
            uniqueKeysWithValues: world.files.map { ($0.name, Array($0.text.utf8)) })
        let workbook = Workbook.read(files: files)
        if let problem = workbook.problems.first {
            throw Refused(seed: seed, note: "\(problem)")
        }
        let records = workbook.checked()
        let result = audit.run(records, integrity: .unsigned(records: records.count))
        let byLot = Dictionary(result.lots.map { ($0.lot, $0) }) { first, _ in first }
        return world.truth.compactMap { truth in
            guard var lot = byLot[truth.lot] else { return nil }
            // Drawings are large and nothing here looks at them.
            (lot.provenance, lot.timeline) = (nil, nil)
            return JudgedLot(truth: truth, result: lot)
        }
    }

    /// Whether every seed is one on which figures are reported.
    public var isOnReportingSeeds: Bool {
        Self.reportingSeeds.contains(plan.seeds.lowerBound)
            && Self.reportingSeeds.contains(plan.seeds.upperBound)
    }
}
