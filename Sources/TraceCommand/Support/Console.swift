// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a command says: results on standard output, everything else on standard error.
enum Console {
    /// Writes a result.
    static func say(_ text: String) { write(text, to: .standardOutput) }

    /// Writes a remark on what is done.
    static func note(_ text: String) { write(text, to: .standardError) }

    /// Writes why something cannot be done.
    static func complain(_ text: String) {
        write(text.hasPrefix("Error:") ? text : "Error: " + text, to: .standardError)
    }

    private static func write(_ text: String, to handle: FileHandle) {
        // By bytes: a line of CSV ends in CR LF, which is one character and no "\n".
        let line = text.utf8.last == 0x0A ? text : text + "\n"
        // A reader that has gone away wants no more text.
        try? handle.write(contentsOf: Data(line.utf8))
    }
}
