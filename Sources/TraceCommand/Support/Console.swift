// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// What a command says: results on standard output, everything else on standard error.
enum Console {
    private static let failed = Atomic<Bool>(false)

    /// Whether a result could not be written; the entrance makes the exit status of it.
    static var hasFailed: Bool { failed.load(ordering: .relaxed) }

    /// Writes a result.
    static func say(_ text: String) { put(line(text)) }

    /// Writes a result as it is, without a line's end behind it.
    ///
    /// What was begun is ended all the same: a ledger must not stay half written because its
    /// report could not be printed.
    static func put(_ bytes: [UInt8]) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            // A reader that has gone away wants no more text.
            guard !FileTrouble.isClosedPipe(error),
                !failed.exchange(true, ordering: .relaxed)
            else { return }
            complain("standard output cannot be written: \(FileTrouble.words(error))")
        }
    }

    /// Writes a remark on what is done.
    static func note(_ text: String) {
        // There is nowhere left to say that this cannot be said.
        try? FileHandle.standardError.write(contentsOf: Data(line(text)))
    }

    /// Writes why something cannot be done.
    static func complain(_ text: String) {
        note(text.hasPrefix("Error:") ? text : "Error: " + text)
    }

    private static func line(_ text: String) -> [UInt8] {
        // By bytes: a line of CSV ends in CR LF, which is one character and no "\n".
        Array((text.utf8.last == 0x0A ? text : text + "\n").utf8)
    }
}
