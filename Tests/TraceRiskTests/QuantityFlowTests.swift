// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceRecords
import TraceVerifier

@testable import TraceRisk

@Suite("Quantities through the graph")
struct QuantityFlowTests {
    private func decimal(_ text: String) throws -> DecimalNumber {
        try #require(DecimalNumber(text))
    }

    @Test func `masses are exact and round outward`() throws {
        let mass = MassRange(kilograms: try decimal("0.1"), error: 0)
        #expect(mass == MassRange(low: 100_000, high: 100_000))
        let third = MassRange(low: 1, high: 1).times(333_333_333, 333_333_333)
        #expect(third == MassRange(low: 0, high: 1))
        #expect(MassRange(kilograms: try decimal("0.0000001"), error: 0).high == 1)
        let huge = MassRange(kilograms: try decimal("9223372036854775807"), error: 20_000_000)
        #expect((huge + huge).high == .max)
        #expect(MassRange.milligrams(.infinity) == .max)
        #expect(MassRange.milligrams(.nan) == 0)
        #expect(MassRange.billionths(0.95) == 950_000_000)
    }

    @Test func `shares of a blend hold every mix of masses within their ranges`() {
        let known = (mass: MassRange(low: 90, high: 110), share: UnknownShare.none)
        let unknown = (mass: MassRange(low: 30, high: 50), share: UnknownShare.all)
        let blend = UnknownShare.blend([known, unknown])
        for a in stride(from: 90, through: 110, by: 5) {
            for b in stride(from: 30, through: 50, by: 5) {
                let share = Double(b) / Double(a + b) * 1e9
                #expect(Double(blend.low) <= share && share <= Double(blend.high))
            }
        }
        #expect(UnknownShare.blend([known]) == .none)
        #expect(UnknownShare.blend([unknown]) == .all)
        #expect(UnknownShare.none.joined(unexplained: 100_000_000, 200_000_000).high == 200_000_000)
    }

    private func quantities(_ book: Book, _ lot: String = "L") throws -> AuditResult.Quantities {
        try #require(try book.lot(lot).quantities)
    }

    @Test func `complete inputs explain all of an honest lot`() throws {
        let all = try quantities(Book())
        #expect(all.unexplainedKg == 0)
        #expect(all.bound == .inputs)
        #expect(all.unknownShareHigh == 0)
        #expect(!all.hasUnknownPart)
    }

    @Test func `what inputs at their highest yield do not explain is unexplained`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "5")
        let some = try quantities(book)
        // 5 kg and 2 per cent, at most 95 per cent of it, with caps of at most 40 g for 100 wigs.
        #expect(abs((some.explainedKg ?? 0) - (5 * 1.02 * 0.95 + 4)) < 0.001)
        #expect(abs(some.unexplainedKg - (16 * 0.98 - 8.845)) < 0.001)
        #expect((some.unexplainedPieces ?? 0) > 40)
        #expect(some.hasUnknownPart)
    }

    @Test func `packaging explains no more than gross less net mass`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "5")
        book.set("processing", "W", "packaging_kg", "100")
        let open = try quantities(book)
        #expect(open.bound == .open && open.missing.contains("lots.gross_kg"))
        book.set("lots", "L", "gross_kg", "17")
        #expect(abs((try quantities(book).explainedKg ?? 0) - (5 * 1.02 * 0.95 + 4 + 1)) < 0.001)
    }

    @Test(arguments: ["L;T", "T;L"])
    func `the order in which outputs are named changes nothing`(outputs: String) throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "5")
        book.add(
            "lots",
            [
                "lot": "T", "hs": "670419", "construction": "machine_weft", "pieces": "10",
                "unit": "piece", "net_kg": "1",
            ])
        book.set("processing", "W", "outputs", outputs)
        let yields = 5 * 1.02 * 0.95
        let sum = try ["L", "T"].compactMap { try quantities(book, $0).explainedKg }.reduce(0, +)
        // Caps of 100 wigs; the other article has none that its class knows of, or ten at most.
        #expect(sum >= yields + 4 - 0.001 && sum <= yields + 4.4 + 0.001)
    }

    @Test func `workers bound what a site can have made`() throws {
        var book = Book()
        book.set("sites", "F", "workers", "2")
        let some = try quantities(book)
        #expect(some.bound == .workers)
        #expect(some.unexplainedKg > 5)
    }

    @Test func `nothing is used twice: three rows that cite one lot share it`() throws {
        var book = Book()
        for number in 0..<2 {
            book.add(
                "lots",
                [
                    "lot": "L\(number)", "hs": "670420", "construction": "hand_tied",
                    "pieces": "100", "unit": "piece", "net_kg": "16",
                ])
            book.add(
                "processing",
                [
                    "processing": "W\(number)", "kind": "transform", "site": "F",
                    "operator": "S", "started": "2024-06-05", "finished": "2024-09-04",
                    "steps": "knot", "inputs": "R=@18", "outputs": "L\(number)",
                ])
        }
        book.set("processing", "W", "inputs", "R=@18")
        let result = try book.audit()
        let parts = result.lots.filter { ["L", "L0", "L1"].contains($0.lot) }.compactMap(
            \.quantities)
        #expect(parts.count == 3)
        #expect(parts.allSatisfy { $0.unexplainedKg > 5 })
        let sum = parts.reduce(0) { $0 + ($1.explainedKg ?? 0) }
        // All three together get no more than the one lot and its caps give.
        let material: Double = 18 * 1.02 * 1.02 / 0.98
        #expect(sum <= 12.01 + material * 0.95)
    }

    @Test func `a split gives each part its share, a merge adds up`() throws {
        var book = Book()
        book.add(
            "lots",
            [
                "lot": "L2", "hs": "670420", "construction": "hand_tied", "pieces": "50",
                "unit": "piece", "net_kg": "8",
            ])
        book.add("lots", ["lot": "R2", "hs": "670300", "net_kg": "9", "raw_origin_country": "IN"])
        book.set("processing", "W", "inputs", "R;R2")
        book.set("processing", "W", "outputs", "L;L2")
        #expect(try quantities(book).unexplainedKg == 0)
        #expect(try quantities(book, "L2").unexplainedKg == 0)
        book.set("lots", "R2", "net_kg", "1")
        book.set("lots", "R", "net_kg", "9")
        let (a, b) = (try quantities(book), try quantities(book, "L2"))
        #expect(a.unexplainedKg > 0 && b.unexplainedKg > 0)
        #expect(abs((a.explainedKg ?? 0) / (b.explainedKg ?? 1) - 2) < 0.01)
    }

    /// The audit of the honest book with rows that the workbook reader would refuse.
    private func audit(_ rows: [Record]) -> AuditResult {
        let records = Book().checked().map(\.record).filter { $0.kind != .processing } + rows
        let checked = records.enumerated().map { index, record in
            Checked.unsigned(record, label: "row-\(index)", index: UInt64(index))
        }
        return Audit().run(checked, integrity: .unsigned(records: records.count))
    }

    private func row(_ id: String, from inputs: [String], to output: String) -> Record {
        Record(
            kind: .processing, id: id,
            fields: [
                "type": .text("transform"), "steps": .texts(["knot"]),
                "inputs": .lots(inputs.map { LotShare(lot: $0) }),
                "outputs": .lots([LotShare(lot: output)]),
            ])
    }

    @Test func `a lot that is its own ancestor explains nothing and is a finding about the data`()
        throws
    {
        let half = Record(
            kind: .lot, id: "X",
            fields: ["hs": .text("670420"), "net_kg": .decimal(DecimalNumber(16))])
        // L is made of R and X, X of Y, and Y of L again.
        let between = Record(
            kind: .lot, id: "Y", fields: half.fields.merging(["made_from": .lots([])]) { $1 })
        let result = audit([
            half, between, row("C1", from: ["R", "X"], to: "L"), row("C2", from: ["Y"], to: "X"),
            row("C3", from: ["L"], to: "Y"),
        ])
        let remark = try #require(result.data.first { $0.code == "cycle" })
        #expect(remark.message.contains("L, X, Y"))
        #expect(remark.records.count == 3)
        for id in ["L", "X", "Y"] {
            let lot = try #require(result.lots.first { $0.lot == id })
            #expect(lot.action == .ask, "\(id)")
            let quantities = try #require(lot.quantities)
            #expect(quantities.explainedKg == 0)
            #expect(abs(quantities.unexplainedKg - 16 * 0.98) < 1e-6)
            #expect(quantities.missing == ["lots.made_from (a cycle of lots)"])
        }
        #expect(result.lots.first { $0.lot == "R" }?.assessment == .notAssessed)
    }

    @Test func `a row whose output is its own input is a finding about the data`() throws {
        let result = audit([row("C1", from: ["R", "L"], to: "L")])
        #expect(result.data.contains { $0.code == "cycle" && $0.message.contains("C1") })
    }

    @Test func `claims that relay each other in a circle are a finding about the data`() {
        func claim(_ id: String, from other: String?) -> Record {
            var fields: [String: FieldValue] = [
                "about": .references([Reference(.party, "S")]),
                "denominator": .text("KP>CN HS 6704, 2023-05"), "unit": .text("million USD"),
                "value_low": .decimal(DecimalNumber(24)),
            ]
            if let other { fields["derived_from"] = .reference(Reference(.claim, other)) }
            return Record(kind: .claim, id: id, fields: fields)
        }
        let result = audit([
            claim("C1", from: "C3"), claim("C2", from: "C1"), claim("C3", from: "C2"),
            claim("C4", from: "C2"), claim("C5", from: "C5"),
        ])
        let remarks = result.data.filter { $0.code == "cycle" }
        #expect(remarks.map(\.records.count) == [3, 1])
        #expect(remarks.first?.message.contains("C1") == true)
        // None of them is a voice of its own.
        #expect(result.lots.first { $0.lot == "L" }?.raised("P39") == nil)
        #expect(audit([claim("C1", from: nil)]).data.allSatisfy { $0.code != "cycle" })
    }

    @Test func `a blank mass leaves the bound open and names the cell`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "")
        let open = try quantities(book)
        #expect(open.bound == .open)
        #expect(open.missing.contains("lots.net_kg"))
        #expect(open.explainedKg == nil)
    }

    @Test func `a supplier's lots add up`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "5")
        let supplier = try #require(try book.audit().suppliers.first { $0.party == "S" })
        #expect((supplier.quantities?.unexplainedKg ?? 0) > 6)
        #expect(supplier.quantities?.lots == 1)
    }
}

@Suite("The score, explained")
struct ReckoningTests {
    @Test func `contributions add up to the score`() throws {
        var book = Book()
        book.set("lots", "L", "net_kg", "60")
        book.set("orders", "O", "unit_price", "20")
        let lot = try book.lot()
        let reckoning = try #require(lot.reckoning)
        let sum = reckoning.parts.reduce(0) { $0 + $1.contribution }
        #expect(abs(sum - lot.score.base) < 1e-5)
        #expect(reckoning.parts.contains { $0.pattern == nil && $0.contribution < 0 })
    }

    @Test func `levers weigh anew what another finding made strong`() throws {
        var book = Book()
        book.set("processing", "W", "kind", "finish")
        book.set("processing", "W", "steps", "wash;pack")
        let lot = try book.lot()
        #expect(lot.alert)
        #expect(lot.raised("P03")?.strength == .strong)
        let levers = try #require(lot.reckoning?.levers)
        let lever = try #require(levers.first { $0.pattern == "P12" })
        #expect(!lever.alertsWithout)
        // Identity loses P12, and the missing transformation is moderate again.
        #expect(lever.change < -1.9)
        for lever in levers where levers.count(where: { $0.pattern == lever.pattern }) == 1 {
            #expect(
                lever.alertsWithout == Audit().alerts(lot.findings, without: [lever.pattern]),
                "\(lever.pattern)")
        }
    }

    @Test func `an open test that would make a finding strong decides`() throws {
        var book = Book()
        book.remove("processing")
        book.set("lots", "L", "made_from", "R=@18")
        book.set("orders", "O", "unit_price", "")
        let lot = try book.lot()
        #expect(!lot.alert)
        let open = try #require(lot.reckoning?.open.first { $0.pattern == "P12" })
        #expect(open.decides)
    }

    @Test func `levers say what falls away with a finding, and whether the alert does`() throws {
        var book = Book()
        book.set("orders", "O", "unit_price", "20")
        let lot = try book.lot()
        #expect(lot.alert)
        let lever = try #require(lot.reckoning?.levers.first)
        #expect(lever.pattern == "P05")
        #expect(lever.change < -1.9)
        #expect(!lever.alertsWithout)
    }

    @Test func `the paper that would decide stands first`() throws {
        var book = Book()
        book.set("sites", "F", "workers", "")
        let lot = try book.lot()
        #expect(lot.action == .ask)
        let open = try #require(lot.reckoning?.open.first)
        #expect(open.pattern == "P04")
        #expect(open.missing == ["sites.workers"])
        #expect(open.decides)
        #expect(open.ifRaised > 1.9)
        #expect(open.ifPassed <= 0)
    }

    @Test func `posterior and parts agree`() throws {
        let lot = try Book().lot()
        let reckoning = try #require(lot.reckoning)
        let odds = reckoning.priorLogOdds + lot.score.base
        #expect(abs(Maths.logistic(odds) - lot.score.posterior) < 1e-4)
    }
}
