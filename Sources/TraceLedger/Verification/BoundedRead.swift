// SPDX-License-Identifier: Apache-2.0
import TraceStorage

/// A file of a log, read with a limit: being too long is a fact about the log, not a failure to read.
enum BoundedRead {
    case bytes([UInt8])
    case missing
    case tooLong
}

extension LogSource {
    /// Reads a file of at most `limit` bytes.
    func bounded(_ path: String, limit: Int) throws(StoreError) -> BoundedRead {
        do throws(StoreError) {
            guard let bytes = try bytes(path, limit: limit) else { return .missing }
            return .bytes(bytes)
        } catch {
            guard error.code == .tooLarge else { throw error }
            return .tooLong
        }
    }
}
