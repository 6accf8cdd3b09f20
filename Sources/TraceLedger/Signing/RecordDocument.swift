// SPDX-License-Identifier: Apache-2.0
import Foundation
public import TracePrimitives
public import TraceRecords
import TraceWorkbook

/// A record as an office writes it down to sign it: `RECORD.json` (SPEC.md appendix E).
public struct RecordDocument: Sendable {
    /// What is to be stated.
    public enum Content: Sendable {
        /// A record for the first time, or as the correction of an earlier statement.
        case record(Record, correcting: RecordID?)
        /// An earlier statement is taken back.
        case retraction(of: RecordID, about: Reference, reason: String)
    }

    /// What is to be stated.
    public let content: Content

    /// The largest document that is read.
    public static let maximumSize = 1 << 20
    private static let keys: Set<String> = [
        "kind", "id", "fields", "corrects", "of", "target", "reason",
    ]

    /// Reads the bytes of a file; `file` is how messages name it.
    public init(_ bytes: [UInt8], file: String) throws {
        guard bytes.count <= Self.maximumSize else {
            throw WritingError("\(file): a record document has at most \(Self.maximumSize) bytes")
        }
        let object: [String: Any]
        do {
            guard
                let map = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            else { throw WritingError("\(file): one JSON object is expected") }
            object = map
        } catch let error as WritingError {
            throw error
        } catch {
            let place = (error as NSError).userInfo["NSDebugDescription"] as? String
            throw WritingError("\(file) is not JSON" + (place.map { ": \($0)" } ?? ""))
        }
        if let other = object.keys.sorted().first(where: { !Self.keys.contains($0) }) {
            throw WritingError(
                "\(file): the key \(other) is not known; a record has kind, id and fields, its "
                    + "columns go into fields")
        }
        guard let kind = (object["kind"] as? String).flatMap(RecordKind.init(rawValue:)) else {
            throw WritingError(
                "\(file): kind is missing or unknown; write one of "
                    + RecordKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        if kind == .retraction {
            content = try Self.retraction(object, file)
            return
        }
        let record = try RecordForm.record(
            kind, id: object["id"] as? String, cells: Self.cells(object["fields"], file),
            file: file)
        content = .record(record, correcting: try Self.recordID(object["corrects"], file))
    }

    private static func retraction(_ object: [String: Any], _ file: String) throws -> Content {
        let reasons = LedgerWriter.retractionReasons
        guard let target = try recordID(object["target"], file),
            let kind = (object["of"] as? String).flatMap(RecordKind.init(rawValue:)),
            !kind.isControl, let id = object["id"] as? String, !id.isEmpty,
            let reason = object["reason"] as? String, reasons.contains(reason)
        else {
            throw WritingError(
                "\(file): a retraction has of and id, the kind and id that are taken back, target, "
                    + "the record id of the statement, and reason, one of "
                    + reasons.joined(separator: ", "))
        }
        return .retraction(of: target, about: Reference(kind, id), reason: reason)
    }

    private static func recordID(_ value: Any?, _ file: String) throws -> RecordID? {
        guard let value else { return nil }
        guard let digest = (value as? String).flatMap({ Digest(hex: $0) }) else {
            throw WritingError("\(file): a record id is 64 hexadecimal digits in lower case")
        }
        return RecordID(digest)
    }

    /// Cells are text, as in a workbook, because a JSON number does not keep its digits.
    private static func cells(_ value: Any?, _ file: String) throws -> [String: String] {
        guard let fields = value as? [String: Any] else {
            throw WritingError("\(file): fields is an object of columns and their cells")
        }
        var cells: [String: String] = [:]
        for (column, cell) in fields {
            switch cell {
            case let text as String: cells[column] = text
            case let list as [String]: cells[column] = list.joined(separator: ";")
            default:
                throw WritingError(
                    "\(file), field \(column): write the value in quotation marks, or a list of "
                        + "such texts; digits are then signed as they were written")
            }
        }
        return cells
    }
}
