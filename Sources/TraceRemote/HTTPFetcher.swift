// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Foundation
internal import Synchronization
public import TraceStorage

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// Fetches files over http and https within limits; blocks the thread that asks.
///
/// What it returns is what a server sent: nothing of it may be believed before it is authenticated.
public final class HTTPFetcher: Sendable {
    /// The limits, of which bytes and total time are shared by everything this fetcher does.
    public let limits: RemoteLimits
    private let session: URLSession
    private let table = TransferTable()
    private let spent = Mutex(0)
    private let begin = ContinuousClock.now

    /// A fetcher whose time begins now.
    public init(_ limits: RemoteLimits = RemoteLimits()) {
        self.limits = limits
        let settings = URLSessionConfiguration.ephemeral
        settings.urlCache = nil
        settings.httpCookieStorage = nil
        settings.requestCachePolicy = .reloadIgnoringLocalCacheData
        settings.timeoutIntervalForRequest = Self.seconds(limits.silence)
        settings.timeoutIntervalForResource = Self.seconds(limits.file)
        settings.httpMaximumConnectionsPerHost = 8
        session = URLSession(configuration: settings, delegate: table, delegateQueue: nil)
    }

    deinit { session.invalidateAndCancel() }

    /// Bytes received so far.
    public var received: Int { spent.withLock { $0 } }

    /// The file at an address; nil when the server says that there is none, an error beyond `limit`.
    public func get(_ address: String, limit: Int) throws(StoreError) -> [UInt8]? {
        var wait = limits.backoff
        var attempt = 1
        while true {
            let result = try follow(address, limit: limit)
            switch result.end {
            case .complete where result.status == 200: return result.bytes
            case .complete where result.status == 404 || result.status == 410: return nil
            case .complete where (1..<500).contains(result.status) && result.status != 429:
                throw StoreError(.notFollowed, address, "the server answers \(result.status)")
            case .tooLong:
                throw StoreError(.tooLarge, address, "the server sends more than \(limit) bytes")
            case .complete, .failed:
                guard attempt < limits.attempts else { throw unreachable(address, result, attempt) }
            }
            attempt += 1
            Thread.sleep(forTimeInterval: Self.seconds(wait))
            wait *= 2
        }
    }

    /// One attempt, with its redirects: to https, or from http to http, and not too many.
    private func follow(_ address: String, limit: Int) throws(StoreError) -> TransferResult {
        let end = ContinuousClock.now + limits.file
        var target = address
        for _ in 0...limits.redirects {
            var request = try self.request(target)
            request.httpMethod = "GET"
            let result = try perform(request, target, limit: limit, until: end)
            guard let next = result.location else { return result }
            let isSafe =
                next.hasPrefix("https://")
                || (next.hasPrefix("http://") && target.hasPrefix("http://"))
            guard isSafe else {
                throw StoreError(
                    .notFollowed, address, "the server redirects to \(next), which is not followed")
            }
            target = next
        }
        throw StoreError(
            .notFollowed, address, "the server redirects more than \(limits.redirects) times")
    }

    /// Sends a body once, and returns what was answered; a POST is never sent again by itself.
    public func post(
        _ body: [UInt8], to address: String, limit: Int
    ) throws(StoreError) -> (status: Int, contentType: String, body: [UInt8]) {
        var request = try self.request(address)
        request.httpMethod = "POST"
        request.httpBody = Data(body)
        request.setValue("text/plain; charset=utf-8", forHTTPHeaderField: "Content-Type")
        let result = try perform(
            request, address, limit: limit, until: ContinuousClock.now + limits.file)
        if let next = result.location {
            throw StoreError(
                .notFollowed, address,
                "the server redirects a POST to \(next), which is not followed")
        }
        switch result.end {
        case .complete where result.status > 0:
            return (result.status, result.contentType, result.bytes)
        case .tooLong:
            throw StoreError(.tooLarge, address, "the server sends more than \(limit) bytes")
        case .complete, .failed: throw unreachable(address, result, 1)
        }
    }

    private func unreachable(
        _ address: String, _ result: TransferResult, _ attempts: Int
    ) -> StoreError {
        let times = attempts == 1 ? "" : ", \(attempts) times"
        if case .failed(let words) = result.end {
            return StoreError(.unreachable, address, words + times)
        }
        return StoreError(.unreachable, address, "the server answers \(result.status)\(times)")
    }

    private func request(_ address: String) throws(StoreError) -> URLRequest {
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme ?? ""),
            url.host != nil
        else { throw StoreError(.notFollowed, address, "no http or https address") }
        var request = URLRequest(url: url)
        request.setValue("traceledger/0.1", forHTTPHeaderField: "User-Agent")
        return request
    }

    private func perform(
        _ request: URLRequest, _ address: String, limit: Int, until end: ContinuousClock.Instant
    ) throws(StoreError) -> TransferResult {
        let left = limits.bytes - received
        let time = limits.total - (ContinuousClock.now - begin)
        guard left > 0, time > .zero else {
            let what = left > 0 ? "\(limits.total) in all" : "\(limits.bytes) bytes in all"
            throw StoreError(.limitReached, address, "\(what) were used up")
        }
        let task = session.dataTask(with: request)
        let done = table.begin(task, limit: min(limit, left))
        task.resume()
        let patience = max(0, Self.seconds(min(end - ContinuousClock.now, time)))
        let isInTime = done.wait(timeout: .now() + patience) == .success
        if !isInTime { table.abandon(task) }
        var result = table.end(task)
        spent.withLock { $0 += result.bytes.count }
        if !isInTime { result.end = .failed("no whole answer within \(limits.file)") }
        if case .tooLong = result.end, limit > left {
            throw StoreError(.limitReached, address, "\(limits.bytes) bytes in all were used up")
        }
        return result
    }

    private static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }
}
