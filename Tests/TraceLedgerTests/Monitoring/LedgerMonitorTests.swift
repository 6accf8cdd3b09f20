// SPDX-License-Identifier: Apache-2.0
#if Service
    import Foundation
    import Testing
    import TraceLedger
    import TraceTesting

    /// A monitor on a ledger that grows, goes back, or tells two stories.
    @Suite struct LedgerMonitorTests {
        private let ledger: TestFolder
        private let served: ServedLog

        init() throws {
            ledger = try TestFolder()
            try TestFolder.state((0..<4).map { "P-\($0)" }, in: ledger.folder)
            served = try ServedLog(ledger.folder)
        }

        private func look(
            _ watch: String = "", policy: TrustPolicy? = nil, pin: TrustFile? = nil,
            state: String = "monitor", disclosures: [DisclosureSet]? = nil
        ) async throws -> LedgerMonitor.Observation {
            let pin = try pin ?? ledger.pin()
            let monitor = LedgerMonitor(
                served.address, in: ledger.place(state), policy: policy ?? TrustPolicy(pin),
                pin: pin,
                watch: try WatchList(parsing: watch),
                disclosures: try disclosures ?? ledger.disclosures(), limits: ServedLog.limits)
            return try await onOwnThread { try monitor.look() }
        }

        @Test func `disclosures that fit no statement are named, for they opened nothing`()
            async throws
        {
            let sets = try ledger.disclosures()
            let first = try #require(sets.last)
            let elsewhere = try TestFolder()
            try TestFolder.state(["P-77"], in: elsewhere.folder)
            let strange = try elsewhere.disclosures().flatMap(\.openings)
            try #require(!strange.isEmpty)
            let bent = DisclosureSet(record: first.record, fields: [], openings: strange)
            guard
                case .grown(_, _, _, let refused) = try await look(disclosures: sets + [bent])
            else {
                Issue.record("not grown")
                return
            }
            #expect(refused == [first.record])
        }

        @Test func `first all of it, then nothing new, then what is new`() async throws {
            guard case .grown(let from, let report, _, _) = try await look() else {
                Issue.record("not grown")
                return
            }
            #expect(from == 0)
            #expect(report.entries == 5)
            guard case .unchanged(let size) = try await look() else {
                Issue.record("not unchanged")
                return
            }
            #expect(size == 5)
            try TestFolder.state(["P-8", "P-9"], in: ledger.folder)
            guard case .grown(let later, let next, _, _) = try await look() else {
                Issue.record("not grown")
                return
            }
            #expect(later == 5)
            #expect(next.entries == 7)
            #expect(next.isFresh)
        }

        @Test func `new records that the list names are reported, old ones not again`() async throws
        {
            let list = "party P-1\nparty P-9\nhs 6704\nplace vn # not a code\n"
            guard case .grown(_, _, let first, _) = try await look("party P-1\nparty P-9\n") else {
                Issue.record("not grown")
                return
            }
            #expect(first.map(\.item.text) == ["P-1"])
            _ = try ledger.importing(SmallBook.workbook(parties: SmallBook.parties))
            try TestFolder.state(["P-9"], in: ledger.folder)
            guard
                case .grown(_, _, let next, _) = try await look(
                    list.replacing(" # not a code", with: ""))
            else {
                Issue.record("not grown")
                return
            }
            #expect(
                Set(next.map(\.item.description)) == [
                    "party P-1", "party P-9", "hs 6704", "place vn",
                ])
            #expect(next.allSatisfy { $0.index >= 5 })
            #expect(next.first { $0.item.subject == .hs }?.field == "hs")
        }

        @Test func `an older tree is told from a fork`() async throws {
            let older = try ledger.copied("older")
            try TestFolder.state(["P-8", "P-9"], in: ledger.folder)
            _ = try await look()
            served.serve(older)
            guard case .older(let size, let known) = try await look() else {
                Issue.record("not older")
                return
            }
            #expect(size == 5)
            #expect(known == 7)
        }

        @Test func `a folder is followed as a server is`() throws {
            let pin = try ledger.pin()
            let place = ledger.place("followed")
            let monitor = LedgerMonitor(
                place, in: ledger.place("monitor"), policy: TrustPolicy(pin), pin: pin)
            func show(_ folder: LedgerFolder) throws {
                try? FileManager.default.removeItem(atPath: place)
                try FileManager.default.copyItem(atPath: folder.logPath, toPath: place)
            }
            #expect(throws: StoreError.self) { try monitor.look() }
            let (older, fork) = try (ledger.copied("older"), ledger.copied("fork"))
            try show(older)
            guard case .grown(0, let report, _, _) = try monitor.look() else {
                Issue.record("not grown")
                return
            }
            #expect(report.entries == 5)
            try TestFolder.state(["P-8", "P-9"], in: ledger.folder)
            try show(ledger.folder)
            guard case .grown(5, let next, _, _) = try monitor.look() else {
                Issue.record("not grown")
                return
            }
            #expect(next.signaturesChecked == 7)
            try show(older)
            guard case .older(5, known: 7) = try monitor.look() else {
                Issue.record("not older")
                return
            }
            try TestFolder.state(["Q-1", "Q-2", "Q-3"], in: fork)
            try show(fork)
            guard case .fork(_, let evidence) = try monitor.look() else {
                Issue.record("no fork")
                return
            }
            #expect(FileManager.default.fileExists(atPath: evidence))
        }

        /// Forks that are larger than, as large as and smaller than what was seen.
        @Test(arguments: [3, 2, 1]) func `a fork is kept as evidence`(_ count: Int) async throws {
            let fork = try ledger.copied("fork")
            try TestFolder.state(["P-8", "P-9"], in: ledger.folder)
            try TestFolder.state((0..<count).map { "Q-\($0)" }, in: fork)
            _ = try await look()
            served.serve(fork)
            guard case .fork(let finding, let path) = try await look() else {
                Issue.record("no fork")
                return
            }
            let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
            let evidence = try ForkEvidence(parsing: bytes)
            #expect(try evidence.verify() == finding)
            #expect(evidence.log == (try ledger.pin().log))
            #expect(
                Set([finding.smaller.head.size, finding.larger.head.size]) == [
                    7, UInt64(5 + count),
                ])
            // What was seen first stays what is known.
            served.serve(ledger.folder)
            guard case .unchanged = try await look() else {
                Issue.record("the fork was taken over")
                return
            }
            #expect(FileManager.default.fileExists(atPath: path))
        }

        @Test func `a fork that shows only its checkpoint is refused, and nothing is claimed`()
            async throws
        {
            _ = try await look()
            let head = TreeHead(size: 9, rootHash: .zero)
            served.answer("checkpoint", .answer(200, try TestFolder.checkpoints().note(head)))
            guard case .refused(let report) = try await look() else {
                Issue.record("not refused")
                return
            }
            #expect(report.problems.first?.code == .fileMissing)
            #expect(!FileManager.default.fileExists(atPath: ledger.place("monitor/evidence")))
        }

        @Test func `altered content is refused and not remembered`() async throws {
            _ = try await look()
            try TestFolder.state(["P-8"], in: ledger.folder)
            let path = "tile/entries/000.p/6"
            var bytes = [UInt8](
                try #require(
                    FileManager.default.contents(atPath: ledger.folder.logPath + "/" + path)))
            bytes[bytes.count - 1] ^= 1
            served.answer(path, .answer(200, bytes))
            guard case .refused(let report) = try await look() else {
                Issue.record("not refused")
                return
            }
            #expect(!report.isVerified)
            served.answer(path, nil)
            guard case .grown(let from, _, _, _) = try await look() else {
                Issue.record("not grown")
                return
            }
            #expect(from == 5)
        }

        @Test func `a stranger's checkpoint is refused`() async throws {
            let stranger = CheckpointIssuer(try SampleStatement.key(7), origin: TestFolder.origin)
            let head = TreeHead(size: 5, rootHash: .zero)
            served.answer("checkpoint", .answer(200, try stranger.note(head)))
            guard case .refused(let report) = try await look() else {
                Issue.record("not refused")
                return
            }
            #expect(report.problems.map(\.code) == [.checkpointSignature])
        }

        @Test func `without the quorum of the policy nothing is taken over`() async throws {
            let witness = try VerifierKey(
                name: "w.example", kind: .cosignature, key: SampleStatement.key(9).publicKey)
            let pin = try ledger.pin()
            let text = "\(pin.text)witness W \(witness)\nquorum W\n"
            let policy = try TrustPolicy(parsing: Array(text.utf8))
            guard case .refused(let report) = try await look(policy: policy) else {
                Issue.record("not refused")
                return
            }
            #expect(report.problems.map(\.code) == [.trustQuorum])
            // The witness signs, and the same ledger is accepted with what it says.
            let note = try SignedNote(
                parsing: try #require(try LogReader(ledger.folder.log).unverifiedCheckpoint()))
            let cosigned = try note.cosigned(
                name: "w.example", at: 1_767_225_600, by: SampleStatement.key(9))
            try ledger.folder.addCosignatures(cosigned.encoded)
            guard case .grown(_, let accepted, _, _) = try await look(policy: policy) else {
                Issue.record("not accepted")
                return
            }
            #expect(accepted.witnesses == 1)
            #expect(
                accepted.caveats.contains {
                    $0.contains("existed no later than 2026-01-01T00:00:00Z")
                })
        }

        @Test(arguments: [ScriptedServer.Step.endless(200), .hangUp, .redirect("/checkpoint")])
        func `a server that gives no checkpoint changes nothing`(
            _ step: ScriptedServer.Step
        ) async throws {
            _ = try await look()
            served.answer("checkpoint", step)
            await #expect(throws: StoreError.self) { try await look() }
            served.answer("checkpoint", nil)
            guard case .unchanged = try await look() else {
                Issue.record("not unchanged")
                return
            }
        }

        @Test(arguments: ["lot L-1", "party", "hs 67a", "hs", "place"])
        func `a line that is none is refused by its number`(_ line: String) {
            let error = #expect(throws: WatchList.Refusal.self) {
                try WatchList(parsing: "# list\n\n\(line)\n")
            }
            #expect(error?.line == 3)
        }
    }
#endif
