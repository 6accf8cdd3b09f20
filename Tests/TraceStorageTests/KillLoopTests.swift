// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite("Kill loop")
struct KillLoopTests {
    @Test("ten processes killed at random moments lose and fork nothing", .timeLimit(.minutes(2)))
    func shortForm() throws {
        let here = URL(fileURLWithPath: #filePath)
        let script = here.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Scripts/kill-loop")
        let loop = Process()
        loop.executableURL = URL(fileURLWithPath: "/bin/bash")
        loop.arguments = [script.path, "10", try #require(Self.products).path + "/CrashWriter"]
        let output = Pipe()
        loop.standardOutput = output
        loop.standardError = output
        try loop.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        loop.waitUntilExit()
        #expect(loop.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    }

    /// The folder the tests were built into.
    private static var products: URL? {
        let candidates = CommandLine.arguments.map { URL(fileURLWithPath: $0) }
        let folders = candidates.flatMap { url in
            sequence(first: url) { $0.path == "/" ? nil : $0.deletingLastPathComponent() }
        }
        return folders.first {
            FileManager.default.isExecutableFile(
                atPath: $0.appendingPathComponent("CrashWriter").path)
        }
    }
}
