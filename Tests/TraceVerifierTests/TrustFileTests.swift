// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle
import TracePrimitives
import TraceVerifier
import TraceWriting

@Suite struct TrustFileTests {
    private func file() throws -> TrustFile {
        let key = try SecretKey(seed: [UInt8](repeating: 7, count: 32))
        return TrustFile(
            origin: "example.com/ledger",
            log: try VerifierKey(name: "example.com/ledger", key: key.publicKey),
            entry0: RecordID(SHA256Hash.hash([1])))
    }

    @Test func `its text reads back to it`() throws {
        let file = try file()
        #expect(TrustFile(file.text) == file)
        #expect(TrustFile("# pinned in May\n\n" + file.text) == file)
    }

    @Test(arguments: [
        "", "\n", "origin example.com/ledger\n", "origin a\norigin a\nlog x\nentry0 00\n",
    ])
    func `any other text is none`(_ text: String) { #expect(TrustFile(text) == nil) }

    @Test func `lines in another order, and a key that only cosigns, are none`() throws {
        let file = try file()
        let lines = file.text.split(separator: "\n").map { $0 + "\n" }
        #expect(TrustFile(lines.reversed().joined()) == nil)
        let witness = try VerifierKey(name: file.origin, kind: .cosignature, key: file.log.key)
        #expect(TrustFile(file.text.replacingOccurrences("\(file.log)", "\(witness)")) == nil)
    }

    @Test func `a line too many or too few is none`() throws {
        let text = try file().text
        #expect(TrustFile(text + "witness x\n") == nil)
        #expect(TrustFile(String(text.dropLast())) == nil)
        #expect(TrustFile(text.replacingOccurrences("entry0 ", "entry0  ")) == nil)
        #expect(TrustFile(text.replacingOccurrences("\n", "\r\n")) == nil)
    }
}

extension String {
    fileprivate func replacingOccurrences(_ old: String, _ new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
