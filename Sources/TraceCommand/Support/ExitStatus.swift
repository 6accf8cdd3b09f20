// SPDX-License-Identifier: Apache-2.0

/// How a command ends, as gates read it.
enum ExitStatus: Int32, Error {
    /// Nothing calls for a person.
    case noAlert = 0
    /// At least one lot alerts.
    case alert = 1
    /// The command was used wrongly, or its input could not be read.
    case unusable = 2
    /// The records are not what was signed.
    case integrityFailed = 3
}

/// A command that cannot go on, with the sentence that says why.
struct Refusal: Error {
    let message: String
    let status: ExitStatus

    init(_ message: String, status: ExitStatus = .unusable) {
        self.message = message
        self.status = status
    }
}
