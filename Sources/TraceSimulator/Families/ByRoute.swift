// SPDX-License-Identifier: Apache-2.0

extension Family {
    /// A place on the border and how goods pass it.
    struct Crossing: Sendable {
        let city: City
        let office: String
        let out: (mode: String, port: String)
        let back: (office: String, mode: String, port: String)
        let far: City

        static let bridge = Crossing(
            city: .dandong, office: "0930", out: ("rail", "CNDDZ"),
            back: ("0930", "rail", "CNDDZ"), far: .sinuiju)
        static let bridgeAndShip = Crossing(
            city: .dandong, office: "0930", out: ("rail", "CNDDZ"),
            back: ("0900", "sea", "CNDAG"), far: .sinuiju)
        static let quanhe = Crossing(
            city: .hunchun, office: "1500", out: ("road", "CNHCG"),
            back: ("1500", "road", "CNHCG"), far: .rajin)
    }

    /// Mislabelled lots whose way gives them away.
    static let byRoute: [Family] = [
        roundTrip("mislabelled-dandong-rail-both-ways", .bridge, isNamed: true),
        roundTrip("mislabelled-dandong-rail-out-ship-back", .bridgeAndShip, isNamed: false),
        roundTrip("mislabelled-hunchun-road", .quanhe, isNamed: false),
        roundTrip("mislabelled-outward-processing", .bridge, isNamed: false, mode: "1427"),
        roundTrip(
            "mislabelled-rail-suspended", .bridge, isNamed: true, first: Day(2022, 5, 3)),
        Family(name: "mislabelled-garment-round-trip", share: .mislabelled, tell: garments),
        Family(name: "mislabelled-mixed-lot", share: .mislabelled, tell: mixedLot),
        Family(name: "mislabelled-third-country-relabelled", share: .mislabelled, tell: relabelled),
        Family(name: "mislabelled-label-changed", share: .mislabelled, tell: labelChanged),
    ]

    static func roundTrip(
        _ name: String, _ way: Crossing, isNamed: Bool, mode: String = "0110", first: Day? = nil
    ) -> Family {
        Family(name: name, share: .mislabelled, lots: first == nil ? 2...4 : 1...1) { telling in
            let scene = telling.scene
            let house = scene.house("Bridge", way.city, kind: "workshop")
            let dealer = scene.dealer(Goods.tied.raw, way.city)
            let chains = telling.chains(
                of: house, winter: 0.5, first: first,
                {
                    Chain.Plan(
                        goods: .tied, ordered: $0,
                        days: Int(scene.draw.value(PublishedRanges.roundTrip)),
                        tail: first == nil ? 10 : 300, isBargain: telling.isBargain())
                }
            ) { chain in
                chain.rawLot(to: house.site, Chain.Purchase(dealer: dealer))
                chain.sent(by: way, isNamed: isNamed, mode: mode)
                chain.halfMade(
                    madeFrom: isNamed ? Quantity.link(chain.raw, grams: chain.need) : "")
                chain.returned(by: way, isNamed: isNamed, mode: mode)
                chain.finishedLot(at: house.site)
                chain.finish(at: house.site, of: chain.half, on: chain.end + 3)
                chain.trade(stuffing: house.site)
            }
            scene.staff(house.site)
            return chains
        }
    }

    /// Yarn or cloth goes by rail, nothing is declared back, the garments are sold as Chinese.
    private static func garments(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Woollens", .dandong)
        let goods = telling.one(of: [.vest, .linen, .vest])
        let dealer = scene.dealer(goods.raw, .dandong)
        let writes = scene.draw.happens(0.5)
        let chains = telling.chains(
            of: house, winter: 0.5,
            { Chain.Plan(goods: goods, ordered: $0, days: 45, isBargain: telling.isBargain()) }
        ) { chain in
            chain.rawLot(to: house.site, Chain.Purchase(dealer: dealer))
            chain.sent(by: .bridge, isNamed: true, mode: "0110")
            if writes {
                chain.finishedLot(at: house.site)
                chain.transform([(house.site, 1)], Chain.Making(hasPapers: false))
            } else {
                chain.finishedLot(
                    at: house.site, madeFrom: Quantity.link(chain.raw, grams: chain.need))
            }
            chain.trade(stuffing: house.site)
        }
        scene.staff(house.site)
        return chains
    }

    /// Part of the wigs is made in the hall, part comes over the border; both are one lot.
    private static func mixedLot(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Blend", .dandong)
        let chains = telling.chains(
            of: house, winter: 0.5, { Chain.Plan(goods: .tied, ordered: $0) }
        ) { chain in
            chain.blended(0.3 + 0.3 * scene.draw.share())
        }
        scene.staff(house.site)
        return chains
    }

    /// Knotted in a third country as the papers say, then labelled and entered as Chinese.
    private static func relabelled(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Switch", .qingdao, roles: "exporter;finisher", kind: "warehouse")
        let there = scene.house(
            "Knotters", telling.town(City.knottersAbroad), roles: "manufacturer;processor")
        let chains = telling.chains(
            of: house,
            {
                Chain.Plan(
                    goods: .tied, ordered: $0, lead: 30, tail: 30,
                    hourly: PublishedRanges.wageAbroad, maker: there.party)
            }
        ) { chain in
            chain.knotted(by: there, comesBack: true, origin: "CN")
            chain.relabel(
                at: house.site, from: there.city.country, day: chain.end + 25,
                reason: "not stated")
        }
        scene.staff(house.site)
        scene.staff(there.site)
        return chains
    }

    private static func labelChanged(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Label House", .dandong, roles: "exporter", kind: "warehouse")
        let chains = telling.chains(
            of: house, winter: 0.5,
            { Chain.Plan(goods: .tied, ordered: $0, isBargain: telling.isBargain()) }
        ) { chain in
            chain.halfMade()
            chain.returned(by: .bridge, isNamed: false, mode: "0110")
            chain.finishedLot(at: house.site)
            chain.relabel(
                at: house.site, from: "KP", of: chain.half, day: chain.end + 3,
                reason: "customer label")
            chain.trade(stuffing: house.site)
        }
        scene.staff(house.site)
        return chains
    }
}

extension Chain {
    /// Material leaves by the border; the papers may leave the country unsaid.
    func sent(by way: Family.Crossing, isNamed: Bool, mode: String) {
        move(
            "exp", "raw_export", Quantity.link(raw, grams: need), start, start + 1,
            from: house.party, to: nil,
            [
                "customs_office": way.office, "port": way.out.port, "mode": way.out.mode,
                "trade_mode": mode, "origin_declared": "CN", "currency": "USD",
                "to_country": isNamed ? "KP" : "",
                "declaration": number(way.office, start, "0"),
                "value": Quantity.money(Int(Double(need) * Double(rawPrice) / 7200)),
            ])
    }

    /// Half-made goods come back.
    func returned(by way: Family.Crossing, isNamed: Bool, mode: String, share: Double = 1) {
        let count = Int(Double(pieces) * share)
        move(
            "ret", "return_import", Quantity.link(half, count, grams: count * each), end - 2, end,
            from: nil, to: house.party,
            [
                "customs_office": way.back.office, "port": way.back.port,
                "mode": way.back.mode, "trade_mode": mode, "currency": "USD",
                "from_country": isNamed ? "KP" : "",
                "declaration": number(way.back.office, end, "1"),
                "value": Quantity.money(2600 * count),
            ])
    }

    /// A lot of which a share came over the border half-made, unnamed, and the rest is the hall's.
    fileprivate func blended(_ share: Double) {
        let site = house.site
        let foreign = Int(Double(pieces) * share)
        let own = pieces - foreign
        let hairOwn = Quantity.weighed(Double(need) * Double(own) / Double(pieces))
        finishedLot(at: site)
        rawLot(to: site, Purchase(dealer: scene.dealer(goods.raw, house.city)))
        halfMade()
        scene.book.change(
            .lots, half, ["pieces": "\(foreign)", "net_kg": Quantity.kg(foreign * each)])
        move(
            "exp", "raw_export", Quantity.link(raw, grams: need - hairOwn), start, start + 1,
            from: house.party, to: nil,
            [
                "customs_office": "0930", "port": "CNDDZ", "mode": "rail", "trade_mode": "0110",
                "declaration": number("0930", start, "0"),
            ])
        returned(by: .bridge, isNamed: false, mode: "0110", share: share)
        work(
            Job(
                name: "make", site: site, steps: goods.steps,
                inputs: Quantity.link(raw, grams: hairOwn) + ";"
                    + Quantity.link(half, foreign, grams: foreign * each),
                outputs: Quantity.link(lot, pieces, grams: mass), from: start, to: end + 10,
                pieces: pieces, hours: Double(own) * hours))
        trade(stuffing: site)
    }
}
