// SPDX-License-Identifier: Apache-2.0

/// What a statement is about; the value of the payload key `kind`.
public enum RecordKind: String, Sendable, CaseIterable, Hashable {
    case party, site
    case headCount = "head-count"
    case lot, order, movement, processing, payment, document, claim, inspection, reply, rate
    case correction, retraction, erasure, key, policy

    /// Whether the kind says something about the ledger itself, not about goods.
    ///
    /// Control statements are always in clear, and anchored verification checks each one's signature.
    public var isControl: Bool {
        switch self {
        case .correction, .retraction, .erasure, .key, .policy: true
        default: false
        }
    }

    /// The position of the kind in ``RecordKind/allCases``, as used in bit masks of kinds.
    public var ordinal: Int {
        switch self {
        case .party: 0
        case .site: 1
        case .headCount: 2
        case .lot: 3
        case .order: 4
        case .movement: 5
        case .processing: 6
        case .payment: 7
        case .document: 8
        case .claim: 9
        case .inspection: 10
        case .reply: 11
        case .rate: 12
        case .correction: 13
        case .retraction: 14
        case .erasure: 15
        case .key: 16
        case .policy: 17
        }
    }

    /// The schema of the kind's payload.
    public var schema: RecordSchema { RecordSchema.all[ordinal] }
}
