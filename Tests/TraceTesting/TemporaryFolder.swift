// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A folder of its own under the temporary folder, removed with the object.
public final class TemporaryFolder {
    /// Where it is.
    public let path: String

    /// Makes the folder.
    public init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("traceledger-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
