// SPDX-License-Identifier: Apache-2.0
import TraceIssuing
import TraceMerkle
import TracePrimitives
public import TraceRecords
public import TraceStorage
import TraceVerifier

/// The disclosures that a ledger folder keeps, in `private/annex/disclosures`.
public struct AnnexFile {
    private var file: any StoredFile
    private let folder: LedgerFolder
    private var end: Int
    /// The sets that were there when it was opened.
    public private(set) var sets: [DisclosureSet]

    /// The most that is read: ten million disclosures of a ledger of that size fit.
    static let maximumLength = 1 << 33

    static func path(in folder: LedgerFolder) -> String { folder.annexPath + "/disclosures" }

    /// Opens the annex to append to it; a torn end, which a crash left, goes when that is done.
    public init(appendingIn folder: LedgerFolder) throws {
        let path = Self.path(in: folder)
        let bytes = try folder.files.contents(of: path, limit: Self.maximumLength)
        (sets, end) = try Self.read(bytes ?? [], in: folder)
        if bytes == nil {
            file = try folder.files.file(at: path, .create(.ownerOnly))
            try folder.files.synchronizeFolder(folder.annexPath)
        } else {
            file = try folder.files.file(at: path, .update)
        }
        self.folder = folder
        // An erasure that was interrupted is carried on before anything else is written.
        if let plan = try ErasurePlan.pending(in: folder) { try erase(plan) }
    }

    /// The sets in a folder, for reading; none where the folder has no annex.
    public static func sets(in folder: LedgerFolder) throws -> [DisclosureSet] {
        let path = Self.path(in: folder)
        guard let bytes = try folder.files.contents(of: path, limit: maximumLength) else {
            return []
        }
        let sets = try read(bytes, in: folder).sets
        // What is being erased is not read any more, even if the file still holds it.
        guard let plan = try ErasurePlan.pending(in: folder) else { return sets }
        return sets.map { plan.applied(to: $0) }
    }

    /// The sets, and how many bytes are whole.
    ///
    /// A power cut may lose the first page of a write and keep a later one: frames behind a fault that
    /// open no statement of the log were never relied on, and belong to the torn end.
    private static func read(
        _ bytes: [UInt8], in folder: LedgerFolder
    ) throws -> (sets: [DisclosureSet], wholeLength: Int) {
        do {
            return try Annex.read(bytes)
        } catch {
            guard let stated = try? records(in: folder),
                let read = try? Annex.read(bytes, relied: stated.contains)
            else { throw StoreError(.damaged, path(in: folder), "\(error)") }
            return read
        }
    }

    /// The record ids under the checkpoint, as the log has them; an error where there is none.
    static func records(in folder: LedgerFolder) throws -> Set<RecordID> {
        let reader = LogReader(folder.log)
        guard let note = try reader.unverifiedCheckpoint().flatMap({ ReadCheckpoint($0) }) else {
            throw StoreError(.notFound, folder.logPath, "there is no checkpoint")
        }
        let size = note.checkpoint.head.size
        var records: Set<RecordID> = []
        try reader.forEachBatch(of: 0..<size, inLogOf: size) { batch in
            for place in batch.places {
                records.insert(RecordID(SHA256Hash.leafHash(of: batch.bytes, place)))
            }
        }
        return records
    }

    /// The file as it stands, for an index that notes where each set is; empty where there is none.
    static func bytes(in folder: LedgerFolder) throws -> [UInt8] {
        try folder.files.contents(of: path(in: folder), limit: maximumLength) ?? []
    }

    /// Writes the file anew without what a plan erases, and wipes what stood there.
    ///
    /// `stated` are the statements of the ledger. Sets of others, which an interrupted run left, open
    /// nothing, and may hold the same values: they keep their pseudonyms alone.
    mutating func erase(_ plan: ErasurePlan, stated: Set<RecordID>? = nil) throws {
        let kept = sets.map { set in
            if let stated, !stated.contains(set.record) {
                return DisclosureSet(record: set.record, fields: [], openings: set.openings)
            }
            return plan.applied(to: set)
        }
        guard kept != sets else { return }
        var bytes: [UInt8] = []
        for set in kept { bytes += try Annex.frame(set) }
        try replace(with: bytes)
        sets = kept
    }

    /// Writes the file anew and wipes what stood there.
    private mutating func replace(with bytes: [UInt8]) throws {
        let path = Self.path(in: folder)
        let old = file
        try DurableFile.replace(path, with: bytes, in: folder.files)
        // Crash here: the new file stands; the old one has no name any more.
        file = try folder.files.file(at: path, .update)
        end = bytes.count
        try old.write([UInt8](repeating: 0, count: try old.size()), at: 0)
        try old.synchronize()
    }

    /// Appends sets and returns when they are durable.
    public mutating func append(_ new: [DisclosureSet]) throws {
        var bytes: [UInt8] = []
        for set in new { bytes += try Annex.frame(set) }
        // A shorter frame over a torn one would leave its end behind: all of that goes, durably, first.
        if try file.size() > end { try replace(with: file.read(at: 0, count: end)) }
        // Crash here or after: frames without a statement, which open nothing.
        try file.write(bytes, at: end)
        try file.synchronize()
        end += bytes.count
        sets += new
    }
}
