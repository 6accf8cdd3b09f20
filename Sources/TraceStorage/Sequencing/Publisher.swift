// SPDX-License-Identifier: Apache-2.0
import TraceMerkle

/// Writes checkpoints of committed heads, and removes the partial tiles that they make superfluous.
final class Publisher {
    private let folder: LedgerFolder
    private let files: any FileSystem
    private let installer: TileInstaller

    init(_ folder: LedgerFolder, _ installer: TileInstaller) {
        self.folder = folder
        files = folder.files
        self.installer = installer
    }

    /// What the note at a path of the log states; nil when there is none.
    static func head(
        in folder: LedgerFolder, at name: String
    ) throws(StoreError) -> (head: TreeHead, note: [UInt8])? {
        let path = folder.logPath + "/" + name
        guard let note = try folder.files.contents(of: path, limit: SignedNote.maximumLength) else {
            return nil
        }
        guard let head = TreeHead(checkpoint: note) else {
            throw StoreError(.damaged, path, "the file is no checkpoint")
        }
        return (head, note)
    }

    /// Publishes a committed head whose full tiles are in place; `sign` is not called for one already signed.
    func publish(
        _ head: TreeHead, _ edge: TreeEdge, _ sign: CheckpointSigner
    ) throws -> [UInt8] {
        for partial in try edge.partials() { try installer.put(partial) }
        // Crash here: partial tiles of a size that no checkpoint states yet; publishing goes on from here.
        try installer.flush()
        let note = try writeOwnCheckpoint(head, sign)
        // Crash here: the checkpoint stands under its size and `checkpoint` is the one before.
        try files.install(
            note, at: folder.logPath + "/checkpoint", by: stagePath, .everyone)
        try files.synchronizeFolder(folder.logPath)
        // Crash here: published; what is left is to tidy up.
        return note
    }

    private var stagePath: String {
        folder.privatePath + "/" + LedgerFolder.stagePrefix + "checkpoint"
    }

    private func writeOwnCheckpoint(
        _ head: TreeHead, _ sign: CheckpointSigner
    ) throws -> [UInt8] {
        let name = "checkpoints/\(head.size)"
        let path = folder.logPath + "/" + name
        if let present = try Self.head(in: folder, at: name) {
            guard present.head == head else {
                throw StoreError(.behind, path, "another root was published for this size")
            }
            return present.note
        }
        let note = try sign(head)
        guard TreeHead(checkpoint: note) == head else {
            throw StoreError(.wrongCheckpoint, path, "the note does not state the committed head")
        }
        try files.install(note, at: path, by: stagePath, .everyone)
        try files.synchronizeFolder(folder.logPath + "/checkpoints")
        return note
    }

    /// Removes the partial forms of a full tile that is durable; says whether there were any.
    @discardableResult
    func discardPartials(of tile: Tile) throws(StoreError) -> Bool {
        let name = tile.path + ".p"
        let path = folder.logPath + "/" + name
        let present = try files.entriesIfPresent(of: path)
        guard !present.isEmpty else { return false }
        for entry in present {
            guard let width = Int(entry.name), (1..<Tile.fullWidth).contains(width),
                String(width) == entry.name
            else {
                throw StoreError(
                    .notAFile, path + "/" + entry.name, "a file that no log has stands here")
            }
            try files.removeFile(at: path + "/" + entry.name)
            // Crash here: some partials are gone, readers use the full tile; replay removes the rest.
        }
        try files.removeFolder(at: path)
        installer.forgetFolder(name)
        return true
    }
}

extension TreeHead {
    /// Reads size and root off a checkpoint, whose signatures are not looked at.
    init?(checkpoint note: [UInt8]) {
        guard let note = try? SignedNote(parsing: note),
            let checkpoint = try? Checkpoint(parsing: note.text)
        else { return nil }
        self = checkpoint.head
    }
}
