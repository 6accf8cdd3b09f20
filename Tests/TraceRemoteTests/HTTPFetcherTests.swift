// SPDX-License-Identifier: Apache-2.0
#if Service
    import Foundation
    import Testing
    import TraceRemote
    import TraceStorage
    import TraceTesting

    /// A reader against servers that mean it no good.
    @Suite struct HTTPFetcherTests {
        private var limits: RemoteLimits = {
            var limits = RemoteLimits()
            limits.file = .seconds(20)
            limits.silence = .seconds(20)
            limits.backoff = .milliseconds(1)
            return limits
        }()

        /// What a reader says to a server that always does the same, and what the server saw.
        private func get(
            limit: Int = 1_000, _ limits: RemoteLimits? = nil,
            _ script: @escaping ScriptedServer.Script
        ) async throws -> (
            result: Result<[UInt8]?, StoreError>, requests: [ScriptedServer.Request], received: Int
        ) {
            let server = try ScriptedServer(script)
            defer { server.stop() }
            let fetcher = HTTPFetcher(limits ?? self.limits)
            let address = server.address + "/checkpoint"
            let result = try await onOwnThread {
                Result { () throws(StoreError) in try fetcher.get(address, limit: limit) }
            }
            return (result, server.requests, fetcher.received)
        }

        private func code<Value>(_ result: Result<Value, StoreError>) -> StoreError.Code? {
            if case .failure(let error) = result { error.code } else { nil }
        }

        @Test func `a file is fetched whole`() async throws {
            let bytes = Array("content".utf8)
            let answer = try await get { _ in .answer(200, bytes) }
            #expect(try answer.result.get() == bytes)
            #expect(answer.requests.map(\.method) == ["GET"])
        }

        @Test(arguments: [404, 410])
        func `a file that is not there is nil, and asked for once`(_ status: Int) async throws {
            let answer = try await get { _ in .answer(status, Array("no".utf8)) }
            #expect(try answer.result.get() == nil)
            #expect(answer.requests.count == 1)
        }

        @Test(arguments: [1_000, 1 << 20])
        func `a body without end, as fast as it is read, is cut at its limit`(
            _ limit: Int
        ) async throws {
            let answer = try await get(limit: limit) { _ in .endless(200) }
            #expect(code(answer.result) == .tooLarge)
            #expect(answer.received == limit)
            #expect(answer.requests.count == 1)
        }

        @Test func `a body without end is cut at the limit of all bytes`() async throws {
            var limits = self.limits
            limits.bytes = 100_000
            let answer = try await get(limit: 1 << 40, limits) { _ in .endless(200) }
            #expect(code(answer.result) == .limitReached)
            #expect(answer.received == 100_000)
        }

        @Test func `a refusal without end says all it has to say in its status`() async throws {
            let answer = try await get { _ in .endless(404) }
            #expect(try answer.result.get() == nil)
            #expect(answer.received <= 1 << 16)
            #expect(answer.requests.count == 1)
        }

        @Test func `a text about a missing file may be longer than the file`() async throws {
            let answer = try await get(limit: 32) { _ in
                .answer(404, Array(repeating: 1, count: 99))
            }
            #expect(try answer.result.get() == nil)
            #expect(answer.received == 99)
        }

        @Test func `header lines without end are not read`() async throws {
            var limits = self.limits
            limits.attempts = 1
            let answer = try await get(limits) { _ in .endlessHeader }
            #expect(code(answer.result) == .unreachable)
            guard case .failure(let error) = answer.result else { return }
            #expect(error.reason.contains("bytes of headers"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `a chunk that never begins is not waited for`() async throws {
            var limits = self.limits
            limits.file = .milliseconds(300)
            limits.attempts = 1
            let answer = try await get(limits) { _ in .endlessChunkLine }
            #expect(code(answer.result) == .unreachable)
            #expect(answer.received == 0)
        }

        @Test func `a length beyond the limit is refused before the body`() async throws {
            let answer = try await get { _ in .answer(200, [UInt8](repeating: 1, count: 5_000)) }
            #expect(code(answer.result) == .tooLarge)
            #expect(answer.requests.count == 1)
        }

        @Test func `a byte now and then is not waited for beyond the time of a file`() async throws
        {
            var limits = self.limits
            limits.file = .milliseconds(300)
            limits.attempts = 2
            let answer = try await get(limit: 1 << 20, limits) { _ in .drip }
            #expect(code(answer.result) == .unreachable)
            #expect(answer.requests.count == 2)
        }

        @Test func `silence is not waited for`() async throws {
            var limits = self.limits
            limits.file = .milliseconds(300)
            limits.attempts = 1
            let answer = try await get(limits) { _ in .silence }
            #expect(code(answer.result) == .unreachable)
        }

        @Test(.timeLimit(.minutes(1)))
        func `silence is not waited for while there is time`() async throws {
            var limits = self.limits
            limits.file = .seconds(600)
            limits.silence = .milliseconds(300)
            limits.attempts = 1
            let answer = try await get(limits) { _ in .silence }
            #expect(code(answer.result) == .unreachable)
        }

        @Test func `a server that hangs up is asked as often as the limits say`() async throws {
            let answer = try await get { _ in .hangUp }
            #expect(code(answer.result) == .unreachable)
            #expect(answer.requests.count >= 3)
        }

        @Test func `a body that ends before its length is no file`() async throws {
            let answer = try await get { _ in .cut(length: 100, [1, 2, 3]) }
            #expect(code(answer.result) == .unreachable)
        }

        @Test func `a passing failure is overcome by asking again`() async throws {
            let answer = try await get { $0.earlier < 2 ? .answer(503, []) : .answer(200, [7]) }
            #expect(try answer.result.get() == [7])
            #expect(answer.requests.count == 3)
        }

        @Test(arguments: [400, 401, 403, 418])
        func `a refusal is not asked about again`(_ status: Int) async throws {
            let answer = try await get { _ in .answer(status, []) }
            #expect(code(answer.result) == .notFollowed)
            #expect(answer.requests.count == 1)
        }

        @Test func `a redirect is followed`() async throws {
            let answer = try await get {
                $0.path == "/checkpoint" ? .redirect("/elsewhere") : .answer(200, [9])
            }
            #expect(try answer.result.get() == [9])
        }

        @Test func `redirects in a circle end at their limit`() async throws {
            let answer = try await get { _ in .redirect("/checkpoint") }
            #expect(code(answer.result) == .notFollowed)
            #expect(answer.requests.count <= 7)
        }

        @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x"])
        func `a redirect to what is no web server is not followed`(_ target: String) async throws {
            let answer = try await get { _ in .redirect(target) }
            #expect(code(answer.result) != nil)
            #expect((try? answer.result.get()) == nil)
        }

        @Test func `bytes in all are limited over several files`() async throws {
            var limits = self.limits
            limits.bytes = 2_500
            let server = try ScriptedServer { _ in .answer(200, [UInt8](repeating: 1, count: 1_000))
            }
            defer { server.stop() }
            let fetcher = HTTPFetcher(limits)
            let address = server.address
            let codes = try await onOwnThread {
                (0..<4).map { number -> StoreError.Code? in
                    do throws(StoreError) {
                        _ = try fetcher.get("\(address)/\(number)", limit: 1_000)
                        return nil
                    } catch { return error.code }
                }
            }
            #expect(codes == [nil, nil, .limitReached, .limitReached])
        }

        @Test func `a connection is kept from one file to the next`() async throws {
            let server = try ScriptedServer { _ in .keep([1]) }
            defer { server.stop() }
            let (fetcher, address) = (HTTPFetcher(limits), server.address)
            try await onOwnThread {
                for number in 0..<4 { _ = try fetcher.get("\(address)/\(number)", limit: 10) }
            }
            #expect(server.requests.map(\.connection) == [1, 1, 1, 1])
        }

        @Test func `a POST does not use a connection that may have died`() async throws {
            let server = try ScriptedServer { $0.method == "GET" ? .keep([1]) : .keep($0.body) }
            defer { server.stop() }
            let (fetcher, address) = (HTTPFetcher(limits), server.address)
            let answer = try await onOwnThread {
                _ = try fetcher.get(address + "/file", limit: 10)
                return try fetcher.post([7, 8], to: address + "/add", limit: 10).body
            }
            #expect(answer == [7, 8])
            #expect(server.requests.map(\.connection) == [1, 2])
        }

        @Test func `threads may ask at once`() async throws {
            let server = try ScriptedServer { .keep(Array($0.path.utf8)) }
            defer { server.stop() }
            let (fetcher, address) = (HTTPFetcher(limits), server.address)
            let answers = try await withThrowingTaskGroup(of: [Bool].self) { group in
                for thread in 0..<12 {
                    group.addTask {
                        try await onOwnThread {
                            try (0..<10).map { number in
                                let path = "/\(thread)/\(number)"
                                let bytes = try fetcher.get(address + path, limit: 10)
                                return bytes == Array(path.utf8)
                            }
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(answers.count == 120)
            #expect(!answers.contains(false))
        }

        @Test func `time in all is limited`() throws {
            var limits = self.limits
            limits.total = .milliseconds(1)
            let fetcher = HTTPFetcher(limits)
            Thread.sleep(forTimeInterval: 0.01)
            let error = #expect(throws: StoreError.self) {
                try fetcher.get("http://127.0.0.1:1/", limit: 1)
            }
            #expect(error?.code == .limitReached)
        }

        @Test func `nobody there is unreachable, with the address`() async throws {
            var limits = self.limits
            limits.attempts = 1
            let fetcher = HTTPFetcher(limits)
            let error = await #expect(throws: StoreError.self) {
                try await onOwnThread { try fetcher.get("http://127.0.0.1:1/x", limit: 1) }
            }
            #expect(error?.code == .unreachable)
            #expect(error?.path == "http://127.0.0.1:1/x")
        }

        @Test(arguments: [
            "ftp://x/y", "nothing", "http://", "file:///etc/passwd", "http://127.0.0.1:1/\0x",
            "http://127.0.0.1:1/ HTTP/1.1\r\nHost: x",
        ])
        func `only web addresses are asked`(_ address: String) {
            let error = #expect(throws: StoreError.self) {
                try HTTPFetcher().get(address, limit: 1)
            }
            #expect(error?.code == .notFollowed)
        }

        @Test func `a POST is sent once and not redirected`() async throws {
            for step in [ScriptedServer.Step.hangUp, .redirect("/other")] {
                let server = try ScriptedServer { _ in step }
                defer { server.stop() }
                let fetcher = HTTPFetcher(limits)
                let address = server.address
                await #expect(throws: StoreError.self) {
                    try await onOwnThread {
                        try fetcher.post([1], to: address + "/add", limit: 10).status
                    }
                }
                #expect(server.requests.count { $0.path == "/other" } == 0)
            }
        }
    }
#endif
