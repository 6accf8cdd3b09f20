// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives

/// The log's key at work: it signs checkpoints of committed heads and nothing else.
public final class CheckpointIssuer: Sendable {
    private let key: SecretKey
    private let origin: String

    /// An issuer of checkpoints under an origin.
    public init(_ key: consuming SecretKey, origin: String) {
        self.key = key
        self.origin = origin
    }

    /// The key that readers pin.
    public var publicKey: PublicKey { key.publicKey }

    /// The note that states a head.
    public func note(_ head: TreeHead) throws -> [UInt8] {
        try Checkpoint(origin: origin, head: head).note.signed(name: origin, by: key).encoded
    }
}
