// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceReports

/// Answers in the forms that people and programs read.
public enum AskingText {
    /// The lots that are reached, as a table in plain words.
    public static func plain(_ impact: Impact) -> String {
        let finished = impact.lines.count(where: \.isFinished)
        var lines = [
            "\(impact.lines.count) lots stand downstream of \(VisibleText.of(impact.about)), "
                + "\(finished) of them finished, at most \(impact.depth) steps away "
                + "(\(impact.records) records read).",
            "A share is by mass; two figures where a mass is not known.", "",
        ]
        for line in impact.lines {
            lines.append(
                "tier \(line.tier)  \(VisibleText.of(line.lot))  \(share(line))"
                    + (line.kilograms.map { " of \(figure($0)) kg" } ?? "")
                    + (line.entries.isEmpty
                        ? "" : "  entered: " + line.entries.joined(separator: ", ")))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The lots that went into one, as a table in plain words.
    public static func plain(_ origins: Origins) -> String {
        var lines = ["\(origins.lines.count) lots stand upstream of or at \(origins.lot).", ""]
        for line in origins.lines {
            lines.append(
                "tier \(line.tier)  \(VisibleText.of(line.lot))"
                    + (line.hs.map { "  HS \(VisibleText.of($0))" } ?? "")
                    + (line.kilograms.map { "  \(figure($0)) kg" } ?? "")
                    + (line.work.isEmpty
                        ? "  no record says how it was made"
                        : "  made by \(line.work.joined(separator: ", "))"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The lots that are reached, as CSV.
    public static func csv(_ impact: Impact) -> String {
        table(
            [
                [
                    "lot", "tier", "share_low", "share_high", "net_kg", "hs", "by", "finished",
                    "entries",
                ]
            ]
                + impact.lines.map { line in
                    [
                        line.lot, "\(line.tier)", figure(line.shareLow), figure(line.shareHigh),
                        line.kilograms.map(figure) ?? "", line.hs ?? "",
                        line.by.joined(separator: ";"), line.isFinished ? "yes" : "no",
                        line.entries.joined(separator: ";"),
                    ]
                })
    }

    /// Any answer as JSON, keys sorted.
    public static func json(_ answer: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(answer), as: UTF8.self) + "\n"
    }

    /// Rows as CSV.
    static func table(_ rows: [[String]]) -> String {
        rows.map { $0.map(cell).joined(separator: ",") + "\n" }.joined()
    }

    private static func share(_ line: Impact.Line) -> String {
        let (low, high) = (line.shareLow * 100, line.shareHigh * 100)
        return high - low < 0.05
            ? "\(figure(high)) %" : "\(figure(low)) to \(figure(high)) %"
    }

    private static func figure(_ number: Double) -> String {
        let rounded = (number * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() && rounded.magnitude < 1e15
            ? "\(Int(rounded))" : "\(rounded)"
    }

    // A cell that begins like a formula would run in a spreadsheet.
    private static func cell(_ text: String) -> String {
        var text = text
        if let first = text.first, "=+-@".contains(first) { text = "'" + text }
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
