// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A folder that a command makes.
enum OutputFolder {
    /// Makes a folder, what leads to it, and perhaps one inside it; those that are there already are taken as they are.
    static func make(_ path: String, with inner: String? = nil) throws {
        // Joined with a file's name an empty path would name the root of the disk.
        guard !path.isEmpty else { throw Refusal("the name of the folder to write to is empty") }
        do {
            try FileManager.default.createDirectory(
                atPath: inner.map { "\(path)/\($0)" } ?? path, withIntermediateDirectories: true)
        } catch {
            throw Refusal("\(path) cannot be made a folder: \(FileTrouble.words(error))")
        }
    }
}
