// SPDX-License-Identifier: Apache-2.0
#if Service
    internal import FlyingSocks
    internal import Foundation
    internal import Synchronization

    /// An HTTP server on the loopback that does what a script says, right or wrong.
    ///
    /// It works on threads of its own, so that a test that waits for it keeps nobody from answering.
    public final class ScriptedServer: Sendable {
        /// A request as it arrived.
        public struct Request: Sendable, Hashable {
            /// The method.
            public let method: String
            /// The path.
            public let path: String
            /// The body.
            public let body: [UInt8]
            /// How many requests for this path came before.
            public let earlier: Int
            /// The number of its connection.
            public let connection: Int
        }

        /// What is done with a request.
        public enum Step: Sendable {
            /// An answer with its length.
            case answer(Int, type: String = "application/octet-stream", [UInt8])
            /// 200 with its length, on a connection that stays open.
            case keep([UInt8])
            /// Another address.
            case redirect(String)
            /// A status, and bytes without end, as fast as they are taken.
            case endless(Int)
            /// 200, and header lines without end.
            case endlessHeader
            /// 200, and a chunk whose first line does not end.
            case endlessChunkLine
            /// 200, a byte now and then, without end.
            case drip
            /// 200 with a length, fewer bytes than that, and then the end of the connection.
            case cut(length: Int, [UInt8])
            /// Nothing at all, for as long as the client waits.
            case silence
            /// The end of the connection.
            case hangUp
        }

        /// Decides what is done.
        public typealias Script = @Sendable (Request) -> Step

        /// The address, without a slash at its end.
        public let address: String
        private let socket: Socket
        private let port: UInt16
        private let script: Script
        private let state = Mutex(State())

        private struct State {
            var isStopped = false
            var connections = 0
            var requests: [Request] = []
        }

        /// Begins to listen on a port that the system chooses.
        public init(_ script: @escaping Script) throws {
            self.script = script
            socket = try Socket(domain: AF_INET)
            try socket.bind(to: .inet(ip4: "127.0.0.1", port: 0))
            try socket.listen()
            guard case .ip4(_, let port) = try socket.sockname() else {
                throw URLError(.cannotConnectToHost)
            }
            self.port = port
            address = "http://127.0.0.1:\(port)"
            let thread = Thread { [self] in
                while !state.withLock({ $0.isStopped }) {
                    guard let file = try? socket.accept().file else { break }
                    let connection = Thread { self.serve(Socket(file: file)) }
                    connection.start()
                }
                try? socket.close()
            }
            thread.start()
        }

        /// Stops listening.
        public func stop() {
            state.withLock { $0.isStopped = true }
            // The thread waits in accept; a last client wakes it.
            guard let last = try? Socket(domain: AF_INET) else { return }
            try? last.connect(to: .inet(ip4: "127.0.0.1", port: port))
            try? last.close()
        }

        /// Every request so far.
        public var requests: [Request] { state.withLock { $0.requests } }

        private func serve(_ socket: Socket) {
            defer { try? socket.close() }
            let connection = state.withLock { state in
                state.connections += 1
                return state.connections
            }
            var isKept = true
            while isKept, let (method, path, body) = try? read(socket) {
                let request = state.withLock { state in
                    let request = Request(
                        method: method, path: path, body: body,
                        earlier: state.requests.count { $0.path == path }, connection: connection)
                    state.requests.append(request)
                    return request
                }
                let step = script(request)
                if case .keep = step {} else { isKept = false }
                guard (try? play(step, socket)) != nil else { return }
            }
        }

        private func read(_ socket: Socket) throws -> (String, String, [UInt8]) {
            var bytes: [UInt8] = []
            while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
                bytes += try socket.read(atMost: 4_096)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let end = text.range(of: "\r\n\r\n") ?? text.endIndex..<text.endIndex
            let head = text[..<end.lowerBound].components(separatedBy: "\r\n")
            let length =
                head.first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
            var body = Array(text[end.upperBound...].utf8)
            while body.count < length { body += try socket.read(atMost: 4_096) }
            let words = head[0].split(separator: " ")
            guard words.count == 3 else { throw URLError(.badServerResponse) }
            return (String(words[0]), String(words[1]), body)
        }

        private func play(_ step: Step, _ socket: Socket) throws {
            switch step {
            case .answer(let status, let type, let bytes):
                try write(
                    "HTTP/1.1 \(status) Said\r\nContent-Type: \(type)\r\n"
                        + "Content-Length: \(bytes.count)\r\nConnection: close\r\n\r\n", socket)
                try write(bytes, socket)
            case .keep(let bytes):
                try write(
                    "HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\n\r\n", socket)
                try write(bytes, socket)
            case .redirect(let address):
                try write(
                    "HTTP/1.1 302 Found\r\nLocation: \(address)\r\nContent-Length: 0\r\n"
                        + "Connection: close\r\n\r\n", socket)
            case .endless(let status):
                try write("HTTP/1.1 \(status) Said\r\nConnection: close\r\n\r\n", socket)
                try repeatForever([UInt8](repeating: 0x41, count: 1 << 16), socket)
            case .endlessHeader:
                try write("HTTP/1.1 200 OK\r\n", socket)
                try repeatForever(Array("X-More: of the same\r\n".utf8), socket)
            case .endlessChunkLine:
                try write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", socket)
                try repeatForever([UInt8](repeating: 0x41, count: 1 << 12), socket)
            case .drip:
                try write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", socket)
                while !isOver {
                    try write([0x41], socket)
                    Thread.sleep(forTimeInterval: 0.02)
                }
            case .cut(let length, let bytes):
                try write("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n", socket)
                try write(bytes, socket)
            case .silence: while !isOver { Thread.sleep(forTimeInterval: 0.02) }
            case .hangUp: return
            }
        }

        private func repeatForever(_ bytes: [UInt8], _ socket: Socket) throws {
            while !isOver { try write(bytes, socket) }
        }

        private var isOver: Bool { state.withLock { $0.isStopped } }

        private func write(_ text: String, _ socket: Socket) throws {
            try write(Array(text.utf8), socket)
        }

        private func write(_ bytes: [UInt8], _ socket: Socket) throws {
            let data = Data(bytes)
            var sent = 0
            while sent < data.count { sent = try socket.write(data, from: sent) }
        }
    }
#endif
