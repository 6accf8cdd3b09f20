// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Reads a workbook and says everything there is to say about its form.
struct WorkbookCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "List the problems and remarks of a workbook.",
        discussion: "Ends with 0 when all of it is valid, else with 2.")

    @Argument(help: "The folder of CSV files.", completion: .directory)
    var folder: String

    @Option(help: "A column outside the form to keep; may be given several times.")
    var keep: [String] = []

    func run() throws {
        let workbook = try WorkbookInput.load(folder, keep: keep)
        WorkbookInput.show("Problems", workbook.problems, all: true)
        WorkbookInput.show(
            "Valid rows that --partial would leave out with them", workbook.dropped, all: true)
        WorkbookInput.show("Remarks", workbook.remarks, all: true)
        let sheets = Dictionary(grouping: workbook.rows, by: \.sheet).mapValues(\.count)
        let counts = WorkbookTemplates.files().compactMap { file in
            sheets[String(file.name.dropLast(4))].map { "\(file.name) \($0)" }
        }
        Console.say(
            """
            \(WorkbookInput.counted(workbook.rows.count, "valid row")): \(counts.joined(separator: ", "))
            \(WorkbookInput.counted(workbook.problems.count, "problem")), \
            \(WorkbookInput.counted(workbook.remarks.count, "remark"))
            """)
        if !workbook.isValid { throw ExitStatus.unusable }
    }
}
