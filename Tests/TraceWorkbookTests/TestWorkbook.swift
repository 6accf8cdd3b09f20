// SPDX-License-Identifier: Apache-2.0
import TraceRecords
import TraceWorkbook

/// A small valid workbook, of which a test replaces single files.
enum TestWorkbook {
    static let parties = "party,name,country\r\nACME,Acme Hair Ltd,US\r\nSUP,Supplier Co,CN\r\n"
    static let lots = "lot,hs,pieces,net_kg\r\nRAW,670300,,120.5\r\nWIG,670420,600,96\r\n"
    static let base: [String: String] = ["parties.csv": parties, "lots.csv": lots]

    /// Reads the base with some files replaced or added.
    static func read(
        _ files: [String: String] = [:], keep: Set<String> = [],
        document: (String) -> DocumentFile = { _ in .absent }
    ) -> Workbook {
        read(bytes: files.mapValues { Array($0.utf8) }, keep: keep, document: document)
    }

    static func read(
        bytes files: [String: [UInt8]], keep: Set<String> = [],
        document: (String) -> DocumentFile = { _ in .absent }
    ) -> Workbook {
        let all = base.mapValues { Array($0.utf8) }.merging(files) { $1 }
        return Workbook.read(files: all, keep: keep, document: document)
    }
}

extension Workbook {
    func row(_ kind: RecordKind, _ id: String) -> Record? {
        rows.first { $0.record.kind == kind && $0.record.id == id }?.record
    }

    var codes: [WorkbookCode] { problems.map(\.code) }
}
