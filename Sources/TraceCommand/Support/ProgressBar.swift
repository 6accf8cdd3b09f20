// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// A line on standard error that shows how far a command is; only at a terminal.
final class ProgressBar: Sendable {
    private let label: String
    private let isShown: Bool
    private let lastPercent = Atomic<UInt64>(101)

    init(label: String) {
        self.label = label
        isShown = isatty(STDERR_FILENO) == 1
    }

    /// Shows a number of a total; prints when the percentage changes.
    func show(_ done: UInt64, _ total: UInt64) {
        guard isShown, total > 0 else { return }
        let percent = done * 100 / total
        guard lastPercent.exchange(percent, ordering: .relaxed) != percent else { return }
        let filled = Int(percent) / 4
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 25 - filled)
        try? FileHandle.standardError.write(
            contentsOf: Data("\r\(label) [\(bar)] \(percent) %".utf8))
    }

    /// Clears the line.
    func end() {
        guard isShown else { return }
        let blank = String(repeating: " ", count: label.count + 36)
        try? FileHandle.standardError.write(contentsOf: Data("\r\(blank)\r".utf8))
    }
}
