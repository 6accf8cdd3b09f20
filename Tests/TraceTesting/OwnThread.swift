// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// Work that blocks, on a thread of its own: tests share two threads, which have to stay free.
public func onOwnThread<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Result { try work() }) }
        thread.start()
    }
}
