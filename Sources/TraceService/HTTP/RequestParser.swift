// SPDX-License-Identifier: Apache-2.0

/// Reads requests of HTTP/1.1 (RFC 9112) from bytes as they arrive; holds no more than the limits allow.
///
/// A body needs a Content-Length: every way to say where a body ends is a way to disagree about it.
public struct RequestParser: Sendable {
    /// Why a connection ends, with the status that says so.
    public struct Rejection: Error, Sendable, Hashable {
        /// The status.
        public let status: Int
        /// What was wrong.
        public let reason: String

        init(_ status: Int, _ reason: String) {
            self.status = status
            self.reason = reason
        }
    }

    private let limits: HTTPLimits
    private var buffer: [UInt8] = []
    private var head: Head?

    private struct Head {
        let method, path: String
        let length: Int
        let keepsAlive, wantsContinue: Bool
    }

    /// A parser for one connection.
    public init(_ limits: HTTPLimits) { self.limits = limits }

    /// Whether nothing of a next request has arrived.
    public var isIdle: Bool { buffer.isEmpty && head == nil }

    /// Whether the client waits for `100 Continue` before it sends the body.
    public var wantsContinue: Bool { head?.wantsContinue ?? false }

    /// Adds bytes that arrived.
    public mutating func append(_ bytes: [UInt8]) { buffer += bytes }

    /// The next request, nil until it is there whole.
    public mutating func next() throws(Rejection) -> ServedRequest? {
        if head == nil { head = try readHead() }
        guard let head, buffer.count >= head.length else { return nil }
        let body = Array(buffer.prefix(head.length))
        buffer.removeFirst(head.length)
        self.head = nil
        return ServedRequest(
            method: head.method, path: head.path, body: body, keepsAlive: head.keepsAlive)
    }

    private mutating func readHead() throws(Rejection) -> Head? {
        guard let end = headEnd() else {
            guard buffer.count <= limits.head else {
                throw Rejection(431, "the headers are too long")
            }
            return nil
        }
        guard end <= limits.head else { throw Rejection(431, "the headers are too long") }
        let text = buffer.prefix(end)
        // Tab aside, control characters and bare line feeds have no place in a head.
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast(2)
        for line in lines {
            guard line.last == 0x0D,
                line.dropLast().allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
            else { throw Rejection(400, "a header line with a control character") }
        }
        let read = try parse(lines.map { String(decoding: $0.dropLast(), as: UTF8.self) })
        buffer.removeFirst(end)
        return read
    }

    /// The length of the head with its blank line.
    private func headEnd() -> Int? {
        var index = 3
        while index < buffer.count {
            if buffer[index] == 0x0A, buffer[index - 1] == 0x0D, buffer[index - 2] == 0x0A,
                buffer[index - 3] == 0x0D
            {
                return index + 1
            }
            index += 1
        }
        return nil
    }

    private func parse(_ lines: [String]) throws(Rejection) -> Head {
        let words = lines.first?.split(separator: " ", omittingEmptySubsequences: false) ?? []
        guard words.count == 3, !words[0].isEmpty, words[1].hasPrefix("/"),
            words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0"
        else { throw Rejection(400, "no request line of HTTP/1.1") }
        var length: Int?
        var keepsAlive = words[2] == "HTTP/1.1"
        var wantsContinue = false
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
                !line[..<colon].contains(where: { $0 == " " || $0 == "\t" })
            else { throw Rejection(400, "a header line without a name") }
            let value = line[line.index(after: colon)...].trimming { $0 == " " || $0 == "\t" }
            switch line[..<colon].lowercased() {
            case "content-length":
                guard length == nil, let number = Int(value), String(number) == value, number >= 0
                else { throw Rejection(400, "no single Content-Length in decimal") }
                length = number
            case "transfer-encoding": throw Rejection(411, "send a Content-Length")
            case "connection": if value.lowercased() == "close" { keepsAlive = false }
            case "expect": wantsContinue = value.lowercased() == "100-continue"
            default: break
            }
        }
        guard length ?? 0 <= limits.body else { throw Rejection(413, "the body is too long") }
        let path = words[1].prefix { $0 != "?" }
        return Head(
            method: String(words[0]), path: String(path), length: length ?? 0,
            keepsAlive: keepsAlive, wantsContinue: wantsContinue)
    }
}

extension Substring {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> Substring {
        var text = self
        while let first = text.first, isBlank(first) { text.removeFirst() }
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }
}
