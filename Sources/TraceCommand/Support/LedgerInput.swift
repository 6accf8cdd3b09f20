// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// A ledger to be read: its folder with the private part, a log alone, or a log behind a server.
struct LedgerInput {
    /// The log.
    let source: LedgerSource
    /// The whole folder, when the private part may be there.
    let folder: LedgerFolder?

    /// Finds the log in a path, or fetches the checkpoint at an address.
    init(_ path: String, _ network: NetworkOptions? = nil) throws {
        let files = FileManager.default
        if RemoteLogSource.isAddress(path) {
            folder = nil
            source = .remote(
                try RemoteLogSource(
                    path, fetcher: HTTPFetcher(network?.limits ?? RemoteLimits()),
                    cache: network?.tiles(of: path) ?? TileCache()))
            return
        }
        if files.fileExists(atPath: path + "/log/checkpoint") {
            let folder = LedgerFolder(path)
            self.folder = folder
            source = .folder(folder.log)
        } else if files.fileExists(atPath: path + "/checkpoint") {
            folder = nil
            source = .folder(FolderLogSource(path))
        } else {
            guard !path.contains("://") else {
                throw Refusal(
                    "\(path) is no address that is read: one begins with http:// or https://, in "
                        + "small letters.")
            }
            try Self.refuseUnreadable(path)
            throw Refusal(
                "\(path) holds no ledger: neither log/checkpoint nor checkpoint is there.")
        }
    }

    /// The newest checkpoint, not verified.
    func unverifiedCheckpoint() throws -> [UInt8] {
        try LogReader(source).unverifiedCheckpoint() ?? []
    }

    /// Whether it is read from a server.
    var isRemote: Bool { if case .remote = source { true } else { false } }

    /// Throws kept tiles away where some were used: they are believed no more than the server.
    ///
    /// Returns whether there were any, so that trying again may end differently.
    func forgetsKeptTiles() -> Bool {
        guard case .remote(let remote) = source, remote.cache.wasUsed else { return false }
        remote.cache.empty()
        return true
    }

    /// Says of a log that this user may not read that it is so, rather than that none is there.
    static func refuseUnreadable(_ path: String) throws {
        do throws(StoreError) {
            _ = try POSIXFileSystem().entries(of: path + "/log")
        } catch {
            if error.code != .notFound { throw error }
        }
    }

    /// Whether a path or address is a ledger.
    static func isLedger(_ path: String) -> Bool {
        RemoteLogSource.isAddress(path)
            || FileManager.default.fileExists(atPath: path + "/log/checkpoint")
            || FileManager.default.fileExists(atPath: path + "/checkpoint")
    }

    /// The size that the writer says it has published (R33); nil where that cannot be known.
    ///
    /// A head that was there and cannot be read any more is no folder that has none.
    func publishedSize() throws -> UInt64? {
        guard let folder else { return nil }
        do throws(StoreError) {
            if let state = try folder.writerState() { return state.published?.size }
            guard FileManager.default.fileExists(atPath: folder.privatePath) else { return nil }
            Console.note("rollback not checked: \(folder.privatePath) holds no journal")
        } catch {
            Console.note(
                "rollback not checked: the writer's head cannot be read. The log alone is verified "
                    + "with: traceledger verify \(folder.logPath)")
            // Another user's private folder is not this one's fault.
            guard error.code == .permissionDenied else { throw error }
        }
        return nil
    }

    /// The disclosures that lie beside the log.
    func disclosures() throws -> [DisclosureSet] {
        guard let folder else { return [] }
        return try AnnexFile.sets(in: folder)
    }
}

/// How commands that read a ledger verify it.
struct LedgerReadingOptions: ParsableArguments {
    @Flag(help: "Check anchors instead of every signature: faster, and says what it does not show.")
    var anchored = false

    @Option(
        help: "A trust policy: pins origin, checkpoint key and entry 0, names witnesses, issuers.",
        completion: .file())
    var trust: String?

    @Option(help: "A checkpoint seen earlier, which the ledger must continue.", completion: .file())
    var since: String?

    @OptionGroup var network: NetworkOptions

    /// Whether no option asks for a check that only a ledger can pass.
    var checksNothing: Bool { trust == nil && since == nil && !anchored }

    /// The trust policy, where one is named.
    func policy() throws -> TrustPolicy? { try trust.map { try PolicyInput($0).policy } }

    /// What is pinned for the ledger of an origin.
    func pinned(for origin: String) throws -> TrustFile? {
        guard let trust, let policy = try policy() else { return nil }
        return try PolicyInput.pin(policy, for: origin, file: trust)
    }

    /// The options of a verification.
    func verification(_ input: LedgerInput) throws -> VerificationOptions {
        let origin =
            trust == nil
            ? nil : ReadCheckpoint(try input.unverifiedCheckpoint())?.checkpoint.origin
        var options = VerificationOptions(
            mode: anchored ? .anchored : .exhaustive, trust: try pinned(for: origin ?? ""),
            since: try since.map { try InputFile.bytes($0) }, policy: try policy(),
            publishedSize: try input.publishedSize())
        options.sinceFile = since
        return options
    }
}
