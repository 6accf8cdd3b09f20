// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle

/// A log that can be appended to, by one writer: in a folder, in memory, elsewhere.
///
/// A store promises: what `append` or `commit` has returned for is durable and has its place for ever; a
/// checkpoint is made only of a committed head; two checkpoints are never inconsistent.
public protocol LedgerStore: AnyObject, SendableMetatype {
    /// The log, to be read, as far as it is published.
    associatedtype Source: LogSource

    /// Every committed entry.
    var head: TreeHead { get }

    /// What the latest checkpoint states; nil before the first.
    var published: TreeHead? { get }

    /// Where the published log can be read.
    var log: Source { get }

    /// Called for each entry before it is staged, with the index it will have; throws to refuse it.
    var admit: (([UInt8], UInt64) throws -> Void)? { get set }

    /// Puts entries behind those already staged and returns their indexes; not durable yet.
    ///
    /// When an entry is refused, those before it stay staged: they were admitted.
    func stage(_ entries: [PendingEntry]) throws -> Range<UInt64>

    /// Returns when everything staged is durable.
    func commit() throws(StoreError)

    /// Applies what is committed, and publishes it when that is due.
    ///
    /// A failure here takes back nothing: it is kept, and thrown by the next call that writes.
    func settle()

    /// Makes a checkpoint of the head, unless the latest one states it already, and returns the note.
    @discardableResult
    func publish() throws -> [UInt8]

    /// Publishes and gives the log back.
    func close() throws
}

extension LedgerStore {
    /// Appends entries and returns their indexes when they are durable.
    ///
    /// Refused is the first entry that `admit` throws for, and with it all after it; those before it are
    /// committed, and `head` says how many.
    public func append(_ entries: [PendingEntry]) throws -> Range<UInt64> {
        let indexes: Range<UInt64>
        do {
            indexes = try stage(entries)
        } catch {
            try commit()
            settle()
            throw error
        }
        try commit()
        settle()
        return indexes
    }
}

/// Makes the note of a checkpoint that states this head; called only for committed heads.
public typealias CheckpointSigner = (TreeHead) throws -> [UInt8]
