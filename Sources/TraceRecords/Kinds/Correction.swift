// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// A new state of an earlier statement of the same issuer.
    ///
    /// It carries all fields of the corrected kind as they now stand, beside its own; a field that is
    /// absent is no longer stated.
    public static let correction = RecordSchema(
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
}
