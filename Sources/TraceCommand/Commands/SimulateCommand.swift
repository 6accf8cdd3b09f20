// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Writes a world whose truth is known.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Write an invented importer's workbook, and beside it what each lot truly is.",
        discussion: """
            The same seed, number of lots and widening give the same bytes. Every firm and paper is \
            invented. OUT/workbook is for an audit; OUT/truth.csv is for you.
            """)

    @Option(help: "A whole number that decides what chance decides.")
    var seed: UInt64

    @Option(help: "Finished lots.")
    var lots: Int

    @Option(help: "Draw from ranges wider than published; 0.2 is 20 per cent.")
    var widen: Double = 0

    @Argument(help: "A folder that is not there yet.", completion: .directory)
    var out: String

    func validate() throws {
        guard (1...1_000_000).contains(lots) else {
            throw ValidationError("--lots takes a number from 1 to 1000000")
        }
        guard (0...1).contains(widen) else {
            throw ValidationError("--widen takes a share from 0 to 1")
        }
    }

    func run() throws {
        guard !FileManager.default.fileExists(atPath: out) else {
            throw Refusal("\(out) is there already; nothing was written.")
        }
        let world = SimulatedWorld(seed: seed, lots: lots, widening: widen)
        try OutputFolder.make(out, with: "workbook")
        for file in world.files {
            try OutputFile(path: "\(out)/workbook/\(file.name)").write(file.text)
        }
        try OutputFile(path: out + "/truth.csv").write(world.truthText)
        Console.note("\(out)/workbook holds \(world.truth.count) finished lots.")
    }
}
