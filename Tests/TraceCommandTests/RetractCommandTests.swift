// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// A row that was deleted from a workbook still stands, until it is taken back.
@Suite("traceledger retract") struct RetractCommandTests {
    private let ledger: CommandLedger

    init() throws { ledger = try CommandLedger() }

    /// The example without its row of payments.
    private func book() throws -> String {
        let path = ledger.file("book")
        try FileManager.default.copyItem(
            atPath: Examples.folder + "/workbooks/first-steps", toPath: path)
        let file = URL(fileURLWithPath: path + "/orders.csv")
        let text = try String(contentsOf: file, encoding: .utf8)
        let head = text.split(whereSeparator: \.isNewline).prefix(1).joined()
        try Data((head + "\n").utf8).write(to: file)
        return path
    }

    @Test func `import names what still stands and how to take it back`() throws {
        let book = try book()
        let told = try ledger.run("import", book, "--ledger", ledger.path).output
        #expect(told.contains("0 stated, 0 corrected"))
        let ids = try Self.labels(told)
        let label = try #require(ids.first)
        #expect(label.hasPrefix("orders.csv#"))
        #expect(told.contains("traceledger retract \(label) --ledger \(ledger.path)"))
        for label in ids {
            let taken = try ledger.run(
                "retract", label, "--ledger", ledger.path, "--reason", "entered-in-error")
            #expect(taken.output.contains("\(label) no longer stands; entry "))
        }
        let quiet = try ledger.run("import", book, "--ledger", ledger.path).output
        #expect(!quiet.contains("not in this workbook"))
        try ledger.run("verify", ledger.path, "--trust", ledger.trust)
        let audit = try CommandRun("audit", ledger.path)
        #expect(audit.output.contains("was taken back by its issuer"))
        // The row comes back by name only.
        let whole = Examples.folder + "/workbooks/first-steps"
        try ledger.refuse(["import", whole, "--ledger", ledger.path], label, "--again")
    }

    /// The rows that a message names.
    private static func labels(_ text: String) throws -> [String] {
        let start = try #require(text.range(of: "still stand")).upperBound
        let end = try #require(text.range(of: ". To take one back")).lowerBound
        return text[start..<end].components(separatedBy: ": ").dropFirst().joined()
            .components(separatedBy: ", ")
    }

    @Test func `what names a row that was taken back is told`() throws {
        let taken = try ledger.run(
            "retract", "parties#EX-SHOP", "--ledger", ledger.path, "--reason", "duplicate")
        #expect(taken.output.contains("Still naming it: "))
        #expect(taken.output.contains("orders.csv#"))
    }

    @Test func `the words for small numbers and for folders are right`() throws {
        try ledger.refuse(["audit", ledger.path, "-o", ledger.path], "it is a folder")
        try ledger.refuse(
            ["key", "retire", ledger.path, "--key", ledger.issuer], "--issuer-key")
        try ledger.refuse(
            [
                "screen", "decide", ledger.path, "--party", "P-NOPE", "--entry", "OFAC SDN:1",
                "--not-same", "--why", "another firm", "--by", "A. Analyst",
            ], "P-NOPE")
    }

    @Test func `no reason, no such row and a second time are refused`() throws {
        let retract = ["retract", "--ledger", ledger.path, "parties#EX-SHOP", "--reason"]
        try ledger.refuse(retract + ["boredom"], "entered-in-error", "duplicate")
        try ledger.refuse(
            ["retract", "parties#NOBODY", "--ledger", ledger.path, "--reason", "duplicate"],
            "parties#NOBODY")
        let first = try CommandRun(list: retract + ["duplicate"])
        #expect(first.status == 0, "\(first.errors)")
        try ledger.refuse(retract + ["duplicate"], "taken back already")
    }
}
