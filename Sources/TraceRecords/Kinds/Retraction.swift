// SPDX-License-Identifier: Apache-2.0

/// An issuer takes an earlier statement of its own back.
public struct Retraction: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
        .retraction,
        [
            Field("target", .digest, .clear, "Record id of the statement taken back."),
            Field(
                "reason",
                .word([
                    "entered-in-error", "duplicate", "no-longer-supported",
                    "withdrawn-by-source",
                ]), .clear,
                "Why."),
        ])

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// Record id of the statement taken back.
    public var target: [UInt8]? { record.bytes("target") }
    /// Why.
    public var reason: String? { record.text("reason") }
}
