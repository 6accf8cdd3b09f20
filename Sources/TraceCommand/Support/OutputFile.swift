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
        guard let path else { throw Refusal("no file is named") }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Refusal("\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}

/// A file that an option names.
enum InputFile {
    /// Its bytes.
    static func bytes(_ path: String) throws -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Refusal("\(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
