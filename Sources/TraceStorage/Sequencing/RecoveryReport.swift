// SPDX-License-Identifier: Apache-2.0

/// The steps of the write order, as far as a crash can fall between them.
public enum WriteStep: String, CaseIterable, Sendable, Comparable {
    /// A record of the journal was being written: its entries were never acknowledged.
    case stage
    /// Entries were committed, a bundle or tile they complete was not in place.
    case apply
    /// Entries were committed and applied, their checkpoint was not signed.
    case publish
    /// The checkpoint stood under its size, `checkpoint` was still the one before.
    case replace
    /// The checkpoint was in place, partial tiles that it makes superfluous were not yet gone.
    case discard
    /// The journal was full and being begun again.
    case reset

    /// Compares by place in the write order.
    public static func < (left: WriteStep, right: WriteStep) -> Bool {
        allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }
}

/// What opening a folder found and did.
public struct RecoveryReport: Hashable, Sendable {
    /// The step that the last writer did not end; nil when it was closed.
    public internal(set) var interrupted: WriteStep?

    /// The entries of the journal's records, replayed.
    public internal(set) var replayedEntries: UInt64 = 0

    /// The bundles and tiles that replay put in place.
    public internal(set) var installedFiles = 0
}
