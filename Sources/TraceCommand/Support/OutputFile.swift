// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Where a result goes: a file, or standard output.
struct OutputFile {
    /// The path; `nil` for standard output.
    let path: String?

    /// Writes a result whole; a file appears complete or not at all.
    func write(_ text: String) throws {
        guard path != nil else {
            Console.say(text)
            return
        }
        try write(Array(text.utf8))
    }

    /// Writes bytes to the file.
    func write(_ bytes: [UInt8]) throws {
        guard let path, !path.isEmpty else {
            throw Refusal("the name of the file to write is empty")
        }
        let found = try? FileManager.default.attributesOfItem(atPath: path)
        if found?[.type] as? FileAttributeType == .typeDirectory {
            throw Refusal("\(path) cannot be written: it is a folder, and a file is asked for")
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Refusal("\(path) cannot be written: \(FileTrouble.words(error))")
        }
    }
}
