// SPDX-License-Identifier: Apache-2.0
public import TraceRecords

/// A typed reading of a record of one kind.
public protocol RecordView: Sendable {
    /// The kind that it reads.
    static var kind: RecordKind { get }
    /// The record that is read.
    var record: Record { get }
    /// Reads a record; the caller has checked its kind.
    init(_ record: Record)
}

extension RecordView {
    /// The recorder's id.
    public var id: String { record.id }
}
