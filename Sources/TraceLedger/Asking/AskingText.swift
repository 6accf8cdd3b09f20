// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceReports

/// Answers in the forms that people and programs read.
public enum AskingText {
    /// The lots that are reached, as a table in plain words.
    public static func plain(_ impact: Impact) -> String {
        let finished = impact.lines.count(where: \.isFinished)
        var page = PlainLayout()
        page.paragraph(
            "\(counted(impact.lines.count, "lot")) downstream of \(VisibleText.of(impact.about)), "
                + "\(finished) of them finished, at most \(counted(impact.depth, "step")) of work "
                + "away (of \(counted(impact.records, "record"))).")
        page.paragraph(
            "A share is by mass; two figures where a mass is not known. Any part counts in law.")
        page.blank()
        page.columns(
            ["Step", "Lot", "Share", "Net kg", "HS", "Made of", "Entered with"],
            impact.lines.map { line in
                [
                    "\(line.tier)", line.lot + (line.isFinished ? "" : " *"), share(line),
                    line.kilograms.map(figure) ?? "?", line.hs ?? "?", list(line.by),
                    list(line.entries.map(label)),
                ]
            })
        if finished < impact.lines.count {
            page.blank()
            page.paragraph("* Something is recorded as made of it.")
        }
        return page.text
    }

    /// The lots that went into one, as a table in plain words.
    public static func plain(_ origins: Origins) -> String {
        var page = PlainLayout()
        let before = origins.lines.count - 1
        page.paragraph(
            "\(counted(before, "lot")) went into \(VisibleText.of(origins.lot)), "
                + "over at most \(counted(origins.lines.map(\.tier).max() ?? 0, "step")) of work.")
        let ends = origins.ends.map { VisibleText.of($0.lot) }
        if !ends.isEmpty {
            page.paragraph(
                "The records end at \(ends.joined(separator: ", ")): no record says how "
                    + (ends.count == 1 ? "it was made." : "they were made."), hanging: 2)
        }
        page.blank()
        page.columns(
            ["Step", "Lot", "HS", "Net kg", "Went into", "Work that made it"],
            origins.lines.map { line in
                [
                    "\(line.tier)", line.lot, line.hs ?? "?", line.kilograms.map(figure) ?? "?",
                    list(line.into),
                    line.work.isEmpty ? "no record says" : list(line.work.map(label)),
                ]
            })
        return page.text
    }

    /// At most four of several.
    private static func list(_ items: [String]) -> String {
        items.count > 4
            ? items.prefix(4).joined(separator: ", ") + " and \(items.count - 4) more"
            : items.joined(separator: ", ")
    }

    /// A record id by its first digits, as reports show it; a workbook's row whole.
    private static func label(_ text: String) -> String {
        text.count == 64 ? text.prefix(12) + "\u{2026}" : text
    }

    /// A number with its noun.
    static func counted(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
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

    private static func figure(_ number: Double) -> String { number.trimmed(places: 4) }

    // A cell that begins like a formula would run in a spreadsheet.
    private static func cell(_ text: String) -> String {
        var text = text
        if let first = text.first, "=+-@".contains(first) { text = "'" + text }
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
