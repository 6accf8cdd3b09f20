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
            let help = try times(command, ["--help"], rounds)
            let verify = try times(command, ["verify", directory], rounds)
            print(
                """
                whole runs of the command, medians of \(rounds): --help \(help); verification of \
                \(sample.entries) entries \(verify) (asked: each under 50 ms)
                """)
        }
    }

    /// Wall time and processor time of whole processes, medians.
    private static func times(
        _ command: URL, _ arguments: [String], _ rounds: Int
    ) throws -> String {
        let runs = try (0..<rounds).map { _ in try run([command.path] + arguments) }
        let (wall, processor) = (runs.map(\.wall), runs.map(\.processor))
        return "\(median(wall)) ms (least \(median([wall.min() ?? 0])), processor "
            + "\(median(processor)))"
    }

    /// Starts a program, waits for its end in the kernel, and returns milliseconds.
    ///
    /// Not by `Process`, whose waiting wakes up late and would be measured as well.
    private static func run(_ words: [String]) throws -> (wall: Double, processor: Double) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
        let pointers = unsafe [words, environment].map { texts in
            unsafe texts.map { unsafe strdup($0) } + [nil]
        }
        defer { unsafe pointers.joined().forEach { unsafe free($0) } }
        var (process, status, usage) = (pid_t(), Int32(), rusage())
        let wall = try seconds {
            let failure = unsafe posix_spawn(
                &process, words[0], &actions, nil, pointers[0], pointers[1])
            guard failure == 0, unsafe wait4(process, &status, 0, &usage) == process else {
                throw BenchError("\(words) could not be started or waited for")
            }
        }
        guard status == 0 else { throw BenchError("\(words) ended with status \(status)") }
        let processor = [usage.ru_utime, usage.ru_stime].reduce(0.0) {
            $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
        }
        return (wall * 1_000, processor * 1_000)
    }
}
