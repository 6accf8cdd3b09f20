// SPDX-License-Identifier: Apache-2.0
public import TraceRecords

extension Record {
    /// The record as messages about a workbook name it, `sheet.csv#id`; `nil` where no sheet holds
    /// it.
    public var workbookLabel: String? {
        let note = text("denominator").flatMap { NoteSheets.sheet(ofTopic: $0) }
        let isDecision = text("denominator")?.hasPrefix("decision/") == true
        guard !isDecision, let sheet = note ?? Sheet.of(kind)?.name else { return nil }
        return "\(sheet).csv#\(id)"
    }
}

extension Reference {
    /// The record that `sheet#id` names; the sheet with or without `.csv`, or a kind of record.
    public init?(label: String) {
        guard let mark = label.firstIndex(of: "#") else { return nil }
        let sheet = WorkbookReading.sheetName(String(label[..<mark]))
        guard let kind = Sheet.named(sheet)?.schema.kind ?? RecordKind(rawValue: sheet) else {
            return nil
        }
        self.init(kind, String(label[label.index(after: mark)...]))
    }
}
