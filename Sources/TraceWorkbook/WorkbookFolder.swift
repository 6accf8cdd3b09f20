// SPDX-License-Identifier: Apache-2.0
import Foundation
import TracePrimitives

/// Reads a workbook from a folder: the edge of the module, the only part that touches files.
///
/// Only regular files are read; symbolic links, devices and pipes are refused by name, so that a
/// workbook handed over by someone else cannot point at other files of this machine.
public enum WorkbookFolder {
    /// Why a folder could not be read at all.
    public struct Failure: Error, Hashable, CustomStringConvertible {
        /// The folder.
        public let path: String
        /// What is wrong with it.
        public let reason: String

        /// Both in one sentence.
        public var description: String { "\(path): \(reason)" }
    }

    /// Whether a folder looks like a workbook: it holds a file named like one of its sheets, if only
    /// by a spreadsheet program.
    public static func looksLikeWorkbook(_ path: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.contains { name in
            isSheet(name) && Sheet.named(WorkbookReading.sheetName(name)) != nil
                || isStray(name) && SheetFileName(name).meant != nil
        }
    }

    /// Reads all sheets of a folder, file names in any case.
    public static func read(
        at path: String, keep: Set<String> = []
    ) throws(Failure) -> Workbook {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw Failure(path: path, reason: "no folder that can be read")
        }
        var files: [String: [UInt8]] = [:]
        var unreadable: [String: String] = [:]
        for name in names where isSheet(name) {
            do throws(Unreadable) {
                files[name] = try bytes(path + "/" + name)
            } catch {
                unreadable[name] = error.reason
            }
        }
        let documents = names.first { $0.lowercased() == "documents" }.map { path + "/" + $0 }
        return Workbook.read(
            files: files, unreadable: unreadable, strays: names.filter(isStray), keep: keep,
            document: { name in document(name, in: documents) })
    }

    private static func isSheet(_ name: String) -> Bool {
        name.lowercased().hasSuffix(".csv") && !isLeftOver(name)
    }

    // What editors and spreadsheets leave beside a sheet begins with a point or a tilde.
    private static func isLeftOver(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("~")
    }

    // A text is worth a word only where its name says that it holds a sheet.
    private static func isStray(_ name: String) -> Bool {
        guard !isLeftOver(name) else { return false }
        let file = SheetFileName(name)
        return file.isSpreadsheet || (file.isText && file.meant != nil)
    }

    private struct Unreadable: Error {
        let reason: String
    }

    private static func bytes(_ path: String) throws(Unreadable) -> [UInt8] {
        let most = SheetReader.largestFile
        var result: [UInt8] = []
        try pieces(path, most: most) { result.append(contentsOf: $0) }
        return result
    }

    private static func document(_ name: String, in folder: String?) -> DocumentFile {
        guard let folder, kind(folder) == .typeDirectory else { return .absent }
        let path = folder + "/" + name
        guard kind(path) != nil else { return .absent }
        var hash = SHA256Hash()
        do throws(Unreadable) {
            try pieces(path, most: .max) { hash.update($0) }
        } catch {
            return .unreadable(error.reason)
        }
        return .hashed(hash.finalized())
    }

    private static func kind(_ path: String) -> FileAttributeType? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType
    }

    /// Hands the bytes of a regular file over, a megabyte at a time.
    private static func pieces(
        _ path: String, most: Int, _ take: ([UInt8]) -> Void
    ) throws(Unreadable) {
        guard kind(path) == .typeRegular else {
            throw Unreadable(reason: "is no regular file (links are not followed)")
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Unreadable(reason: "cannot be opened")
        }
        defer { try? handle.close() }
        var total = 0
        while true {
            let piece: Data?
            do {
                piece = try handle.read(upToCount: 1 << 20)
            } catch {
                throw Unreadable(reason: "cannot be read to its end")
            }
            guard let piece, !piece.isEmpty else { return }
            total += piece.count
            guard total <= most else {
                throw Unreadable(reason: "is larger than \(most) bytes")
            }
            take([UInt8](piece))
        }
    }
}
