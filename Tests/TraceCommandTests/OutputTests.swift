// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Where results go: what is there already, and what cannot be written.
@Suite("Output") struct OutputTests {
    private let folder = TestFolder()
    private let workbook = Examples.folder + "/workbooks/first-steps"

    private func path(_ name: String) -> String { folder.path + "/" + name }

    private func attribute(_ key: FileAttributeKey, of name: String) throws -> Any? {
        try FileManager.default.attributesOfItem(atPath: path(name))[key]
    }

    @Test func `A result keeps the mode of the file and the link to it`() throws {
        let files = FileManager.default
        try folder.write("old", "old\n")
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path("old"))
        try files.createSymbolicLink(atPath: path("link"), withDestinationPath: "old")
        let shown = try CommandRun("audit", workbook, "--format", "csv")
        let run = try CommandRun("audit", workbook, "--format", "csv", "-o", path("link"))
        #expect(run.status == shown.status, "\(run.errors)")
        #expect(try folder.text("old").utf8.elementsEqual(shown.output.utf8))
        #expect(
            try attribute(.type, of: "link") as? FileAttributeType == .typeSymbolicLink)
        let mode = try attribute(.posixPermissions, of: "old") as? Int
        #expect(mode == 0o600)
        #expect(try Set(files.contentsOfDirectory(atPath: folder.path)) == ["old", "link"])
    }

    @Test func `A pipe is written to, and stays a pipe`() throws {
        let run = try CommandRun(
            shell: """
                mkfifo "$2" || exit 9
                cat "$2" > "$3" &
                "$0" audit "$1" --format csv -o "$2"
                status=$?
                wait
                exit $status
                """, workbook, path("pipe"), path("read"))
        let shown = try CommandRun("audit", workbook, "--format", "csv")
        #expect(run.status == shown.status, "\(run.errors)")
        #expect(try folder.text("read").utf8.elementsEqual(shown.output.utf8))
        #expect(try attribute(.type, of: "pipe") as? FileAttributeType != .typeRegular)
    }

    @Test func `A folder and a circle of links are refused by name`() throws {
        let files = FileManager.default
        try files.createSymbolicLink(atPath: path("a"), withDestinationPath: "b")
        try files.createSymbolicLink(atPath: path("b"), withDestinationPath: "a")
        for (file, words) in [(folder.path, "it is a folder"), (path("a"), "in a circle")] {
            let run = try CommandRun("audit", workbook, "-o", file)
            #expect(run.status == 2)
            #expect(run.errors.contains("\(file) cannot be written: "), "\(run.errors)")
            #expect(run.errors.contains(words), "\(run.errors)")
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: CommandRun.fullDisk)))
    func `Standard output that cannot be written ends with 2 and a sentence`() throws {
        let ledger = try CommandLedger()
        let cases = [
            ["verify", ledger.path], ["audit", ledger.path, "--format", "json"],
            ["impact", ledger.path, "party:EX-OPEN"], ["workbook", "check", workbook],
            ["key", "export", ledger.issuer], ["key", "export", ledger.issuer, "--format", "cose"],
            ["init", ledger.file("new"), "--unencrypted"], ["--help"],
        ]
        for arguments in cases {
            let run = try CommandRun(list: arguments, full: true)
            #expect(run.status == 2, "\(arguments)")
            #expect(
                run.errors.contains("standard output cannot be written: the disk is full"),
                "\(arguments): \(run.errors)")
        }
        // What was begun is whole, and a worse finding keeps its status.
        #expect(try CommandRun("verify", ledger.file("new")).status == 0)
        try ledger.touch(ledger.path + "/log/checkpoint")
        #expect(try CommandRun(list: ["verify", ledger.path], full: true).status == 3)
    }

    @Test func `A reader that has gone away is no failure, and a closed output is one`() throws {
        let gone = try CommandRun(
            shell: "trap '' PIPE; \"$0\" audit \"$1\" --format csv | true", workbook)
        #expect(gone.errors.isEmpty, "\(gone.errors)")
        let closed = try CommandRun(shell: "\"$0\" key --help >&-")
        #expect(closed.status == 2)
        #expect(closed.errors.contains("standard output cannot be written: it is closed"))
    }
}
