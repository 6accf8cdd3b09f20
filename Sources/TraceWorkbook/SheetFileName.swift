// SPDX-License-Identifier: Apache-2.0

/// What the name of a file says about the sheet that somebody meant it to be.
struct SheetFileName: Sendable {
    /// The name as it stands in the folder.
    let file: String
    /// The sheet that is meant; `nil` when the name is like none.
    let meant: Sheet?
    private let ending: String

    private static let spreadsheets: Set<String> = [
        "xlsx", "xls", "xlsm", "xlsb", "ods", "numbers",
    ]
    private static let texts: Set<String> = ["txt", "tsv", "tab"]

    init(_ file: String) {
        self.file = file
        var stem = file.lowercased()[...]
        var ending = ""
        // movements.csv.csv and movements.csv.txt come from systems that hide the ending.
        while let point = stem.lastIndex(of: "."), point != stem.startIndex {
            let last = String(stem[stem.index(after: point)...])
            guard last == "csv" || Self.spreadsheets.contains(last) || Self.texts.contains(last)
            else { break }
            if ending.isEmpty { ending = last }
            stem = stem[..<point]
        }
        self.ending = ending
        meant = Sheet.named(Self.withoutCopyMarks(String(stem)))
    }

    /// Whether a spreadsheet program keeps it in a form of its own.
    var isSpreadsheet: Bool { Self.spreadsheets.contains(ending) }

    /// Whether it holds text in another form.
    var isText: Bool { Self.texts.contains(ending) }

    /// What to do so that it is read.
    var remedy: String {
        guard let meant else {
            return "Save each of its sheets as \"CSV UTF-8 (comma delimited)\", named as in the "
                + "templates, for example parties.csv"
        }
        guard ending == "csv" else {
            return "Save it as \"CSV UTF-8 (comma delimited)\", named \(meant.name).csv"
        }
        return "Rename it to \(meant.name).csv"
    }

    /// `movements (1)`, `movements - Copy`, `Copy of movements` and `movements 2`.
    private static func withoutCopyMarks(_ name: String) -> String {
        var words = name.split { !$0.isLetter }.map(String.init)
        words.removeAll { ["copy", "of", "kopie", "final", "new"].contains($0) }
        return words.joined(separator: " ")
    }
}
