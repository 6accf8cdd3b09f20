// SPDX-License-Identifier: Apache-2.0
import Foundation
public import TracePrimitives

/// A list file that was stored under its kind, date and digest.
public struct StoredList: Sendable, Equatable {
    /// What it is.
    public let kind: ListKind
    /// The day for which it stands.
    public let date: CalendarDate
    /// The first 16 hexadecimal digits of its SHA-256.
    public let digestStart: String

    /// `un-sc_2026-02-27_0123456789abcdef.xml`.
    public var fileName: String {
        "\(kind.rawValue)_\(date)_\(digestStart).\(kind.fileExtension)"
    }

    init(_ kind: ListKind, _ date: CalendarDate, _ digest: Digest) {
        self.kind = kind
        self.date = date
        self.digestStart = String(digest.hex.prefix(16))
    }

    /// Reads the name of a stored file; nil when it is not one.
    public init?(fileName: String) {
        let stem = (fileName as NSString).deletingPathExtension
        let parts = stem.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, let kind = ListKind(rawValue: String(parts[0])),
            let date = CalendarDate(String(parts[1])), parts[2].utf8.count == 16
        else { return nil }
        self.kind = kind
        self.date = date
        self.digestStart = String(parts[2])
        guard self.fileName == fileName else { return nil }
    }

    /// The stored bytes, which must be those that the name tells.
    func source(in folder: String) throws(ScreeningError) -> ListSource {
        let bytes = try ListFolder.bytes(folder + "/" + fileName, fileName)
        guard SHA256Hash.hash(bytes).hex.hasPrefix(digestStart) else {
            throw ScreeningError(
                .changed, file: fileName,
                "the file's bytes are not those that its name tells: it was changed or damaged",
                remedy: "remove it and add the list again")
        }
        return ListSource(name: fileName, bytes: bytes, date: date)
    }
}

/// Brings list files into a folder of lists.
public enum ListStore {
    /// What adding a list did.
    public struct Added: Sendable, Equatable {
        /// How it is stored.
        public let list: StoredList
        /// SHA-256 of the bytes.
        public let digest: Digest
        /// Rows or entries.
        public let entries: Int
        /// What was noticed.
        public let remarks: [ListRemark]
        /// Whether the folder held it already.
        public let wasThere: Bool
        /// How the day is known.
        public let dateBasis: DateBasis
    }

    /// How the day of a list is known.
    public enum DateBasis: String, Sendable {
        /// The list itself says it.
        case published
        /// Who added it said it.
        case given
        /// Only the file's own day of change is known.
        case file
    }

    /// A snapshot with fewer than this share of the entries of the one before is refused.
    public static let smallestShare = 0.9

    /// Checks a list file as a whole and stores it; nothing is written when it has a fault.
    public static func add(
        _ path: String, to folder: String, date given: CalendarDate? = nil,
        acceptsSmaller: Bool = false
    ) throws(ScreeningError) -> Added {
        let name = (path as NSString).lastPathComponent
        let source = ListSource(name: name, bytes: try ListFolder.bytes(path, name))
        let kind = try source.kind()
        let read = try ListSnapshot([source])
        guard let file = read.files.first(where: { $0.digest != nil }),
            let digest = file.digest
        else { throw ScreeningError(.unreadable, file: name, "the file cannot be read") }
        if let published = file.date, let given, published != given {
            throw ScreeningError(
                .date, file: name, "the list says it is of \(published), not \(given)",
                remedy: "leave the date out")
        }
        guard let day = file.date ?? given ?? changed(path) else {
            throw ScreeningError(
                .date, file: name, "the list does not say of which day it is",
                remedy: "say it with --date YYYY-MM-DD")
        }
        let list = StoredList(kind, day, digest)
        let wasThere = FileManager.default.fileExists(atPath: folder + "/" + list.fileName)
        if !wasThere {
            if !acceptsSmaller { try compare(file.rows, list, name, folder) }
            try write(source.bytes, folder, list.fileName)
        }
        return Added(
            list: list, digest: digest, entries: file.rows, remarks: read.remarks,
            wasThere: wasThere,
            dateBasis: file.date != nil ? .published : given != nil ? .given : .file)
    }

    /// A file cut at the end of a row looks whole; the snapshot before it tells.
    private static func compare(
        _ rows: Int, _ list: StoredList, _ name: String, _ folder: String
    ) throws(ScreeningError) {
        guard FileManager.default.fileExists(atPath: folder) else { return }
        let before = try ListFolderContent(folder).stored
            .filter { $0.kind == list.kind && $0.date <= list.date }
            .max { $0.date < $1.date }
        guard let before else { return }
        let old = try ListSnapshot([try before.source(in: folder)])
        let count = old.files.first { $0.digest != nil }?.rows ?? 0
        guard Double(rows) >= Double(count) * smallestShare else {
            throw ScreeningError(
                .shrunken, file: name,
                "\(rows) entries, the snapshot of \(before.date) has \(count): it may be cut short",
                remedy: "download it again, or add it with --accept-smaller")
        }
    }

    private static func changed(_ path: String) -> CalendarDate? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let date = attributes?[.modificationDate] as? Date else { return nil }
        return CalendarDate(dayNumber: Int((date.timeIntervalSince1970 / 86_400).rounded(.down)))
    }

    private static func write(
        _ bytes: [UInt8], _ folder: String, _ name: String
    ) throws(ScreeningError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(
                to: URL(fileURLWithPath: folder + "/" + name), options: .atomic)
        } catch {
            throw ScreeningError(
                .unreadable, file: folder + "/" + name, "the file cannot be written")
        }
    }
}
