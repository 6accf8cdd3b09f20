// SPDX-License-Identifier: Apache-2.0
import TraceLedger

/// Brings the search index up to a ledger that was just written.
enum IndexRefresh {
    /// Adds the new entries; an index that cannot be written is named and hinders nobody.
    static func run(_ folder: LedgerFolder) {
        #if SQLite
            do {
                try LedgerIndex(folder).refresh()
            } catch {
                Console.note(
                    "The search index was not brought up to date: \(error). What was recorded stands; "
                        + "`traceledger index \(folder.path) --rebuild` makes the index anew.")
            }
        #endif
    }
}
