// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceRisk
import TraceScreening
import TraceWorkbook

/// The example data as it lies in the repository, read and audited.
enum ImportYear {
    static let examples: String = {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Examples").path
    }()

    /// What an audit should come to for one lot.
    struct Expectation: Sendable, CustomTestStringConvertible {
        let lot: String
        let story: String
        let assessment: String
        let action: String
        let alert: Bool
        let patterns: Set<String>

        var testDescription: String { "\(lot) (\(story))" }
    }

    static func expectations(_ file: String) throws -> [Expectation] {
        let text = try String(contentsOfFile: examples + "/workbooks/" + file, encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init)
            return Expectation(
                lot: cells[0], story: cells[1], assessment: cells[2], action: cells[3],
                alert: cells[4] == "true",
                patterns: Set(cells[5].split(separator: ";").map(String.init)))
        }
    }

    static func workbook(_ name: String) throws -> Workbook {
        try WorkbookFolder.read(at: examples + "/workbooks/" + name)
    }

    static func audit(_ workbook: Workbook) throws -> AuditResult {
        let records = workbook.checked()
        return try auditor.get().run(records, integrity: .unsigned(records: records.count))
    }

    static let auditor = Result {
        Audit(lists: try ListFolder.read(examples + "/lists")).remembering()
    }
    static let yearBook = Result { try workbook("import-year") }
    static let firstBook = Result { try workbook("first-steps") }
    static let year = Result { try audit(try yearBook.get()) }
    static let first = Result { try audit(try firstBook.get()) }
}

@Suite("The example workbooks, audited")
struct ImportYearTests {
    @Test func `honest lots are spared and mislabelled ones found, each for the right pattern`()
        throws
    {
        try compare(try ImportYear.year.get(), try ImportYear.expectations("truth.csv"))
    }

    @Test func `the first steps come out as the tutorial says`() throws {
        try compare(
            try ImportYear.first.get(), try ImportYear.expectations("first-steps-truth.csv"))
    }

    private func compare(
        _ result: AuditResult, _ expectations: [ImportYear.Expectation]
    ) throws {
        let lots = Dictionary(uniqueKeysWithValues: result.lots.map { ($0.lot, $0) })
        for expected in expectations {
            let lot = try #require(lots[expected.lot])
            // Reports (season, place, mixed lots) show and do not weigh.
            let raised = lot.findings.filter { $0.result == .raised && $0.strength != .report }
            let patterns = Set(raised.map(\.pattern))
            let isRight =
                lot.assessment.rawValue == expected.assessment
                && lot.action.rawValue == expected.action && lot.alert == expected.alert
                && expected.patterns.isSubset(of: patterns)
                && (!expected.story.hasPrefix("honest") || patterns == expected.patterns)
            let open = lot.findings.filter { $0.result == .notTestable }
                .map { "\($0.pattern) lacks \($0.missing.joined(separator: " "))" }
            #expect(
                isRight,
                """
                \(expected.testDescription): expected \(expected.assessment) \
                \(expected.patterns.sorted()), found \(lot.assessment.rawValue) \
                \(raised.map { "\($0.pattern) \($0.strength): \($0.explanation)" }); \(open)
                """)
        }
    }
}
