// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Synchronization
public import TraceStorage

/// Fetches files over http and https within limits; blocks the thread that asks.
///
/// What it returns is what a server sent: nothing of it may be believed before it is authenticated.
public final class HTTPFetcher: Sendable {
    /// The limits, of which bytes and total time are shared by everything this fetcher does.
    public let limits: RemoteLimits
    private let idle = Mutex<[CurlHandle]>([])
    private let spent = Mutex(0)
    private let begin = ContinuousClock.now

    /// The most connections that are kept while nobody uses them.
    private static let keptHandles = 8
    /// The most bytes of a refusal's text that are read past, so that its connection can be kept.
    private static let refusalText = 1 << 16

    /// A fetcher whose time begins now.
    public init(_ limits: RemoteLimits = RemoteLimits()) { self.limits = limits }

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
            case .badAddress:
                throw StoreError(.notFollowed, address, "no http or https address")
            case .complete, .late, .failed:
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
            let result = try perform(nil, target, limit: limit, until: end)
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
        let result = try perform(
            body, address, limit: limit, until: ContinuousClock.now + limits.file)
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
        case .badAddress:
            throw StoreError(.notFollowed, address, "no http or https address")
        case .complete, .late, .failed: throw unreachable(address, result, 1)
        }
    }

    private func unreachable(
        _ address: String, _ result: TransferResult, _ attempts: Int
    ) -> StoreError {
        let times = attempts == 1 ? "" : ", \(attempts) times"
        let words =
            switch result.end {
            case .failed(let words): words
            case .late: "no whole answer in time"
            default: "the server answers \(result.status)"
            }
        return StoreError(.unreachable, address, words + times)
    }

    private func perform(
        _ body: [UInt8]?, _ address: String, limit: Int, until end: ContinuousClock.Instant
    ) throws(StoreError) -> TransferResult {
        // Text without a scheme would be asked as a host.
        guard address.hasPrefix("http://") || address.hasPrefix("https://") else {
            throw StoreError(.notFollowed, address, "no http or https address")
        }
        let left = limits.bytes - received
        let time = limits.total - (ContinuousClock.now - begin)
        guard left > 0, time > .zero else {
            let what = left > 0 ? "\(limits.total) in all" : "\(limits.bytes) bytes in all"
            throw StoreError(.limitReached, address, "\(what) were used up")
        }
        guard let handle = idle.withLock({ $0.popLast() }) ?? CurlHandle() else {
            throw StoreError(.unreachable, address, "libcurl cannot be used")
        }
        let result = handle.perform(
            TransferRequest(
                address: address, body: body, limit: min(limit, left),
                unread: min(Self.refusalText, left),
                time: min(end - ContinuousClock.now, time), silence: limits.silence))
        idle.withLock { if $0.count < Self.keptHandles { $0.append(handle) } }
        spent.withLock { $0 += result.received }
        if case .tooLong = result.end, limit > left {
            throw StoreError(.limitReached, address, "\(limits.bytes) bytes in all were used up")
        }
        return result
    }

    private static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }
}
