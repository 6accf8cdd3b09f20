// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// What two statements of one transfer weigh together, and what are two transfers.
@Suite("Double entry of transfers")
struct DoubleEntryTests {
    /// The supplier and the dealer each tell of goods between them.
    private func told(
        _ first: [String: String], _ second: [String: String], swapped: Bool = false
    ) -> Book {
        var book = Book()
        let shared = [
            "kind": "transfer", "lots": "L", "from_party": "D", "to_party": "S",
            "from_country": "CN", "to_country": "CN", "mode": "road", "dispatched": "2024-03-05",
            "arrived": "2024-03-06",
        ]
        let a = shared.merging(["movement": "XA", "according_to": "D"]) { $1 }
            .merging(first) { $1 }
        let b = shared.merging(["movement": "XB", "according_to": "S"]) { $1 }
            .merging(second) { $1 }
        for row in swapped ? [b, a] : [a, b] { book.add("movements", row) }
        return book
    }

    @Test(arguments: [false, true])
    func `another kind of movement is no second statement, in whatever order`(swapped: Bool) throws
    {
        let book = told(
            ["dispatched": "2024-01-06", "arrived": "2024-01-06", "waybill": "W-A"],
            [
                "kind": "return_import", "dispatched": "2023-12-20", "arrived": "2023-12-20",
                "waybill": "W-B", "from_country": "KP", "customs_office": "0930",
                "trade_mode": "1427", "mode": "rail",
            ], swapped: swapped)
        let result = try book.audit()
        #expect(result.handovers.isEmpty)
        let lot = try #require(result.lots.first { $0.lot == "L" })
        #expect(lot.raised("P11")?.strength == .decisive)
    }

    @Test(arguments: [false, true])
    func `a second statement that names North Korea is read, in whatever order`(swapped: Bool)
        throws
    {
        let result = try told(
            ["waybill": "W"], ["waybill": "W", "from_country": "KP"], swapped: swapped
        ).audit()
        #expect(result.handovers.count == 1)
        #expect(result.handovers.first?.differences.map(\.field) == ["from_country"])
        let lot = try #require(result.lots.first { $0.lot == "L" })
        #expect(lot.raised("P11")?.strength == .decisive)
    }

    @Test func `the mass of a second statement is not counted again`() throws {
        func sums(_ own: [String: String]) throws -> [Double] {
            let back = [
                "kind": "return_import", "from_country": "KP", "dispatched": "2024-10-04",
                "arrived": "2024-10-05",
            ]
            return try told(
                back, back.merging(["port": "CNDDZ"]) { $1 }.merging(own) { $1 }
            ).lot().findings.filter { $0.pattern == "P39" }
                .compactMap { $0.numbers["recorded_kg"] }
        }
        #expect(try sums([:]) == [16])
        #expect(try sums(["according_to": ""]) == [32])
    }

    @Test func `a parcel that both ends tell of is one parcel`() throws {
        var book = Book()
        book.set("lots", "L", "sku", "SKU-1")
        for number in 0..<8 { book.addSale("Q\(number)", supplier: "Q") }
        book.add(
            "lots", ["lot": "L2", "hs": "670420", "sku": "SKU-1", "net_kg": "1", "maker": "S"])
        func parcel(_ id: String, _ cells: [String: String]) {
            book.add(
                "movements",
                [
                    "movement": id, "kind": "re_export", "lots": "L2", "dispatched": "2024-03-01",
                    "from_party": "S", "to_party": "D", "from_country": "CN", "to_country": "US",
                    "trade_mode": "9610", "customs_office": "0930",
                ].merging(cells) { $1 })
        }
        func parcels() throws -> Double? { try book.lot().raised("P36")?.numbers["movements"] }
        parcel("PA", ["according_to": "S"])
        #expect(try parcels() == 1)
        parcel("PB", ["according_to": "D"])
        #expect(try book.audit().handovers.count == 1)
        #expect(try parcels() == 1)
        parcel("PC", ["according_to": "S", "dispatched": "2024-05-01"])
        #expect(try parcels() == 2)
    }

    @Test func `a transfer with papers of its own is another transfer`() throws {
        for papers in [
            ["waybill": "W-2", "container": "C-2", "seal": "S-2", "declaration": "D-2"],
            ["waybill": "W-2"], ["container": "C-2"], ["declaration": "D-2"], ["seal": "S-2"],
        ] {
            let own = ["waybill": "W-1", "container": "C-1", "seal": "S-1", "declaration": "D-1"]
                .filter { papers[$0.key] != nil }
            let book = told(
                own, papers.merging(["dispatched": "2024-04-12", "arrived": "2024-04-13"]) { $1 })
            #expect(try book.audit().handovers.isEmpty, "\(papers)")
        }
    }

    @Test func `one waybill, or one day, is one transfer in spite of a seal that differs`() throws {
        let book = told(
            ["waybill": "W", "seal": "S-1", "container": "C-1"],
            ["waybill": "W", "seal": "S-2", "container": "C-2"])
        let differences = try book.audit().handovers.first?.differences.map(\.field)
        #expect(differences == ["seal", "container"])
        #expect(try told(["seal": "S-1"], ["seal": "S-2"]).audit().handovers.count == 1)
    }

    @Test func `a second statement with blanks asks for nothing that the first has`() throws {
        var book = told([:], ["from_country": "", "to_country": "", "port": "CNQDG"])
        let lot = try book.lot()
        #expect(lot.missing("P11").isEmpty)
        book.remove("movements", "XB")
        #expect(try lot.action == book.lot().action)
    }
}
