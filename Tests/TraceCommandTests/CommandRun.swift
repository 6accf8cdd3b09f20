// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The built command, run as a shell would run it.
struct CommandRun {
    let status: Int32
    let output: String
    let errors: String

    /// Runs `traceledger` with arguments.
    init(_ arguments: String...) throws { try self.init(list: arguments) }

    /// The program that was built beside the tests.
    static var program: URL {
        URL(fileURLWithPath: ProcessInfo.processInfo.arguments.first ?? "")
            .deletingLastPathComponent().appendingPathComponent("traceledger")
    }

    /// Runs `traceledger` with a list of arguments; `full` writes to a disk without room.
    init(list arguments: [String], full: Bool = false) throws {
        try self.init(Self.program, arguments, output: full ? Self.fullDisk : nil)
    }

    /// A file that takes no byte.
    static let fullDisk = "/dev/full"

    /// Runs a line of the shell, in which `$0` is `traceledger` and `$1` the first argument.
    init(shell line: String, _ arguments: String...) throws {
        try self.init(
            URL(fileURLWithPath: "/bin/sh"), ["-c", line, Self.program.path] + arguments)
    }

    private init(_ program: URL, _ arguments: [String], output: String? = nil) throws {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        // Files rather than pipes: a full pipe would stop the command.
        let texts = TestFolder()
        let paths = [texts.path + "/out", texts.path + "/err"]
        for path in paths { try Data().write(to: URL(fileURLWithPath: path)) }
        process.standardOutput = FileHandle(forWritingAtPath: output ?? paths[0])
        process.standardError = FileHandle(forWritingAtPath: paths[1])
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        status = process.terminationStatus
        self.output = try String(contentsOfFile: paths[0], encoding: .utf8)
        errors = try String(contentsOfFile: paths[1], encoding: .utf8)
    }
}

/// The built command while it runs, for those that serve until they are stopped.
final class RunningCommand {
    private let process = Process()
    private let output = Pipe()

    init(_ arguments: String...) throws {
        process.executableURL = CommandRun.program
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit { stop() }

    /// The first line that it says; nil when it ends before.
    func firstLine() throws -> String? {
        var bytes = Data()
        while !bytes.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { return nil }
            bytes += more
        }
        return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
    }

    /// Ends it, as a kill does.
    func stop() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

/// A folder that is gone when the test is over.
final class TestFolder {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "traceledger-command-" + UUID().uuidString
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    func text(_ name: String) throws -> String {
        try String(contentsOfFile: path + "/" + name, encoding: .utf8)
    }
}

/// The example data of the project.
enum Examples {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Examples").path
}
