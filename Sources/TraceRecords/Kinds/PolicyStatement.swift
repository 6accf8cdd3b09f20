// SPDX-License-Identifier: Apache-2.0

/// The registration policy: entry 0, and what replaces it.
public struct PolicyStatement: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
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

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// Origin of the ledger, the name of its checkpoints.
    public var origin: String? { record.text("origin") }
    /// Ed25519 key that signs checkpoints.
    public var checkpointKey: [UInt8]? { record.bytes("checkpoint_key") }
    /// First key of the policy authority.
    public var authority: [UInt8]? { record.bytes("authority") }
    /// The authority's recovery key.
    public var recovery: [UInt8]? { record.bytes("recovery") }
    /// Which fields are committed.
    public var profile: String? { record.text("profile") }
    /// Largest entry in bytes.
    public var maxEntry: UInt64? { record.count("max_entry") }
}
