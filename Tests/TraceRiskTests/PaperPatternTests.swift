// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Patterns of papers and stated facts")
struct PaperPatternTests {
    // P08, P23, P30

    @Test func `P08 compares the kilograms cited with the kilograms there are`() throws {
        var book = Book()
        book.set("processing", "W", "inputs", "R=@18")
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        book.add(
            "processing",
            (book.sheets["processing"]?[0] ?? [:]).merging([
                "processing": "W2", "inputs": "R=@10", "outputs": "L2",
            ]) { $1 })
        let lot = try book.lot()
        #expect(lot.raised("P08")?.numbers["cited_kg"] == 28)
        #expect(lot.assessment == .conflictInDocuments)
        book.set("lots", "R", "net_kg", "28")
        #expect(try book.lot().results("P08") == [.notRaised])
        book.set("processing", "W", "inputs", "R")
        #expect(try book.lot().results("P08") == [.notTestable])
    }

    @Test func `P08 trap: work that keeps the lot's id uses nothing up`() throws {
        var book = Book()
        book.add(
            "processing",
            [
                "processing": "FI", "kind": "finish", "site": "F", "inputs": "L", "outputs": "L",
                "steps": "pack",
            ])
        book.add(
            "processing",
            [
                "processing": "RP", "kind": "repack", "site": "F", "inputs": "L", "outputs": "L",
                "steps": "pack",
            ])
        let lot = try book.lot()
        #expect(lot.results("P08") == [.notRaised])
        #expect(lot.action == .release)
    }

    @Test func `P23 compares counts of one month`() throws {
        var book = Book()
        book.add("headcounts", ["site": "F", "as_of": "2024-02-01", "workers": "40"])
        book.add("headcounts", ["site": "F", "as_of": "2024-02-20", "workers": "30"])
        #expect(try book.lot().raised("P23")?.strength == .moderate)
        book.sheets["headcounts"]?[1]["as_of"] = "2024-06-20"
        #expect(try book.lot().results("P23") == [.notRaised])
    }

    @Test func `P30 trap: one invoice covers several lots, one photo does not`() throws {
        var book = Book()
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        let hash = String(repeating: "ab", count: 32)
        for (id, lot) in [("D1", "L"), ("D2", "L2")] {
            book.add(
                "documents", ["document": id, "kind": "invoice", "sha256": hash, "attaches": lot])
        }
        #expect(try book.lot().results("P30") == [.notRaised])
        book.set("documents", "D1", "kind", "photo")
        book.set("documents", "D2", "kind", "photo")
        let lot = try book.lot()
        #expect(lot.raised("P30")?.strength == .strong)
        #expect(lot.assessment == .conflictInDocuments)
    }

    @Test func `P30 finds a document whose figures are not the record's`() throws {
        var book = Book()
        book.set("documents", "DOC", "pieces", "1200")
        #expect(try book.lot().raised("P30")?.strength == .moderate)
    }

    // P32

    @Test func `P32 trap: damaged records set integrity and never an alert`() throws {
        var book = Book()
        book.integrity = AuditResult.Integrity(
            status: .failed, mode: .exhaustive, signaturesChecked: 3, identity: .pinned,
            witnesses: 0, records: 9,
            problems: [.init(code: "root-mismatch", record: "00", message: "The root differs.")])
        let lot = try book.lot()
        #expect(lot.raised("P32")?.strength == .report)
        #expect(!lot.alert)
        #expect(lot.score == (try Book().lot().score))
    }
}
