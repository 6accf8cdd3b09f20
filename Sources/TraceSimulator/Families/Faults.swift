// SPDX-License-Identifier: Apache-2.0

extension Family {
    /// Honest lots with one slip of the pen.
    static let faults: [Family] = [
        slip("fault-pounds-as-kilograms", [.weft, .synthetic]) { chain, book in
            // The finished lot was weighed in pounds, and the figure copied everywhere.
            let pounds = Int(Double(chain.mass) * 2.20462)
            book.change(
                .lots, chain.lot,
                [
                    "net_kg": Quantity.kg(pounds),
                    "gross_kg": Quantity.kg(Quantity.weighed(Double(pounds) * 1.14)),
                ])
        },
        slip("fault-dozens-as-pieces", [.synthetic, .cap]) { chain, book in
            book.change(.lots, chain.lot, ["pieces": "\(chain.pieces / 12)"])
        },
        slip("fault-heading-drifts", [.synthetic, .weft]) { chain, book in
            // The wigs of one item go once as wigs and once as festive articles.
            let item = ["sku": "EX-SKU-" + chain.house.party]
            book.change(
                .lots, chain.lot,
                item.merging(["hs": chain.pieces % 2 == 0 ? "950590" : "670411"]) { $1 })
        },
        slip("fault-place-code-withdrawn", [.bag, .vest], cities: [.hunchun]) { chain, book in
            book.change(.sites, chain.house.site, ["locode": "CNHUC"])
        },
        slip("fault-coordinates-wrong", [.lash, .handLash], cities: [.pingdu]) { chain, book in
            // The published coordinates of the code lie 266 km off.
            book.change(
                .sites, chain.house.site,
                ["locode": "CNPDU", "lat": "35.0500", "lon": "117.7300"])
        },
        slip("fault-currency-mixed-up", [.weft, .mixed]) { chain, book in
            // A price in dollars stands under the other currency.
            book.change(.orders, "PO-" + chain.tag, ["currency": "CNY"])
        },
    ]

    private static func slip(
        _ name: String, _ goods: [Goods], cities: [City] = City.hairTowns,
        _ bend: @escaping @Sendable (Chain, Book) -> Void
    ) -> Family {
        Family(name: name, share: .fault, lots: 1...3) { telling in
            let house = telling.scene.house("Works", telling.town(cities))
            let chains = telling.chains(
                of: house, { Chain.Plan(goods: telling.one(of: goods), ordered: $0) }
            ) { chain in
                chain.plain()
                bend(chain, telling.book)
            }
            telling.scene.staff(house.site)
            return chains
        }
    }
}
