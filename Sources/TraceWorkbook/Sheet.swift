// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// A sheet of the workbook: its schema, and its columns in the order of a template.
struct Sheet: Sendable {
    /// The kind of record that each row is.
    let schema: RecordSchema
    /// The name of the file without `.csv`.
    let name: String
    /// Fields whose columns together name a row, where no column holds an id of its own.
    let keys: [String]

    /// The columns that may stand, with their fields; the id column has none.
    let columns: [(name: String, field: Field?)]

    private init(_ schema: RecordSchema, _ name: String, keys: [String]) {
        self.schema = schema
        self.name = name
        self.keys = keys
        var columns: [(name: String, field: Field?)] = []
        if let id = schema.idColumn { columns.append((id, nil)) }
        for field in schema.fields {
            if let column = field.column { columns.append((column, field)) }
        }
        for field in RecordSchema.common where Sheet.commonColumns.contains(field.name) {
            // The id column of documents.csv is called `document` too.
            if !columns.contains(where: { $0.name == field.name }) {
                columns.append((field.name, field))
            }
        }
        self.columns = columns
    }

    /// Common fields that a workbook may state.
    private static let commonColumns = ["according_to", "document", "basis"]

    /// The sheets in the order in which an importer fills them: the core first.
    static let all: [Sheet] = [
        "parties", "lots", "orders", "movements", "documents", "sites", "headcounts", "processing",
        "payments", "rates", "replies", "claims", "inspections", "stock", "questionnaires",
        "markings", "indicators",
    ].compactMap { name in
        guard let schema = RecordSchema.ofSheet(name) ?? NoteSheets.all[name]?.schema else {
            return nil
        }
        let keys: [String] =
            switch name {
            case "headcounts": ["site", "as_of", "document"]
            case "rates": ["date", "currency"]
            default: []
            }
        return Sheet(schema, name, keys: keys)
    }

    /// Sheets without which there is nothing to audit.
    static let required: Set<String> = ["parties", "lots"]

    /// How many of ``all`` make up the core.
    static let coreCount = 5

    static func named(_ name: String) -> Sheet? { all.first { $0.name == name } }

    static func of(_ kind: RecordKind) -> Sheet? { all.first { $0.schema.kind == kind } }

    /// Columns of which none may be blank, beside the id.
    var needed: [String] {
        switch name {
        case "headcounts": ["site", "as_of"]
        case "rates": ["date", "currency", "per_usd"]
        default: []
        }
    }

    /// The record that a row is signed as.
    func record(_ row: Record) -> Record { NoteSheets.all[name]?.claim(row) ?? row }

    /// The id of a row, made of its key columns.
    func joinedID(_ values: [String?]) -> String {
        values.compactMap { $0 }.joined(separator: name == "rates" ? "/" : "@")
    }
}
