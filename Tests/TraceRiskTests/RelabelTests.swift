// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// Relabelled goods under another heading, and what the sentence says of heading and mass.
@Suite("Relabelling")
struct RelabelTests {
    private func relabelled(
        _ from: String, _ to: String, kind: String = "relabel", steps: String = "label",
        inputKg: String = "16"
    ) -> Book {
        var book = Book()
        book.add(
            "lots",
            [
                "lot": "H", "hs": from, "material": "human_hair", "construction": "hand_tied",
                "pieces": "100", "unit": "piece", "net_kg": inputKg, "maker": "S", "made_at": "F",
            ])
        book.set("lots", "L", "hs", to)
        book.set("processing", "W", "outputs", "H")
        book.add(
            "processing",
            [
                "processing": "RL", "kind": kind, "site": "F", "operator": "S",
                "started": "2024-03-05", "finished": "2024-03-06", "steps": steps, "inputs": "H",
                "outputs": "L", "origin_before": "VN", "origin_after": "MM",
            ])
        return book
    }

    @Test(arguments: ["950590", "650500", "670420"])
    func `P35 sees the label change under any heading`(to: String) throws {
        for (kind, steps) in [("relabel", ""), ("repack", "pack;label"), ("finish", "wash;label")] {
            let lot = try relabelled("670411", to, kind: kind, steps: steps).lot()
            #expect(lot.raised("P35")?.strength == .decisive, "\(kind)")
        }
    }

    @Test func `P35 says of heading and mass what the records show`() throws {
        let same = try #require(try relabelled("670420", "670420").lot().raised("P35"))
        #expect(same.explanation.hasSuffix("; heading and mass stay the same."))
        let moved = try #require(try relabelled("670411", "950590").lot().raised("P35"))
        #expect(moved.explanation.hasSuffix("; the mass stays the same."))
        let grown = try #require(
            try relabelled("670420", "670420", inputKg: "6").lot().raised("P35"))
        #expect(grown.explanation.hasSuffix("; the heading stays the same."))
        let both = try #require(
            try relabelled("670411", "950590", inputKg: "6").lot().raised("P35"))
        #expect(both.explanation.hasSuffix("makes no new article."))
    }

    @Test func `P35 trap: work that makes a new article may change the label`() throws {
        let book = relabelled("670300", "670420", kind: "transform", steps: "knot;label")
        #expect(try book.lot().results("P35") == [.notRaised])
    }

    @Test func `P35 lets no word for a step excuse a label that named North Korea`() throws {
        for kilograms in ["16", "6"] {
            var book = relabelled(
                "670420", "670420", kind: "transform", steps: "sew;label", inputKg: kilograms)
            #expect(try book.lot().results("P35") == [.notRaised])
            book.set("processing", "RL", "origin_before", "KP")
            let finding = try #require(try book.lot().raised("P35"))
            #expect(finding.strength == .decisive)
            #expect(finding.explanation.contains("what went in is already what comes out"))
        }
        var blank = relabelled(
            "670420", "670420", kind: "transform", steps: "sew;label", inputKg: "6")
        blank.set("processing", "RL", "origin_before", "KP")
        blank.set("lots", "H", "pieces", "")
        #expect(try blank.lot().missing("P35") == [World.inputPieces])
        var made = relabelled("670300", "670420", kind: "transform", steps: "knot;label")
        made.set("processing", "RL", "origin_before", "KP")
        #expect(try made.lot().results("P35") == [.notRaised])
    }

    @Test func `P35 asks for the steps of finishing that names none`() throws {
        let book = relabelled("670300", "670420", kind: "finish", steps: "")
        #expect(try book.lot().missing("P35") == ["processing.steps"])
    }
}
