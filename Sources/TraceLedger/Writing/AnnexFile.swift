// SPDX-License-Identifier: Apache-2.0
import TraceIssuing
public import TraceRecords
public import TraceStorage

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

    /// Opens the annex to append to it; a torn last frame, which a crash left, is overwritten.
    public init(appendingIn folder: LedgerFolder) throws {
        let path = Self.path(in: folder)
        let bytes = try folder.files.contents(of: path, limit: Self.maximumLength)
        do {
            (sets, end) = try Annex.read(bytes ?? [])
        } catch {
            throw StoreError(.damaged, path, "\(error)")
        }
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
        let sets: [DisclosureSet]
        do {
            sets = try Annex.read(bytes).sets
        } catch {
            throw StoreError(.damaged, path, "\(error)")
        }
        // What is being erased is not read any more, even if the file still holds it.
        guard let plan = try ErasurePlan.pending(in: folder) else { return sets }
        return sets.map { plan.applied(to: $0) }
    }

    /// The file as it stands, for an index that notes where each set is; empty where there is none.
    static func bytes(in folder: LedgerFolder) throws -> [UInt8] {
        try folder.files.contents(of: path(in: folder), limit: maximumLength) ?? []
    }

    /// Writes the file anew without what a plan erases, and wipes what stood there.
    mutating func erase(_ plan: ErasurePlan) throws {
        let kept = sets.map { plan.applied(to: $0) }
        guard kept != sets else { return }
        var bytes: [UInt8] = []
        for set in kept { bytes += try Annex.frame(set) }
        let path = Self.path(in: folder)
        let old = file
        try DurableFile.replace(path, with: bytes, in: folder.files)
        // Crash here: the new file stands; the old one has no name any more.
        file = try folder.files.file(at: path, .update)
        (sets, end) = (kept, bytes.count)
        try old.write([UInt8](repeating: 0, count: try old.size()), at: 0)
        try old.synchronize()
    }

    /// Appends sets and returns when they are durable.
    public mutating func append(_ new: [DisclosureSet]) throws {
        var bytes: [UInt8] = []
        for set in new { bytes += try Annex.frame(set) }
        // Crash here or after: frames without a statement, which open nothing.
        try file.write(bytes, at: end)
        try file.synchronize()
        end += bytes.count
        sets += new
    }
}
