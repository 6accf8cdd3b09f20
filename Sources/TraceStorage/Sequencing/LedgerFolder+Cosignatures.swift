// SPDX-License-Identifier: Apache-2.0
import TraceMerkle

extension LedgerFolder {
    /// The sizes of published checkpoints that are kept, ascending.
    public func publishedSizes() throws(StoreError) -> [UInt64] {
        try files.entriesIfPresent(of: logPath + "/checkpoints")
            .compactMap { entry in
                UInt64(entry.name).flatMap { String($0) == entry.name ? $0 : nil }
            }
            .sorted()
    }

    /// Puts a published checkpoint with more signature lines in the place of the one with fewer.
    ///
    /// Nothing but lines is added: a note with another text, or without a line that is there, is refused.
    /// Where a later checkpoint was published meanwhile, only the file under its own size is replaced.
    public func addCosignatures(_ note: [UInt8]) throws(StoreError) {
        let lock = try files.lock(at: privatePath + "/lock")
        defer { withExtendedLifetime(lock) {} }
        guard let new = try? SignedNote(parsing: note), let head = TreeHead(checkpoint: note) else {
            throw StoreError(.wrongCheckpoint, logPath, "the note is no checkpoint")
        }
        let own = "checkpoints/\(head.size)"
        for name in [own, "checkpoint"] {
            let path = logPath + "/" + name
            guard let bytes = try files.contents(of: path, limit: SignedNote.maximumLength),
                let known = try? SignedNote(parsing: bytes)
            else { throw StoreError(.notFound, path, "no such checkpoint was published") }
            if name != own, known.text != new.text { continue }
            guard known.text == new.text, known.signatures.allSatisfy(new.signatures.contains)
            else {
                throw StoreError(
                    .wrongCheckpoint, path, "another text, or lines that would be lost")
            }
            // Crash here or between: each file has its old or its new lines, both of them valid.
            let stage = privatePath + "/" + Self.stagePrefix + "cosigned"
            try files.install(note, at: path, by: stage, .everyone)
        }
        try files.synchronizeFolder(logPath + "/checkpoints")
        try files.synchronizeFolder(logPath)
    }
}
