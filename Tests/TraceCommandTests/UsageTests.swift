// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite("Usage and exit status") struct UsageTests {
    @Test func `Help and version end with 0 and stand on standard output`() throws {
        for arguments in ["--help", "--version"] {
            let run = try CommandRun(arguments)
            #expect(run.status == 0)
            #expect(!run.output.isEmpty)
            #expect(run.errors.isEmpty)
        }
        #expect(try CommandRun("help", "audit").output.contains("--lists"))
        #expect(try CommandRun("workbook", "new", "--help").status == 0)
    }

    @Test(arguments: [
        ["audit"], ["nonsense"], ["audit", "x", "--format", "pdf"], ["audit", "x", "--nonsense"],
        ["audit", "x", "y"], ["audit", "x", "--date", "1.2.2025"], ["workbook", "new"],
        ["workbook", "nonsense"],
    ])
    func `Wrong use ends with 2 and speaks on standard error`(arguments: [String]) throws {
        let run = try CommandRun(list: arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("Error:"))
    }

    @Test(arguments: [
        ["audit", "/nowhere"], ["workbook", "check", "/nowhere"],
        ["audit", Examples.folder + "/lists"], ["workbook", "new", "/proc/nowhere"],
        ["audit", Examples.folder + "/workbooks/first-steps", "--lists", "/nowhere"],
        ["audit", Examples.folder + "/workbooks/first-steps", "--parameters", "/nowhere"],
        ["audit", Examples.folder + "/workbooks/first-steps", "-o", "/nowhere/report.txt"],
        [
            "audit", Examples.folder + "/workbooks/first-steps", "--parameters",
            Examples.folder + "/workbooks/README.md",
        ],
    ])
    func `Unreadable input and output end with 2`(arguments: [String]) throws {
        let run = try CommandRun(list: arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
    }

    @Test(arguments: [
        ("/nowhere", "there is no such file"), ("/", "it is a folder"), ("", "is empty"),
        ("/dev/null/x", "a part of the path is a file"),
    ])
    func `A file that cannot be read is named, with the reason in words`(
        _ path: String, _ reason: String
    ) throws {
        for arguments in [["trust", "check", path], ["diff", path, path]] {
            let run = try CommandRun(list: arguments)
            #expect(run.status == 2)
            #expect(run.errors.contains(reason), "\(run.errors)")
            #expect(run.errors.contains(path))
            #expect(!run.errors.contains("could not be completed"))
        }
    }

    @Test func `An empty name of a folder writes nothing at the root of the disk`() throws {
        for arguments in [
            ["simulate", "--seed", "1", "--lots", "1", ""], ["workbook", "new", ""],
        ] {
            let run = try CommandRun(list: arguments)
            #expect(run.status == 2)
            #expect(run.errors.contains("is empty"))
        }
    }

    @Test func `A name that was compared with no list is not reported as unlisted`() throws {
        let folder = TestFolder()
        let run = try CommandRun("screen", "name", "EXAMPLE TRADING", "--lists", folder.path)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("nothing was compared"))
    }
}

@Suite("traceledger workbook") struct WorkbookCommandTests {
    @Test func `A new workbook is valid, empty, and never written over`() throws {
        let folder = TestFolder()
        #expect(try CommandRun("workbook", "new", folder.path + "/year").status == 0)
        let check = try CommandRun("workbook", "check", folder.path + "/year")
        #expect(check.status == 0)
        #expect(check.output.contains("0 valid rows"))
        try folder.write("year/lots.csv", "lot\nA\n")
        let again = try CommandRun("workbook", "new", folder.path + "/year")
        #expect(again.status == 2)
        #expect(try folder.text("year/lots.csv") == "lot\nA\n")
    }

    @Test func `An empty workbook gives no clean audit`() throws {
        let folder = TestFolder()
        #expect(try CommandRun("workbook", "new", folder.path).status == 0)
        let audit = try CommandRun("audit", folder.path)
        #expect(audit.status == 2)
        #expect(audit.errors.contains("holds no lot"))
    }

    @Test func `Problems and remarks are listed with their places`() throws {
        let folder = TestFolder()
        try folder.write("parties.csv", "party,colour\nP,red\n")
        try folder.write("lots.csv", "lot,net_kg\nA,\"1,5\"\nB,2\n")
        let check = try CommandRun("workbook", "check", folder.path)
        #expect(check.status == 2)
        #expect(check.errors.contains("lots.csv line 2, column net_kg (B2), id A"))
        #expect(check.errors.contains("colour"))
        #expect(check.output.contains("1 problem, 1 remark"))
        let kept = try CommandRun("workbook", "check", folder.path, "--keep", "colour")
        #expect(kept.output.contains("1 problem, 0 remarks"))
    }
}

@Suite("traceledger audit") struct AuditCommandTests {
    private func broken() throws -> TestFolder {
        let folder = TestFolder()
        try folder.write("parties.csv", "party\nP\n")
        try folder.write("lots.csv", "lot,hs,net_kg\nA,670420,\"1,5\"\nB,670420,2\n")
        return folder
    }

    @Test func `A broken workbook is refused whole, its valid rows taken on request`() throws {
        let folder = try broken()
        let refused = try CommandRun("audit", folder.path)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("--partial"))
        let partial = try CommandRun("audit", folder.path, "--partial", "--format", "json")
        #expect(partial.status == 0)
        #expect(partial.output.contains("\"lot\": \"B\""))
        #expect(!partial.output.contains("\"lot\": \"A\""))
    }

    @Test func `Missing information ends with 1 only when strict`() throws {
        let folder = try broken()
        try folder.write("lots.csv", "lot,hs,net_kg\nB,670420,2\n")
        #expect(try CommandRun("audit", folder.path).status == 0)
        #expect(try CommandRun("audit", folder.path, "--strict").status == 1)
    }

    @Test func `The first example alerts, in every format, the same each time`() throws {
        let input = Examples.folder + "/workbooks/first-steps"
        let lists = Examples.folder + "/lists"
        for format in ["text", "json", "csv"] {
            let run = try CommandRun("audit", input, "--lists", lists, "--format", format)
            #expect(run.status == 1)
            #expect(run.output.contains("FS-3"))
            let again = try CommandRun("audit", input, "--lists", lists, "--format", format)
            #expect(again.output == run.output)
        }
    }

    @Test func `A result goes to a file`() throws {
        let folder = TestFolder()
        let input = Examples.folder + "/workbooks/first-steps"
        let run = try CommandRun("audit", input, "-o", folder.path + "/report.txt")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(try folder.text("report.txt").contains("TraceLedger audit: first-steps"))
    }
}
