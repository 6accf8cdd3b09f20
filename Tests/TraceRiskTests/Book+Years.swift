// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

extension Book {
    /// Adds a supplier that sells one lot by an order, an entry and a record of work.
    ///
    /// Raw lot `R<id>`, finished lot `<id>`, movement `E<id>`, order `O<id>`, work `W<id>`.
    mutating func addSale(
        _ id: String, supplier: String, ordered: String = "2024-01-05",
        shipped: String = "2024-02-10", kg: String = "16", rawKg: String = "18",
        price: String = "150", hs: String = "670420"
    ) {
        if sheets["parties"]?.contains(where: { $0["party"] == supplier }) != true {
            add(
                "parties",
                [
                    "party": supplier, "name": "Example \(supplier)", "name_native": "示例",
                    "country": "CN", "roles": "supplier;manufacturer",
                ])
            add(
                "sites",
                [
                    "site": "F-" + supplier, "operator": supplier, "kind": "factory",
                    "country": "CN", "locode": "CNXUC", "workers": "900", "hours_per_day": "10",
                ])
        }
        add(
            "lots",
            ["lot": "R" + id, "hs": "670300", "net_kg": rawKg, "raw_origin_country": "CN"])
        add(
            "lots",
            [
                "lot": id, "hs": hs, "material": "human_hair", "construction": "hand_tied",
                "pieces": "100", "unit": "piece", "net_kg": kg, "maker": supplier,
            ])
        add(
            "movements",
            [
                "movement": "B" + id, "kind": "transfer", "lots": "R" + id, "arrived": ordered,
                "dispatched": ordered, "from_party": "D", "to_party": supplier,
                "from_country": "CN", "to_country": "CN",
            ])
        add(
            "movements",
            [
                "movement": "E" + id, "kind": "entry", "lots": id, "dispatched": shipped,
                "arrived": shipped, "from_party": supplier, "to_party": "B",
                "manufacturer": supplier, "from_country": "CN", "to_country": "US",
                "origin_declared": "CN", "value": "\((Int(price) ?? 0) * 100)", "currency": "USD",
            ])
        add(
            "processing",
            [
                "processing": "W" + id, "kind": "transform", "site": "F-" + supplier,
                "operator": supplier, "started": ordered, "finished": shipped, "steps": "knot",
                "inputs": "R" + id, "outputs": id,
            ])
        add(
            "orders",
            [
                "order": "O" + id, "buyer": "B", "supplier": supplier, "sku": "SKU-" + supplier,
                "lots": id, "pieces": "100", "unit_price": price, "currency": "USD",
                "ordered": ordered, "shipped": shipped,
            ])
    }

    /// A day so many days after 2018-01-01.
    static func day(_ offset: Int) -> String {
        CalendarDate(dayNumber: 17_532 + offset).map { "\($0)" } ?? ""
    }
}
