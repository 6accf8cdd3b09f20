// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// The numbers that decide, as an option names them: a parameter file, or a folder of tables.
enum ParameterFile {
    /// The file of a folder that holds the parameters; every other is a table beside them.
    private static let parameters = "parameters.csv"

    /// An audit by the set and tables of a path, or by those that the program carries.
    static func audit(_ path: String?, lists: ListSnapshot) throws -> Audit {
        guard let path else { return Audit(lists: lists) }
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let found = try? FileManager.default.attributesOfItem(atPath: resolved)
        guard found?[.type] as? FileAttributeType == .typeDirectory else {
            return Audit(parameters: try set(path), lists: lists)
        }
        var files = try tables(in: path)
        let own = try files.removeValue(forKey: parameters).map { try set($0) }
        var replaced: [String: [UInt8]] = [:]
        for (name, file) in files { replaced[name] = try InputFile.bytes(file) }
        do throws(ParameterError) {
            let reference = try ReferenceTables(replacing: replaced)
            return Audit(parameters: own ?? .standard, lists: lists, reference: reference)
        } catch { throw Refusal("\(path)/\(error)") }
    }

    /// The set of a file.
    private static func set(_ path: String) throws -> ParameterSet {
        let bytes = try InputFile.bytes(path)
        do throws(ParameterError) {
            return try ParameterSet(csv: bytes)
        } catch {
            throw Refusal("\(path): \(error)")
        }
    }

    /// The tables of a folder under their names in small letters.
    private static func tables(in folder: String) throws -> [String: String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch { throw Refusal("\(folder) cannot be read: \(FileTrouble.words(error))") }
        var files: [String: String] = [:]
        for name in names.sorted() where name.lowercased().hasSuffix(".csv") {
            guard files.updateValue("\(folder)/\(name)", forKey: name.lowercased()) == nil else {
                throw Refusal("\(folder)/\(name) is there twice, in other case. Take one out.")
            }
        }
        guard !files.isEmpty else {
            let known = ReferenceTables.replaceable.keys.sorted().joined(separator: ", ")
            throw Refusal("\(folder) holds no table: \(parameters), \(known).")
        }
        return files
    }
}
