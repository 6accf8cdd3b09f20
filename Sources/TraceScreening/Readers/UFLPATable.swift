// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// The UFLPA Entity List: a table with one cell of running text for each entity.
enum UFLPATable {
    /// How the tables name their first column.
    static let nameColumns: Set<String> = ["name of entity", "entity name"]

    static func read(
        _ source: ListSource, into list: inout ListSnapshot
    ) throws(ScreeningError) -> (rows: Int, date: CalendarDate?) {
        let table = try CSVTable(
            source, separator: source.separator,
            required: [["name of entity", "entity name"], ["effective date"]])
        for row in table.rows {
            guard let text = table.value(row, "name of entity", "entity name") else {
                throw ScreeningError(
                    .missingName, file: source.name, line: row.line, field: "Name of Entity",
                    "a row has no name")
            }
            let cell = UFLPACell(text)
            guard let day = table.value(row, "effective date").flatMap(EnglishDate.read) else {
                throw ScreeningError(
                    .date, file: source.name, line: row.line, field: "Effective Date",
                    "'\(table.value(row, "effective date")?.prefix(40) ?? "")' is no day",
                    remedy: "write it as published, June 21, 2022, or as 2022-06-21")
            }
            add(cell, row.line, day, source.name, &list)
        }
        return (table.rows.count, nil)
    }

    private static func add(
        _ cell: UFLPACell, _ line: Int, _ day: CalendarDate, _ file: String,
        _ list: inout ListSnapshot
    ) {
        var entry = ListEntry(.uflpa, id: cell.main, programmes: ["UFLPA"])
        entry.add(name: cell.main)
        for alias in cell.aliases { entry.add(name: alias) }
        entry.includesSubsidiaries = cell.includesSubsidiaries
        entry.listedOn = day
        entry.countries = ["CN"]
        list.merge(entry)
        for name in cell.subsidiaries {
            var named = ListEntry(.uflpa, id: name, names: [name], programmes: ["UFLPA"])
            named.listedOn = day
            named.countries = ["CN"]
            list.merge(named)
        }
        if let rest = cell.rest {
            list.remark(
                file, "cell",
                "line \(line): '\(rest)' in the cell of \(cell.main) was not understood")
        }
    }
}

/// A name cell of the UFLPA Entity List, taken apart.
struct UFLPACell: Equatable {
    /// The entity's name.
    private(set) var main = ""
    /// Its aliases.
    private(set) var aliases: [String] = []
    /// Subsidiaries that are named.
    private(set) var subsidiaries: [String] = []
    /// Whether subsidiaries are meant that are not named.
    private(set) var includesSubsidiaries = false
    /// Text that belongs to no part.
    private(set) var rest: String?

    /// How a bracket with aliases begins.
    private static let aliasWords = [
        "also known as", "formerly known as", "including", "and one alias", "and two aliases",
        "and three aliases", "and four aliases", "and five aliases", "and six aliases", "aka",
        "a.k.a.", "f.k.a.", "one alias", "two aliases", "three aliases", "and formerly known as",
        "and also known as", "and alias",
    ]
    /// How the words after the name begin that reach further than it.
    private static let reachWords = [
        "and subsidiaries", "and its subsidiaries", "and its subordinate", "and its affiliated",
        "and affiliated", "and all subsidiaries", "and their subsidiaries", "and its",
    ]

    /// Takes a cell apart; a bracket that holds a place stays part of the name.
    init(_ cell: String) {
        var tail = ""
        if let bracket = UFLPACell.aliasBracket(cell) {
            main = ListText.trimmed(String(cell[..<bracket.lowerBound])) ?? cell
            let inner = cell[bracket].dropFirst().dropLast()
            aliases = UFLPACell.names(String(inner))
            tail = String(cell[bracket.upperBound...])
        } else {
            main = ListText.trimmed(cell) ?? ""
            for word in UFLPACell.reachWords {
                guard let range = UFLPACell.range(of: " " + word, in: main) else { continue }
                tail = String(main[range.lowerBound...])
                main = ListText.trimmed(String(main[..<range.lowerBound])) ?? main
                break
            }
        }
        readTail(ListText.trimmed(tail))
    }

    private mutating func readTail(_ tail: String?) {
        guard let tail, tail != ".", tail != "," else { return }
        let small = tail.lowercased()
        guard UFLPACell.reachWords.contains(where: small.hasPrefix),
            small.contains("subsidiar") || small.contains("affiliate")
                || small.contains("subordinate")
        else {
            rest = tail
            return
        }
        includesSubsidiaries = true
        for word in ["which include ", "including "] {
            guard let range = UFLPACell.range(of: word, in: tail) else { continue }
            subsidiaries = UFLPACell.names(": " + String(tail[range.upperBound...]))
            includesSubsidiaries = false
            break
        }
    }

    /// The first bracket that begins as aliases do, to its own end.
    private static func aliasBracket(_ cell: String) -> Range<String.Index>? {
        var depth = 0
        var open: String.Index?
        for index in cell.indices {
            if cell[index] == "(" {
                depth += 1
                let text = cell[cell.index(after: index)...].prefix(40).lowercased()
                if open == nil, aliasWords.contains(where: text.hasPrefix) {
                    open = index
                    depth = 1
                }
            } else if cell[index] == ")" {
                depth -= 1
                if depth == 0, let open { return open..<cell.index(after: index) }
            }
        }
        return nil
    }

    /// The names of `including two aliases: A; and B` or `also known as A; B; and C`.
    private static func names(_ text: String) -> [String] {
        var list = Substring(text)
        if let colon = text.firstIndex(of: ":") {
            list = text[text.index(after: colon)...]
        } else if let range = range(of: "known as ", in: text) {
            list = text[range.upperBound...]
        }
        var parts = ListText.parts(String(list))
        if parts.count == 1 {
            let one = parts[0]
            if let range = range(of: " and ", in: one), one.lowercased().contains("ltd"),
                one[..<range.lowerBound].hasSuffix(".")
            {
                parts = [String(one[..<range.lowerBound]), String(one[range.upperBound...])]
            }
        }
        return parts.map { part in
            part.lowercased().hasPrefix("and ") ? String(part.dropFirst(4)) : part
        }
    }

    private static func range(of word: String, in text: String) -> Range<String.Index>? {
        let small = text.lowercased()
        // Only where small letters take the same place are positions the same.
        guard small.count == text.count, let found = small.firstRange(of: word) else { return nil }
        let start = small.distance(from: small.startIndex, to: found.lowerBound)
        let from = text.index(text.startIndex, offsetBy: start)
        return from..<text.index(from, offsetBy: word.count)
    }
}
