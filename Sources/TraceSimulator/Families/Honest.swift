// SPDX-License-Identifier: Apache-2.0

extension Family {
    /// Honest lots with complete papers.
    static let honest: [Family] = [
        plain("honest-machine-weft", [.weft, .synthetic], City.hairTowns),
        plain("honest-mechanised-lashes", [.lash], [.pingdu, .qingdao]),
        plain("honest-hand-lashes", [.handLash], [.pingdu]),
        plain("honest-yarn-goods", [.cap, .vest, .linen], [.yiwu, .shenyang]),
        plain("honest-beadwork", [.bead], [.yiwu]),
        plain("honest-mixed-construction", [.mixed], City.hairTowns),
        plain("honest-simply-in-dandong", [.weft, .synthetic, .vest, .cap], [.dandong]),
        plain("honest-winter-orders", [.synthetic, .weft, .cap], City.hairTowns, winter: 1),
        Family(name: "honest-hand-tied-subcontract", share: .complete, tell: subcontracted),
        Family(name: "honest-third-country", share: .complete, tell: knottedAbroad),
        Family(name: "honest-bags-russian-flax", share: .complete, tell: russianFlax),
        Family(name: "honest-indian-hair-two-steps", share: .complete, tell: indianHair),
        Family(name: "honest-shared-material", share: .complete, tell: sharedMaterial),
        Family(name: "honest-two-materials-merged", share: .complete, tell: merged),
        Family(name: "honest-new-barcode", share: .complete, tell: barcode),
    ]

    private static func plain(
        _ name: String, _ goods: [Goods], _ cities: [City], winter: Double = 0.33
    ) -> Family {
        Family(name: name, share: .complete) { telling in
            let house = telling.scene.house("Works", telling.town(cities))
            let chains = telling.chains(
                of: house, winter: winter,
                { Chain.Plan(goods: telling.one(of: goods), ordered: $0) }
            ) { $0.plain() }
            telling.scene.staff(house.site)
            return chains
        }
    }

    /// The knotting is split over the maker's own hall and village workshops, each paid for it.
    private static func subcontracted(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Knotting", telling.town())
        let villages = (0..<scene.draw.whole(1...3)).map { _ in
            scene.house("Village Workshop", house.city, roles: "processor", kind: "workshop")
        }
        let share = 0.55 / Double(villages.count)
        let chains = telling.chains(of: house, { Chain.Plan(goods: .tied, ordered: $0) }) { chain in
            chain.plain([(house.site, 0.45)] + villages.map { ($0.site, share) })
            for (place, village) in villages.enumerated() {
                let count = Int(Double(chain.pieces) * share)
                let fee = Int(chain.hours * chain.wage * 100) * count
                chain.pay(
                    "sub\(place)", from: house.party, to: village.party, fee, on: chain.end + 12,
                    pieces: count, reference: "W-\(chain.tag)-make\(place + 2)")
            }
        }
        for site in [house.site] + villages.map(\.site) { scene.staff(site) }
        return chains
    }

    private static func knottedAbroad(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house(
            "Overseas Knotting", .qingdao, roles: "exporter;finisher", kind: "workshop")
        let there = scene.house(
            "Knotters", telling.town(City.knottersAbroad), roles: "manufacturer;processor")
        let comesBack = scene.draw.happens(0.5)
        let chains = telling.chains(
            of: house,
            {
                Chain.Plan(
                    goods: .tied, ordered: $0, lead: 30, tail: comesBack ? 28 : 9,
                    hourly: PublishedRanges.wageAbroad, maker: there.party)
            }
        ) { $0.knotted(by: there, comesBack: comesBack) }
        scene.staff(house.site)
        scene.staff(there.site)
        return chains
    }

    /// A border town whose border is Russia's.
    private static func russianFlax(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Linen", .hunchun)
        let dealer = scene.firm("Flax", .vladivostok, roles: "exporter;supplier")
        let chains = telling.chains(
            of: house, { Chain.Plan(goods: .bag, ordered: $0) }
        ) { chain in
            chain.plain(dealer: dealer)
            telling.book.change(.lots, chain.raw, ["raw_origin_country": "RU"])
            telling.book.change(
                .movements, "M-\(chain.raw)-buy",
                ["customs_office": "1500", "origin_declared": "RU"])
        }
        scene.staff(house.site)
        return chains
    }

    /// Unworked hair is sorted and dyed first, then made up.
    private static func indianHair(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Hair Group", telling.town())
        let dealer = scene.firm("Hair Exports", .chennai, roles: "exporter;supplier")
        let chains = telling.chains(
            of: house, { Chain.Plan(goods: .weft, ordered: $0, lead: 40) }
        ) { $0.fromIndia(dealer) }
        scene.staff(house.site)
        return chains
    }

    /// One purchase of hair serves all lots of the house, and covers them.
    private static func sharedMaterial(_ telling: Telling) -> [Chain] {
        let house = telling.scene.house("Works", telling.town())
        let goods = telling.one(of: [.weft, .synthetic])
        let chains = telling.chains(of: house, { Chain.Plan(goods: goods, ordered: $0) }) { _ in }
        guard let first = chains.first else { return [] }
        let total = chains.reduce(0) { $0 + $1.need }
        first.rawLot(to: house.site, Chain.Purchase(grams: total + 5000))
        for chain in chains {
            chain.finishedLot(at: house.site)
            chain.transform([(house.site, 1)], Chain.Making(raw: first.raw))
            chain.finish(at: house.site)
            chain.trade(stuffing: house.site)
        }
        telling.scene.staff(house.site)
        return chains
    }

    /// Each lot is made of two purchases.
    private static func merged(_ telling: Telling) -> [Chain] {
        let house = telling.scene.house("Works", telling.town())
        let chains = telling.chains(
            of: house, { Chain.Plan(goods: telling.one(of: [.weft, .synthetic]), ordered: $0) }
        ) { chain in
            let site = house.site
            let part = Quantity.weighed(Double(chain.need) * 0.4)
            chain.finishedLot(at: site)
            chain.rawLot(to: site, Chain.Purchase(grams: chain.need - part))
            let other = chain.rawLot(
                to: site, Chain.Purchase(grams: part, name: chain.raw + "-B"))
            chain.work(
                Chain.Job(
                    name: "make", site: site, steps: chain.goods.steps,
                    inputs: Quantity.link(chain.raw, grams: chain.need - part) + ";"
                        + Quantity.link(other, grams: part),
                    outputs: Quantity.link(chain.lot, chain.pieces, grams: chain.mass),
                    from: chain.start, to: chain.end, pieces: chain.pieces,
                    hours: Double(chain.pieces) * chain.hours))
            chain.finish(at: site)
            chain.trade(stuffing: site)
        }
        telling.scene.staff(house.site)
        return chains
    }

    /// A relabel row whose origin is the same before and after.
    private static func barcode(_ telling: Telling) -> [Chain] {
        let house = telling.scene.house("Works", telling.town())
        let chains = telling.chains(
            of: house, { Chain.Plan(goods: telling.one(of: [.weft, .synthetic]), ordered: $0) }
        ) { chain in
            chain.plain()
            chain.relabel(at: house.site, from: "CN", reason: "the buyer's new item numbers")
        }
        telling.scene.staff(house.site)
        return chains
    }
}

extension Chain {
    /// Hair out, knotting abroad, perhaps back for finishing, then the buyer's country.
    func knotted(by there: House, comesBack: Bool, origin: String? = nil) {
        let home = house.site
        finishedLot(at: there.site)
        rawLot(to: home, Purchase(buyer: house.party))
        move(
            "exp", "raw_export", Quantity.link(raw, grams: need), ordered + 10, start - 2,
            from: house.party, to: there.party,
            [
                "from_site": home, "to_site": there.site, "customs_office": "4200",
                "port": "CNQDG", "mode": "sea", "trade_mode": "0110", "origin_declared": "CN",
                "declaration": number("4200", ordered, "0"), "currency": "USD",
                "value": Quantity.money(Int(Double(need) * Double(rawPrice) / 7200)),
                "incoterm": "FOB",
            ])
        transform([(there.site, 1)])
        pay(
            "fee", from: house.party, to: there.party,
            Int(hours * wage * 1.15 * 100) * pieces, on: end + 10, pieces: pieces,
            reference: "W-\(tag)-make")
        if comesBack {
            move(
                "ret", "return_import", Quantity.link(lot, pieces, grams: mass), end + 3, end + 17,
                from: there.party, to: house.party,
                [
                    "from_site": there.site, "to_site": home, "customs_office": "4200",
                    "port": "CNQDG", "mode": "sea", "trade_mode": "0110",
                    "origin_declared": there.city.country, "currency": "USD", "incoterm": "CIF",
                    "value": Quantity.money(price * pieces * 3 / 4),
                ])
            finish(at: home, on: end + 19)
        } else {
            finish(at: there.site)
        }
        trade(
            stuffing: comesBack ? home : there.site, origin: origin ?? there.city.country,
            from: comesBack ? house.city : there.city)
    }

    /// Rough hair from India, sorted and dyed, then made up at the same house.
    fileprivate func fromIndia(_ dealer: String) {
        let site = house.site
        let rough = Quantity.weighed(Double(need) / 0.84)
        finishedLot(at: site, ["raw_origin_country": "IN"])
        rawLot(
            to: site,
            Purchase(grams: rough, dealer: dealer, origin: "IN", day: ordered + 20))
        scene.book.change(
            .lots, raw, ["hs": "050100", "description": "Human hair, unworked, in bundles"])
        scene.book.add(
            .lots,
            [
                "lot": half, "description": "Human hair, sorted and dyed", "hs": "670300",
                "material": "human_hair", "net_kg": Quantity.kg(need), "raw_origin_country": "IN",
                "maker": maker, "made_at": site, "according_to": maker,
                "basis": "supplier_statement",
            ])
        work(
            Job(
                name: "sort", site: site, steps: "sort;wash;dye",
                inputs: Quantity.link(raw, grams: rough),
                outputs: Quantity.link(half, grams: need), from: ordered + 23, to: ordered + 37,
                hours: Double(need) / 1000 * 6, scrap: (rough - need) * 9 / 10))
        transform([(site, 1)], Making(raw: half))
        finish(at: site)
        trade(stuffing: site)
    }

    /// A label is taken off and another put on.
    func relabel(
        at site: String, from before: String, of source: String? = nil, day: Day? = nil,
        reason: String
    ) {
        let day = day ?? end + 6
        work(
            Job(
                name: "relabel", kind: "relabel", site: site, steps: "label",
                inputs: Quantity.link(source ?? lot, pieces, grams: source == nil ? nil : mass),
                outputs: Quantity.link(lot, pieces, grams: source == nil ? nil : mass),
                from: day, to: day + 1, pieces: pieces, hours: Double(pieces) * 0.03,
                cells: [
                    "origin_before": before, "origin_after": "CN", "label_text": "Made in China",
                    "reason": reason,
                ]))
    }
}
