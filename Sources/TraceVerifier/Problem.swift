// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// One thing that is wrong with a ledger, and where (SPEC.md section 9).
public struct Problem: Error, Sendable, Equatable {
    /// The stable codes of SPEC.md section 12.
    public enum Code: String, Sendable, CaseIterable {
        // Group 1, checkpoint form; group 2, tree.
        case checkpointMalformed = "checkpoint-malformed"
        case fileMissing = "file-missing"
        case bundleMalformed = "bundle-malformed"
        case entryAltered = "entry-altered"
        case rootMismatch = "root-mismatch"
        case tileAltered = "tile-altered"
        case fileUnexpected = "file-unexpected"
        // Group 3, entries, in the order of the steps.
        case entryMalformed = "entry-malformed"
        case headerMalformed = "header-malformed"
        case audienceMismatch = "audience-mismatch"
        case kindUnknown = "kind-unknown"
        case payloadMalformed = "payload-malformed"
        case fieldInClear = "field-in-clear"
        case subjectMissing = "subject-missing"
        case issuerFork = "issuer-fork"
        case issuerChainBroken = "issuer-chain-broken"
        case subjectChainBroken = "subject-chain-broken"
        case policyMissing = "policy-missing"
        case policyUnauthorised = "policy-unauthorised"
        case issuerUnknown = "issuer-unknown"
        case keyCompromised = "key-compromised"
        case keyNotActive = "key-not-active"
        case kindNotPermitted = "kind-not-permitted"
        case assertionNotPermitted = "assertion-not-permitted"
        case targetUnknown = "target-unknown"
        case keyUnacceptable = "key-unacceptable"
        case keyStatementUnauthorised = "key-statement-unauthorised"
        case possessionUnproved = "possession-unproved"
        case signatureInvalid = "signature-invalid"
        // Group 4, checkpoint signatures; group 5, trust.
        case checkpointSignature = "checkpoint-signature"
        case checkpointOrigin = "checkpoint-origin"
        case checkpointInconsistent = "checkpoint-inconsistent"
        case overlapMissing = "overlap-missing"
        case trustOrigin = "trust-origin"
        case trustKey = "trust-key"
        case trustEntry0 = "trust-entry0"
        case trustQuorum = "trust-quorum"
        case sinceMalformed = "since-malformed"
        case sinceSignature = "since-signature"
        case sinceNewer = "since-newer"
        case sinceInconsistent = "since-inconsistent"
        case rollback
    }

    /// What is wrong.
    public let code: Code
    /// The entry, where one is meant.
    public let index: UInt64?
    /// The entry's record id, where it is known.
    public var record: RecordID?
    /// The issuer's name, where it is known.
    public var issuer: String?
    /// The file under `log/`.
    public var file: String?
    /// The bytes of the file that are meant.
    public var byteRange: Range<Int>?
    /// The payload field.
    public var field: String?
    /// What was found, in plain words.
    public var detail: String

    /// A problem.
    public init(
        _ code: Code, at index: UInt64? = nil, record: RecordID? = nil, issuer: String? = nil,
        file: String? = nil, byteRange: Range<Int>? = nil, field: String? = nil,
        detail: String = ""
    ) {
        self.code = code
        self.index = index
        self.record = record
        self.issuer = issuer
        self.file = file
        self.byteRange = byteRange
        self.field = field
        self.detail = detail
    }

    /// The order of SPEC.md section 9: group, then index, then step.
    public static func precedes(_ a: Problem, _ b: Problem) -> Bool {
        let (x, y) = (a.code.group, b.code.group)
        if x != y { return x < y }
        let (i, j) = (a.index ?? 0, b.index ?? 0)
        if x == 3, i != j { return i < j }
        if a.code != b.code { return a.code.step < b.code.step }
        if i != j { return i < j }
        let (m, n) = ((a.file ?? "").utf8, (b.file ?? "").utf8)
        // Earlier checkpoints stand in order of size: a shorter name is a smaller one.
        if x == 4, m.count != n.count { return m.count < n.count }
        return m.lexicographicallyPrecedes(n)
    }
}
