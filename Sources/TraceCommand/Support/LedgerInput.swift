// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// A ledger to be read: its folder with the private part, or a log alone.
struct LedgerInput {
    /// The log.
    let source: FolderLogSource
    /// The whole folder, when the private part may be there.
    let folder: LedgerFolder?

    /// Finds the log in a path.
    init(_ path: String) throws {
        let files = FileManager.default
        if files.fileExists(atPath: path + "/log/checkpoint") {
            let folder = LedgerFolder(path)
            self.folder = folder
            source = folder.log
        } else if files.fileExists(atPath: path + "/checkpoint") {
            folder = nil
            source = FolderLogSource(path)
        } else {
            throw Refusal(
                "\(path) holds no ledger: neither log/checkpoint nor checkpoint is there.")
        }
    }

    /// Whether a path is a ledger.
    static func isLedger(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/log/checkpoint")
            || FileManager.default.fileExists(atPath: path + "/checkpoint")
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

    @Option(help: "A trust file that pins origin, checkpoint key and entry 0.", completion: .file())
    var trust: String?

    @Option(help: "A checkpoint seen earlier, which the ledger must continue.", completion: .file())
    var since: String?

    /// The options of a verification.
    func verification(_ input: LedgerInput) throws -> VerificationOptions {
        var pinned: TrustFile?
        if let trust {
            let text = String(decoding: try InputFile.bytes(trust), as: UTF8.self)
            guard let file = TrustFile(text) else {
                throw Refusal(
                    "\(trust) is no trust file: three lines `origin NAME`, `log VKEY`, `entry0 HEX`, "
                        + "as `traceledger init` prints them.")
            }
            pinned = file
        }
        return VerificationOptions(
            mode: anchored ? .anchored : .exhaustive, trust: pinned,
            since: try since.map { try InputFile.bytes($0) },
            publishedSize: try? input.folder?.writerState()?.published?.size)
    }
}
