// SPDX-License-Identifier: Apache-2.0
#if Service
    import FlyingSocks
    import Foundation

    /// A client of one connection that sends what it is told, right or wrong.
    struct RawClient: Sendable {
        struct Answer: Sendable {
            let status: Int
            let headers: [String: String]
            let text: String
        }

        private let socket: AsyncSocket

        init(port: UInt16) async throws {
            socket = try await AsyncSocket.connected(to: .inet(ip4: "127.0.0.1", port: port))
        }

        func write(_ text: String) async throws { try await socket.write(Data(text.utf8)) }

        func send(_ method: String, _ path: String, _ body: [UInt8] = []) async throws -> Answer {
            let head = "\(method) \(path) HTTP/1.1\r\nContent-Length: \(body.count)\r\n\r\n"
            try await socket.write(Data(Array(head.utf8) + body))
            return try await answer()
        }

        func answer() async throws -> Answer {
            var bytes: [UInt8] = []
            while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
                bytes += try await socket.read(atMost: 4_096)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { throw URLError(.badServerResponse) }
            let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                guard let colon = line.firstIndex(of: ":") else { continue }
                headers[line[..<colon].lowercased()] =
                    line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            }
            var body = Array(text[end.upperBound...].utf8)
            let length = headers["content-length"].flatMap { Int($0) } ?? 0
            while body.count < length { body += try await socket.read(atMost: 4_096) }
            let words = lines.first?.split(separator: " ") ?? []
            return Answer(
                status: words.count > 1 ? Int(words[1]) ?? 0 : 0, headers: headers,
                text: String(decoding: body, as: UTF8.self))
        }

        /// Waits until the server closes the connection without a word.
        func isClosed() async throws -> Bool {
            do {
                _ = try await socket.read(atMost: 1)
                return false
            } catch SocketError.disconnected {
                return true
            }
        }
    }
#endif
