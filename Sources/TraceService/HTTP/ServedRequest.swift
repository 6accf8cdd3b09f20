// SPDX-License-Identifier: Apache-2.0

/// A request as a handler sees it, read whole.
public struct ServedRequest: Sendable, Hashable {
    /// The method, as it was written.
    public let method: String
    /// The path before any question mark, as it was written.
    public let path: String
    /// The body.
    public let body: [UInt8]
    /// Whether the client wants to go on with this connection.
    public let keepsAlive: Bool

    /// A request of its parts.
    public init(method: String, path: String, body: [UInt8] = [], keepsAlive: Bool = true) {
        self.method = method
        self.path = path
        self.body = body
        self.keepsAlive = keepsAlive
    }
}

/// What a handler answers.
public struct ServedResponse: Sendable, Hashable {
    /// The status.
    public let status: Int
    /// The media type of the body.
    public let contentType: String
    /// How long caches may keep it, as the header says it; nil for no header.
    public let caching: String?
    /// The body.
    public let body: [UInt8]

    /// An answer of its parts.
    public init(
        _ status: Int, contentType: String = "text/plain; charset=utf-8", caching: String? = nil,
        body: [UInt8]
    ) {
        self.status = status
        self.contentType = contentType
        self.caching = caching
        self.body = body
    }

    /// An answer of one line of text.
    public init(_ status: Int, _ text: String) {
        self.init(status, body: Array("\(text)\n".utf8))
    }

    /// The bytes on the wire.
    func encoded(keepsAlive: Bool, withBody: Bool = true) -> [UInt8] {
        var head = "HTTP/1.1 \(status) \(Self.phrase(status))\r\n"
        head += "Content-Type: \(contentType)\r\nContent-Length: \(body.count)\r\n"
        if let caching { head += "Cache-Control: \(caching)\r\n" }
        head += "Connection: \(keepsAlive ? "keep-alive" : "close")\r\n\r\n"
        return Array(head.utf8) + (withBody ? body : [])
    }

    private static func phrase(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 400: "Bad Request"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 409: "Conflict"
        case 411: "Length Required"
        case 413: "Content Too Large"
        case 422: "Unprocessable Content"
        case 431: "Request Header Fields Too Large"
        case 503: "Service Unavailable"
        default: status < 500 ? "Refused" : "Internal Server Error"
        }
    }
}
