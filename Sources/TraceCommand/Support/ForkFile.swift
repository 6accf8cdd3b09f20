// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// Evidence of a fork as a command is given it.
enum ForkFile {
    /// Checks a path that holds evidence and says what it shows; false when it holds something else.
    static func verified(_ path: String, trust: TrustPolicy?) throws -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard !RemoteLogSource.isAddress(path),
            attributes?[.type] as? FileAttributeType == .typeRegular
        else { return false }
        let bytes = try InputFile.bytes(path)
        guard bytes.starts(with: ForkEvidence.magic.utf8) else { return false }
        let evidence: ForkEvidence
        let finding: ForkEvidence.Finding
        do throws(MerkleError) {
            evidence = try ForkEvidence(parsing: bytes)
            finding = try evidence.verify()
        } catch {
            throw Refusal("\(path) shows nothing: \(error).")
        }
        Console.say(
            """
            A fork is shown: \(finding.sentence).
            origin  \(evidence.log.name)
            key     \(evidence.log)
            Whoever holds this key, or a copy of it, told two stories. Which one is true, and who did \
            it, this does not show.
            """)
        switch trust?.keys(of: evidence.log.name).contains(evidence.log) {
        case true?: Console.say("The key is the policy's for this log.")
        case false?: Console.say("The key is NOT the policy's for this log.")
        case nil: Console.say("Whether the key is the log's, only a trust policy says (--trust).")
        }
        return true
    }
}
