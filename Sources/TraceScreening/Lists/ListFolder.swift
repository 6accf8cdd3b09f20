// SPDX-License-Identifier: Apache-2.0
import Foundation
public import TracePrimitives

/// A folder of list files; with ``ListStore`` the only part of screening that touches a disk.
///
/// It itself holds OFAC's three files, each optional and reported, in any case, or files that
/// `lists add` stored under kind, date and digest, or other list files; subfolders are not read. Of
/// each kind the newest stored file is taken.
public enum ListFolder {
    /// Reads the lists of a folder, as they stood on a day or as they are.
    public static func read(
        _ path: String, asOf day: CalendarDate? = nil
    ) throws(ScreeningError) -> ListSnapshot {
        var content = try ListFolderContent(path)
        return try content.snapshot(asOf: day)
    }

    /// The bytes of a regular file, or of the one that a link leads to, read up to the limit.
    static func bytes(_ path: String, _ name: String) throws(ScreeningError) -> [UInt8] {
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        // A pipe would be waited for.
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let handle = FileHandle(forReadingAtPath: path)
        else {
            throw ScreeningError(.unreadable, file: name, "the file cannot be read")
        }
        defer { try? handle.close() }
        var bytes: [UInt8] = []
        while true {
            let piece: Data?
            do {
                piece = try handle.read(upToCount: 1 << 20)
            } catch {
                throw ScreeningError(
                    .unreadable, file: name, "the file cannot be read to its end")
            }
            guard let piece, !piece.isEmpty else { return bytes }
            guard bytes.count + piece.count <= ListSource.largest else {
                throw ScreeningError(
                    .tooLong, file: name, "at most \(ListSource.largest) bytes are read")
            }
            bytes.append(contentsOf: piece)
        }
    }
}

/// What a folder of lists holds, sorted by what each file is.
struct ListFolderContent {
    /// Endings of files that may be lists.
    private static let endings: Set<String> = ["csv", "tsv", "xml", "json", "jsonl"]

    let path: String
    /// OFAC's files under their own names.
    private(set) var legacy: [String: ListSource] = [:]
    /// Files that `lists add` stored.
    private(set) var stored: [StoredList] = []
    /// Other files that turned out to be lists.
    private(set) var others: [(ListKind, ListSource)] = []
    private var remarks: [(String, String)] = []

    init(_ path: String) throws(ScreeningError) {
        self.path = path
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw ScreeningError(.unreadable, file: path, "the folder of lists cannot be read")
        }
        for name in names.sorted() where !name.hasPrefix(".") { try sort(name) }
    }

    private mutating func sort(_ name: String) throws(ScreeningError) {
        let small = name.lowercased()
        if ListSnapshot.fileNames.contains(small) {
            guard legacy[small] == nil else {
                throw ScreeningError(
                    .ambiguousFile, file: name, "the folder holds this file twice, in other case")
            }
            legacy[small] = ListSource(
                name: small, bytes: try ListFolder.bytes(path + "/" + name, name))
        } else if let list = StoredList(fileName: name) {
            stored.append(list)
        } else if Self.endings.contains((small as NSString).pathExtension),
            !small.contains("comments")
        {
            let source = ListSource(
                name: name, bytes: try ListFolder.bytes(path + "/" + name, name))
            do throws(ScreeningError) {
                others.append((try source.kind(), source))
            } catch {
                remarks.append((name, "the file was not used: \(error.reason)"))
            }
        }
    }

    /// The newest stored file of each kind by a day, in the order of kinds.
    mutating func newest(asOf day: CalendarDate?) -> [StoredList] {
        var newest: [StoredList] = []
        for kind in ListKind.allCases {
            let all = stored.filter { $0.kind == kind }
            guard !all.isEmpty else { continue }
            let known = all.filter { list in day.map { list.date <= $0 } ?? true }
            if let last = known.max(by: { ($0.date, $0.fileName) < ($1.date, $1.fileName) }) {
                newest.append(last)
            } else if let day {
                remarks.append((all[0].fileName, "no \(kind.title) was stored by \(day)"))
            }
        }
        return newest
    }

    /// The lists that are used.
    mutating func snapshot(asOf day: CalendarDate?) throws(ScreeningError) -> ListSnapshot {
        var legacy = self.legacy
        var chosen: [(ListKind, ListSource)] = []
        for list in newest(asOf: day) {
            let source = try list.source(in: path)
            if let part = OFACLegacy.parts.first(where: { $0.kind == list.kind }) {
                guard legacy[part.name] == nil else { throw twice(list.fileName, list.kind) }
                legacy[part.name] = source
            } else {
                chosen.append((list.kind, source))
            }
        }
        for (kind, source) in others {
            if let part = OFACLegacy.parts.first(where: { $0.kind == kind }) {
                guard legacy[part.name] == nil else { throw twice(source.name, kind) }
                legacy[part.name] = source
            } else {
                guard !chosen.contains(where: { $0.0 == kind }) else {
                    throw twice(source.name, kind)
                }
                chosen.append((kind, source))
            }
        }
        var snapshot = try ListSnapshot(legacy: legacy, others: chosen)
        for (file, message) in remarks { snapshot.remark(file, "unused", message) }
        return snapshot
    }

    private func twice(_ name: String, _ kind: ListKind) -> ScreeningError {
        ScreeningError(
            .ambiguousFile, file: name, "the folder holds \(kind.title) (\(kind.rawValue)) twice",
            remedy: "keep one, or store both by date with traceledger lists add")
    }
}
