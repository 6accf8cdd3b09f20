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
        /// The server sent us on too often, or where we do not go.
        case redirected(String)
        /// The connection failed, in words.
        case failed(String)
    }

    var status = 0
    var contentType = ""
    var bytes: [UInt8] = []
    var end = End.complete
}

/// The requests that are under way in one session; it counts what arrives and ends what is too long.
final class TransferTable: NSObject, URLSessionDataDelegate, Sendable {
    private struct Entry {
        var result = TransferResult()
        let limit: Int
        var redirects: Int
        let done = DispatchSemaphore(value: 0)
    }

    private let entries = Mutex<[Int: Entry]>([:])

    /// Begins to listen for a task that has not been resumed.
    func begin(_ task: URLSessionTask, limit: Int, redirects: Int) -> DispatchSemaphore {
        let entry = Entry(limit: limit, redirects: redirects)
        entries.withLock { $0[task.taskIdentifier] = entry }
        return entry.done
    }

    /// Ends listening and returns what arrived.
    func end(_ task: URLSessionTask) -> TransferResult {
        entries.withLock { $0.removeValue(forKey: task.taskIdentifier)?.result } ?? TransferResult()
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
        let from = task.originalRequest?.url?.scheme
        let to = request.url?.scheme
        let target = request.url?.absoluteString ?? "nowhere"
        let goes = entries.withLock { entries -> Bool in
            guard var entry = entries[task.taskIdentifier] else { return false }
            defer { entries[task.taskIdentifier] = entry }
            guard to == "https" || (to == "http" && from == "http") else {
                entry.result.end = .redirected("to \(target), which is not followed")
                return false
            }
            entry.redirects -= 1
            guard entry.redirects >= 0 else {
                entry.result.end = .redirected("too often, at last to \(target)")
                return false
            }
            return true
        }
        completionHandler(goes ? request : nil)
        if !goes { task.cancel() }
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
