// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A file that an option names; a pipe will do.
enum InputFile {
    /// More is not read: it is a thousand times the largest file that any option takes.
    static let largest = 1 << 30

    /// Its bytes.
    static func bytes(_ path: String) throws -> [UInt8] {
        guard !path.isEmpty else { throw Refusal("the name of a file is empty") }
        let data: Data?
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            data = try file.read(upToCount: largest + 1)
        } catch {
            throw Refusal("\(path) cannot be read: \(FileTrouble.words(error))")
        }
        let bytes = [UInt8](data ?? Data())
        guard bytes.count <= largest else {
            throw Refusal("\(path) cannot be read: it holds more than \(largest) bytes")
        }
        return bytes
    }
}
