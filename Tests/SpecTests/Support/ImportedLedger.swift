// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger
import TraceTesting

/// A workbook of `Examples/workbooks`, brought into a new ledger folder as `import` does it.
struct ImportedLedger {
    static let origin = "ledger.example/imported"
    static let time: UInt64 = 1_767_225_600
    let folder: LedgerFolder
    let size: UInt64

    init(in path: String, _ workbook: String) throws {
        folder = LedgerFolder(path)
        let authority = StatementSigner(try SampleStatement.key(50), origin: Self.origin)
        let issuer = StatementSigner(try SampleStatement.key(51), origin: Self.origin)
        let log = CheckpointIssuer(try SampleStatement.key(52), origin: Self.origin)
        let recovery = try SampleStatement.key(53).publicKey
        _ = try LedgerCreation.create(
            folder,
            policy: Policy(
                origin: Self.origin, checkpointKey: log.publicKey, authority: authority.publicKey,
                recovery: recovery, profile: .standard, roles: LedgerCreation.standardRoles,
                issuers: [Policy.Issuer(key: issuer.publicKey, role: "recorder")]),
            authority: authority, checkpoints: log, time: Self.time)
        let writer = try LedgerWriter(
            opening: folder, key: SampleStatement.key(51), checkpoints: log)
        let read = try WorkbookFolder.read(
            at: ProjectFolder.root.appendingPathComponent("Examples/workbooks/\(workbook)").path)
        try #require(read.isValid)
        let result = try WorkbookImport().run(read, into: writer, time: Self.time)
        #expect(result.stated == read.rows.count)
        size = writer.size
        try writer.close()
    }
}
