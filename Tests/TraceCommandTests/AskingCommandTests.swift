// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite("Simulating, measuring and asking") struct AskingCommandTests {
    private let year = Examples.folder + "/workbooks/import-year"
    private let steps = Examples.folder + "/workbooks/first-steps"

    @Test func `simulate writes the same bytes twice, the truth beside the workbook`() throws {
        let folder = TestFolder()
        for name in ["a", "b"] {
            let run = try CommandRun(
                "simulate", "--seed", "7", "--lots", "12", folder.path + "/" + name)
            #expect(run.status == 0)
        }
        for file in ["truth.csv", "workbook/lots.csv", "workbook/documents.csv"] {
            #expect(try folder.text("a/" + file) == folder.text("b/" + file))
        }
        #expect(try CommandRun("workbook", "check", folder.path + "/a/workbook").status == 0)
        let again = try CommandRun("simulate", "--seed", "7", "--lots", "12", folder.path + "/a")
        #expect(again.status == 2)
    }

    @Test func `evaluate prints every table and draws the curve`() throws {
        let folder = TestFolder()
        let run = try CommandRun(
            "evaluate", "--seeds", "5..6", "--lots", "30", "--curve", folder.path + "/c.svg")
        #expect(run.status == 0)
        for words in ["recall", "expected calibration error", "| family |", "| pattern |"] {
            #expect(run.output.contains(words))
        }
        #expect(try folder.text("c.svg").hasPrefix("<svg"))
    }

    @Test(arguments: [
        ["evaluate", "--seeds", "5", "--lots", "30"],
        ["evaluate", "--seeds", "9..5", "--lots", "3"],
        ["evaluate", "--seeds", "1..2", "--lots", "0"],
        ["simulate", "--seed", "x", "--lots", "3", "o"],
        ["simulate", "--seed", "1", "--lots", "3", "--widen", "9", "/nowhere/x"],
        ["impact", "/nowhere", "X"], ["impact", "x", "y", "--sign"],
        ["diff", "/nowhere", "/nowhere"],
        ["audit", "x", "--as-of", "yesterday"],
    ])
    func `wrong use ends with 2`(_ arguments: [String]) throws {
        let run = try CommandRun(list: arguments)
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("Error:"))
    }

    @Test func `impact and trace answer, and name what they do not know`() throws {
        let impact = try CommandRun("impact", year, "EX-RAW-DD", "--format", "csv")
        #expect(impact.status == 0)
        #expect(impact.output.contains("R-2024-301,0,1,1"))
        let trace = try CommandRun("trace", year, "L-2024-101")
        #expect(trace.output.split(separator: "\n").contains { $0.hasPrefix("2     R-2024-101") })
        let text = try CommandRun("impact", year, "EX-RAW-DD")
        for line in (trace.output + text.output).split(separator: "\n") {
            #expect(line.count <= 100, "\(line)")
        }
        let unknown = try CommandRun("impact", year, "nobody")
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("No record names"))
    }

    @Test func `a workbook does not say when it was recorded`() throws {
        let run = try CommandRun("audit", steps, "--as-of", "2024-06-01")
        #expect(run.status == 2)
        #expect(run.errors.contains("does not say when"))
    }

    @Test func `packet stops first where a lot alerts`() throws {
        let folder = TestFolder()
        let run = try CommandRun("packet", steps, "FS-3", folder.path + "/p")
        #expect(run.status == 1)
        #expect(run.errors.contains("Stop, preserve, counsel"))
        #expect(try folder.text("p/packet.html").contains("First: stop, preserve, counsel"))
        #expect(try folder.text("p/packet.html").contains("signed by nobody: there is no proof"))
        #expect(try folder.text("p/records.csv").contains("lots.csv#FS-3"))
        #expect(try !folder.text("p/records.csv").contains("lots.csv#FS-1,"))
    }

    @Test func `watch tells what is new once`() throws {
        let folder = TestFolder()
        let state = folder.path + "/state.json"
        #expect(try CommandRun("watch", steps, "--state", state).status == 1)
        let second = try CommandRun("watch", steps, "--state", state)
        #expect(second.status == 0)
        #expect(second.output.contains("Nothing differs"))
        let third = try CommandRun(
            "watch", steps, "--state", state, "--lists", Examples.folder + "/lists")
        #expect(third.output.contains("the list sdn.csv is another one"))
    }
}
