// SPDX-License-Identifier: Apache-2.0
import TraceMerkle

extension Sequencer {
    /// Replays the journal through the code that commits use, then publishes what was committed.
    func replay(_ opening: LedgerOpening) throws {
        for record in opening.scan.records { try replay(record) }
        try installer.flush()
        try folder.files.synchronizeFolder(folder.logPath)
        let signed = try Publisher.head(in: folder, at: "checkpoints/\(head.size)")
        let isUntidy = try tidy() || (published == head && opening.scan.published != head)
        recovery.interrupted =
            if opening.scan.isTorn {
                .stage
            } else if opening.scan.isResetting {
                .reset
            } else if recovery.installedFiles > 0 {
                .apply
            } else if head.size > 0, published != head {
                signed == nil ? .publish : .replace
            } else {
                isUntidy ? .discard : nil
            }
        guard head.size > 0 else { return }
        if published != head {
            _ = try publishHead()
        } else if opening.scan.published != head {
            try journal.notePublished(head)
        }
    }
}
