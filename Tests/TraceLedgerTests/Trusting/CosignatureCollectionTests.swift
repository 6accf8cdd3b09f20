// SPDX-License-Identifier: Apache-2.0
#if Service
    import Foundation
    import Testing
    import TraceLedger
    import TraceTesting

    /// Our client against a witness that answers whatever a script says, and against our own.
    @Suite struct CosignatureCollectionTests {
        private let ledger: TestFolder
        private let key: VerifierKey

        init() throws {
            ledger = try TestFolder()
            try TestFolder.state(["P-1", "P-2"], in: ledger.folder)
            key = try VerifierKey(
                name: "w.example", kind: .cosignature, key: SampleStatement.key(9).publicKey)
        }

        private func policy(_ address: String) throws -> TrustPolicy {
            let text = "\(try ledger.pin().text)witness W \(key) \(address)\nquorum W\n"
            return try TrustPolicy(parsing: Array(text.utf8))
        }

        private func collect(_ address: String) async throws -> CosignatureCollection.Outcome {
            let (policy, folder) = (try policy(address), ledger.folder)
            return try await onOwnThread {
                try CosignatureCollection(
                    policy, client: WitnessClient(HTTPFetcher(ServedLog.limits))
                )
                .run(on: folder)
            }
        }

        private func checkpoint(_ name: String = "checkpoint") throws -> [UInt8] {
            try #require(try ledger.folder.log.bytes(name, limit: 65_536))
        }

        /// What a good witness answers to a request, in a script.
        private static func cosign(_ body: [UInt8], by number: UInt8 = 9) throws
            -> ScriptedServer.Step
        {
            let note = try AddCheckpoint(parsing: body).note.cosigned(
                name: "w.example", at: 1_767_225_600, by: SampleStatement.key(number))
            return .answer(
                200, type: "text/plain", SignatureLines.encode(note.signatures.suffix(1)))
        }

        /// One round against a script; the published checkpoint before and after it.
        private func round(
            _ script: @escaping ScriptedServer.Script
        ) async throws -> (
            outcome: CosignatureCollection.Outcome, requests: [ScriptedServer.Request],
            isChanged: Bool
        ) {
            let server = try ScriptedServer(script)
            defer { server.stop() }
            let before = try checkpoint()
            let outcome = try await collect(server.address)
            return (outcome, server.requests, try checkpoint() != before)
        }

        @Test func `200 adds the line to both files, and the ledger verifies with it`() async throws
        {
            let round = try await round { (try? Self.cosign($0.body)) ?? .hangUp }
            #expect(round.outcome.added == ["W"])
            #expect(round.outcome.witnessing.isReached)
            #expect(round.requests.map(\.path) == ["/add-checkpoint"])
            #expect(try checkpoint() == checkpoint("checkpoints/3"))
            let options = VerificationOptions(
                trust: try ledger.pin(), policy: try policy("http://127.0.0.1:1"))
            let report = try LedgerVerification(ledger.folder.log, options).run().report
            #expect(report.isVerified, "\(report.problems)")
            #expect(report.witnesses == 1)
        }

        @Test func `409 tells the size, and the proof from it follows`() async throws {
            let round = try await round { request in
                guard let asked = try? AddCheckpoint(parsing: request.body) else { return .hangUp }
                guard asked.oldSize == 2 else {
                    return .answer(409, type: "text/x.tlog.size", Array("2\n".utf8))
                }
                return (try? Self.cosign(request.body)) ?? .hangUp
            }
            #expect(round.outcome.added == ["W"])
            let bodies = try round.requests.map { try AddCheckpoint(parsing: $0.body) }
            #expect(bodies.map(\.oldSize) == [0, 2])
            #expect(bodies.last?.path.count == ConsistencyProof.pathLength(size1: 2, size2: 3))
        }

        @Test func `409 with a larger size is named for what it is`() async throws {
            let round = try await round { _ in
                .answer(409, type: "text/x.tlog.size", Array("99\n".utf8))
            }
            #expect(round.outcome.refused.map(\.why) == [.ahead(size: 99)])
            #expect(round.requests.count == 1)
            #expect(!round.isChanged)
        }

        @Test func `409 again and again ends after the second`() async throws {
            let round = try await round { _ in
                .answer(409, type: "text/x.tlog.size", Array("1\n".utf8))
            }
            #expect(round.requests.count == 2)
            guard case .away? = round.outcome.refused.first?.why else {
                Issue.record("\(round.outcome.refused)")
                return
            }
        }

        @Test(arguments: [
            ("text/plain", "2\n"), ("text/x.tlog.size", "2"), ("text/x.tlog.size", "02\n"),
            ("text/x.tlog.size", "-1\n"), ("text/x.tlog.size", "99999999999999999999\n"),
            ("text/x.tlog.size", ""),
        ])
        func `409 without a size is nonsense`(_ type: String, _ body: String) async throws {
            let round = try await round { _ in .answer(409, type: type, Array(body.utf8)) }
            guard case .nonsense? = round.outcome.refused.first?.why else {
                Issue.record("\(round.outcome.refused)")
                return
            }
        }

        @Test(arguments: [400, 403, 404, 405, 413, 422])
        func `a refusal is reported with its status and asked once`(_ status: Int) async throws {
            let round = try await round { _ in
                .answer(status, type: "text/plain", Array("no\u{1B}[2J\n".utf8))
            }
            #expect(round.outcome.refused.map(\.why) == [.refused(status: status, "no[2J")])
            #expect(round.requests.count == 1)
            #expect(!round.isChanged)
            #expect(!round.outcome.witnessing.isReached)
        }

        @Test(arguments: [500, 503, 429])
        func `a witness that cannot now is away`(_ status: Int) async throws {
            let round = try await round { _ in .answer(status, []) }
            guard case .away? = round.outcome.refused.first?.why else {
                Issue.record("\(round.outcome.refused)")
                return
            }
        }

        @Test(arguments: [ScriptedServer.Step.hangUp, .redirect("http://127.0.0.1:1/")])
        func `a witness that does not answer delays nothing`(_ step: ScriptedServer.Step)
            async throws
        {
            let round = try await round { _ in step }
            guard case .away? = round.outcome.refused.first?.why else {
                Issue.record("\(round.outcome.refused)")
                return
            }
            // The ledger goes on, and what was published stays published.
            try TestFolder.state(["P-3"], in: ledger.folder)
            #expect(try ledger.verify().report.isVerified)
        }

        @Test(arguments: [
            "stranger", "another time", "another text", "nothing", "endless", "blank line",
        ])
        func `200 with what is no cosignature adds nothing`(_ what: String) async throws {
            let round = try await round { request in
                guard let asked = try? AddCheckpoint(parsing: request.body),
                    let good = try? asked.note.cosigned(
                        name: "w.example", at: 5, by: SampleStatement.key(9)
                    ).signatures.last,
                    let other = try? Self.note(asked).cosigned(
                        name: "w.example", at: 5, by: SampleStatement.key(9)
                    ).signatures.last
                else { return .hangUp }
                switch what {
                case "stranger": return (try? Self.cosign(request.body, by: 8)) ?? .hangUp
                case "another time":
                    let moved = NoteSignature(
                        name: good.name, keyID: good.keyID,
                        bytes: [0, 0, 0, 0, 0, 0, 0, 6] + good.bytes.dropFirst(8))
                    return .answer(200, SignatureLines.encode([moved]))
                case "another text": return .answer(200, SignatureLines.encode([other]))
                case "endless": return .endless(200)
                case "blank line":
                    return .answer(
                        200, SignatureLines.encode([other]) + [0x0A] + SignatureLines.encode([good])
                    )
                default: return .answer(200, [])
                }
            }
            #expect(round.outcome.added.isEmpty, "\(what)")
            #expect(!round.isChanged)
            #expect(try ledger.verify().report.isVerified)
        }

        private static func note(_ asked: AddCheckpoint) throws -> SignedNote {
            let head = TreeHead(size: asked.checkpoint.head.size, rootHash: .zero)
            return try Checkpoint(origin: asked.checkpoint.origin, head: head).note
        }

        @Test func `lines of strangers beside the good one are left behind`() async throws {
            let round = try await round { request in
                guard let asked = try? AddCheckpoint(parsing: request.body),
                    let note = try? asked.note
                        .cosigned(name: "x.example", at: 1, by: SampleStatement.key(8))
                        .cosigned(name: "w.example", at: 2, by: SampleStatement.key(9))
                else { return .hangUp }
                return .answer(200, SignatureLines.encode(Array(note.signatures.dropFirst())))
            }
            #expect(round.outcome.added == ["W"])
            let note = try SignedNote(parsing: checkpoint())
            #expect(note.signatures.map(\.name) == [TestFolder.origin, "w.example"])
        }

        @Test func `our own witness cosigns what grows, and remembers`() async throws {
            let host = try WitnessHost(
                ledger.place("witness"), key: SampleStatement.key(9), name: "w.example",
                logs: [ledger.pin().log], address: .loopback(), clock: { 1_767_225_600 })
            let address = "http://127.0.0.1:\(try await host.start())"
            #expect(try await collect(address).added == ["W"])
            // Asked again it has nothing to add; after growth it has.
            #expect(try await collect(address).added.isEmpty)
            try TestFolder.state(["P-3", "P-4"], in: ledger.folder)
            let next = try await collect(address)
            #expect(next.added == ["W"])
            #expect(next.size == 5)
            #expect(next.witnessing.sentence.contains("existed no later than 2026-01-01T00:00:00Z"))
            // A fork that was published from a copy finds a witness that knows better.
            await host.stop()
        }

        @Test func `a note is only ever given more lines`() throws {
            let folder = ledger.folder
            let note = try SignedNote(parsing: checkpoint())
            let stranger = try Checkpoint(parsing: note.text).note.signed(
                name: "x.example", by: SampleStatement.key(8))
            let path = folder.logPath + "/checkpoints/3"
            #expect(throws: StoreError(.wrongCheckpoint, path, "")) {
                try folder.addCosignatures(stranger.encoded)
            }
            let head = TreeHead(size: 3, rootHash: .zero)
            #expect(throws: StoreError.self) {
                try folder.addCosignatures(TestFolder.checkpoints().note(head))
            }
            #expect(try SignedNote(parsing: checkpoint()) == note)
        }
    }
#endif
