// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceRisk

@testable import TraceReports

@Suite("JSON") struct AuditJSONTests {
    /// The keys of a JSON object, with those of one nested object.
    private func object(_ value: Any?) throws -> [String: Any] {
        try #require(value as? [String: Any])
    }

    private func first(_ value: Any?) throws -> [String: Any] {
        try #require((value as? [[String: Any]])?.first)
    }

    private func parsed(_ result: AuditResult) throws -> [String: Any] {
        try object(JSONSerialization.jsonObject(with: Data(AuditJSON.render(result).utf8)))
    }

    @Test func `the keys that other programs rely on are there`() throws {
        let json = try parsed(Fixture.year())
        #expect(json["schema"] as? String == "traceledger-audit/1")
        #expect(
            Set(json.keys).isSuperset(of: [
                "schema", "integrity", "parameters", "lots", "parties", "suppliers", "patterns",
            ]))
        let integrity = try object(json["integrity"])
        #expect(
            Set(integrity.keys) == [
                "status", "mode", "signatures_checked", "identity", "witnesses", "records",
                "problems",
            ])
        #expect(integrity["status"] as? String == "unsigned")
        #expect(integrity["mode"] as? String == "none")
        #expect(Set(try object(json["parameters"]).keys) == ["sha256", "tables", "version"])
        let lot = try first(json["lots"])
        #expect(
            Set(lot.keys).isSuperset(of: [
                "lot", "assessment", "alert", "action", "score", "findings",
            ]))
        #expect(
            Set(try object(lot["score"]).keys).isSuperset(of: [
                "low", "base", "high", "posterior", "prior",
            ]))
        let finding = try first(lot["findings"])
        #expect(
            Set(finding.keys).isSuperset(of: [
                "pattern", "name", "result", "strength", "group", "numbers", "missing", "records",
                "explanation", "innocent", "ask", "law",
            ]))
        #expect(Set(try first(json["parties"]).keys).isSuperset(of: ["party", "findings"]))
        #expect(Set(try first(json["suppliers"]).keys).isSuperset(of: ["party", "findings"]))
    }

    @Test func `nothing of the result is left out`() throws {
        var result = Fixture.year()
        result.integrity.problems = [.init(code: "bad-signature", record: "r", message: "m")]
        let theirs = try JSONSerialization.jsonObject(with: JSONEncoder().encode(result))
        let ours = try JSONSerialization.jsonObject(with: Data(AuditJSON.render(result).utf8))
        #expect(paths(ours) == paths(theirs))
    }

    @Test func `it reads back and gives the same bytes again`() throws {
        let text = AuditJSON.render(Fixture.year())
        let read = try JSONDecoder().decode(AuditResult.self, from: Data(text.utf8))
        #expect(AuditJSON.render(read) == text)
    }

    @Test func `an empty result is whole`() throws {
        let empty = AuditResult(
            integrity: .unsigned(records: 0), parameters: .init(sha256: "", version: ""),
            patterns: [], lots: [])
        #expect(try parsed(empty)["lots"] as? [String] == [])
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1_300, "1300"), (0.32, "0.32"), (1.0 / 3, "0.333333"),
        (2.0 / 3, "0.666667"), (826.666_666, "826.667"), (123_456_789, "123457000"),
        (0.999_999_96, "1"), (-12.5, "-12.5"), (1e-9, "1e-9"), (1.5e-9, "1.5e-9"),
        (6.02e23, "6.02e23"), (.infinity, "null"), (.nan, "null"),
        (0.000_012_345_67, "0.0000123457"),
    ])
    func `numbers have six significant digits`(value: Double, text: String) {
        #expect(value.plainFigure == text)
    }

    @Test func `hostile text stays one string`() throws {
        let hostile = "\u{202E}</script>\u{0000}\u{1B}[2J\"\\\n\u{2028}\u{600}<é😀"
        let quoted = JSONValue.quoted(hostile)
        #expect(
            quoted.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "<" && $0 != "\u{202E}" })
        let read = try JSONSerialization.jsonObject(
            with: Data(quoted.utf8), options: .fragmentsAllowed)
        #expect(read as? String == hostile)
    }

    /// Every path of keys in a JSON value.
    private func paths(_ value: Any, under path: String = "") -> Set<String> {
        switch value {
        case let object as [String: Any]:
            object.reduce(into: [path]) {
                $0.formUnion(paths($1.value, under: path + "." + $1.key))
            }
        case let array as [Any]:
            array.reduce(into: [path]) { $0.formUnion(paths($1, under: path + "[]")) }
        default: [path]
        }
    }
}
