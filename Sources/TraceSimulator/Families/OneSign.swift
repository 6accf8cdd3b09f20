// SPDX-License-Identifier: Apache-2.0

extension Family {
    /// Honest lots with complete papers and one odd thing about them.
    static let oneSign: [Family] = [
        Family(name: "honest-children-wigs", share: .complete, tell: children),
        Family(name: "honest-finishing-house", share: .complete, tell: finisher),
        Family(name: "honest-seasonal-workers", share: .complete, tell: season),
        Family(name: "honest-pays-chinese-ministry", share: .complete, tell: ministry),
        Family(name: "honest-big-trading-house", share: .complete, tell: tradingHouse),
    ]

    private static func children(_ telling: Telling) -> [Chain] {
        let house = telling.scene.house("Children Wigs", telling.town())
        let chains = telling.chains(
            of: house,
            {
                Chain.Plan(
                    goods: .synthetic, ordered: $0, length: 30,
                    grams: telling.scene.draw.whole(52...75))
            }
        ) { $0.plain() }
        telling.scene.staff(house.site)
        return chains
    }

    /// The finishing house signs as manufacturer; the village that knotted stands in the papers.
    private static func finisher(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house(
            "Finishing", telling.town(), roles: "finisher;exporter", kind: "workshop")
        let village = scene.house(
            "Village Workshop", house.city, roles: "processor", kind: "workshop")
        let chains = telling.chains(
            of: house, { Chain.Plan(goods: .tied, ordered: $0) }
        ) { chain in
            chain.halfMade(maker: village.party, site: village.site)
            chain.finishedLot(at: house.site)
            chain.rawLot(to: village.site)
            chain.transform([(village.site, 1)], Chain.Making(output: chain.half))
            chain.pay(
                "sub", from: house.party, to: village.party,
                Int(chain.hours * chain.wage * 100) * chain.pieces, on: chain.end + 9,
                pieces: chain.pieces, reference: "W-\(chain.tag)-make")
            chain.finish(at: house.site, of: chain.half)
            chain.trade(stuffing: house.site)
        }
        scene.staff(house.site)
        scene.staff(village.site)
        return chains
    }

    /// An audit counts everyone, the payroll of that month leaves out agency hands.
    private static func season(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Season", telling.town())
        let chains = telling.chains(
            of: house, { Chain.Plan(goods: telling.one(of: [.weft, .synthetic]), ordered: $0) }
        ) { $0.plain() }
        scene.staff(house.site)
        let workers = Int(telling.book.row(.sites, house.site)["workers"] ?? "") ?? 20
        if let chain = chains.first {
            chain.count(workers, at: house.site, on: chain.start + 8, "audit")
            chain.count(workers * 3 / 4, at: house.site, on: chain.start + 19, "payroll")
        }
        return chains
    }

    /// A visa fee to the Chinese ministry whose name an alias of a listed one resembles.
    private static func ministry(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Works", telling.town([.dandong, .shenyang]))
        if telling.book.row(.parties, "EX-MPS").isEmpty {
            scene.party(
                "EX-MPS", "Ministry of Public Security", .dandong, roles: "government",
                native: "公安部")
        }
        let chains = telling.chains(
            of: house, { Chain.Plan(goods: telling.one(of: [.weft, .vest]), ordered: $0) }
        ) { chain in
            chain.plain()
            chain.pay(
                "visa", from: house.party, to: "EX-MPS", scene.draw.whole(40_000...200_000),
                on: chain.start, reference: "visa fees, example")
        }
        scene.staff(house.site)
        return chains
    }

    /// A firm that also exports hair by sea and imports wigs made in Myanmar, for other buyers.
    private static func tradingHouse(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("General Trading", .qingdao)
        let abroad = scene.firm("Knotters", .yangon, roles: "manufacturer")
        let chains = telling.chains(
            of: house, { Chain.Plan(goods: .weft, ordered: $0) }
        ) { chain in
            chain.plain()
            chain.otherTrade(with: abroad)
        }
        scene.staff(house.site)
        return chains
    }
}

extension Chain {
    /// Hair out and wigs in that have nothing to do with the lot.
    fileprivate func otherTrade(with abroad: String) {
        let sent = raw + "-OTHER"
        let grams = need / 2
        rawLot(to: house.site, Purchase(grams: grams, name: sent))
        move(
            "other-exp", "raw_export", Quantity.link(sent, grams: grams), start + 3, start + 20,
            from: house.party, to: abroad,
            ["customs_office": "4200", "port": "CNQDG", "mode": "sea", "trade_mode": "0110"])
    }
}
