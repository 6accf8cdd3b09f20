// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceRecords
import TraceScreening
import TraceVerifier
import TraceWorkbook

@testable import TraceRisk

/// A small workbook that tests change cell by cell: one honest lot of hand-tied wigs, complete.
///
/// 100 wigs of 150 g from 18 kg of hair, tied within 60 days by 40 people at 10 hours, sold at
/// 150 USD.
struct Book {
    typealias Row = [String: String]

    var sheets: [String: [Row]] = [
        "parties": [
            [
                "party": "B", "name": "Example Buyer LLC", "country": "US",
                "roles": "buyer;importer",
            ],
            [
                "party": "S", "name": "Example Wig Works", "name_native": "示例", "country": "CN",
                "roles": "supplier;manufacturer",
            ],
            [
                "party": "D", "name": "Example Hair Dealer", "name_native": "示例发", "country": "CN",
                "roles": "supplier",
            ],
        ],
        "sites": [
            [
                "site": "F", "operator": "S", "kind": "factory", "country": "CN", "workers": "40",
                "hours_per_day": "10",
            ]
        ],
        "lots": [
            [
                "lot": "R", "hs": "670300", "material": "human_hair", "net_kg": "18",
                "raw_origin_country": "CN",
            ],
            [
                "lot": "L", "hs": "670420", "material": "human_hair", "construction": "hand_tied",
                "pieces": "100", "unit": "piece", "net_kg": "16", "maker": "S", "made_at": "F",
            ],
        ],
        "movements": [
            [
                "movement": "M-R", "kind": "transfer", "lots": "R", "dispatched": "2024-01-02",
                "arrived": "2024-01-03", "from_party": "D", "to_party": "S", "from_country": "CN",
                "to_country": "CN", "mode": "road", "value": "9000", "currency": "CNY",
            ],
            [
                "movement": "M-E", "kind": "entry", "lots": "L", "dispatched": "2024-03-20",
                "arrived": "2024-04-15", "from_party": "S", "to_party": "B", "manufacturer": "S",
                "from_country": "CN", "to_country": "US", "mode": "sea", "origin_declared": "CN",
            ],
        ],
        "processing": [
            [
                "processing": "W", "kind": "transform", "site": "F", "operator": "S",
                "started": "2024-01-05", "finished": "2024-03-04", "steps": "knot;assemble",
                "inputs": "R", "outputs": "L",
            ]
        ],
        "orders": [
            [
                "order": "O", "buyer": "B", "supplier": "S", "lots": "L", "pieces": "100",
                "unit_price": "150", "currency": "USD", "ordered": "2023-12-20",
                "shipped": "2024-03-20",
            ]
        ],
        "payments": [
            [
                "payment": "P", "date": "2024-04-20", "payer": "B", "payee": "S",
                "payee_country": "CN", "amount": "15000", "currency": "USD", "lots": "L",
            ]
        ],
        "documents": [
            [
                "document": "DOC", "kind": "invoice", "number": "INV-1", "issuer": "S",
                "issued": "2024-03-20", "attaches": "L",
            ]
        ],
        "rates": [["date": "2024-01-01", "currency": "CNY", "per_usd": "7.10"]],
    ]

    /// Names of files for lists, as OFAC writes them.
    var sdn: String? = """
        900001,"EXAMPLE LISTED TRADING CO LTD",-0- ,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- 

        """
    var add = "900001,1,-0- ,\"Dandong\",\"China\",-0- \n"
    var integrity: AuditResult.Integrity?

    /// Sets a cell of the row whose first id is `id`; empty means not known.
    mutating func set(_ sheet: String, _ id: String, _ column: String, _ value: String) {
        let key = Book.key(sheet)
        guard let index = sheets[sheet]?.firstIndex(where: { $0[key] == id }) else {
            Issue.record("no \(sheet) \(id)")
            return
        }
        sheets[sheet]?[index][column] = value.isEmpty ? nil : value
    }

    /// Adds a row.
    mutating func add(_ sheet: String, _ row: Row) { sheets[sheet, default: []].append(row) }

    /// Takes rows away; all of a sheet without an id.
    mutating func remove(_ sheet: String, _ id: String? = nil) {
        guard let id else {
            sheets[sheet] = nil
            return
        }
        sheets[sheet]?.removeAll { $0[Book.key(sheet)] == id }
    }

    private static func key(_ sheet: String) -> String {
        RecordSchema.ofSheet(sheet)?.idColumn ?? ""
    }

    /// The files of the workbook.
    var files: [String: [UInt8]] {
        Dictionary(
            uniqueKeysWithValues: sheets.map { sheet, rows in
                let columns = Set(rows.flatMap(\.keys)).sorted()
                let lines = rows.map { row in
                    columns.map { "\"" + (row[$0] ?? "") + "\"" }.joined(separator: ",")
                }
                let text = ([columns.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
                return (sheet + ".csv", Array(text.utf8))
            })
    }

    /// The checked rows; a workbook that the reader refuses is an issue.
    func checked() -> [Checked] {
        let book = Workbook.read(files: files)
        for problem in book.problems { Issue.record("\(problem)") }
        return book.checked()
    }

    /// The audit of the book.
    func audit() throws -> AuditResult {
        let records = checked()
        let lists = try ListSnapshot(
            sdn: sdn.map { Array($0.utf8) }, alt: nil, add: Array(add.utf8))
        return Audit(lists: lists).run(
            records, integrity: integrity ?? .unsigned(records: records.count))
    }

    /// The result of the finished lot.
    func lot(_ id: String = "L") throws -> AuditResult.LotResult {
        try #require(try audit().lots.first { $0.lot == id })
    }
}

extension AuditResult.LotResult {
    /// The results of a pattern, raised ones first.
    func results(_ pattern: String) -> [AuditResult.Finding.Result] {
        findings.filter { $0.pattern == pattern }.map(\.result)
    }

    /// The first raised finding of a pattern.
    func raised(_ pattern: String) -> AuditResult.Finding? {
        findings.first { $0.pattern == pattern && $0.result == .raised }
    }

    /// What a pattern lacked.
    func missing(_ pattern: String) -> [String] {
        findings.filter { $0.pattern == pattern }.flatMap(\.missing)
    }

    /// Ids of raised patterns.
    var raisedPatterns: [String] {
        Set(findings.filter { $0.result == .raised }.map(\.pattern)).sorted()
    }
}
