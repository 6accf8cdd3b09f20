// SPDX-License-Identifier: Apache-2.0
import TraceStorage

/// How the search index stands after a ledger was written to.
///
/// The index is derived: whatever becomes of it, what was recorded stands.
public enum SearchIndexState: Sendable, Hashable {
    /// It holds every published entry.
    case current
    /// It could not be written; the reason, with the remedy.
    case behind(String)
    /// The library was built without the trait `SQLite`.
    case absent

    /// Adds the new entries of a folder that was just written and published.
    static func refreshed(_ folder: LedgerFolder) -> SearchIndexState {
        #if SQLite
            do {
                try LedgerIndex(folder).refresh()
                return .current
            } catch {
                return .behind(
                    "The search index was not brought up to date: \(error). What was recorded "
                        + "stands; `traceledger index \(folder.path) --rebuild` makes the index "
                        + "anew.")
            }
        #else
            return .absent
        #endif
    }
}
