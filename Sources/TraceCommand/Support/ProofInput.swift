// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// A file that proves something by itself: a lot bundle, a tlog-proof, a receipt, a Transparent Statement.
struct ProofInput {
    let path: String
    let bytes: [UInt8]

    /// Reads a file; nil for a folder and for a path where nothing is.
    init?(file path: String) throws {
        guard let found = try? FileManager.default.attributesOfItem(atPath: path),
            found[.type] as? FileAttributeType != .typeDirectory
        else { return nil }
        guard let size = found[.size] as? Int, size <= LotBundle.maximumLength else {
            throw Refusal("\(path) is longer than 64 MiB: no proof is.", status: .integrityFailed)
        }
        self.path = path
        bytes = try InputFile.bytes(path)
    }

    var isBundle: Bool { LotBundle.isLikely(bytes) }

    /// The check of a bundle, whose first fault names file, place and remedy.
    func bundle(_ reading: LedgerReadingOptions) throws -> VerifiedBundle {
        try refuseSince(reading)
        let policy = try reading.policy()
        do {
            let bundle = try LotBundle(decoding: bytes)
            let origin = ReadCheckpoint(bundle.note)?.checkpoint.origin
            return try BundleVerification.run(
                bundle, pin: reading.pinned(for: origin ?? ""), policy: policy)
        } catch let error as ProofError {
            throw Refusal("\(path): \(error)", status: .integrityFailed)
        }
    }

    /// A file holds one checkpoint: what it cannot be compared with is not passed over in silence.
    func refuseSince(_ reading: LedgerReadingOptions) throws {
        guard !reading.anchored else {
            throw Refusal(
                "\(path): a file of proofs holds no anchors, and every signature in it is checked; "
                    + "leave --anchored out.")
        }
        guard let since = reading.since else { return }
        throw Refusal(
            "\(path): a file of proofs cannot show that it continues \(since); leave --since out, or "
                + "verify the ledger itself with it.")
    }

    /// What a proof of one statement shows, in words.
    func single(entry: [UInt8]?, under policy: TrustPolicy?) throws -> String {
        guard SingleProof.isLikely(bytes) else {
            throw Refusal(
                "\(path) is no lot bundle, tlog-proof, receipt or Transparent Statement, nor does it "
                    + "begin as one. A folder of sheets is looked at with: traceledger workbook "
                    + "check FOLDER")
        }
        guard let policy, !policy.logs.isEmpty else {
            throw Refusal("\(path): a proof shows nothing without --trust FILE that names its log.")
        }
        do throws(ProofError) {
            let proof = try SingleProof(parsing: bytes)
            if entry != nil || proof.carriesStatement {
                return try proof.verify(entry: entry, under: policy)
            }
        } catch {
            throw Refusal("\(path): \(error)", status: .integrityFailed)
        }
        throw Refusal(
            "\(path): this proof does not carry its statement; name that with --entry FILE. Who has "
                + "the ledger writes it with: traceledger prove ID --ledger LEDGER --format statement "
                + "-o FILE")
    }
}
