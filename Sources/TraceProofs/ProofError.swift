// SPDX-License-Identifier: Apache-2.0
public import TraceVerifier

/// Why a receipt, a proof or a lot bundle is refused, and where.
public struct ProofError: Error, Sendable, CustomStringConvertible {
    /// What is wrong; a fault of a statement keeps the code of the ledger's verifier.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The name of the code, stable across versions.
        public let rawValue: String

        /// The code of this name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    /// What is wrong.
    public let code: Code
    /// A byte offset, a number of an item or an index of the ledger, as the code says.
    public let location: UInt64?
    /// What was found, in plain words.
    public let reason: String

    /// An error of this code at this place, with what was found.
    public init(_ code: Code, at location: UInt64? = nil, _ reason: String) {
        self.code = code
        self.location = location
        self.reason = reason
    }

    /// A problem that the ledger's verifier found with a statement.
    public init(_ problem: Problem) {
        let found = problem.detail.isEmpty ? "" : "\(problem.detail); "
        self.init(
            Code(rawValue: problem.code.rawValue), at: problem.index,
            "\(problem.record.map { "record \($0); " } ?? "")\(found)\(problem.code.remedy)")
    }

    /// Code, place and reason in one line.
    public var description: String {
        "\(code.rawValue)\(location.map { " at \($0)" } ?? ""): \(reason)"
    }
}

extension ProofError: Equatable {
    /// Same code at the same place, whatever the wording.
    public static func == (left: ProofError, right: ProofError) -> Bool {
        left.code == right.code && left.location == right.location
    }
}

extension ProofError.Code {
    /// Not a tagged COSE_Sign1 of the shape that a receipt or Transparent Statement has.
    public static let notSign1 = Self(rawValue: "receipt-not-sign1")
    /// The payload of a receipt is attached, so that it binds nothing to the statement.
    public static let attachedPayload = Self(rawValue: "receipt-attached-payload")
    /// The protected header is no map of a receipt.
    public static let receiptHeader = Self(rawValue: "receipt-header")
    /// The algorithm is neither -8 nor -19.
    public static let receiptAlgorithm = Self(rawValue: "receipt-algorithm")
    /// The verifiable data structure is not 1, RFC9162_SHA256.
    public static let dataStructure = Self(rawValue: "receipt-data-structure")
    /// There is not exactly one proof of the kind asked for.
    public static let receiptProof = Self(rawValue: "receipt-proof")
    /// A path without hashes.
    public static let emptyPath = Self(rawValue: "receipt-empty-path")
    /// The path does not lead from the statement to a root.
    public static let receiptPath = Self(rawValue: "receipt-path")
    /// The receipt is by another log or another key than the one trusted.
    public static let wrongLog = Self(rawValue: "receipt-wrong-log")
    /// The receipt is about another statement.
    public static let wrongStatement = Self(rawValue: "receipt-wrong-statement")
    /// The signature does not cover the root that the proof leads to.
    public static let receiptSignature = Self(rawValue: "receipt-signature")
    /// No receipts where some are needed, or too many.
    public static let receiptCount = Self(rawValue: "receipt-count")
    /// A receipt is asked for where no checkpoint was published.
    public static let notPublished = Self(rawValue: "receipt-not-published")
    /// Not a tlog-proof; the location is the number of a line.
    public static let tlogProofFormat = Self(rawValue: "tlog-proof-format")
    /// The checkpoint is no signed checkpoint of the log that is trusted.
    public static let checkpoint = Self(rawValue: "proof-checkpoint")
    /// The hashes do not lead to the checkpoint's root.
    public static let rootMismatch = Self(rawValue: "proof-root-mismatch")
    /// Indexes or a size that no such proof can have.
    public static let position = Self(rawValue: "proof-position")
    /// Another number of hashes than the indexes and the size ask for.
    public static let length = Self(rawValue: "proof-length")
}

extension ProofError {
    /// What helps where a log's key is not the one that a reader pinned.
    static let otherKey =
        "where the log has replaced its key, add a `log` line with the new one to the policy"
}

extension ProofError.Code {
    /// Not a lot bundle; the location is a byte offset.
    public static let bundleFormat = Self(rawValue: "bundle-format")
    /// Longer than a bundle may be.
    public static let bundleTooLong = Self(rawValue: "bundle-too-long")
    /// Items out of order, or one twice; the location is the number of the item.
    public static let bundleOrder = Self(rawValue: "bundle-order")
    /// A number is missing in a chain that the bundle claims whole; the location is an index.
    public static let chainGap = Self(rawValue: "bundle-chain-gap")
    /// A statement that stands in none of the chains asked for.
    public static let strayStatement = Self(rawValue: "bundle-stray-statement")
    /// A chain of something that does not belong to the ancestry.
    public static let strayChain = Self(rawValue: "bundle-stray-chain")
    /// A statement names a lot, site or party whose chain the bundle does not claim.
    public static let chainMissing = Self(rawValue: "bundle-chain-missing")
    /// No statement about the lot that was asked for.
    public static let lotUnstated = Self(rawValue: "bundle-lot-unstated")
    /// The target of a correction, retraction or erasure is not an earlier one of its issuer.
    public static let targetMissing = Self(rawValue: "bundle-target-missing")
    /// A disclosed field fits no commitment of its statement.
    public static let disclosureRefused = Self(rawValue: "disclosure-refused")
    /// An opening of a pseudonym that no statement of the bundle uses.
    public static let openingUnused = Self(rawValue: "bundle-opening-unused")
    /// A cosignature by a witness that the reader knows, which does not verify.
    public static let cosignature = Self(rawValue: "bundle-cosignature")
}
