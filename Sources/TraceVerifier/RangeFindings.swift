// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
public import TracePrimitives
import TraceRecords

/// Who signed: an issuer with one of its keys.
struct Signer: Sendable, Hashable {
    let issuer: Digest
    let kid: Digest
}

/// The place of one statement in its chains, as its header states it.
struct StatementLink: Sendable {
    let signer: Int32
    let subjects: Int32
    let seq: UInt64
    let prev: Digest
}

/// What the statements of one signer, kind and assertion have in common between two key changes.
struct Usage: Sendable {
    let signer: Int32
    let kind: RecordKind
    let namesAsserter: Bool
    let first: UInt64
    var last: UInt64
    var count: Int
}

/// A policy or key statement, which changes what holds for later entries.
struct ControlEvent: Sendable {
    let index: UInt64
    let signer: Int32
    let kind: RecordKind
    let payload: CBORValue
}

/// The entries between two control events, and the event that ends them.
struct Segment: Sendable {
    var usages: [Usage]
    var event: ControlEvent?
}

/// A correction, retraction or erasure that names an earlier entry.
struct TargetClaim: Sendable {
    let index: UInt64
    let issuer: Digest
    let target: Digest
    let ref: Digest
    /// The kind that a correction corrects.
    let corrected: RecordKind?
}

/// A statement of a key that was declared compromised.
struct WatchedStatement: Sendable {
    let index: UInt64
    let kid: Digest
}

/// A statement kept for an audit while its range was verified; not yet to be believed.
struct CollectedStatement: Sendable {
    let index: UInt64
    let signer: Int32
    let kind: RecordKind
    let payload: [UInt8]
    let subjects: [Digest]
}

/// All that a range of entries says, in a form that does not need the ranges before it.
///
/// Ranges are verified apart, on any machine, and absorbed in order by ``LedgerState``.
public struct RangeFindings: Sendable {
    /// Index of the first entry.
    public let start: UInt64
    /// Leaf hashes, which are record ids.
    public internal(set) var leaves: [Digest] = []
    /// Roots of the whole tiles of 256 leaves, when `start` is a multiple of 256.
    var tileRoots: [Digest] = []
    var signers: [Signer] = []
    var statements: [StatementLink] = []
    /// The subject links of all statements, one behind the other.
    var links: [SubjectLink] = []
    var segments: [Segment] = [Segment(usages: [], event: nil)]
    var targets: [TargetClaim] = []
    var keys: KeyDirectory = [:]
    var signaturesChecked = 0
    /// Entries whose signature must still be checked: the key was not known here, or only anchors
    /// are asked for and this is a control statement.
    var openSignatures: [UInt64] = []
    /// Statements signed by a watched key.
    var watched: [WatchedStatement] = []
    var collected: [CollectedStatement] = []
    var unknownKeys = 0
    var problems: [Problem] = []

    init(start: UInt64) { self.start = start }
}
