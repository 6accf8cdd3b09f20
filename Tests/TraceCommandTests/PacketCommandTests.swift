// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger

/// The evidence packet of a ledger's lot, as whoever receives the folder checks it.
@Suite("traceledger packet") struct PacketCommandTests {
    private let folder = TestFolder()
    private var ledger: String { folder.path + "/ledger" }
    private var trust: String { folder.path + "/trust.txt" }

    init() throws {
        let made = try CommandRun(
            "init", ledger, "--origin", "ledger.example/packet", "--unencrypted")
        try #require(made.status == 0, "\(made.errors)")
        try folder.write("trust.txt", made.output)
        let book = folder.path + "/book"
        try FileManager.default.copyItem(
            atPath: Examples.folder + "/workbooks/first-steps", toPath: book)
        let notes =
            "indicator,site,category,reliability,credibility,text\n"
            + "I-1,\(try site()),housing,C,3,secret-of-the-house\n"
        try folder.write("book/indicators.csv", notes)
        let claim =
            "claim,about,text,denominator\nI-2,FS-3,secret-about-a-lot,indicator/housing\n"
        try folder.write("book/claims.csv", claim)
        let read = try CommandRun("import", book, "--ledger", ledger)
        try #require(read.status == 0, "\(read.errors)")
    }

    private func site() throws -> String {
        let rows = try String(
            contentsOfFile: Examples.folder + "/workbooks/first-steps/sites.csv", encoding: .utf8)
        let row = try #require(rows.split(separator: "\n").dropFirst().first)
        return String(try #require(row.split(separator: ",").first))
    }

    private func sums(_ name: String) throws -> [String: String] {
        var sums: [String: String] = [:]
        for line in try folder.text(name + "/SHA256SUMS").split(separator: "\n") {
            let parts = line.components(separatedBy: "  ")
            sums[parts[1]] = parts[0]
        }
        return sums
    }

    @Test func `a packet carries its proof, and the proof is checked from the folder alone`() throws
    {
        let made = try CommandRun(
            "packet", ledger, "FS-3", folder.path + "/p", "--trust", trust)
        #expect(made.status == 1, "\(made.errors)")
        #expect(made.errors.contains("verified exhaustively: "))
        let html = try folder.text("p/packet.html")
        let sums = try sums("p")
        #expect(
            Set(sums.keys) == [
                "lot.bundle", "trust.txt", "verdict.txt", "audit.json", "records.csv",
                "documents.csv", "packet.html",
            ])
        for (name, sum) in sums {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/p/" + name))
            #expect(SHA256Hash.hash([UInt8](bytes)).hex == sum, "\(name)")
            let shown = sum.prefix(16) + " " + sum.dropFirst(16).prefix(16)
            #expect(html.contains(shown) == (name != "packet.html"), "\(name)")
        }
        #expect(try folder.text("p/trust.txt") == folder.text("trust.txt"))
        #expect(html.contains("verified exhaustively: "))
        #expect(!html.contains("consistent in itself; identity"))
        let verified = try CommandRun(
            "verify", folder.path + "/p/lot.bundle", "--trust", folder.path + "/p/trust.txt")
        #expect(verified.status == 0, "\(verified.errors)")
        let again = try CommandRun(
            "packet", folder.path + "/p/lot.bundle", "FS-3", folder.path + "/q", "--trust", trust)
        #expect(again.status < 2, "\(again.errors)")
        #expect(try self.sums("q")["lot.bundle"] == sums["lot.bundle"])
    }

    @Test func `without a trust file the packet says what it does not show`() throws {
        let made = try CommandRun(
            "packet", ledger, "FS-1", folder.path + "/p", "--reveal", "net_kg")
        #expect(made.status < 2, "\(made.errors)")
        #expect(
            try folder.text("p/verdict.txt").contains("identity, freshness and forks not checked"))
    }

    @Test func `confidential indicators are in no file of a packet, and in no bundle`() throws {
        #expect(try CommandRun("packet", ledger, "FS-3", folder.path + "/p").status == 1)
        let bundle = folder.path + "/b"
        let made = try CommandRun(
            "bundle", "FS-3", "--ledger", ledger, "--reveal", "all", "--reveal", "claim.text", "-o",
            bundle)
        #expect(made.status == 0, "\(made.errors)")
        for file in try sums("p").keys.map({ "\(folder.path)/p/\($0)" }) + [bundle] {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            for secret in [
                "secret-of-the-house", "secret-about-a-lot", "I-1,", "indicator/housing",
            ] {
                #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file): \(secret)")
            }
        }
    }
}
