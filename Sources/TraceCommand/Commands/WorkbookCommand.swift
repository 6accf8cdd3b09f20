// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Everything about folders of CSV files.
struct WorkbookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workbook", abstract: "Start and check a workbook, a folder of CSV files.",
        subcommands: [WorkbookNewCommand.self, WorkbookCheckCommand.self])
}
