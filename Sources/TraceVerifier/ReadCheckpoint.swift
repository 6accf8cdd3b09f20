// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives
import TraceRecords

/// A checkpoint as it was read: its form is checked (SPEC.md R25), its signature not yet.
public struct ReadCheckpoint: Sendable {
    /// The note with its signature lines.
    public let note: SignedNote
    /// Origin, size and root.
    public let checkpoint: Checkpoint

    /// The largest ledger (SPEC.md section 11).
    static let largestSize: UInt64 = 1 << 40

    /// Reads a file; `nil` where R25 does not hold.
    public init?(_ bytes: [UInt8]) {
        guard let note = try? SignedNote(parsing: bytes),
            let checkpoint = try? Checkpoint(parsing: note.text),
            ReadCheckpoint.isKeyName(checkpoint.origin),  // R25 origin
            (1...ReadCheckpoint.largestSize).contains(checkpoint.head.size)  // R25 size
        else { return nil }
        self.note = note
        self.checkpoint = checkpoint
    }

    /// Whether a text may name a key: no spaces and no plus sign (C2SP signed-note).
    private static func isKeyName(_ text: String) -> Bool {
        !text.isEmpty && !text.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "+" }
    }

    /// R29: the origin is the policy's, and every key of the log that is to sign this size did.
    func problem(of origin: String, _ keys: LogKeys, file: String) -> Problem? {
        if !checkpoint.origin.isExactly(origin) {  // R29 origin
            return Problem(.checkpointOrigin, file: file, detail: checkpoint.origin)
        }
        for key in keys.signing(checkpoint.head.size) {
            guard let key = try? VerifierKey(name: origin, key: key),
                (try? note.verify([key])) != nil  // R29
            else { return Problem(.checkpointSignature, file: file) }
        }
        return nil
    }

    /// The signature lines of others than the log: cosignatures, which are not checked here.
    func otherSigners(than policy: Policy) -> Int {
        note.signatures.count { !$0.name.isExactly(policy.origin) }
    }
}

/// What a reader pins about a ledger before looking at it (SPEC.md R31).
public struct TrustFile: Sendable, Equatable {
    /// The origin.
    public let origin: String
    /// The key that signs checkpoints.
    public let log: VerifierKey
    /// The record id of entry 0.
    public let entry0: RecordID

    /// Pins a ledger.
    public init(origin: String, log: VerifierKey, entry0: RecordID) {
        self.origin = origin
        self.log = log
        self.entry0 = entry0
    }

    /// Reads the text of a trust file; `nil` for any other form.
    public init?(_ text: String) {
        let lines = text.utf8.split(separator: 0x0A).filter { $0.first != 0x23 }
        let names = ["origin ", "log ", "entry0 "]
        guard text.utf8.last == 0x0A, lines.count == names.count,
            zip(lines, names).allSatisfy({ $0.starts(with: $1.utf8) })
        else { return nil }
        let values = zip(lines, names).map {
            String(decoding: $0.dropFirst($1.utf8.count), as: UTF8.self)
        }
        guard let log = try? VerifierKey(values[1]), log.kind == .ed25519,  // R31 form
            let entry0 = Digest(hex: values[2]), !values[0].utf8.contains(0x20)
        else { return nil }
        self.init(origin: values[0], log: log, entry0: RecordID(entry0))
    }

    /// The text of the file.
    public var text: String { "origin \(origin)\nlog \(log)\nentry0 \(entry0)\n" }

    /// R31, in its order; the pinned key is any of the log's, since each handed over to the next.
    func problem(with genesis: Genesis, _ keys: LogKeys) -> Problem? {
        if !origin.isExactly(genesis.policy.origin) { return Problem(.trustOrigin) }  // R31
        let isKnown = keys.all.contains { $0.key == log.key }
        if !isKnown || !log.name.isExactly(origin) {  // R31 key
            return Problem(.trustKey)
        }
        return entry0 == genesis.record ? nil : Problem(.trustEntry0)  // R31 entry 0
    }
}
