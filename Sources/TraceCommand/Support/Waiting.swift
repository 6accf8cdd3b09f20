// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization

/// Runs asynchronous work from a command, which is not asynchronous itself.
enum Waiting {
    /// Blocks this thread until the work is done.
    static func `for`<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) throws -> Value {
        let place = Place<Value>()
        Task.detached {
            do { place.put(.success(try await work())) } catch { place.put(.failure(error)) }
        }
        return try place.take()
    }

    /// Where the result is left.
    private final class Place<Value: Sendable>: Sendable {
        private let result = Mutex<Result<Value, any Error>?>(nil)
        private let done = DispatchSemaphore(value: 0)

        func put(_ value: Result<Value, any Error>) {
            result.withLock { $0 = value }
            done.signal()
        }

        func take() throws -> Value {
            done.wait()
            guard let value = result.withLock({ $0 }) else { throw CancellationError() }
            return try value.get()
        }
    }
}
