// SPDX-License-Identifier: Apache-2.0
internal import TracePrimitives
internal import TraceWriting

extension KeyFile {
    /// Reads a key file that none but its owner may read.
    public init(readingFrom path: String) throws(KeyError) {
        let content = try SecretFile.read(path, limit: KeyFile.byteCount)
        let count = content.count
        guard count == KeyFile.byteCount else {
            throw KeyError(
                .malformed, at: min(count, KeyFile.byteCount), file: path,
                reason: "a key file has \(KeyFile.byteCount) bytes")
        }
        guard var exact = try? SecretMemory(count: count) else { throw KeyError(.memory) }
        unsafe content.memory.withBytes { memory in
            unsafe exact.withMutableBytes { unsafe $0.copyBytes(from: memory.prefix(count)) }
        }
        do throws(KeyError) {
            try self.init(exact)
        } catch {
            throw error.of(path)
        }
    }

    /// Writes a new file, mode 0600, durably; never over one that is there.
    public borrowing func write(to path: String) throws(KeyError) {
        try SecretFile.create(path, encoded())
    }
}
