// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import TraceLedger

/// Verification of ledgers on disk against the arithmetic that it cannot do without, in one run.
enum VerifyBench {
    /// Exhaustive verification against raw libsodium on the same Sig_structures.
    static func exhaustive(entries: Int, rounds: Int) throws {
        try withLedger(entries: entries, subjects: 100_000) { directory in
            let items = try Items(directory)
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
    static func anchored(entries: Int, subjects: Int, rounds: Int) throws {
        try withLedger(entries: entries, subjects: subjects) { directory in
            let items = try Items(directory)
            let ratios = try (0..<rounds).map { _ in
                let hashing = seconds { items.hashAll() }
                let (whole, peak) = try freshProcess(directory)
                return (hashing / whole, Double(entries) / whole, peak)
            }
            print(
                """
                anchored verification: \(entries) statements of \(items.meanSize) bytes, 64 issuers, \
                \(subjects) subjects, \(items.chains) chains: \(median(ratios.map(\.1))) a second on \
                \(Cores.count) cores; \(median(ratios.map(\.0))) of leaf and node hashing alone \
                (asked 0.3); peak memory \(median(ratios.map(\.2))) MiB
                """)
        }
    }

    /// What a fresh process runs: verification alone, and its seconds and peak memory.
    static func child(_ directory: String) throws {
        var outcome: VerificationReport?
        let whole = try seconds { outcome = try verify(directory, .anchored) }
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let peak =
            status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }?
            .split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
        print("\(whole) \(peak / 1_024) \(outcome?.subjectChains ?? 0)")
    }

    private static func freshProcess(_ directory: String) throws -> (Double, Double) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = ["verify-child", directory]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let parts = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard parts.count == 3 else { throw BenchError("the child printed \(text)") }
        return (parts[0], parts[1])
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

    private static func withLedger(
        entries: Int, subjects: Int, _ body: (String) throws -> Void
    ) throws {
        let directory = NSTemporaryDirectory() + "trace-bench-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try SampleLedger(entries: entries, issuers: 64, subjects: subjects).write(to: directory)
        try body(directory)
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
