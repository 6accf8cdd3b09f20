// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// The commands of README.md, as they stand there, one after the other in a fresh folder.
@Suite("The commands of README.md") struct ReadmeTests {
    /// The lines of the blocks that need nobody else's server.
    private static func lines() throws -> [String] {
        let readme = URL(fileURLWithPath: Examples.folder).deletingLastPathComponent()
            .appendingPathComponent("README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        let start = try #require(text.range(of: "By hand, from the folder of the project"))
        let end = try #require(text.range(of: "With servers and witnesses of your own"))
        let blocks = text[start.upperBound..<end.lowerBound].components(separatedBy: "```\n")
        return blocks.enumerated().filter { $0.offset % 2 == 1 }.flatMap {
            $0.element.split(separator: "\n").map(String.init)
        }
    }

    private func run(_ line: String, in folder: String) throws -> (status: Int32, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line + " 2>errors.txt"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let programs = CommandRun.program.deletingLastPathComponent().path
        process.environment = [
            "PATH": programs + ":/usr/bin:/bin", "TRACELEDGER_PASSPHRASE": "as the README says",
            "HOME": folder,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let errors = try? String(contentsOfFile: folder + "/errors.txt", encoding: .utf8)
        return (process.terminationStatus, errors ?? "")
    }

    @Test func `each command does what it says, on the example data`() throws {
        let folder = TestFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/Examples", withDestinationPath: Examples.folder)
        let lines = try Self.lines()
        #expect(lines.count > 25)
        for line in lines {
            let command = Self.withoutRemark(line)
            let (status, errors) = try run(command, in: folder.path)
            // An audit that raises an alert ends with 1.
            let allowed: ClosedRange<Int32> = command.contains(" audit ") ? 0...1 : 0...0
            #expect(allowed.contains(status), "\(line): \(errors)")
        }
        for made in ["report.html", "packet/packet.html", "lot.bundle", "proofs", "both/log"] {
            #expect(FileManager.default.fileExists(atPath: folder.path + "/" + made), "\(made)")
        }
    }

    /// A line up to its remark, which a space and a hash begin.
    private static func withoutRemark(_ line: String) -> String {
        line.range(of: " #").map { String(line[..<$0.lowerBound]) } ?? line
    }
}
