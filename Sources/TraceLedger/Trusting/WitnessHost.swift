// SPDX-License-Identifier: Apache-2.0
#if Service
    public import TraceMerkle
    public import TraceService
    import TraceStorage
    import TraceWitness
    public import TraceWriting

    /// A witness with its folder, its key and the logs it knows, ready to be served.
    public final class WitnessHost: Sendable {
        /// The line that policies name it by.
        public let verifierKey: VerifierKey
        private let listener: HTTPListener

        /// Opens the state in a folder and prepares to listen; `clock` tells the seconds since 1970.
        public init(
            _ folder: String, key: consuming SecretKey, name: String, logs: [VerifierKey],
            address: ListenAddress, limits: HTTPLimits = WitnessService.limits,
            clock: @escaping @Sendable () -> UInt64
        ) throws {
            let signer = try WitnessSigner(key, name: name)
            verifierKey = signer.verifierKey
            let committer = WitnessCommitter(
                try WitnessStore(opening: folder), rules: WitnessRules(logs: logs), signer: signer,
                clock: clock)
            let service = WitnessService(committer)
            listener = HTTPListener(address, limits: limits) { await service.answer($0) }
        }

        /// Begins to answer; returns the port.
        public func start() async throws -> UInt16 { try await listener.start() }

        /// Returns when it was stopped; throws what ended it otherwise.
        public func wait() async throws { try await listener.wait() }

        /// Stops it.
        public func stop() async { await listener.stop() }
    }
#endif
