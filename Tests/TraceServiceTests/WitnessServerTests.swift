// SPDX-License-Identifier: Apache-2.0
#if Service
    import Foundation
    import Testing
    import TraceMerkle
    import TracePrimitives
    import TraceService
    import TraceTesting
    import TraceWitness

    /// A witness on the loopback, asked by a client that knows nothing but HTTP.
    @Suite struct WitnessServerTests {
        private let folder = ServiceFolder()
        private let key: VerifierKey

        init() throws {
            key = try VerifierKey(name: "a.example", key: SampleStatement.key(1).publicKey)
        }

        private func server(
            origins: [VerifierKey]? = nil, limits: HTTPLimits = WitnessService.limits
        ) throws -> HTTPListener {
            let signer = try WitnessSigner(SampleStatement.key(9), name: "w.example")
            let witness = WitnessCommitter(
                try WitnessStore(opening: folder.path), rules: WitnessRules(logs: origins ?? [key]),
                signer: signer
            ) { 1_700_000_000 }
            let service = WitnessService(witness)
            return HTTPListener(.loopback(), limits: limits) { await service.answer($0) }
        }

        private static func request(
            _ old: Int, _ size: Int, origin: String = "a.example", key: UInt8 = 1,
            path: [Digest]? = nil
        ) throws -> [UInt8] {
            let tree = NaiveTree(counting: size)
            let head = TreeHead(size: UInt64(size), rootHash: tree.root)
            let note = try Checkpoint(origin: origin, head: head).note
                .signed(name: origin, by: SampleStatement.key(key))
            return try AddCheckpoint(
                oldSize: UInt64(old), path: path ?? tree.consistencyPath(old), note: note
            ).encoded
        }

        @Test func `every status code, in one connection`() async throws {
            let server = try server()
            let client = try await RawClient(port: server.start())
            let script: [(body: [UInt8], status: Int)] = [
                (try Self.request(0, 3), 200), (try Self.request(3, 7), 200),
                (try Self.request(7, 7), 200),
                (try Self.request(0, 9), 409), (try Self.request(3, 9), 409),
                (try Self.request(9, 9), 409),
                (try Self.request(7, 9, path: [.zero]), 422),
                (try Self.request(0, 3, origin: "b.example"), 404),
                (try Self.request(7, 9, key: 2), 403), (try Self.request(9, 7, path: []), 400),
                (Array("old\n".utf8), 400), ([], 400), (try Self.request(7, 9), 200),
            ]
            for (number, step) in script.enumerated() {
                let answer = try await client.send("POST", "/add-checkpoint", step.body)
                #expect(answer.status == step.status, "step \(number): \(answer.text)")
                if answer.status == 409 {
                    #expect(answer.text == "7\n")
                    #expect(answer.headers["content-type"] == "text/x.tlog.size")
                }
            }
            #expect(try await client.send("GET", "/add-checkpoint").status == 405)
            #expect(try await client.send("GET", "/").status == 404)
            await server.stop()
        }

        @Test func `a key that is not known is refused with what to do about a new one`()
            async throws
        {
            let server = try server()
            let client = try await RawClient(port: server.start())
            let answer = try await client.send(
                "POST", "/add-checkpoint", Self.request(0, 3, key: 2))
            #expect(answer.status == 403)
            #expect(answer.text.contains("logs.txt, and a new start"))
            await server.stop()
            try await server.wait()
        }

        @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd")))
        func `a start that fails leaves nothing open`() async throws {
            let server = try server()
            let port = try await server.start()
            let open = {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            }
            let before = try open()
            for _ in 0..<200 {
                let second = HTTPListener(.loopback(port: port)) { _ in ServedResponse(200, "") }
                await #expect(throws: (any Error).self) { try await second.start() }
            }
            // Other tests open and close theirs meanwhile; a leak would be one for each start.
            #expect(try open() - before < 150)
            await server.stop()
        }

        @Test func `the cosigned checkpoint can be fetched, and verifies`() async throws {
            let server = try server()
            let client = try await RawClient(port: server.start())
            let hash = SHA256Hash.hash(Array("a.example".utf8)).hex
            #expect(try await client.send("GET", "/\(hash)/checkpoint").status == 404)
            _ = try await client.send("POST", "/add-checkpoint", Self.request(0, 3))
            let answer = try await client.send("GET", "/\(hash)/checkpoint")
            let witness = try VerifierKey(
                name: "w.example", kind: .cosignature, key: SampleStatement.key(9).publicKey)
            let verified = try SignedNote(parsing: Array(answer.text.utf8)).verify([key, witness])
            #expect(verified.map(\.time) == [nil, 1_700_000_000])
            await server.stop()
        }

        @Test func `what was answered is remembered by the next process`() async throws {
            do {
                let first = try server()
                let client = try await RawClient(port: first.start())
                let answer = try await client.send("POST", "/add-checkpoint", Self.request(0, 5))
                #expect(answer.status == 200)
                await first.stop()
            }
            try await untilUnlocked()
            let second = try server()
            let again = try await RawClient(port: second.start())
            #expect(
                try await again.send("POST", "/add-checkpoint", Self.request(0, 5)).text == "5\n")
            #expect(
                try await again.send("POST", "/add-checkpoint", Self.request(5, 6)).status == 200)
            await second.stop()
        }

        /// The lock goes with the last reference to the store, which a task may still hold for a moment.
        private func untilUnlocked() async throws {
            for _ in 0..<200 {
                if (try? WitnessStore(opening: folder.path)) != nil { return }
                try await Task.sleep(for: .milliseconds(10))
            }
        }

        @Test func `sixty-four origins at once, each growing`() async throws {
            let keys = try (0..<64).map {
                try VerifierKey(
                    name: "l\($0).example", key: SampleStatement.key(UInt8($0 + 1)).publicKey)
            }
            let server = try server(origins: keys)
            let port = try await server.start()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, key) in keys.enumerated() {
                    group.addTask {
                        let client = try await RawClient(port: port)
                        for size in 1...8 {
                            let body = try Self.request(
                                size - 1, size, origin: key.name, key: UInt8(number + 1))
                            let answer = try await client.send("POST", "/add-checkpoint", body)
                            #expect(answer.status == 200, "\(key.name), \(size): \(answer.text)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            await server.stop()
        }

        @Test func `of forty requests from one size one is cosigned`() async throws {
            let server = try server()
            let port = try await server.start()
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for size in 1...40 {
                    group.addTask {
                        let client = try await RawClient(port: port)
                        return try await client.send(
                            "POST", "/add-checkpoint", Self.request(0, size)
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 200 } == 1)
            #expect(statuses.count { $0 == 409 } == 39)
            await server.stop()
        }

        @Test func `a client that stops in the middle is let go`() async throws {
            var limits = WitnessService.limits
            limits.request = .milliseconds(100)
            let server = try server(limits: limits)
            let client = try await RawClient(port: server.start())
            try await client.write("POST /add-checkpoint HTTP/1.1\r\nContent-Length: 5\r\n\r\nol")
            #expect(try await client.isClosed())
            await server.stop()
        }

        @Test func `headers without end are told 431`() async throws {
            let server = try server()
            let client = try await RawClient(port: server.start())
            try await client.write("GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: 30_000))
            #expect(try await client.answer().status == 431)
            await server.stop()
        }

        @Test func `a body beyond the limit is told 413 before it is read`() async throws {
            let server = try server()
            let client = try await RawClient(port: server.start())
            try await client.write(
                "POST /add-checkpoint HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n")
            #expect(try await client.answer().status == 413)
            await server.stop()
        }

        @Test func `connections beyond the limit are told 503`() async throws {
            var limits = WitnessService.limits
            limits.connections = 2
            let server = try server(limits: limits)
            let port = try await server.start()
            var clients: [RawClient] = []
            for _ in 0..<2 {
                let client = try await RawClient(port: port)
                #expect(try await client.send("GET", "/").status == 404)
                clients.append(client)
            }
            let third = try await RawClient(port: port)
            #expect(try await third.answer().status == 503)
            for client in clients { #expect(try await client.send("GET", "/").status == 404) }
            await server.stop()
        }
    }
#endif
