// SPDX-License-Identifier: Apache-2.0

/// Why a trust policy is refused, and in which line.
public struct TrustPolicyError: Error, Hashable, Sendable {
    /// What is wrong; a struct, so that a new reason breaks no caller.
    public struct Code: Hashable, Sendable {
        /// The stable name.
        public let name: String

        init(_ name: String) { self.name = name }
    }

    /// What is wrong.
    public let code: Code
    /// The line, counted from 1; the last line for what the file as a whole lacks.
    public let line: Int
    /// What was found and what would help.
    public let reason: String

    /// An error of a kind in a line.
    public init(_ code: Code, line: Int, _ reason: String) {
        self.code = code
        self.line = line
        self.reason = reason
    }

    /// Same kind in the same line, whatever the wording.
    public static func == (left: TrustPolicyError, right: TrustPolicyError) -> Bool {
        left.code == right.code && left.line == right.line
    }

    /// Hashes what is compared.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(line)
    }
}

extension TrustPolicyError.Code {
    /// A byte that no policy has, or no UTF-8.
    public static let character = Self("policy-character")
    /// Too many lines, or one that is too long.
    public static let limit = Self("policy-limit")
    /// A line that begins with an unknown word, or has another number of items.
    public static let line = Self("policy-line")
    /// A verifier key that is none, or one of another type.
    public static let key = Self("policy-key")
    /// A key, a name or a line that stands there twice.
    public static let duplicate = Self("policy-duplicate")
    /// A name that no line before defines, or that may not be used.
    public static let name = Self("policy-name")
    /// A threshold below 1 or above the number of members.
    public static let threshold = Self("policy-threshold")
    /// No quorum line although witnesses are named.
    public static let quorum = Self("policy-quorum")
    /// No http or https address.
    public static let address = Self("policy-address")
}

extension TrustPolicyError: CustomStringConvertible {
    /// Line, reason and code in one line.
    public var description: String { "line \(line): \(reason) (\(code.name))" }
}
