// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// The registration policy: entry 0, and what replaces it.
    public static let policy = RecordSchema(
        .policy,
        [
            Field("origin", .text, .clear, "Origin of the ledger, the name of its checkpoints."),
            Field("checkpoint_key", .bytes(32), .clear, "Ed25519 key that signs checkpoints."),
            Field(
                "checkpoint_proof", .bytes(64), .clear,
                "Proof of possession by a checkpoint key that takes over."),
            Field("authority", .bytes(32), .clear, "First key of the policy authority."),
            Field("recovery", .bytes(32), .clear, "The authority's recovery key."),
            Field(
                "profile", .word(["open", "standard", "closed"]), .clear,
                "Which fields are committed."),
            Field("roles", .structure, .clear, "Role to what it may state and for whom."),
            Field("issuers", .structure, .clear, "Issuers known from the start."),
            Field("max_entry", .count, .clear, "Largest entry in bytes."),
        ])
}
