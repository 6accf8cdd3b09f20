// SPDX-License-Identifier: Apache-2.0
import TraceLedger

/// A workbook folder as commands take it: all of it valid, or the valid rows on request.
enum WorkbookInput {
    /// How many notes are shown before the rest is only counted.
    private static let shown = 50

    /// Reads a folder; a workbook with problems is refused unless the valid rows are asked for.
    static func read(_ path: String, keep: [String] = [], partial: Bool) throws -> Workbook {
        let workbook = try load(path, keep: keep)
        guard !workbook.isValid else {
            // An empty workbook is not a clean one: a gate must not read it as "no alert".
            guard workbook.count(.lot) > 0 else { throw Refusal("\(path) holds no lot.") }
            return workbook
        }
        show("Problems", workbook.problems)
        guard partial else {
            throw Refusal(
                "\(path) has \(counted(workbook.problems.count, "problem")) and was not used. "
                    + "Repair them, or have `audit` or `import` take the valid rows alone: --partial."
            )
        }
        show("Valid rows left out with them", workbook.dropped)
        guard workbook.count(.lot) > 0 else { throw Refusal("No valid row of lots.csv is left.") }
        return workbook
    }

    /// Reads a folder, with problems or without.
    static func load(_ path: String, keep: [String] = []) throws -> Workbook {
        do throws(WorkbookFolder.Failure) {
            return try WorkbookFolder.read(at: path, keep: Set(keep))
        } catch {
            throw Refusal("\(error)")
        }
    }

    /// Lists notes on standard error.
    static func show(_ title: String, _ notes: [WorkbookNote], all: Bool = false) {
        guard !notes.isEmpty else { return }
        Console.note("\(title) (\(notes.count)):")
        for note in all ? notes[...] : notes.prefix(shown) { Console.note("  \(note)") }
        if !all, notes.count > shown { Console.note("  … and \(notes.count - shown) more") }
    }

    /// A number with its noun.
    static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
}
