// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceRecords
import TraceWorkbook

/// Writes a sheet that fills every column of a schema, and the value each cell must read as.
private struct FilledSheet {
    let text: String
    let expected: [String: FieldValue]

    init(_ schema: RecordSchema) {
        var names: [String] = schema.idColumn.map { [$0] } ?? []
        var cells: [String] = schema.idColumn == nil ? [] : ["X"]
        var expected: [String: FieldValue] = [:]
        for field in schema.fields {
            guard let column = field.column, let (cell, value) = FilledSheet.sample(field) else {
                continue
            }
            names.append(column)
            cells.append(cell)
            expected[field.name] = value
        }
        text =
            names.joined(separator: ",") + "\n"
            + cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            + "\n"
        self.expected = expected
    }

    private static func sample(_ field: Field) -> (String, FieldValue)? {
        let codes = [
            "country": "CN", "payee_country": "HK", "raw_origin_country": "IN",
            "from_country": "CN",
            "to_country": "US", "origin_declared": "CN", "origin_before": "KP",
            "origin_after": "CN",
            "currency": "USD", "locode": "CNDDG", "port": "USLAX", "hs": "670420",
            "incoterm": "FOB",
            "trade_mode": "0110", "customs_office": "0930", "file": "a.pdf",
        ]
        if let code = codes[field.name] { return (code, .text(code)) }
        if field.name == "identifiers" { return ("customs=7", .texts(["customs=7"])) }
        switch field.type {
        case .text: return ("Text, \"quoted\" 文字", .text("Text, \"quoted\" 文字"))
        case .texts: return ("one;two", .texts(["one", "two"]))
        case .word(let words): return words.last.map { ($0, .text($0)) }
        case .words(let words): return (words.joined(separator: ";"), .texts(words))
        case .date:
            return CalendarDate(year: 2025, month: 3, day: 5).map { ("2025-03-05", .date($0)) }
        case .decimal: return DecimalNumber("12.50").map { ("12.50", .decimal($0)) }
        case .count: return ("7", .count(7))
        case .reference(let kind): return ("R", .reference(Reference(kind, "R")))
        case .references: return ("lots#R", .references([Reference(.lot, "R")]))
        case .lots:
            guard let pieces = DecimalNumber("5"), let kg = DecimalNumber("2.25") else {
                return nil
            }
            return ("R=5@2.25", .lots([LotShare(lot: "R", pieces: pieces, kg: kg)]))
        case .digest:
            return (String(repeating: "ab", count: 32), .bytes(Array(repeating: 0xAB, count: 32)))
        case .bytes, .structure: return nil
        }
    }
}

@Suite("Every sheet") struct RoundTripTests {
    static let sheets = RecordSchema.all.compactMap(\.sheet)

    @Test(arguments: sheets) func `Every column of every sheet reads back`(name: String) throws {
        let schema = try #require(RecordSchema.ofSheet(name))
        let filled = FilledSheet(schema)
        var files: [String: String] = [
            "parties.csv": "party\nR\n", "lots.csv": "lot\nR\n", "sites.csv": "site\nR\n",
            "documents.csv": "document\nR\n", "claims.csv": "claim\nR\n",
        ]
        if let base = files["\(name).csv"], let id = schema.idColumn {
            // The sheet itself also holds the row that others refer to.
            let rest = base.split(separator: "\n").last.map(String.init) ?? ""
            let columns = filled.text.prefix { $0 != "\n" }.split(separator: ",").count
            files["\(name).csv"] =
                filled.text + rest + String(repeating: ",", count: columns - 1) + "\n"
            #expect(filled.text.hasPrefix(id))
        } else {
            files["\(name).csv"] = filled.text
        }
        let workbook = Workbook.read(files: files.mapValues { Array($0.utf8) })
        #expect(workbook.problems == [])
        #expect(workbook.remarks.filter { $0.code != .fileAbsent } == [])
        let row = try #require(workbook.rows.first { $0.sheet == name })
        #expect(row.record.fields == filled.expected)
        #expect(row.record.kind == schema.kind)
    }

    @Test func `Templates are valid workbooks with every column of the form`() throws {
        var files: [String: [UInt8]] = [:]
        for file in WorkbookTemplates.files() where file.name.hasSuffix(".csv") {
            files[file.name] = Array(file.text.utf8)
        }
        let workbook = Workbook.read(files: files)
        #expect(workbook.problems == [])
        #expect(workbook.remarks.allSatisfy { $0.code == .sheetEmpty })
        let notes = ["stock", "questionnaires", "markings", "indicators"]
        #expect(Set(files.keys) == Set((Self.sheets + notes).map { "\($0).csv" }))
    }

    @Test func `Templates stand in the order in which they are filled in`() {
        let names = WorkbookTemplates.files().map(\.name)
        #expect(
            names.prefix(5) == [
                "parties.csv", "lots.csv", "orders.csv", "movements.csv", "documents.csv",
            ])
        #expect(names.last == "README.md")
    }

    @Test func `The templates' README explains each column`() throws {
        let readme = try #require(WorkbookTemplates.files().last?.text)
        for schema in RecordSchema.all where schema.sheet != nil {
            for field in schema.fields {
                #expect(readme.contains("| \(field.column ?? field.name) |"))
            }
        }
    }
}
