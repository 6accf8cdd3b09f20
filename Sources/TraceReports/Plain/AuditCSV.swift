// SPDX-License-Identifier: Apache-2.0
public import TraceRisk

/// The audit result as CSV (RFC 4180): one row for each lot and finding.
///
/// Each row also bears the weakest origin of any record and the parameter set; the rows of the tests
/// that compare with lists name the lists, their days and hashes.
///
/// A cell that a spreadsheet would run as a formula is led by an apostrophe. The score's posterior
/// and prior are not in it.
public enum AuditCSV {
    /// The names of the columns, in order.
    public static let columns = [
        "lot", "assessment", "alert", "action", "weight", "description", "hs", "construction",
        "pieces", "net_kg", "supplier", "supplier_name", "origin_declared", "pattern", "name",
        "result", "strength", "group", "about", "explanation", "numbers", "missing", "records",
        "innocent", "ask", "law", "assurance", "parameters", "lists",
    ]

    /// The tests that compare with lists: names (P15) and addresses (P20).
    private static let comparing: Set<String> = ["P15", "P20"]

    /// The whole text, lines ended by CR LF.
    public static func render(_ result: AuditResult) -> String {
        var text = ""
        write(result) { text += $0 }
        return text
    }

    /// The text row by row; it is a copy that goes out, so confidential findings are not in it.
    public static func write<Failure: Error>(
        _ result: AuditResult, to sink: (String) throws(Failure) -> Void
    ) throws(Failure) {
        let result = result.outgoing()
        let names = PartyNames(result)
        let parameters = result.parameters
        let basis = [result.assurance, "\(parameters.version) \(parameters.sha256)"]
        let lists = joined(result.lists.map(\.columnWords))
        try sink(row(columns))
        for lot in result.lots {
            let head = cells(of: lot, names: names)
            if lot.findings.isEmpty {
                let count = columns.count - head.count - basis.count - 1
                try sink(row(head + [String](repeating: "", count: count) + basis + [""]))
            }
            for finding in lot.findings {
                let compared = comparing.contains(finding.pattern) ? lists : ""
                try sink(row(head + cells(of: finding) + basis + [compared]))
            }
        }
    }

    private static func cells(of lot: AuditResult.LotResult, names: PartyNames) -> [String] {
        let facts = lot.facts
        return [
            lot.lot, lot.assessment.rawValue, lot.alert ? "true" : "false", lot.action.rawValue,
            lot.score.band, facts.description ?? "", facts.hs ?? "", facts.construction ?? "",
            facts.pieces?.plainFigure ?? "", facts.netKg?.plainFigure ?? "", facts.supplier ?? "",
            facts.supplier.map { names.name($0) } ?? "", facts.originDeclared ?? "",
        ]
    }

    private static func cells(of finding: AuditResult.Finding) -> [String] {
        let numbers = finding.numbers.sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value.plainFigure)" }
        return [
            finding.pattern, finding.name, finding.result.rawValue, finding.strength.rawValue,
            finding.group.rawValue, finding.about ?? "", finding.explanation,
            joined(numbers), joined(finding.missing), joined(finding.records),
            joined(finding.innocent), joined(finding.ask), joined(finding.law),
        ]
    }

    private static func joined(_ parts: [String]) -> String { parts.joined(separator: "; ") }

    private static func row(_ cells: [String]) -> String {
        cells.map { cell($0) }.joined(separator: ",") + "\r\n"
    }

    /// A cell's text: harmless to a spreadsheet, quoted where RFC 4180 asks for it.
    ///
    /// Line ends and other controls are shown as pictures, so a row is always one line; a cell
    /// holds at most what a spreadsheet takes.
    static func cell(_ raw: String) -> String {
        var text = VisibleText.of(raw, limit: 32_000)
        if startsFormula(raw) { text = "'" + text }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar != "," && scalar != "\"" && scalar != "\n" && scalar != "\r"
        }
        if isPlain { return text }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    /// Spreadsheets run cells that start so, some after skipping blanks and invisible marks; the
    /// wide forms are read as their narrow ones where East Asian input is on.
    private static func startsFormula(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}",
                "\u{FF20}":
                return true
            default: break
            }
            switch scalar.properties.generalCategory {
            case .spaceSeparator, .control, .format: continue
            default: return false
            }
        }
        return false
    }
}
