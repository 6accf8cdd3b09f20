// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// A tombstone: disclosures of an earlier statement were deleted.
    ///
    /// It holds a reason code and no free text; the commitments stay, so the ledger still verifies.
    public static let erasure = RecordSchema(
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
}
