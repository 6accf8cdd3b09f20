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
        guard let since = reading.since else { return }
        throw Refusal(
            "\(path): a file of proofs cannot show that it continues \(since); leave --since out, or "
                + "verify the ledger itself with it.")
    }

    /// What a proof of one statement shows, in words.
    func single(entry: [UInt8]?, log: VerifierKey) throws -> String {
        do throws(ProofError) {
            if bytes.starts(with: Array(TlogProof.header.utf8)) {
                return try tlogProof(entry, log)
            }
            if let statement = try? TransparentStatement(parsing: bytes) {
                guard entry ?? statement.entry == statement.entry else {
                    throw ProofError(.wrongStatement, "it carries another than --entry names")
                }
                let receipt = try statement.verify(log: log)
                return words(receipt.proof, log, " (the receipt signs the root, not the size)")
            }
            let receipt = try InclusionReceipt(parsing: bytes)
            try receipt.verify(statement: try needed(entry), log: log)
            return words(receipt.proof, log, " (the receipt signs the root, not the size)")
        } catch {
            throw Refusal("\(path): \(error)", status: .integrityFailed)
        }
    }

    private func tlogProof(_ entry: [UInt8]?, _ log: VerifierKey) throws(ProofError) -> String {
        let proof = try TlogProof(parsing: bytes)
        let published = try proof.verify(entry: try needed(entry), log: log)
        let size = published.checkpoint.head.size
        return words(
            InclusionProof(leafIndex: proof.leafIndex, treeSize: size, path: proof.path), log,
            " (its checkpoint signs the size)")
    }

    private func needed(_ entry: [UInt8]?) throws(ProofError) -> [UInt8] {
        guard let entry else {
            throw ProofError(
                .wrongStatement, "this proof does not carry its statement: name it with --entry")
        }
        return entry
    }

    private func words(_ proof: InclusionProof, _ log: VerifierKey, _ more: String) -> String {
        """
        verified: the statement is entry \(proof.leafIndex) under a tree of \(proof.treeSize) \
        entries of \(log.name)\(more)
        not checked: the issuer's own signature and right, which the log checked at registration; \
        what other statements say
        """
    }
}
