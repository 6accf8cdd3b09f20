// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import TraceLedger

/// Verification of ledgers on disk against the arithmetic that it cannot do without, in one run.
enum VerifyBench {
    /// Exhaustive verification against raw libsodium on the same Sig_structures.
    static func exhaustive(entries: Int, rounds: Int) throws {
        try withLedger(SampleLedger(entries: entries, issuers: 64, subjects: 100_000)) {
            directory in
            let items = try Items(directory, keepsSignatures: true)
            let ratios = try (0..<rounds).map { _ in
                let raw = seconds { items.verifyAll() }
                let whole = try seconds { try verify(directory, .exhaustive) }
                return (raw / whole, Double(entries) / whole)
            }
            print(
                """
                exhaustive verification: \(entries) statements, \(median(ratios.map(\.1))) a second \
                on \(Cores.count) cores; \(median(ratios.map(\.0))) of raw libsodium on the same \
                Sig_structures (asked 0.92)
                """)
        }
    }

    /// Anchored verification in a fresh process against leaf and node hashing alone.
    static func anchored(_ sample: SampleLedger, rounds: Int) throws {
        try withLedger(sample) { directory in
            let items = try Items(directory, keepsSignatures: false)
            let figures = try (0..<rounds).map { _ in
                let hashing = seconds { items.hashAll() }
                return (hashing, try ChildFigures.verifying(directory))
            }
            let entries = Double(sample.entries)
            print(
                """
                anchored verification: \(sample.entries) statements of \(items.meanSize) bytes, \
                \(sample.issuers) issuers, \(sample.subjects) subjects, \(items.chains) chains: \
                \(median(figures.map { entries / $0.1.seconds })) a second on \(Cores.count) cores; \
                \(median(figures.map { $0.0 / $0.1.seconds })) of leaf and node hashing alone \
                (asked 0.3); processor time \(median(figures.map { $0.1.processorSeconds })) s; \
                peak memory \(median(figures.map(\.1.peakMiB))) MiB
                """)
        }
    }

    /// Peak memory of anchored verification with few and with many chains, the rest alike.
    static func memory(entries: Int, fewSubjects: Int, manySubjects: Int) throws {
        let few = try ledgerPeak(entries, fewSubjects)
        let many = try ledgerPeak(entries, manySubjects)
        let perChain =
            (many.peakMiB - few.peakMiB) * 1_048_576 / Double(many.chains - few.chains)
        print(
            """
            memory of anchored verification: \(entries) statements; \(few.chains) chains of \
            \(fewSubjects) subjects: peak \(few.peakMiB.rounded()) MiB; \(many.chains) chains of \
            \(manySubjects) subjects: peak \(many.peakMiB.rounded()) MiB; \
            \(perChain.rounded()) bytes a chain, \(Int(perChain) / Cores.count) a chain and worker \
            (asked 384)
            """)
    }

    private static func ledgerPeak(_ entries: Int, _ subjects: Int) throws -> ChildFigures {
        var figures: ChildFigures?
        let sample = SampleLedger(entries: entries, issuers: 64, subjects: subjects)
        try withLedger(sample) { figures = try ChildFigures.verifying($0) }
        guard let figures else { throw BenchError("nothing was measured") }
        return figures
    }

    /// What a fresh process runs: verification alone, and what it took.
    static func child(_ directory: String) throws {
        var outcome: VerificationReport?
        let whole = try seconds { outcome = try verify(directory, .anchored) }
        var usage = rusage()
        guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else {
            throw BenchError("no getrusage")
        }
        let processor = [usage.ru_utime, usage.ru_stime].reduce(0.0) {
            $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
        }
        // Linux counts the greatest resident size in KiB.
        print(whole, processor, Double(usage.ru_maxrss) / 1_024, outcome?.subjectChains ?? 0)
    }

    @discardableResult
    private static func verify(
        _ directory: String, _ mode: VerificationMode
    ) throws -> VerificationReport {
        let options = VerificationOptions(mode: mode)
        let report = try LedgerVerification(LedgerFolder(directory).log, options).run().report
        guard report.isVerified else { throw BenchError(report.verdict) }
        return report
    }

    /// Writes a ledger, or takes one that `TRACEBENCH_LEDGERS` keeps from an earlier run.
    static func withLedger(_ sample: SampleLedger, _ body: (String) throws -> Void) throws {
        if let kept = ProcessInfo.processInfo.environment["TRACEBENCH_LEDGERS"] {
            let directory = "\(kept)/\(sample.name)"
            if !FileManager.default.fileExists(atPath: directory + "/log/checkpoint") {
                try sample.write(to: directory)
            }
            return try body(directory)
        }
        let directory = NSTemporaryDirectory() + "trace-bench-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try sample.write(to: directory)
        try body(directory)
    }
}

/// What a fresh process that verifies says of itself.
struct ChildFigures {
    let seconds: Double
    let processorSeconds: Double
    let peakMiB: Double
    let chains: Int

    /// Verifies a ledger by anchors in a process of its own.
    static func verifying(_ directory: String) throws -> ChildFigures {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = ["verify-child", directory]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let parts = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard parts.count == 4 else { throw BenchError("the child printed \(text)") }
        return ChildFigures(
            seconds: parts[0], processorSeconds: parts[1], peakMiB: parts[2],
            chains: Int(parts[3]))
    }
}

/// What went wrong in a benchmark.
struct BenchError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// The seconds that a piece of work takes.
func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try work()
    let time = ContinuousClock.now - start
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

/// The middle one of several figures, to three digits.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted[sorted.count / 2]
    let scale = pow(10, 2 - floor(log10(max(abs(middle), 1e-9))))
    return (middle * scale).rounded() / scale
}
