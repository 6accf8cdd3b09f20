// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation

/// The number of processors.
public enum Cores {
    /// Those that this process may use.
    public static var count: Int { ProcessInfo.processInfo.activeProcessorCount }
}

/// Works on items in parallel and takes up the results in order, with a bounded number in flight.
enum OrderedFold {
    /// Runs `work` on several threads and `absorb` for each result in the order of the items.
    ///
    /// Only one thread absorbs at a time; a result waits at most for those before it. The first
    /// error, in the order of the items, is thrown when no thread works any more.
    static func run<Item: Sendable, Part: Sendable>(
        _ items: [Item], threads: Int, work: @Sendable (Item) throws -> Part,
        absorb: (Part) -> Void
    ) throws {
        guard threads > 1, items.count > 1 else {
            for item in items { absorb(try work(item)) }
            return
        }
        try withoutActuallyEscaping(absorb) { absorb in
            let line = Line<Part>(count: items.count, window: threads * 4, absorb: absorb)
            DispatchQueue.concurrentPerform(iterations: min(threads, items.count)) { _ in
                while let position = line.take() {
                    line.put(position, Result { try work(items[position]) })
                }
            }
            try line.finish()
        }
    }

    /// The results that are ready but not yet absorbed.
    // Every access to the fields holds the lock; `absorb` is called by whoever set `isAbsorbing`, so that
    // the others go on with their work.
    private final class Line<Part: Sendable>: @unchecked Sendable {
        private let lock = NSCondition()
        private let count: Int
        private let window: Int
        private let absorb: (Part) -> Void
        private var next = 0
        private var absorbed = 0
        private var isAbsorbing = false
        private var ready: [Int: Result<Part, any Error>] = [:]
        private var failure: (any Error)?

        init(count: Int, window: Int, absorb: @escaping (Part) -> Void) {
            self.count = count
            self.window = window
            self.absorb = absorb
        }

        func take() -> Int? {
            lock.lock()
            defer { lock.unlock() }
            while next < count, failure == nil, next >= absorbed + window { lock.wait() }
            guard next < count, failure == nil else { return nil }
            defer { next += 1 }
            return next
        }

        func put(_ position: Int, _ result: Result<Part, any Error>) {
            lock.lock()
            defer { lock.unlock() }
            ready[position] = result
            guard !isAbsorbing else { return }
            isAbsorbing = true
            while failure == nil, let part = ready.removeValue(forKey: absorbed) {
                switch part {
                case .success(let part):
                    lock.unlock()
                    absorb(part)
                    lock.lock()
                case .failure(let error): failure = error
                }
                absorbed += 1
                lock.broadcast()
            }
            isAbsorbing = false
            lock.broadcast()
        }

        func finish() throws {
            if let failure { throw failure }
        }
    }
}
