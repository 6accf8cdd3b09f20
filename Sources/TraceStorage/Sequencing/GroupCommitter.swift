// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Lets many tasks append to one store: while one commit becomes durable, the next gathers.
///
/// A commit begins when the one before it has ended and anything waits, never by a clock.
public actor GroupCommitter<Store: LedgerStore> {
    private let store: Store
    private let queue = Mutex<[Waiting]>([])

    private struct Waiting: Sendable {
        let entries: [PendingEntry]
        let answer: CheckedContinuation<Range<UInt64>, any Error>
    }

    /// Takes over a store, which nothing else may use from now on.
    public init(_ store: sending Store) {
        self.store = store
    }

    /// Appends entries and returns their indexes when they are durable.
    ///
    /// When an entry is refused, those before it are committed and the error is thrown.
    public nonisolated func append(_ entries: [PendingEntry]) async throws -> Range<UInt64> {
        try await withCheckedThrowingContinuation { answer in
            queue.withLock { $0.append(Waiting(entries: entries, answer: answer)) }
            // Whichever call comes first commits for all that wait; the others find nothing to do.
            Task { await self.drain() }
        }
    }

    /// Publishes everything committed and returns the note.
    @discardableResult
    public func publish() throws -> [UInt8] {
        drain()
        return try store.publish()
    }

    /// Publishes and closes the store.
    public func close() throws {
        drain()
        try store.close()
    }

    private func drain() {
        while true {
            let waiting = queue.withLock { queue in
                defer { queue = [] }
                return queue
            }
            guard !waiting.isEmpty else { return }
            commit(waiting)
        }
    }

    private func commit(_ waiting: [Waiting]) {
        let staged = waiting.map { call in Result { try store.stage(call.entries) } }
        do {
            try store.commit()
            for (call, result) in zip(waiting, staged) { call.answer.resume(with: result) }
        } catch {
            for call in waiting { call.answer.resume(throwing: error) }
        }
        store.settle()
    }
}
