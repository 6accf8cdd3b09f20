// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger
import TraceTesting

/// A ledger folder of its own in the temporary folder, removed with the object.
final class TestFolder {
    static let origin = "ledger.example/tests"
    static let time: UInt64 = 1_767_225_600
    let root: String
    let folder: LedgerFolder

    /// Makes the folder and its ledger of one entry.
    init(issuers: [Policy.Issuer] = []) throws {
        root =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("traceledger-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        folder = LedgerFolder(root + "/ledger")
        let authority = StatementSigner(try SampleStatement.key(60), origin: Self.origin)
        let log = try Self.checkpoints()
        _ = try LedgerCreation.create(
            folder,
            policy: Policy(
                origin: Self.origin, checkpointKey: log.publicKey, authority: authority.publicKey,
                recovery: SampleStatement.key(63).publicKey, profile: .standard,
                roles: LedgerCreation.standardRoles,
                issuers: [
                    Policy.Issuer(key: try SampleStatement.key(61).publicKey, role: "recorder")
                ] + issuers),
            authority: authority, checkpoints: log, time: Self.time)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    static func checkpoints() throws -> CheckpointIssuer {
        CheckpointIssuer(try SampleStatement.key(62), origin: origin)
    }

    func writer(_ key: UInt8 = 61) throws -> LedgerWriter {
        try LedgerWriter(
            opening: folder, key: SampleStatement.key(key), checkpoints: Self.checkpoints())
    }

    func registrar() throws -> Registrar {
        try Registrar(opening: folder, checkpoints: Self.checkpoints())
    }

    /// Registers statements as the command does.
    func add(_ statements: [SubmittedStatement]) throws -> [Registrar.Outcome] {
        let registrar = try registrar()
        let results = try registrar.add(statements)
        try registrar.close()
        return statements.map { statement in
            results.first { $0.statement.record == statement.record }?.outcome
                ?? .refused("not answered")
        }
    }

    /// Imports a workbook as the command does.
    func importing(_ workbook: Workbook, again: Bool = false) throws -> WorkbookImport.Result {
        try #require(workbook.isValid, "\(workbook.problems)")
        let writer = try writer()
        var run = WorkbookImport()
        run.statesAgain = again
        let result = try run.run(workbook, into: writer, time: Self.time)
        try writer.close()
        return result
    }

    func verify(_ mode: VerificationMode = .exhaustive) throws
        -> LedgerVerification<
            FolderLogSource
        >.Outcome
    {
        try LedgerVerification(
            folder.log, VerificationOptions(mode: mode, threads: 1, keepsStatements: true)
        ).run()
    }

    /// The number of statements of each kind.
    func kinds() throws -> [RecordKind: Int] {
        let ledger = try #require(try verify().ledger)
        return ledger.verified.reduce(into: [:]) { $0[$1.payload.kind, default: 0] += 1 }
    }

    var annexPath: String { folder.annexPath + "/disclosures" }

    func annex() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: annexPath)))
    }

    func replaceAnnex(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: annexPath))
    }

    /// Rewrites the annex set by set, as someone who deletes disclosures does.
    func editAnnex(_ change: (DisclosureSet) -> DisclosureSet?) throws {
        let sets = try AnnexFile.sets(in: folder).compactMap(change)
        try replaceAnnex(try sets.flatMap { try Annex.frame($0) })
    }
}

/// Small workbooks made of text.
enum SmallBook {
    static let parties = """
        party,name,roles,country
        P-1,Blue Heron Hair,manufacturer;exporter,VN
        P-2,Example Wig Shop,buyer;importer,US
        P-3,Blue Heron Hair,broker,HK

        """
    static let lots = """
        lot,description,hs,material,construction,pieces,net_kg,maker
        L-1,Wigs,670411,synthetic,machine_weft,500,87,P-1
        L-2,Wigs,670411,synthetic,machine_weft,400,69.2,P-1

        """

    static func workbook(parties: String = parties, lots: String = lots) -> Workbook {
        Workbook.read(files: [
            "parties.csv": Array(parties.utf8), "lots.csv": Array(lots.utf8),
        ])
    }
}

/// The workbooks of the project.
enum ExampleBook {
    static func read(_ name: String) throws -> Workbook {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try WorkbookFolder.read(
            at: root.appendingPathComponent("Examples/workbooks/\(name)").path)
    }
}
