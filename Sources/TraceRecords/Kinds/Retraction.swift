// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// An issuer takes an earlier statement of its own back.
    public static let retraction = RecordSchema(
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
}
