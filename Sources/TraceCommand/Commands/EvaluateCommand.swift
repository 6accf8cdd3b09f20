// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Measures how often the audit is right.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure the audit on simulated worlds: recall, false alerts, calibration.",
        discussion: """
            Seeds 1 to 1000 are for setting thresholds, those from 1001 on for reporting figures.
            Documentation/evaluation.md explains every table.
            """)

    @Option(help: "Seeds of the worlds, as FIRST..LAST.")
    var seeds: String

    @Option(help: "Finished lots of each world.")
    var lots: Int

    @Option(help: "Draw from ranges wider than published; 0.2 is 20 per cent.")
    var widen: Double = 0

    @Option(
        help: "A parameter set in place of the standard one, or a folder of tables.",
        completion: .file())
    var parameters: String?

    @Option(help: "The folder that itself holds OFAC's sdn.csv, alt.csv and add.csv.")
    var lists: String?

    @Option(help: "Draw the reliability curve into this file, as SVG.", completion: .file())
    var curve: String?

    @Option(name: [.short, .long], help: "Write to a file instead of standard output.")
    var output: String?

    func validate() throws {
        guard (1...100_000).contains(lots) else {
            throw ValidationError("--lots takes a number from 1 to 100000")
        }
        guard (0...1).contains(widen) else {
            throw ValidationError("--widen takes a share from 0 to 1")
        }
        guard Self.range(seeds) != nil else {
            throw ValidationError("--seeds takes FIRST..LAST, at most 10000 of them")
        }
    }

    func run() throws {
        guard let range = Self.range(seeds) else { return }
        let audit = try ParameterFile.audit(parameters, lists: ListInput.read(lists))
        let bar = ProgressBar(label: "Evaluating")
        let evaluation = try evaluated(range, audit, bar)
        bar.end()
        try OutputFile(path: output).write(EvaluationText.render(evaluation))
        if let curve {
            try OutputFile(path: curve).write(ReliabilityCurve.svg(evaluation.calibration))
        }
    }

    private func evaluated(
        _ range: ClosedRange<UInt64>, _ audit: Audit, _ bar: ProgressBar
    ) throws -> Evaluation {
        do throws(Evaluation.Refused) {
            return try Evaluation(
                Evaluation.Plan(seeds: range, lots: lots, widening: widen), audit: audit
            ) { bar.show($0, UInt64(range.count)) }
        } catch {
            throw Refusal("\(error)")
        }
    }

    /// `1001..1020`.
    private static func range(_ text: String) -> ClosedRange<UInt64>? {
        guard let dots = text.firstRange(of: "..") else { return nil }
        guard let first = UInt64(text[..<dots.lowerBound]),
            let last = UInt64(text[dots.upperBound...]), first <= last, last - first < 10_000
        else { return nil }
        return first...last
    }
}
