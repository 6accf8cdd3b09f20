// SPDX-License-Identifier: Apache-2.0
#if Service
    import Foundation
    import Testing
    import TraceLedger
    import TraceTesting

    /// Verification of a ledger behind a server, honest or not.
    @Suite struct RemoteReadingTests {
        private let ledger: TestFolder
        private let served: ServedLog

        init() throws {
            ledger = try TestFolder()
            try TestFolder.state((0..<300).map { "P-\($0)" }, in: ledger.folder)
            served = try ServedLog(ledger.folder)
        }

        private func verify(
            cache: String? = nil, trust: TrustFile? = nil, limits: RemoteLimits = ServedLog.limits
        ) async throws -> VerificationReport {
            let address = served.address
            return try await onOwnThread {
                let tiles = cache.map { TileCache(of: address, below: $0) } ?? TileCache()
                let source = try RemoteLogSource(
                    address, fetcher: HTTPFetcher(limits), cache: tiles)
                let options = VerificationOptions(trust: trust)
                return try LedgerReading.verify(.remote(source), options).report
            }
        }

        @Test func `the verdict is that on the folder`() async throws {
            let report = try await verify(trust: ledger.pin())
            #expect(report.isVerified, "\(report.problems)")
            #expect(report.verdict == (try ledger.verify().report.verdict))
            #expect(report.entries == 301)
            // Every file once.
            #expect(Set(served.server.requests.map(\.path)).count == served.server.requests.count)
        }

        @Test func `what was fetched is not fetched again`() async throws {
            let cache = ledger.place("cache")
            #expect(try await verify(cache: cache).isVerified)
            let first = served.server.requests.count
            #expect(try await verify(cache: cache).isVerified)
            #expect(served.server.requests.dropFirst(first).map(\.path) == ["/checkpoint"])
        }

        @Test func `a cache that someone altered is thrown away, not believed`() async throws {
            let cache = ledger.place("cache")
            #expect(try await verify(cache: cache).isVerified)
            let tiles = TileCache(of: served.address, below: cache)
            let path = tiles.path + "/tile/entries/000"
            var bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
            bytes[700] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            #expect(try await verify(cache: cache).isVerified)
        }

        @Test(arguments: [
            "tile/entries/000", "tile/entries/001.p/45", "tile/0/000", "tile/1/000.p/1",
        ])
        func `altered content is named by its file`(_ path: String) async throws {
            var bytes = [UInt8](
                try #require(
                    FileManager.default.contents(atPath: ledger.folder.logPath + "/" + path)))
            bytes[bytes.count - 1] ^= 1
            served.answer(path, .answer(200, bytes))
            let report = try await verify()
            #expect(!report.isVerified)
            #expect(
                [.entryAltered, .rootMismatch, .tileAltered].contains(report.problems.first?.code))
        }

        @Test func `a file that the server does not have is missing`() async throws {
            served.answer("tile/entries/000", .answer(404, []))
            #expect(try await verify().problems.first?.code == .fileMissing)
        }

        @Test func `another ledger is refused at its checkpoint, before a tile is asked for`()
            async throws
        {
            let trust = TrustFile(
                origin: TestFolder.origin,
                log: try VerifierKey(
                    name: TestFolder.origin, key: SampleStatement.key(5).publicKey),
                entry0: try ledger.pin().entry0)
            let report = try await verify(trust: trust)
            #expect(report.problems.map(\.code) == [.checkpointSignature])
            #expect(served.server.requests.map(\.path) == ["/checkpoint"])
        }

        @Test func `another ledger by the same key is no ledger with this entry 0`() async throws {
            let other = try TestFolder()
            let report = try await verify(trust: other.pin())
            #expect(report.problems.map(\.code) == [.trustEntry0])
        }

        @Test func `a bundle without end is too long, and the rest is not read`() async throws {
            served.answer("tile/entries/001.p/45", .endless(200))
            let report = try await verify()
            #expect(report.problems.first?.code == .bundleMalformed)
        }

        @Test func `a size that nobody can fetch is refused before anything is fetched`()
            async throws
        {
            let head = TreeHead(size: 1 << 39, rootHash: .zero)
            served.answer("checkpoint", .answer(200, try TestFolder.checkpoints().note(head)))
            let error = await #expect(throws: StoreError.self) { try await verify() }
            #expect(error?.code == .limitReached)
            #expect(served.server.requests.count == 1)
        }

        @Test func `a size beyond the entries is found missing within the limits`() async throws {
            let head = TreeHead(size: 100_000, rootHash: .zero)
            served.answer("checkpoint", .answer(200, try TestFolder.checkpoints().note(head)))
            var limits = ServedLog.limits
            limits.entries = 1 << 17
            let report = try await verify(limits: limits)
            #expect(report.problems.first?.code == .fileMissing)
        }

        @Test func `bytes in all end the reading`() async throws {
            var limits = ServedLog.limits
            limits.bytes = 20_000
            let error = await #expect(throws: StoreError.self) { try await verify(limits: limits) }
            #expect(error?.code == .limitReached)
        }

        @Test(arguments: ["no checkpoint", "", "a\n1\n\n"])
        func `what is no checkpoint is malformed`(_ text: String) async throws {
            served.answer("checkpoint", .answer(200, Array(text.utf8)))
            #expect(try await verify().problems.map(\.code) == [.checkpointMalformed])
        }

        @Test func `an address without a log is said to be none`() async throws {
            served.answer("checkpoint", .answer(404, []))
            let error = await #expect(throws: StoreError.self) { try await verify() }
            #expect(error?.code == .notFound)
        }
    }
#endif
