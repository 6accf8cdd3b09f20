// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What two audits are compared by: the published part of an audit result, read from its JSON.
public struct AuditDigest: Decodable, Sendable, Equatable {
    /// A pattern's result for a lot.
    public struct Finding: Decodable, Sendable, Equatable {
        /// The pattern.
        public let pattern: String
        /// One of three.
        public let result: String
        /// The weight if raised.
        public let strength: String
        /// What it is about, where that is not the lot.
        public let about: String?
        /// One sentence in plain words, on raised findings.
        public let explanation: String?
        /// Cells that were missing, on those that were not testable.
        public let missing: [String]?
        /// Whether it rests on confidential notes.
        public let confidential: Bool?
    }

    /// How far the records were verified.
    public struct Integrity: Decodable, Sendable, Equatable {
        /// `verified`, `failed` or `unsigned`.
        public let status: String
    }

    /// What was noticed about the data as a whole.
    public struct Remark: Decodable, Sendable, Equatable {
        /// What it is about.
        public let code: String
        /// A sentence.
        public let message: String
    }

    /// A lot.
    public struct Lot: Decodable, Sendable, Equatable {
        /// Its id.
        public let lot: String
        /// The first word of the vocabulary that applies.
        public let assessment: String
        /// The one bit a gate acts on.
        public let alert: Bool
        /// Every pattern that applies.
        public let findings: [Finding]
    }

    /// A parameter set or a list file.
    public struct Identity: Decodable, Sendable, Equatable {
        /// The name of a list file.
        public let name: String?
        /// Its hash; nil where it was missing.
        public let sha256: String?
        /// The authority's list that it is, where the result says.
        public let list: String?
        /// The day for which the list stands, where the result says.
        public let date: String?

        /// What it is told by in two results: stored lists bear their day in their names.
        var key: String { list ?? name ?? "" }

        /// Day and hash in words.
        var words: String {
            guard let sha256 else { return "not given" }
            return (date.map { "of \($0)" } ?? "no date known") + ", SHA-256 \(sha256)"
        }
    }

    /// `traceledger-audit/1`.
    public let schema: String
    /// How far the records were verified, where the result says.
    public let integrity: Integrity?
    /// Remarks on the data, where the result has them.
    public let data: [Remark]?
    /// The parameter set that decided.
    public let parameters: Identity
    /// List files, where the result names them.
    public let lists: [Identity]?
    /// The patterns that ran.
    public let patterns: [String]
    /// The lots.
    public let lots: [Lot]

    /// Why a file is no audit result.
    public struct Unreadable: Error, CustomStringConvertible {
        /// What is wrong with it.
        public let description: String
    }

    /// Reads the JSON that `traceledger audit --format json` writes.
    public init(json: [UInt8]) throws(Unreadable) {
        do {
            self = try JSONDecoder().decode(AuditDigest.self, from: Data(json))
        } catch DecodingError.keyNotFound(let key, let context) {
            throw Unreadable(
                description: "no audit result: \(Self.place(context)) lacks the key "
                    + "\(key.stringValue)")
        } catch DecodingError.typeMismatch(_, let context) {
            throw Unreadable(
                description: "no audit result: \(Self.place(context)) holds another kind of value")
        } catch {
            throw Unreadable(
                description: "no audit result: make one with traceledger audit --format json")
        }
        guard schema == "traceledger-audit/1" else {
            throw Unreadable(
                description: "an audit result of another form (\(schema)); this version reads "
                    + "traceledger-audit/1")
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
        return path.isEmpty ? "the object" : path.joined(separator: ".")
    }
}
