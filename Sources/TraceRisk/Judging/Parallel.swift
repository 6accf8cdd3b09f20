// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization

/// Work spread over the processors; the results stand in the order of the items, whoever was first.
enum Parallel {
    /// The results of `count` pieces of work, in their order.
    static func map<Part: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Part) -> [Part] {
        let parts = Mutex<[Part?]>(Array(repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { number in
            let part = work(number)
            parts.withLock { $0[number] = part }
        }
        return parts.withLock { $0.compactMap { $0 } }
    }
}
