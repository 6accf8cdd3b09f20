// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// What is withheld is revealed to one recipient, and can be erased.
@Suite("traceledger reveal, unseal, erase") struct DisclosureCommandTests {
    private let ledger: CommandLedger

    init() throws { ledger = try CommandLedger() }

    /// A recipient's key file, and the file that names it to others.
    private func recipient(_ name: String) throws -> (key: String, line: String) {
        let key = try ledger.key(name + ".key", role: "recipient")
        try ledger.folder.write(name + ".txt", ledger.run("key", "recipient", key).output)
        return (key, ledger.file(name + ".txt"))
    }

    @Test func `one recipient opens what was revealed, nobody else, and only as it was`() throws {
        let (auditor, other) = (try recipient("auditor"), try recipient("other"))
        let file = ledger.file("for-auditor")
        try ledger.run(
            "reveal", "FS-1", "--field", "unit_price", "--to", auditor.line, "--ledger",
            ledger.path, "-o", file)
        let log = ledger.path + "/log"
        let opened = try ledger.run("unseal", file, "--key", auditor.key, "--ledger", log)
        #expect(opened.output.contains("unit_price: 13.80"))
        #expect(!opened.output.contains("EXBLFS1"))
        try ledger.refuse(
            ["unseal", file, "--key", other.key, "--ledger", log], "for-auditor", "recipient")
        let stranger = try CommandLedger(isEmpty: true, origin: "other.example/log")
        try ledger.refuse(
            ["unseal", file, "--key", auditor.key, "--ledger", stranger.path],
            CommandLedger.origin)
        try ledger.touch(file)
        try ledger.refuse(["unseal", file, "--key", auditor.key, "--ledger", log], "for-auditor")
    }

    @Test func `what is not there to reveal is refused, and no file is written`() throws {
        let (key, line) = try recipient("auditor")
        let file = ledger.file("nothing")
        let reveal = { (words: [String]) in
            ["reveal"] + words + ["--ledger", ledger.path, "-o", file]
        }
        try ledger.refuse(reveal(["FS-1", "--field", "net_kg", "--to", line]), "in clear")
        try ledger.refuse(reveal(["no-such-lot", "--all", "--to", line]), "no-such-lot")
        try ledger.refuse(reveal(["FS-1", "--all", "--to", key]), "recipient")
        try ledger.refuse(reveal(["FS-1", "--to", line]), "--field")
        #expect(!FileManager.default.fileExists(atPath: file))
        try ledger.refuse(["key", "recipient", ledger.issuer], "issuer")
    }

    @Test func `an erasure deletes, says what it cannot, and the ledger verifies`() throws {
        let name = "Example Corner Wig Shop"
        let annex = ledger.path + "/private/annex/disclosures"
        let before = try Data(contentsOf: URL(fileURLWithPath: annex))
        #expect(before.range(of: Data(name.utf8)) != nil)
        let erase = [
            "erase", "parties#EX-SHOP", "--all", "--ledger", ledger.path, "--reason",
        ]
        try ledger.refuse(erase + ["boredom"], "data-subject-request")
        let erased = try CommandRun(list: erase + ["data-subject-request"])
        #expect(erased.status == 0, "\(erased.errors)")
        #expect(erased.output.contains("1 disclosed value was deleted"))
        #expect(erased.output.contains("31 CFR 501.601"))
        let after = try Data(contentsOf: URL(fileURLWithPath: annex))
        #expect(after.range(of: Data(name.utf8)) == nil)
        try ledger.run("verify", ledger.path, "--trust", ledger.trust)
        #expect(try CommandRun("audit", ledger.path).status < 2)
        let again = try CommandRun(list: erase + ["data-subject-request"])
        #expect(again.status == 2 && !again.errors.isEmpty)
        try ledger.refuse(
            ["erase", "parties#NOBODY", "--all", "--ledger", ledger.path, "--reason", "safety"],
            "parties#NOBODY")
        // A row that was erased is refused by name until someone says otherwise.
        let book = Examples.folder + "/workbooks/first-steps"
        try ledger.refuse(["import", book, "--ledger", ledger.path], "EX-SHOP", "--again", "blank")
        let own = ledger.file("book")
        try FileManager.default.copyItem(atPath: book, toPath: own)
        let sheet = try ledger.folder.text("book/parties.csv")
        try ledger.folder.write("book/parties.csv", sheet.replacing(name + " LLC", with: ""))
        let blank = try ledger.run("import", own, "--ledger", ledger.path)
        #expect(blank.output.contains("0 stated, 0 corrected, 32 unchanged"))
        // The tombstone stands in the index without a rebuild.
        let found = try ledger.run("index", ledger.path, "--find", "EX-SHOP")
        #expect(found.output.contains("erasure"))
    }
}
