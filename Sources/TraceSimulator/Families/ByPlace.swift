// SPDX-License-Identifier: Apache-2.0

extension Family {
    /// Stories of addresses, listed names and the way to the ship.
    ///
    /// The listed trader and its address are those of the invented list in Examples/lists.
    static let byPlace: [Family] = [
        Family(name: "mislabelled-listed-trader", share: .mislabelled) { telling in
            if telling.book.row(.parties, "EX-LISTED").isEmpty {
                telling.scene.party(
                    "EX-LISTED", "Dandong Beispiel Golden Heron Trading Co., Ltd.", .dandong,
                    roles: "supplier")
            }
            return hall(telling, [.weft, .tied]) { $0.plain(dealer: "EX-LISTED") }
        },
        Family(name: "mislabelled-listed-address", share: .mislabelled) { telling in
            finishing(telling, at: .dandong, address: "No. 0 Example Road, Dandong, Liaoning") {
                $0.site
            }
        },
        Family(name: "mislabelled-stuffed-at-border", share: .mislabelled) { telling in
            finishing(telling, at: .xuchang) { house in
                telling.scene.site(of: house.party, .dandong, kind: "warehouse")
            }
        },
        Family(name: "mislabelled-trader-as-maker", share: .mislabelled, tell: traderAsMaker),
        Family(name: "mislabelled-parcels-from-border", share: .mislabelled) { telling in
            let chains = roundTrip("", .bridge, isNamed: false).tell(telling)
            for chain in chains { chain.parcels(from: .dandong) }
            return chains
        },
        Family(name: "honest-web-shop", share: .complete) { telling in
            let chains = hall(telling, [.weft, .synthetic], bargain: 0) { $0.plain() }
            for chain in chains { chain.parcels(from: chain.house.city) }
            return chains
        },
        Family(name: "honest-neighbour-of-listed", share: .complete) { telling in
            let house = telling.scene.house("Works", .dandong)
            telling.book.change(
                .parties, house.party, ["address": "No. 2 Example Road, Dandong, Liaoning"])
            let chains = telling.chains(
                of: house, { Chain.Plan(goods: telling.one(of: [.weft, .cap]), ordered: $0) }
            ) { $0.plain() }
            telling.scene.staff(house.site)
            return chains
        },
        Family(name: "honest-seat-in-xinjiang", share: .complete) { telling in
            // A question of its own law; nothing in it speaks of North Korea.
            let chains = hall(telling, [.cap, .linen], bargain: 0) { $0.plain() }
            if let house = chains.first?.house {
                telling.book.change(
                    .parties, house.party,
                    ["address": "No. 8 Example Road, Urumqi, Xinjiang", "postal_code": "830000"])
            }
            return chains
        },
    ]

    /// Half-made goods of which no row tells who made them, finished by a house and sent.
    static func finishing(
        _ telling: Telling, at city: City, address: String? = nil, stuffing: (House) -> String
    ) -> [Chain] {
        let house = telling.scene.house(
            "Trim", city, roles: "manufacturer;exporter", kind: "workshop")
        if let address { telling.book.change(.parties, house.party, ["address": address]) }
        let place = stuffing(house)
        let chains = telling.chains(
            of: house, winter: 0.5,
            { Chain.Plan(goods: .tied, ordered: $0, isBargain: telling.isBargain()) }
        ) { chain in
            let raw = chain.rawLot(to: house.site)
            chain.halfMade(madeFrom: Quantity.link(raw, grams: chain.need))
            chain.finishedLot(at: house.site)
            chain.finish(at: house.site, of: chain.half)
            chain.trade(stuffing: place)
        }
        telling.scene.staff(house.site)
        return chains
    }

    /// The entry names a trader as manufacturer, and no row of work stands.
    private static func traderAsMaker(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Stores", telling.town(), roles: "exporter", kind: "warehouse")
        let trader = scene.firm("Trading", house.city, roles: "broker;exporter")
        let chains = telling.chains(
            of: house, winter: 0.5,
            {
                Chain.Plan(
                    goods: .tied, ordered: $0, isBargain: telling.isBargain(), maker: trader)
            }
        ) { chain in
            let raw = chain.rawLot(to: house.site)
            chain.finishedLot(at: nil, madeFrom: Quantity.link(raw, grams: chain.need))
            chain.trade(stuffing: house.site)
        }
        scene.staff(house.site)
        return chains
    }
}

extension Chain {
    /// A few pieces of the article are sold one by one over the internet.
    func parcels(from city: City) {
        let part = "K-" + tag
        let count = scene.draw.whole(8...20)
        scene.book.add(
            .lots,
            [
                "lot": part, "description": goods.description, "sku": "EX-SKU-" + tag,
                "hs": goods.hs, "material": goods.material, "construction": goods.construction,
                "pieces": "\(count)", "net_kg": Quantity.kg(count * each), "unit": goods.unit,
                "made_from": Quantity.link(lot, count, grams: count * each), "maker": maker,
            ])
        move(
            "parcels", "re_export", Quantity.link(part, count), shipped + 2, shipped + 12,
            from: house.party, to: scene.importer,
            [
                "customs_office": city.office, "mode": "air", "trade_mode": "9610",
                "origin_declared": "CN", "manufacturer": maker,
            ])
    }
}
