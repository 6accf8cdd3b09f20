// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Foundation
internal import Synchronization

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// What came of one request.
struct TransferResult: Sendable {
    enum End: Sendable, Hashable {
        /// The whole answer is there.
        case complete
        /// The answer is longer than was asked for; the rest was not read.
        case tooLong
        /// The connection failed, in words.
        case failed(String)
    }

    var status = 0
    var contentType = ""
    /// Where the server sends us instead; it is not followed here.
    var location: String?
    var bytes: [UInt8] = []
    var end = End.complete
}

/// The requests that are under way in one session; it counts what arrives and ends what is too long.
final class TransferTable: NSObject, URLSessionDataDelegate, Sendable {
    private struct Entry {
        var result = TransferResult()
        let limit: Int
        /// Whether a redirect is being declined; the session ends the task by itself then.
        var isDeclining = false
        /// Whether nobody waits any more.
        var isOver = false
        let done = DispatchSemaphore(value: 0)
    }

    private let entries = Mutex<[Int: Entry]>([:])

    /// Begins to listen for a task that has not been resumed.
    func begin(_ task: URLSessionTask, limit: Int) -> DispatchSemaphore {
        let entry = Entry(limit: limit)
        entries.withLock { $0[task.taskIdentifier] = entry }
        return entry.done
    }

    /// Ends listening and returns what arrived.
    func end(_ task: URLSessionTask) -> TransferResult {
        entries.withLock { $0.removeValue(forKey: task.taskIdentifier)?.result } ?? TransferResult()
    }

    /// Ends a task that took too long.
    ///
    /// One whose redirect is being declined ends by itself: the session of Linux stops the process when a
    /// task is cancelled between a redirect and the answer to it.
    func abandon(_ task: URLSessionTask) {
        let isDeclining = entries.withLock { entries -> Bool in
            entries[task.taskIdentifier]?.isOver = true
            return entries[task.taskIdentifier]?.isDeclining ?? false
        }
        if !isDeclining { task.cancel() }
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        let answer = response as? HTTPURLResponse
        let isTooLong = entries.withLock { entries -> Bool in
            guard var entry = entries[dataTask.taskIdentifier] else { return true }
            defer { entries[dataTask.taskIdentifier] = entry }
            entry.result.status = answer?.statusCode ?? 0
            entry.result.contentType = answer?.value(forHTTPHeaderField: "Content-Type") ?? ""
            guard response.expectedContentLength > Int64(entry.limit), answer?.statusCode == 200
            else { return false }
            entry.result.end = .tooLong
            return true
        }
        completionHandler(isTooLong ? .cancel : .allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLong = entries.withLock { entries -> Bool in
            guard entries[dataTask.taskIdentifier]?.result.end == .complete else { return true }
            let room =
                (entries[dataTask.taskIdentifier]?.limit ?? 0)
                - (entries[dataTask.taskIdentifier]?.result.bytes.count ?? 0)
            entries[dataTask.taskIdentifier]?.result.bytes += data.prefix(room)
            guard data.count > room else { return false }
            entries[dataTask.taskIdentifier]?.result.end = .tooLong
            return true
        }
        if isTooLong { dataTask.cancel() }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        let declines = entries.withLock { entries -> Bool in
            guard var entry = entries[task.taskIdentifier], !entry.isOver else { return false }
            entry.isDeclining = true
            entry.result.status = response.statusCode
            entry.result.location = request.url?.absoluteString ?? ""
            entries[task.taskIdentifier] = entry
            return true
        }
        if declines { completionHandler(nil) }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
        let done = entries.withLock { entries -> DispatchSemaphore? in
            guard var entry = entries[task.taskIdentifier] else { return nil }
            defer { entries[task.taskIdentifier] = entry }
            if let error, entry.result.end == .complete {
                entry.result.end = .failed(error.localizedDescription)
            }
            return entry.done
        }
        done?.signal()
    }
}
