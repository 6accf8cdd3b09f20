// SPDX-License-Identifier: Apache-2.0

/// What came of one request.
struct TransferResult: Sendable {
    enum End: Sendable, Hashable {
        /// The whole answer is there, or as much of it as is wanted.
        case complete
        /// The answer is longer than was asked for; the rest was not read.
        case tooLong
        /// There was no whole answer in time.
        case late
        /// This is no address that can be asked.
        case badAddress
        /// The connection failed, in words.
        case failed(String)
    }

    var status = 0
    var contentType = ""
    /// Where the server sends us instead; it is not followed here.
    var location: String?
    var bytes: [UInt8] = []
    /// Bytes of bodies that arrived, those of a refusal included.
    var received = 0
    var end = End.complete
}

/// What is asked for, and within which limits.
struct TransferRequest: Sendable {
    let address: String
    /// The body of a POST; nil for a GET.
    let body: [UInt8]?
    /// The most bytes of the answer.
    let limit: Int
    /// The most bytes of a refusal's text that are read past, so that its connection can be kept.
    let unread: Int
    /// How long it may take as a whole.
    let time: Duration
    /// How long the server may be silent.
    let silence: Duration
}

/// One request under way: it counts what arrives, and says when enough has.
final class Transfer {
    /// The most bytes of header lines, those of interim answers and trailers included.
    static let maximumHeader = 1 << 16

    let request: TransferRequest
    private(set) var result = TransferResult()
    private var header = 0
    /// Whether it was ended because its status says everything.
    private var hasEnough = false
    private var heard = ContinuousClock.now

    init(_ request: TransferRequest) { self.request = request }

    /// Counts a header line; false ends the transfer.
    func takeHeader(_ count: Int) -> Bool {
        heard = .now
        header += count
        guard header > Self.maximumHeader else { return true }
        result.end = .failed("the server sends more than \(Self.maximumHeader) bytes of headers")
        return false
    }

    /// Takes a part of the body over; false ends the transfer.
    ///
    /// `length` is what the server says of the whole body, negative where it says nothing.
    func take(_ part: [UInt8], status: Int, length: Int64) -> Bool {
        heard = .now
        guard status == 200 || request.body != nil else { return pass(part.count, status) }
        if result.bytes.isEmpty {
            guard length <= Int64(request.limit) else {
                result.end = .tooLong
                return false
            }
            if length > 0 { result.bytes.reserveCapacity(Int(length)) }
        }
        let room = request.limit - result.bytes.count
        result.bytes += part.prefix(room)
        result.received = result.bytes.count
        guard part.count > room else { return true }
        result.end = .tooLong
        return false
    }

    /// Passes over the text of an answer whose status says everything.
    private func pass(_ count: Int, _ status: Int) -> Bool {
        guard result.received + count > request.unread else {
            result.received += count
            return true
        }
        result.received = request.unread
        if (300..<400).contains(status) { result.end = .tooLong } else { hasEnough = true }
        return false
    }

    /// Whether the server has been silent for too long; asking ends the transfer.
    func hasFallenSilent() -> Bool {
        guard ContinuousClock.now - heard > request.silence else { return false }
        result.end = .late
        return true
    }

    /// Ends with what the library says; `end` is nil where all went well.
    func finish(status: Int, contentType: String, location: String?, end: TransferResult.End?) {
        result.status = status
        result.contentType = contentType
        result.location = location
        // What ended it from here says more than that it was ended.
        if let end, result.end == .complete, !hasEnough { result.end = end }
    }
}
