// SPDX-License-Identifier: Apache-2.0
#if Service
    internal import FlyingSocks
    internal import Foundation
    internal import Synchronization

    /// A small HTTP/1.1 server on one address that gives each client no more than its limits.
    public final class HTTPListener: Sendable {
        /// Answers one request.
        public typealias Handler = @Sendable (ServedRequest) async -> ServedResponse

        private let address: ListenAddress
        private let limits: HTTPLimits
        private let handler: Handler
        private let state = Mutex(State())

        private struct State {
            var running: [Task<Void, Never>] = []
            var connections: [Int: Connection] = [:]
            var next = 0
            var socket: Socket?
            var isStopping = false
            var failure: (any Error)?
        }

        private struct Connection {
            let clock: Deadline
            var task: Task<Void, Never>?
        }

        /// A server that listens when it is started.
        public init(
            _ address: ListenAddress, limits: HTTPLimits = HTTPLimits(), handler: @escaping Handler
        ) {
            self.address = address
            self.limits = limits
            self.handler = handler
        }

        /// Binds and begins to answer; returns the port, which the system chose where 0 was asked for.
        @discardableResult
        public func start() async throws -> UInt16 {
            let pool = SocketPool<Poll>.make(maxEvents: 64)
            let (socket, port) = try bound()
            let listening: AsyncSocket
            do {
                listening = try AsyncSocket(socket: socket, pool: pool)
                // Last: a pool that was prepared and does not run keeps its descriptors.
                try await pool.prepare()
            } catch {
                try? socket.close()
                throw error
            }
            state.withLock {
                $0.socket = socket
                $0.running = [
                    Task { @concurrent in
                        do { try await pool.run() } catch { self.end(by: error) }
                    },
                    Task { @concurrent in await self.accept(on: listening) },
                    Task { @concurrent in await self.endOverdue() },
                ]
            }
            return port
        }

        /// A socket that listens, and its port; closed again where that fails.
        private func bound() throws -> (Socket, UInt16) {
            let socket = try Socket(domain: AF_INET)
            let port: UInt16
            do {
                try socket.setValue(true, for: .localAddressReuse)
                try socket.bind(to: .inet(ip4: address.host, port: address.port))
                guard case .ip4(_, let number) = try socket.sockname() else {
                    throw SocketError.unsupportedAddress
                }
                port = number
            } catch {
                try? socket.close()
                throw error
            }
            // It closes the socket itself where it fails.
            try socket.listen()
            return (socket, port)
        }

        /// Ends what cannot go on without the pool, so that ``wait()`` returns and tells why.
        private func end(by error: any Error) {
            let tasks = state.withLock { state -> [Task<Void, Never>] in
                guard !state.isStopping else { return [] }
                state.failure = error
                return state.running.dropFirst() + state.connections.values.compactMap(\.task)
            }
            for task in tasks { task.cancel() }
        }

        /// Returns when the server was stopped; throws what ended it otherwise.
        public func wait() async throws {
            for task in state.withLock({ $0.running }) { await task.value }
            if let failure = state.withLock({ $0.failure }) { throw failure }
        }

        /// Ends all connections and frees the port.
        public func stop() async {
            let (running, connections, socket) = state.withLock {
                $0.isStopping = true
                return ($0.running, Array($0.connections.values), $0.socket)
            }
            for task in running.dropFirst() { task.cancel() }
            for connection in connections { connection.task?.cancel() }
            for connection in connections { await connection.task?.value }
            for task in running.dropFirst() { await task.value }
            running.first?.cancel()
            try? socket?.close()
        }

        // MARK: - Connections

        @concurrent
        private func accept(on listening: AsyncSocket) async {
            while !Task.isCancelled {
                do {
                    take(try await listening.accept())
                } catch SocketError.disconnected {
                    return
                } catch {
                    // Out of descriptors, or a client that went away: the next one may do better.
                    try? await Task.sleep(for: .milliseconds(20))
                }
            }
        }

        private func take(_ socket: AsyncSocket) {
            let deadline = Deadline(limits.idle)
            let number = state.withLock { state -> Int? in
                guard state.connections.count < limits.connections else { return nil }
                state.next += 1
                state.connections[state.next] = Connection(clock: deadline)
                return state.next
            }
            guard let number else {
                let full = ServedResponse(503, "too many connections").encoded(keepsAlive: false)
                _ = try? socket.socket.write(Data(full))
                try? socket.close()
                return
            }
            let task = Task { @concurrent in
                await self.serve(socket, deadline)
                try? socket.close()
                _ = self.state.withLock { $0.connections.removeValue(forKey: number) }
            }
            // The connection may have ended meanwhile; then there is nothing to end.
            state.withLock { $0.connections[number]?.task = task }
        }

        @concurrent
        private func endOverdue() async {
            while !Task.isCancelled {
                let now = ContinuousClock.now
                let overdue = state.withLock { state in
                    state.connections.values.filter { $0.clock.isOver(now) }
                }
                for connection in overdue { connection.task?.cancel() }
                try? await Task.sleep(for: .milliseconds(200))
            }
        }

        @concurrent
        private func serve(_ socket: AsyncSocket, _ deadline: Deadline) async {
            var parser = RequestParser(limits)
            do {
                while let request = try await read(socket, &parser, deadline) {
                    let response = await handler(request)
                    let bytes = response.encoded(
                        keepsAlive: request.keepsAlive, withBody: request.method != "HEAD")
                    try await socket.write(Data(bytes))
                    guard request.keepsAlive, !Task.isCancelled else { return }
                    deadline.set(limits.idle)
                }
            } catch let rejection as RequestParser.Rejection {
                let answer = ServedResponse(rejection.status, rejection.reason)
                try? await socket.write(Data(answer.encoded(keepsAlive: false)))
                await drain(socket, deadline)
            } catch {
                // The client went away, or its time was up: there is nobody to tell.
            }
        }

        /// Reads a little of what is still sent: a close over unread bytes would take the answer away.
        private func drain(_ socket: AsyncSocket, _ deadline: Deadline) async {
            deadline.set(min(limits.request, .seconds(1)))
            for _ in 0..<32 {
                guard (try? await socket.read(atMost: 4_096)) != nil else { return }
            }
        }

        private func read(
            _ socket: AsyncSocket, _ parser: inout RequestParser, _ deadline: Deadline
        ) async throws -> ServedRequest? {
            var isContinued = false
            if !parser.isIdle { deadline.set(limits.request) }
            while true {
                if let request = try parser.next() { return request }
                if parser.wantsContinue, !isContinued {
                    isContinued = true
                    try await socket.write(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8))
                }
                let bytes = try await socket.read(atMost: 4_096)
                if parser.isIdle { deadline.set(limits.request) }
                parser.append(bytes)
            }
        }
    }

    /// When a connection has to be done with what it does.
    private final class Deadline: Sendable {
        private let end: Mutex<ContinuousClock.Instant>

        init(_ duration: Duration) { end = Mutex(ContinuousClock.now + duration) }

        func set(_ duration: Duration) { end.withLock { $0 = ContinuousClock.now + duration } }

        func isOver(_ now: ContinuousClock.Instant) -> Bool { end.withLock { $0 < now } }
    }
#endif
