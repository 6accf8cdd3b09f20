// SPDX-License-Identifier: Apache-2.0

/// A change in the life of an issuer's key.
public struct KeyStatement: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
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

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// What happens.
    public var action: String? { record.text("action") }
    /// The issuer whose key it is.
    public var issuer: String? { record.text("issuer") }
    /// The Ed25519 public key it is about.
    public var key: [UInt8]? { record.bytes("key") }
    /// Proof of possession by the new key (add, rotate).
    public var proof: [UInt8]? { record.bytes("proof") }
    /// The policy's role for a new issuer (add).
    public var role: String? { record.text("role") }
    /// The issuer's recovery key (add).
    public var recovery: [UInt8]? { record.bytes("recovery") }
    /// First entry under suspicion (compromised).
    public var fromIndex: UInt64? { record.count("from_index") }
}
