// SPDX-License-Identifier: Apache-2.0

/// A new state of an earlier statement of the same issuer.
///
/// It carries all fields of the corrected kind as they now stand, beside its own; a field that is
/// absent is no longer stated.
public struct Correction: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
        .correction,
        [
            Field(
                "of",
                .word([
                    "party", "site", "head-count", "lot", "order", "movement", "processing",
                    "payment", "document", "claim", "inspection", "reply", "rate",
                ]), .clear,
                "The kind that is corrected."),
            Field("target", .digest, .clear, "Record id of the statement as it first stood."),
        ])

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// The kind that is corrected.
    public var of: String? { record.text("of") }
    /// Record id of the statement as it first stood.
    public var target: [UInt8]? { record.bytes("target") }
}
