// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
internal import TracePrimitives

/// What a witness cosigned last for each origin: a state machine without files, clock or network.
///
/// `advance` and `accept` together are atomic for whoever owns the value: two requests that both
/// passed `WitnessRules.refusal` cannot both be taken.
public struct WitnessState: Sendable {
    private var latest: [String: Latest] = [:]

    /// A cosigned checkpoint.
    public struct Latest: Sendable, Hashable {
        /// Size and root.
        public let head: TreeHead
        /// The note with the log's signatures and the witness's own.
        public let note: [UInt8]
    }

    /// A state that has seen nothing.
    public init() {}

    /// What was cosigned last for an origin.
    public func latest(_ origin: String) -> Latest? { latest[origin] }

    /// Everything, by origin.
    public var all: [(origin: String, latest: Latest)] {
        latest.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Takes up a cosigned note; nil, and nothing changes, for a note that is none or goes back.
    public mutating func take(_ note: [UInt8]) -> TreeHead? {
        guard let parsed = try? SignedNote(parsing: note),
            let checkpoint = try? Checkpoint(parsing: parsed.text)
        else { return nil }
        let head = checkpoint.head
        if let known = latest[checkpoint.origin]?.head {
            guard head.size > known.size || head == known else { return nil }
        }
        latest[checkpoint.origin] = Latest(head: head, note: note)
        return head
    }

    /// Decides on a signed request and takes it up when it may be cosigned.
    ///
    /// The answer may be given only when `record` is durable: whoever owns the state sees to that.
    public mutating func decide(
        _ signed: SignedRequest, cosign: (SignedNote) throws -> SignedNote
    ) throws -> (answer: WitnessAnswer, record: [UInt8]?) {
        if let refusal = WitnessRules.refusal(of: signed, after: latest[signed.origin]?.head) {
            return (refusal, nil)
        }
        let cosigned = try cosign(signed.note)
        let own = cosigned.signatures.dropFirst(signed.note.signatures.count)
        let note = cosigned.encoded
        latest[signed.origin] = Latest(head: signed.head, note: note)
        return (.cosigned(SignatureLines.encode(Array(own))), note)
    }
}
