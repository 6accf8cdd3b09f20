// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The folder that itself holds OFAC's files; the only part of screening that reads a disk.
public enum ListFolder {
    /// No list file that OFAC publishes comes near this size, in bytes.
    static let largestFile = 256 << 20

    /// Reads the list files of a folder: names in any case, each optional, no subfolders.
    public static func read(_ path: String) throws(ScreeningError) -> ListSnapshot {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw ScreeningError(.unreadable, file: path, "the folder of lists cannot be read")
        }
        var files: [String: [UInt8]] = [:]
        for name in names.sorted() where ListSnapshot.fileNames.contains(name.lowercased()) {
            guard files[name.lowercased()] == nil else {
                throw ScreeningError(
                    .ambiguousFile, file: name, "the folder holds this file twice, in other case")
            }
            files[name.lowercased()] = try bytes(path + "/" + name, name)
        }
        return try ListSnapshot(
            sdn: files["sdn.csv"], alt: files["alt.csv"], add: files["add.csv"])
    }

    private static func bytes(_ path: String, _ name: String) throws(ScreeningError) -> [UInt8] {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let size = (attributes?[.size] as? Int) ?? 0
        guard size <= largestFile else {
            throw ScreeningError(
                .tooLong, file: name, "\(size) bytes, at most \(largestFile) are read")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ScreeningError(.unreadable, file: name, "the file cannot be read")
        }
        return [UInt8](data)
    }
}
