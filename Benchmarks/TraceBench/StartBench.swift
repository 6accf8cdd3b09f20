// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Whole runs of the command, from start to end, as someone at a terminal waits for them.
enum StartBench {
    /// `traceledger --help` and the verification of a ledger of 20 entries.
    ///
    /// The command is the one that was built beside this program.
    static func run(rounds: Int) throws {
        let own = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let command = own.deletingLastPathComponent().appendingPathComponent("traceledger")
        guard FileManager.default.isExecutableFile(atPath: command.path) else {
            throw BenchError("no \(command.path): swift build -c release --product traceledger")
        }
        let sample = SampleLedger(entries: 20, issuers: 2, subjects: 10)
        try VerifyBench.withLedger(sample) { directory in
            let help = try milliseconds(command, ["--help"], rounds)
            let verify = try milliseconds(command, ["verify", directory], rounds)
            print(
                """
                whole runs of the command, medians of \(rounds): --help \(help) ms; verification of \
                \(sample.entries) entries \(verify) ms (asked: each under 50)
                """)
        }
    }

    private static func milliseconds(
        _ command: URL, _ arguments: [String], _ rounds: Int
    ) throws -> Double {
        let times = try (0..<rounds).map { _ in
            let process = Process()
            process.executableURL = command
            process.arguments = arguments
            process.standardOutput = FileHandle.nullDevice
            let time = try seconds {
                try process.run()
                process.waitUntilExit()
            }
            guard process.terminationStatus == 0 else {
                throw BenchError("\(arguments) ended with \(process.terminationStatus)")
            }
            return time * 1_000
        }
        return median(times)
    }
}
