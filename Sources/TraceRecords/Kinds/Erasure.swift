// SPDX-License-Identifier: Apache-2.0

/// A tombstone: disclosures of an earlier statement were deleted.
///
/// It holds a reason code and no free text; the commitments stay, so the ledger still verifies.
public struct Erasure: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
        .erasure,
        [
            Field(
                "target", .digest, .clear,
                "Record id of the statement whose disclosures were deleted."),
            Field(
                "reason",
                .word([
                    "data-subject-request", "retention-ended", "safety", "legal-order",
                ]), .clear,
                "Why."),
        ])

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// Record id of the statement whose disclosures were deleted.
    public var target: [UInt8]? { record.bytes("target") }
    /// Why.
    public var reason: String? { record.text("reason") }
}
