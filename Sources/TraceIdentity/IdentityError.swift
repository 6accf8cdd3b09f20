// SPDX-License-Identifier: Apache-2.0

/// Why identity evidence says nothing: what it is, what is wrong, what would help.
public struct IdentityError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: String, Sendable {
        /// The file has not the form of evidence.
        case malformed = "evidence-malformed"
        /// The content is not the one whose hash stands in the file.
        case altered = "evidence-altered"
        /// The content has not the form of its type.
        case content = "evidence-content"
        /// It speaks of another name.
        case name = "evidence-name"
        /// It speaks of another key.
        case key = "evidence-key"
        /// The chain does not hold.
        case chain = "evidence-chain"
    }

    /// What is wrong.
    public let code: Code
    /// What was found, and what would help.
    public let reason: String

    init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The code and the reason.
    public var description: String { "\(code.rawValue): \(reason)" }
}
