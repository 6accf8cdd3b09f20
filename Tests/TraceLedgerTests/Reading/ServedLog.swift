// SPDX-License-Identifier: Apache-2.0
#if Service
    import Foundation
    import Synchronization
    import TraceLedger
    import TraceTesting

    /// A ledger's log behind a static server, whose answers a test can change.
    final class ServedLog: Sendable {
        let server: ScriptedServer
        private let shared: Shared

        private final class Shared: Sendable {
            let state: Mutex<State>
            init(_ folder: String) { state = Mutex(State(folder: folder)) }
        }

        private struct State: Sendable {
            var folder: String
            var steps: [String: ScriptedServer.Step] = [:]
        }

        init(_ folder: LedgerFolder) throws {
            let shared = Shared(folder.logPath)
            self.shared = shared
            server = try ScriptedServer { request in
                let (folder, step) = shared.state.withLock { ($0.folder, $0.steps[request.path]) }
                if let step { return step }
                guard let data = FileManager.default.contents(atPath: folder + request.path) else {
                    return .answer(404, type: "text/plain", [])
                }
                return .answer(200, [UInt8](data))
            }
        }

        deinit { server.stop() }

        /// The address of the log.
        var address: String { server.address }

        /// Serves another log from now on.
        func serve(_ folder: LedgerFolder) { shared.state.withLock { $0.folder = folder.logPath } }

        /// Does something else for one path; nil serves the file again.
        func answer(_ path: String, _ step: ScriptedServer.Step?) {
            shared.state.withLock { $0.steps["/" + path] = step }
        }

        /// Limits that leave a loaded machine its time.
        static let limits: RemoteLimits = {
            var limits = RemoteLimits()
            limits.file = .seconds(20)
            limits.attempts = 2
            limits.backoff = .milliseconds(1)
            return limits
        }()
    }
#endif
