// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// A change in the life of an issuer's key.
    public static let key = RecordSchema(
        .key,
        [
            Field(
                "action", .word(["add", "rotate", "retire", "compromised"]), .clear,
                "What happens."),
            Field("issuer", .text, .clear, "The issuer whose key it is."),
            Field("key", .bytes(32), .clear, "The Ed25519 public key it is about."),
            Field("proof", .bytes(64), .clear, "Proof of possession by the new key (add, rotate)."),
            Field("role", .text, .clear, "The policy's role for a new issuer (add)."),
            Field("recovery", .bytes(32), .clear, "The issuer's recovery key (add)."),
            Field("from_index", .count, .clear, "First entry under suspicion (compromised)."),
        ])
}
