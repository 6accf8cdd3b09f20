// SPDX-License-Identifier: Apache-2.0

extension Family {
    /// Stories that years of orders tell: what happened to a supplier while the Korean border was shut.
    static let byHistory: [Family] = [
        Family(name: "mislabelled-closure-years", share: .mislabelled, lots: 2...3) { telling in
            let chains = hall(telling, [.tied], bargain: 0.1) { $0.plain() }
            guard let house = chains.first?.house else { return chains }
            telling.scene.keepHistories()
            telling.scene.history(of: house.party, isBroken: true)
            return chains
        },
        Family(name: "honest-closure-years", share: .complete, lots: 2...3) { telling in
            let chains = hall(telling, [.weft, .synthetic], bargain: 0) { $0.plain() }
            guard let house = chains.first?.house else { return chains }
            telling.scene.keepHistories()
            telling.scene.history(of: house.party, isBroken: false)
            return chains
        },
    ]
}

extension Scene {
    /// Earlier suppliers whose years the importer kept, once in a world: what all of them went through.
    func keepHistories() {
        guard book.row(.parties, "EX-EARLIER-1").isEmpty else { return }
        for number in 1...6 {
            let id = "EX-EARLIER-\(number)"
            party(
                id, "Example Earlier Supplier \(number) Co Ltd",
                draw.one(of: City.hairTowns, else: .xuchang), roles: "manufacturer;exporter")
            history(of: id, isBroken: false)
        }
    }

    /// Orders of seven years, without the lots, which nobody kept.
    ///
    /// A normal order ships within 30 to 35 days; a broken one took over 60 while the border was shut.
    func history(of supplier: String, isBroken: Bool) {
        let (shut, open) = (Day(2020, 2, 1), Day(2022, 9, 26))
        let usual = draw.whole(9_000...18_000)
        var day = Day(2018, 1, 8) + draw.whole(0...40)
        var number = 0
        while day.number < Day(2024, 11, 1).number {
            number += 1
            let isShut = day.number >= shut.number && day.number < open.number
            let lead =
                isShut && isBroken
                ? draw.value(PublishedRanges.leadWhileShut)
                : draw.value(PublishedRanges.leadOfOrders) + (isShut ? draw.between(0, 6) : 0)
            let rise = isShut ? (isBroken ? draw.between(1.4, 1.8) : draw.between(1, 1.08)) : 1
            let price = Int(Double(usual) * rise * draw.between(0.97, 1.03))
            book.add(
                .orders,
                [
                    "order": "PO-\(supplier)-\(number)", "buyer": importer, "supplier": supplier,
                    "sku": "EX-SKU-\(supplier)", "pieces": "\(draw.whole(100...400))",
                    "unit_price": Quantity.money(price), "currency": "USD", "ordered": day.text,
                    "promised": (day + 33).text, "shipped": (day + Int(lead)).text,
                ])
            day = day + (isBroken ? draw.whole(18...30) : draw.whole(55...85))
            // Prison tasking is told of winters; the others order all the year round.
            let (year, month, _) = day.parts
            if isBroken, (3...10).contains(month) { day = Day(year, 11, 1) + draw.whole(0...14) }
        }
    }
}
