// SPDX-License-Identifier: Apache-2.0
import TraceStorage

/// Entries of the ledger that are read again while others are admitted after them.
///
/// A log that cannot be read is no reason to refuse a statement: the first error is kept for the caller.
final class EarlierEntries {
    /// Why an entry could not be read.
    private(set) var failure: StoreError?
    private let reader: LogReader<FolderLogSource>
    private let published: UInt64
    private let recent: [UInt64: [UInt8]]

    /// The published entries of a store, and others that are at hand.
    init(_ store: Sequencer, recent: [UInt64: [UInt8]] = [:]) {
        reader = LogReader(store.log)
        published = store.published?.size ?? 0
        self.recent = recent
    }

    /// The entry with an index; nil where there is none, or where it cannot be read.
    func entry(_ index: UInt64) -> [UInt8]? {
        if let bytes = recent[index] { return bytes }
        guard index < published else { return nil }
        do {
            return try reader.unverifiedEntries(bundle: index >> 8, inLogOf: published)
                .entry(index)
        } catch {
            failure = failure ?? error
            return nil
        }
    }
}
