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
        if checkpoint.origin != origin {  // R29 origin
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
        note.signatures.count { $0.name != policy.origin }
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
        var values: [String: String] = [:]
        guard text.utf8.last == 0x0A else { return nil }
        for line in text.split(separator: "\n", omittingEmptySubsequences: true)
        where !line.hasPrefix("#") {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 2,
                values.updateValue(String(parts[1]), forKey: String(parts[0])) == nil
            else { return nil }
        }
        guard values.count == 3, let origin = values["origin"],
            let log = values["log"].flatMap({ try? VerifierKey($0) }),
            let entry0 = values["entry0"].flatMap({ Digest(hex: $0) })
        else { return nil }
        self.init(origin: origin, log: log, entry0: RecordID(entry0))
    }

    /// The text of the file.
    public var text: String { "origin \(origin)\nlog \(log)\nentry0 \(entry0)\n" }

    /// R31, in its order; the pinned key is any of the log's, since each handed over to the next.
    func problem(with genesis: Genesis, _ keys: LogKeys) -> Problem? {
        if origin != genesis.policy.origin { return Problem(.trustOrigin) }  // R31
        if !keys.all.contains(where: { $0.key == log.key }) || log.name != origin {  // R31 key
            return Problem(.trustKey)
        }
        return entry0 == genesis.record ? nil : Problem(.trustEntry0)  // R31 entry 0
    }
}
