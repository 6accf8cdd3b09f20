// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceRecords
import TraceVerifier

@testable import TraceRisk

@Suite("The provenance graph")
struct GraphTests {
    private func checked(_ records: [Record]) -> [Checked] {
        records.enumerated().map { index, record in
            .unsigned(record, label: String(format(index)), index: UInt64(index))
        }
    }

    /// A label in the form of a record id.
    private func format(_ index: Int) -> String { SHA256Hash.hash(Array("\(index)".utf8)).hex }

    private func lot(_ id: String, from inputs: [String] = []) -> Record {
        Record(
            kind: .lot, id: id,
            fields: ["hs": .text("670420"), "made_from": .lots(inputs.map { LotShare(lot: $0) })])
    }

    private func audit(_ records: [Record]) -> AuditResult {
        Audit().run(checked(records), integrity: .unsigned(records: records.count))
    }

    @Test func `a cycle of lots is a remark, and its lots are not released`() {
        let result = audit([lot("A", from: ["C"]), lot("B", from: ["A"]), lot("C", from: ["B"])])
        #expect(result.data.contains { $0.code == "cycle" && $0.records.count == 3 })
        #expect(result.lots.count == 3)
        #expect(result.lots.allSatisfy { $0.assessment == .informationMissing })
        #expect(result.lots.allSatisfy { $0.action == .ask })
        let tail = audit([lot("A", from: ["B"]), lot("B", from: ["A"]), lot("T", from: ["A"])])
        #expect(tail.lots.last?.action == .ask)
        #expect(tail.data.filter { $0.code == "cycle" }.count == 1)
    }

    @Test func `dangling ids are remarks and never clean`() throws {
        var records = Book().checked().map(\.record)
        records.removeAll { $0.kind == .party && $0.id == "D" }
        let result = audit(records)
        #expect(result.data.contains { $0.code == "dangling" && $0.message.contains("party D") })
        #expect(
            result.lots.first { $0.lot == "L" }?.missing("P15").contains("parties.name") == true)
    }

    @Test func `a long chain, a wide row and a hub are audited without delay`() {
        var chain = [lot("0")]
        for number in 1..<3_000 { chain.append(lot("\(number)", from: ["\(number - 1)"])) }
        let long = audit(chain)
        #expect(long.lots.last?.missing("P03").contains { $0.hasPrefix("graph.ancestors") } == true)
        let names = (0..<150).map { "\($0)" }
        let wide =
            names.map { lot("I" + $0) } + names.map { lot("O" + $0) }
            + [
                Record(
                    kind: .processing, id: "W",
                    fields: [
                        "type": .text("transform"),
                        "inputs": .lots(names.map { LotShare(lot: "I" + $0) }),
                        "outputs": .lots(names.map { LotShare(lot: "O" + $0) }),
                    ])
            ]
        #expect(audit(wide).lots.filter { $0.assessment != .notAssessed }.count == 150)
    }

    @Test func `the same input gives the same result, whatever the order of hashing`() throws {
        let first = try Book().audit()
        for _ in 0..<3 { #expect(try Book().audit() == first) }
    }

    @Test func `however many processors judge, lots stand in the order of the input`() {
        let names = (0..<1_300).map { "\($0 * 7_919 % 1_300)" }
        let records = names.map { lot($0) }
        let result = audit(records)
        #expect(result.lots.map(\.lot) == names)
        #expect(audit(records) == result)
    }

    // Corrections and retractions

    private func change(_ kind: RecordKind, of index: Int, _ record: Record? = nil) -> Record {
        var fields = record?.fields ?? [:]
        fields["target"] = .bytes(Array(SHA256Hash.hash(Array("\(index)".utf8)).bytes))
        if let record { fields["of"] = .text(record.kind.rawValue) }
        return Record(kind: kind, id: "change", fields: fields)
    }

    @Test func `the latest correction stands, and what it leaves out is no longer stated`() {
        let old = lot("A", from: [])
        var new = Record(kind: .lot, id: "A", fields: ["net_kg": .decimal(DecimalNumber(5))])
        let first = change(.correction, of: 0, new)
        new.fields["net_kg"] = .decimal(DecimalNumber(7))
        let current = CurrentRecords(checked([old, first, change(.correction, of: 0, new)]))
        #expect(current.records.count == 1)
        #expect(current.records[0].record.decimal("net_kg") == DecimalNumber(7))
        #expect(current.records[0].record.text("hs") == nil)
        #expect(current.records[0].label == format(2))
        #expect(current.remarks.map(\.code) == ["corrected", "corrected"])
    }

    @Test func `a retracted record is gone and listed`() {
        let current = CurrentRecords(checked([lot("A"), change(.retraction, of: 0)]))
        #expect(current.records.isEmpty)
        #expect(current.remarks.map(\.code) == ["retracted"])
    }

    @Test func `a change of a record that is not here is a remark`() {
        let current = CurrentRecords(checked([lot("A"), change(.retraction, of: 9)]))
        #expect(current.records.count == 1)
        #expect(current.remarks.map(\.code) == ["dangling"])
    }

    @Test func `of two statements of one thing the first stands`() {
        let other = Record(kind: .lot, id: "A", fields: [:])
        let current = CurrentRecords(checked([lot("A"), lot("A"), other]))
        #expect(current.records.count == 1)
        #expect(current.remarks.map(\.code) == ["duplicate"])
    }

    // What stands beside a lot

    @Test func `findings about an input, a site or a party stand once in each lot they touch`()
        throws
    {
        var book = Book()
        book.set("parties", "D", "name", "Example Listed Trading Co Ltd")
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        book.add(
            "processing",
            (book.sheets["processing"]?[0] ?? [:]).merging(["processing": "W2", "outputs": "L2"]) {
                $1
            })
        let result = try book.audit()
        for id in ["L", "L2"] {
            let lot = try #require(result.lots.first { $0.lot == id })
            #expect(lot.findings.filter { $0.pattern == "P15" && $0.result == .raised }.count == 1)
        }
        #expect(result.parties.map(\.party) == ["D"])
        #expect(result.suppliers.contains { $0.party == "D" })
    }

    @Test func `a lot under review shows where it comes from and when`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "5")
        let result = try book.audit()
        let lot = try #require(result.lots.first { $0.lot == "L" })
        let nodes = try #require(lot.provenance?.nodes)
        #expect(
            Set(nodes.map(\.kind)).isSuperset(of: [.lot, .processing, .site, .movement, .party]))
        #expect(nodes.first { $0.id == "lot:L" }?.flags == ["P01"])
        let names = Set(nodes.map(\.id))
        #expect(
            lot.provenance?.edges.allSatisfy { names.contains($0.from) && names.contains($0.to) }
                == true)
        let starts = try #require(lot.timeline?.map(\.start))
        #expect(starts == starts.sorted())
        #expect(starts.first == "2023-12-20")
        let cited = Set(result.lots.flatMap(\.findings).flatMap(\.records))
        #expect(cited.isSubset(of: Set(result.evidence.map(\.record))))
        #expect(result.context.contains { $0.low == 0.93 })
    }

    @Test func `a supplier's reply stands beside the finding it answers`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "5")
        book.add(
            "replies",
            [
                "reply": "A", "about": "L", "party": "S", "date": "2024-05-01",
                "text": "See the log.",
            ])
        #expect(try book.lot().raised("P01")?.replies.map(\.text) == ["See the log."])
    }

    @Test func `every raised finding has words, and none accuses`() throws {
        for type in Catalogue.types {
            #expect(!type.card.innocent.isEmpty && !type.card.ask.isEmpty, "\(type.card.id)")
            #expect(type.card.id.count == 3)
        }
        let banned = [
            "prisoner", "launder", "forced labour confirmed", "guilty", "criminal", "fraud",
        ]
        let changes = [
            ("lots", "R", "net_kg", "5", "P01"), ("parties", "S", "postal_code", "830000", "X01"),
            ("parties", "S", "name", "Example Listed Trading Co Ltd", "P15"),
        ]
        for (sheet, id, column, value, pattern) in changes {
            var book = Book()
            book.set(sheet, id, column, value)
            let raised = try book.lot().findings.filter { $0.result == .raised }
            try #require(raised.contains { $0.pattern == pattern }, "\(pattern)")
            for finding in raised {
                #expect(!finding.explanation.isEmpty)
                #expect(finding.pattern != pattern || !finding.law.isEmpty)
                #expect(!banned.contains { finding.explanation.lowercased().contains($0) })
            }
        }
    }
}
