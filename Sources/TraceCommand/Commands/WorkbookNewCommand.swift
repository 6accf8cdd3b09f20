// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Writes the templates of a workbook.
struct WorkbookNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write empty sheets and a README that explains every column.",
        discussion: "Files that are there already are never overwritten.")

    @Argument(help: "The folder to make.", completion: .directory)
    var folder: String

    func run() throws {
        let files = WorkbookTemplates.files()
        let manager = FileManager.default
        try OutputFolder.make(folder, with: "documents")
        let present = Set(
            (try? manager.contentsOfDirectory(atPath: folder))?.map { $0.lowercased() } ?? [])
        if let file = files.first(where: { present.contains($0.name.lowercased()) }) {
            throw Refusal("\(folder)/\(file.name) is there already; nothing was written.")
        }
        for file in files {
            let url = URL(fileURLWithPath: folder + "/" + file.name)
            do {
                try Data(file.text.utf8).write(to: url, options: .withoutOverwriting)
            } catch {
                throw Refusal("\(url.path) cannot be written: \(FileTrouble.words(error))")
            }
        }
        Console.say(
            """
            \(folder) holds \(files.count - 1) empty sheets, a folder for documents and a README.
            Begin with \(files.prefix(5).map(\.name).joined(separator: ", ")).
            Then: traceledger workbook check \(folder)
            """)
    }
}
