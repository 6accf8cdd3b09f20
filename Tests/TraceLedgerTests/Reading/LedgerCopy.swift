// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger
import TraceTesting

extension TestFolder {
    /// What a reader pins of it.
    func pin() throws -> TrustFile {
        let ledger = try #require(try verify().ledger)
        let first = try #require(ledger.verified.first?.payload.record)
        let key = try VerifierKey(name: Self.origin, key: Self.checkpoints().publicKey)
        return TrustFile(origin: Self.origin, log: key, entry0: first)
    }

    /// The folder as it is now, to go another way than this one.
    func copied(_ name: String) throws -> LedgerFolder {
        let copy = "\(root)/\(name)"
        try FileManager.default.copyItem(atPath: folder.path, toPath: copy)
        return LedgerFolder(copy)
    }

    /// States parties in a folder of this ledger.
    static func state(_ ids: [String], in folder: LedgerFolder) throws {
        let writer = try LedgerWriter(
            opening: folder, key: SampleStatement.key(61), checkpoints: checkpoints())
        for id in ids {
            try writer.state(
                Record(kind: .party, id: id, fields: ["country": .text("VN")]), time: time)
        }
        try writer.close()
    }

    /// An empty folder that goes with this one.
    func place(_ name: String) -> String { "\(root)/\(name)" }

    /// The disclosures of a folder of this ledger.
    func disclosures() throws -> [DisclosureSet] { try AnnexFile.sets(in: folder) }
}
