// SPDX-License-Identifier: Apache-2.0

/// What went wrong while a ledger folder was read or written: the file, the reason, the remedy.
public struct StoreError: Error, Sendable {
    /// The kind of failure; a struct, so that a new kind breaks no caller.
    public struct Code: Hashable, Sendable {
        /// The stable name, as it stands in machine-readable output.
        public let name: String

        /// What a person can do about it.
        public let remedy: String

        init(_ name: String, _ remedy: String) {
            self.name = name
            self.remedy = remedy
        }
    }

    /// The kind of failure.
    public let code: Code

    /// The file or folder.
    public let path: String

    /// What was found there, as a sentence without its full stop.
    public let reason: String

    /// A failure of a kind, at a path, for a reason.
    public init(_ code: Code, _ path: String, _ reason: String) {
        self.code = code
        self.path = path
        self.reason = reason
    }
}

extension StoreError.Code {
    /// The file is not there.
    public static let notFound = Self("not-found", "check the path")
    /// The file is there already.
    public static let alreadyExists = Self("already-exists", "name another path")
    /// The operating system refuses access.
    public static let permissionDenied = Self(
        "permission-denied", "give this user the right to read there, and a writer to write")
    /// There is no room left.
    public static let diskFull = Self(
        "disk-full", "make room and open the ledger again; nothing acknowledged is lost")
    /// The operating system reports another failure.
    public static let inputOutput = Self(
        "input-output", "check the disk, then open the ledger again")
    /// Written bytes could not be made durable.
    public static let notDurable = Self(
        "not-durable", "check the disk, then open the ledger again")
    /// Another writer holds the ledger.
    public static let locked = Self("locked", "wait until the other writer has ended")
    /// A file's bytes are not what was written.
    public static let damaged = Self("damaged", "restore the folder from a copy that is whole")
    /// The folder knows a later checkpoint than its own head.
    public static let behind = Self(
        "behind-checkpoint",
        "restore a newer copy of the private folder; writing would fork the log")
    /// A file, a path or an entry exceeds its limit.
    public static let tooLarge = Self("too-large", "split it or leave it out")
    /// The name is a folder, a link, a pipe or a device.
    public static let notAFile = Self("not-a-file", "put a regular file there or remove the name")
    /// A server does not answer, or answers that it cannot.
    public static let unreachable = Self(
        "unreachable", "check the address and the network, then try again")
    /// A server sends the reader elsewhere, or says something that no log says.
    public static let notFollowed = Self("not-followed", "ask for the address of the log itself")
    /// Reading took more bytes or time in all than it was given.
    public static let limitReached = Self(
        "limit-reached", "raise the limit, if the ledger is known to be that large")
    /// The writer has stopped after a failure, or was closed.
    public static let stopped = Self("stopped", "open the ledger again")
    /// The checkpoint that was made does not state the committed head.
    public static let wrongCheckpoint = Self(
        "wrong-checkpoint", "check the log key and the origin")
}

extension StoreError: Equatable {
    /// Same kind at the same path, whatever the wording.
    public static func == (left: StoreError, right: StoreError) -> Bool {
        left.code == right.code && left.path == right.path
    }
}

extension StoreError: CustomStringConvertible {
    /// Path, reason, remedy.
    public var description: String { "\(path): \(reason) (\(code.name); \(code.remedy))" }
}
