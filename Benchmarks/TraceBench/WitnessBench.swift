// SPDX-License-Identifier: Apache-2.0
#if Service
    import Dispatch
    import FlyingSocks
    import Foundation
    import TraceLedger

    /// add-checkpoint requests over the loopback, answered durably: many origins at once, and one alone.
    ///
    /// The clients run on the same processors. Works under `TRACEBENCH_DIR`, by default the current
    /// folder: `/tmp` may be memory.
    struct WitnessBench {
        private static let name = "w.example"
        let folder: String
        let sizes: Int

        func run(rounds: Int) async throws {
            let many = try await median(rounds) { try await rate(origins: 64, round: $0) }
            print("witness, 64 origins: \(Int(many)) add-checkpoint/s, durable (asked: 2000)")
            let lone = try await median(rounds) { try await rate(origins: 1, round: $0) }
            print("witness, 1 origin: \(Int(lone)) add-checkpoint/s, durable (reported)")
        }

        private func median(
            _ rounds: Int, _ measure: (Int) async throws -> Double
        ) async throws -> Double {
            var rates: [Double] = []
            for round in 0..<rounds { rates.append(try await measure(round)) }
            return rates.sorted()[rounds / 2]
        }

        private func rate(origins: Int, round: Int) async throws -> Double {
            let path =
                "\(folder)/witness-bench-\(origins)-\(round)-\(UInt32.random(in: 0..<(.max)))"
            defer { try? FileManager.default.removeItem(atPath: path) }
            let scripts = try (0..<origins).map { try Script(number: $0, sizes: sizes) }
            let host = try WitnessHost(
                path, key: SecretKey(seed: [UInt8](repeating: 200, count: 32)), name: Self.name,
                logs: scripts.map(\.key), address: .loopback(), clock: { 1_767_225_600 })
            let port = try await host.start()
            let begin = ContinuousClock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for script in scripts { group.addTask { try await script.play(port) } }
                try await group.waitForAll()
            }
            let time = ContinuousClock.now - begin
            await host.stop()
            return Double(origins * sizes) / (time / .seconds(1))
        }
    }

    /// One log's requests, each a size larger than the one before, made beforehand.
    private struct Script: Sendable {
        let key: VerifierKey
        private let requests: [Data]

        init(number: Int, sizes: Int) throws {
            let origin = "log-\(number).example"
            let secret = try SecretKey(seed: [UInt8](repeating: UInt8(number + 1), count: 32))
            key = try VerifierKey(name: origin, key: secret.publicKey)
            var tree = BenchTree()
            var requests: [Data] = []
            for size in 1...UInt64(sizes) {
                let path = try tree.grow()
                let head = TreeHead(size: size, rootHash: try tree.root())
                let note = try Checkpoint(origin: origin, head: head).note
                    .signed(name: origin, by: secret)
                let body = try AddCheckpoint(oldSize: size - 1, path: path, note: note).encoded
                let line = "POST /add-checkpoint HTTP/1.1\r\nContent-Length: \(body.count)\r\n\r\n"
                requests.append(Data(Array(line.utf8) + body))
            }
            self.requests = requests
        }

        func play(_ port: UInt16) async throws {
            let socket = try await AsyncSocket.connected(to: .inet(ip4: "127.0.0.1", port: port))
            for request in requests {
                try await socket.write(request)
                var answer: [UInt8] = []
                // An answer ends with the line feed of its one signature line.
                while answer.count < 100 || answer.last != 0x0A || !answer.ends(beyond: 0x0D) {
                    answer += try await socket.read(atMost: 4_096)
                }
                guard answer.starts(with: Array("HTTP/1.1 200".utf8)) else {
                    throw BenchError(String(decoding: answer, as: UTF8.self))
                }
            }
            try socket.close()
        }
    }

    extension [UInt8] {
        /// Whether the last line is no header line.
        fileprivate func ends(beyond byte: UInt8) -> Bool { dropLast().last != byte }
    }

    /// A tree of leaves that follow from their index, with the proof of each step.
    private struct BenchTree {
        private var size: UInt64 = 0
        private var known: [TreeNode: Digest] = [:]

        mutating func grow() throws -> [Digest] {
            let plan = try ConsistencyProof.plan(size1: size, size2: size + 1)
            size += 1
            return try plan.path(hashes: plan.nodes.map { hash($0) })
        }

        mutating func root() throws -> Digest {
            let nodes = TreeNode.covering(0..<size)
            return try CompactRange(0..<size, hashes: nodes.map { hash($0) }).rootHash()
        }

        private mutating func hash(_ node: TreeNode) -> Digest {
            if let hash = known[node] { return hash }
            let hash: Digest
            if node.level == 0 {
                hash = SHA256Hash.leafHash(of: Array("\(node.index)".utf8))
            } else {
                hash = SHA256Hash.nodeHash(
                    self.hash(TreeNode(level: node.level - 1, index: node.index * 2)),
                    self.hash(TreeNode(level: node.level - 1, index: node.index * 2 + 1)))
            }
            known[node] = hash
            return hash
        }
    }

    /// Runs it from a program that is not asynchronous.
    func witnessBench(isShort: Bool) throws {
        let folder = ProcessInfo.processInfo.environment["TRACEBENCH_DIR"] ?? "."
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            do {
                let bench = WitnessBench(folder: folder, sizes: isShort ? 20 : 300)
                try await bench.run(rounds: isShort ? 1 : 3)
            } catch { print("witness: \(error)") }
            done.signal()
        }
        done.wait()
    }
#else
    func witnessBench(isShort: Bool) throws { print("witness: the trait Service is off") }
#endif
