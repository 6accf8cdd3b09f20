// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Signed answers as giver and reader use the command.
@Suite("traceledger impact --sign and verify") struct AnswerCommandTests {
    private let folder = TestFolder()
    private var answer: String { folder.path + "/answer.csv" }

    private func ledger(_ name: String) throws -> String {
        let path = "\(folder.path)/\(name)"
        let made = try CommandRun(
            "init", path, "--origin", "ledger.example/\(name)", "--unencrypted")
        try #require(made.status == 0, "\(made.errors)")
        try folder.write("\(name).trust", made.output)
        let read = try CommandRun(
            "import", Examples.folder + "/workbooks/first-steps", "--ledger", path)
        try #require(read.status == 0, "\(read.errors)")
        return path
    }

    @Test func `an audit as of a day says so in its result`() throws {
        let ledger = try ledger("days")
        let late = try CommandRun("audit", ledger, "--as-of", "2999-12-31", "--format", "json")
        #expect(late.status < 2, "\(late.errors)")
        #expect(late.output.contains("\"as-of\"") && late.output.contains("By 2999-12-31, "))
        let now = try CommandRun("audit", ledger, "--format", "json")
        #expect(now.output.contains("\"FS-1\"") && !now.output.contains("\"as-of\""))
    }

    @Test func `a signed answer is checked with its ledger, and hostile ones are refused`() throws {
        let ledger = try ledger("answers")
        let asked = try CommandRun(
            "impact", ledger, "party:EX-OPEN", "--format", "csv", "--sign", "-o", answer)
        #expect(asked.status == 0, "\(asked.errors)")
        let note = answer + ".note"
        let good = try CommandRun(
            "verify", note, "--ledger", ledger, "--trust", folder.path + "/answers.trust")
        #expect(good.status == 0, "\(good.errors)")
        #expect(good.output.contains("question  impact party:EX-OPEN"))
        #expect(good.output.contains("asked again: the records of that state give the same answer"))
        #expect(!good.output.contains("--trust FILE pins it"))

        let quoted = asked.errors.split(separator: "'").map(String.init)
        let signer = try #require(quoted.first { $0.contains("/issuer+") })
        let alone = try CommandRun("verify", note, "--signer", signer)
        #expect(alone.status == 0, "\(alone.errors)")
        #expect(alone.output.contains("not checked: whether the key is an issuer's"))
        #expect(try CommandRun("verify", note).status == 2)

        let other = try self.ledger("others")
        let wrong = try CommandRun("verify", note, "--ledger", other)
        #expect(wrong.status == 3 && wrong.errors.contains("answer-other-ledger"))
        let bytes = try folder.text("answer.csv")
        try folder.write("answer.csv", bytes + "FS-9,1,1,1,,,,yes,\n")
        for check in [["--ledger", ledger], ["--signer", signer]] {
            let changed = try CommandRun(list: ["verify", note] + check)
            #expect(changed.status == 3 && changed.errors.contains("answer-changed"))
        }
        try folder.write("answer.csv", bytes)
        let text = try folder.text("answer.csv.note")
        try folder.write("answer.csv.note", text.replacing("party:EX-OPEN", with: "party:EX-SHUT"))
        let bent = try CommandRun("verify", note, "--ledger", ledger)
        #expect(bent.status == 3 && bent.errors.contains("answer-signature"))
    }
}
