// SPDX-License-Identifier: Apache-2.0
import TraceIssuing
public import TraceRecords
public import TraceStorage

/// The disclosures that a ledger folder keeps, in `private/annex/disclosures`.
public struct AnnexFile {
    private let file: any StoredFile
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
    }

    /// The sets in a folder, for reading; none where the folder has no annex.
    public static func sets(in folder: LedgerFolder) throws -> [DisclosureSet] {
        let path = Self.path(in: folder)
        guard let bytes = try folder.files.contents(of: path, limit: maximumLength) else {
            return []
        }
        do {
            return try Annex.read(bytes).sets
        } catch {
            throw StoreError(.damaged, path, "\(error)")
        }
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
