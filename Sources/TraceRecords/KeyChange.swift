// SPDX-License-Identifier: Apache-2.0
public import TraceCBOR
public import TracePrimitives

/// What a key statement does, as its payload carries it (SPEC.md R21).
public struct KeyChange: Sendable, Hashable {
    /// The step in the life of a key.
    public enum Action: String, Sendable {
        case add, rotate, retire, compromised
    }

    /// The step.
    public let action: Action
    /// The name of the issuer whose key it is.
    public let issuer: String
    /// The key it is about.
    public let key: PublicKey
    /// Proof of possession by the new key (add, rotate).
    public let proof: Signature?
    /// The policy's role for a new issuer (add).
    public let role: String?
    /// The new issuer's recovery key (add).
    public let recovery: PublicKey?
    /// The first entry under suspicion (compromised).
    public let fromIndex: UInt64?

    /// A change from its parts.
    public init(
        _ action: Action, issuer: String, key: PublicKey, proof: Signature? = nil,
        role: String? = nil, recovery: PublicKey? = nil, fromIndex: UInt64? = nil
    ) {
        self.action = action
        self.issuer = issuer
        self.key = key
        self.proof = proof
        self.role = role
        self.recovery = recovery
        self.fromIndex = fromIndex
    }

    /// Reads the payload of a key statement; `nil` where it has not the form of one.
    public init?(payload: CBORValue) {
        guard payload["kind"]?.textValue == "key",
            let action = payload["action"]?.textValue.flatMap(Action.init(rawValue:)),
            let issuer = payload["issuer"]?.textValue, let key = payload["key"]?.publicKey
        else { return nil }
        var fromIndex: UInt64?
        if case .unsigned(let index)? = payload["from_index"] { fromIndex = index }
        self.init(
            action, issuer: issuer, key: key,
            proof: payload["proof"]?.bytesValue.flatMap { Signature($0) },
            role: payload["role"]?.textValue, recovery: payload["recovery"]?.publicKey,
            fromIndex: fromIndex)
    }

    /// What a new key signs to show that its holder has it (SPEC.md R22).
    public static func possessionMessage(
        origin: String, issuer: String, key: PublicKey
    ) -> [UInt8] {
        var writer = CBORWriter()
        writer.array(4)
        writer.text("traceledger/key-possession/1")
        writer.text(origin)
        writer.text(issuer)
        writer.bytes(key.bytes)
        return writer.bytes
    }
}
