// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle
import TracePrimitives
import TraceTesting
import TraceWitness

/// The status codes of C2SP tlog-witness, one by one.
@Suite struct WitnessRulesTests {
    private let rules: WitnessRules

    init() throws { rules = WitnessRules(logs: [try Fixture.logKey(), try Fixture.logKey(2)]) }

    /// The answer to a body for a witness that has cosigned a tree of some size.
    private func answer(_ body: [UInt8], after known: Int? = nil) throws -> WitnessAnswer {
        var state = WitnessState()
        if let known, known > 0 { _ = state.take(try Fixture.note(known).encoded) }
        switch rules.examine(body) {
        case .failure(let refusal): return refusal.answer
        case .success(let signed):
            return try state.decide(signed) {
                try $0.cosigned(name: "w.example", at: 77, by: SampleStatement.key(50))
            }.answer
        }
    }

    private func answer(_ request: AddCheckpoint, after known: Int? = nil) throws -> WitnessAnswer {
        try answer(request.encoded, after: known)
    }

    @Test func `200 for every pair of sizes up to 40`() throws {
        for size in 1...40 {
            for old in [0, size / 3, size / 2, size - 1, size] {
                #expect(try answer(Fixture.request(old, size), after: old).status == 200)
            }
        }
    }

    @Test func `200 carries one cosignature that verifies`() throws {
        guard case .cosigned(let lines) = try answer(Fixture.request(3, 7), after: 3) else {
            Issue.record("not cosigned")
            return
        }
        let note = SignedNote(
            text: try Fixture.note(7).text, signatures: try SignatureLines.parse(lines))
        let key = try VerifierKey(
            name: "w.example", kind: .cosignature, key: SampleStatement.key(50).publicKey)
        #expect(try note.verify([key]).map(\.time) == [77])
        #expect(note.signatures.count == 1)
    }

    @Test func `200 for a second key of the origin`() throws {
        let note = try Fixture.note(4, key: 2)
        #expect(try answer(AddCheckpoint(oldSize: 0, path: [], note: note)).status == 200)
    }

    @Test func `200 for a tree without entries`() throws {
        let empty = try AddCheckpoint(oldSize: 0, path: [], note: Fixture.note(.empty))
        #expect(try answer(empty).status == 200)
    }

    @Test func `404 for an unknown origin, before anyone looks at signatures`() throws {
        let head = Fixture.head(4)
        let note = try Fixture.note(head, origin: "other.example", key: 9)
        #expect(try answer(AddCheckpoint(oldSize: 0, path: [], note: note)).status == 404)
    }

    @Test func `403 for a signature by another key`() throws {
        let note = try Fixture.note(4, key: 3)
        #expect(try answer(AddCheckpoint(oldSize: 0, path: [], note: note)).status == 403)
    }

    @Test func `403 for a signature that does not verify, also beside a good one`() throws {
        let (good, other) = (try Fixture.note(4), try Fixture.note(5))
        let bad = SignedNote(text: good.text, signatures: other.signatures)
        #expect(try answer(AddCheckpoint(oldSize: 0, path: [], note: bad)).status == 403)
        let both = SignedNote(text: good.text, signatures: good.signatures + other.signatures)
        #expect(try answer(AddCheckpoint(oldSize: 0, path: [], note: both)).status == 403)
    }

    @Test func `400 for an old size beyond the checkpoint's`() throws {
        #expect(try answer(Fixture.request(9, 4, path: [])).status == 400)
    }

    @Test func `409 with the size for another old size, 0 among them`() throws {
        for old in [0, 2, 4] {
            let answer = try answer(Fixture.request(old, 7), after: 3)
            #expect(answer == .conflict(size: 3))
            #expect(answer.body == Array("3\n".utf8))
            #expect(answer.contentType == "text/x.tlog.size")
        }
        #expect(try answer(Fixture.request(3, 7), after: nil) == .conflict(size: 0))
    }

    @Test func `422 for a proof that does not lead there`() throws {
        var path = Fixture.tree(7).consistencyPath(3)
        path[0] = .zero
        #expect(try answer(Fixture.request(3, 7, path: path), after: 3).status == 422)
        path = Fixture.tree(7).consistencyPath(3)
        #expect(try answer(Fixture.request(3, 7, path: path + [.zero]), after: 3).status == 422)
        #expect(try answer(Fixture.request(3, 7, path: []), after: 3).status == 422)
    }

    @Test func `422 for hashes where none belong`() throws {
        #expect(try answer(Fixture.request(0, 7, path: [.zero])).status == 422)
        #expect(try answer(Fixture.request(7, 7, path: [.zero]), after: 7).status == 422)
    }

    @Test func `422 for equal sizes with different roots: a fork`() throws {
        let fork = TreeHead(size: 7, rootHash: SampleStatement.digest("fork"))
        let request = try AddCheckpoint(oldSize: 7, path: [], note: Fixture.note(fork))
        #expect(try answer(request, after: 7).status == 422)
    }

    @Test func `422 for size 0 with another root`() throws {
        let head = TreeHead(size: 0, rootHash: SampleStatement.digest("none"))
        let request = try AddCheckpoint(oldSize: 0, path: [], note: Fixture.note(head))
        #expect(try answer(request).status == 422)
    }

    @Test(arguments: try hostileBodies())
    func `400 for what is no request`(_ hostile: HostileBody) throws {
        #expect(try answer(hostile.body).status == 400, "\(hostile.name)")
    }

    struct HostileBody: Sendable, CustomTestStringConvertible {
        let name: String
        let body: [UInt8]
        var testDescription: String { name }
    }

    private static func hostileBodies() throws -> [HostileBody] {
        let note = try Fixture.note(4)
        let text = String(decoding: note.encoded, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let hash = String(repeating: "A", count: 43) + "="
        let thousand = (0..<1_000).map { _ in lines[4] }.joined(separator: "\n")
        let texts = [
            ("nothing", ""), ("no line feed", "old 0"),
            ("old with a zero before", "old 00\n\n\(text)"),
            ("old with a sign", "old +0\n\n\(text)"), ("old below zero", "old -1\n\n\(text)"),
            ("two spaces", "old  0\n\n\(text)"), ("no old line", "\n\(text)"),
            ("carriage return", "old 0\r\n\n\(text)"), ("no blank line", "old 0\n\(text)"),
            ("64 hashes", "old 0\n" + String(repeating: hash + "\n", count: 64) + "\n\(text)"),
            ("a hash of 31 bytes", "old 0\nAAAA\n\n\(text)"),
            ("a size beyond 64 bits", "old 99999999999999999999\n\n\(text)"),
            ("no signature", "old 0\n\n\(lines[0...2].joined(separator: "\n"))\n\n"),
            ("1,000 signatures", "old 0\n\n\(lines[0...3].joined(separator: "\n"))\n\(thousand)\n"),
            (
                "an extension line",
                "old 0\n\n\(lines[0...2].joined(separator: "\n"))\nmore\n\n\(lines[4])\n"
            ),
            ("a tab in the text", "old 0\n\n" + text.replacing("demo\n", with: "de\tmo\n")),
            ("an escape in the text", "old 0\n\n" + text.replacing("demo\n", with: "de\u{1B}mo\n")),
            ("a size with a zero before", "old 0\n\n" + text.replacing("\n4\n", with: "\n04\n")),
            ("bytes behind the last line", "old 0\n\n\(text)more"),
        ]
        return texts.map { HostileBody(name: $0.0, body: Array($0.1.utf8)) }
            + [
                HostileBody(
                    name: "300 KB of a line", body: [UInt8](repeating: 0x41, count: 300_000)),
                HostileBody(name: "no UTF-8", body: Array("old 0\n\n".utf8) + [0xFF, 0x0A, 0x0A]),
            ]
    }

    @Test func `of two requests from one size the second finds a conflict`() throws {
        var state = WitnessState()
        let bodies = try [Fixture.request(0, 7), Fixture.request(0, 9)].map(\.encoded)
        var answers: [WitnessAnswer] = []
        for body in bodies {
            guard case .success(let signed) = rules.examine(body) else { continue }
            answers.append(
                try state.decide(signed) {
                    try $0.cosigned(name: "w.example", at: 1, by: SampleStatement.key(50))
                }.answer)
        }
        #expect(answers.map(\.status) == [200, 409])
        #expect(answers.last == .conflict(size: 7))
    }

    @Test func `strangers' signature lines are neither believed nor kept`() throws {
        let note = try Fixture.note(4).signed(
            name: "stranger.example", by: SampleStatement.key(90))
        let request = try AddCheckpoint(oldSize: 0, path: [], note: note)
        guard case .success(let signed) = rules.examine(request.encoded) else {
            Issue.record("refused")
            return
        }
        #expect(signed.note.signatures.count == 1)
    }

    @Test func `a body is read back as it was written`() throws {
        let request = try Fixture.request(3, 7)
        #expect(try AddCheckpoint(parsing: request.encoded) == request)
    }

    @Test func `a state takes no note that goes back`() throws {
        var state = WitnessState()
        #expect(state.take(try Fixture.note(7).encoded) != nil)
        #expect(state.take(try Fixture.note(5).encoded) == nil)
        #expect(state.latest(Fixture.origin)?.head == Fixture.head(7))
    }
}
