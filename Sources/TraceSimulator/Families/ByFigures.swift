// SPDX-License-Identifier: Apache-2.0

extension Family {
    /// Mislabelled lots whose own figures and papers give them away.
    static let byFigures: [Family] = [
        Family(name: "mislabelled-over-yield", share: .mislabelled) { telling in
            // Half-made wigs of unknown origin were mixed in with what the hair gives.
            hall(telling, [.weft, .mixed]) { chain in
                let mixedIn = telling.scene.draw.between(0.25, 0.6)
                chain.plain(need: Quantity.weighed(Double(chain.need) * (1 - mixedIn)))
            }
        },
        Family(name: "mislabelled-under-yield", share: .mislabelled) { telling in
            // Much of the hair never comes back: it left the chain.
            hall(telling, [.weft]) { chain in
                let left = telling.scene.draw.between(1.6, 3)
                chain.plain(need: Quantity.weighed(Double(chain.need) * left))
            }
        },
        Family(name: "mislabelled-no-making-step", share: .mislabelled) { telling in
            finishing(telling, at: telling.town()) { $0.site }
        },
        Family(name: "mislabelled-small-site", share: .mislabelled) { telling in
            // Orders of a size that only contract work beyond the border serves in time.
            let team = telling.scene.draw.value(PublishedRanges.teamSize)
            return hall(
                telling, [.tied], workers: Int(team), pieces: 500...1500
            ) { $0.untrue() }
        },
        Family(name: "mislabelled-overlapping-work", share: .mislabelled, lots: 4...6) { telling in
            // Each lot alone would fit the sixty people; all of them at once would not.
            hall(
                telling, [.tied], workers: 60, overlapping: true, pieces: 450...750
            ) { $0.untrue() }
        },
        Family(name: "mislabelled-no-row-small-site", share: .mislabelled) { telling in
            let team = telling.scene.draw.value(PublishedRanges.teamSize)
            return hall(
                telling, [.tied], workers: Int(team), pieces: 500...1500
            ) { chain in
                let raw = chain.rawLot(to: chain.house.site)
                chain.finishedLot(
                    at: chain.house.site, madeFrom: Quantity.link(raw, grams: chain.need))
                chain.trade(stuffing: chain.house.site)
            }
        },
        Family(name: "mislabelled-labour-floor", share: .mislabelled) { telling in
            hall(telling, [.tied], bargain: 1) { $0.plain() }
        },
        Family(name: "mislabelled-oversold-lot", share: .mislabelled, lots: 3...5, tell: oversold),
        Family(name: "mislabelled-copied-record", share: .mislabelled, lots: 2...4) { telling in
            let chains = hall(telling, [.weft, .tied]) { $0.plain() }
            let papers = chains.map {
                telling.book.row(.processing, "W-\($0.tag)-make")["document"] ?? ""
            }
            guard let first = papers.first else { return chains }
            let original = telling.book.row(.documents, first)
            for paper in papers.dropFirst() {
                telling.book.change(
                    .documents, paper,
                    ["sha256": original["sha256"] ?? "", "number": original["number"] ?? ""])
            }
            return chains
        },
        Family(name: "mislabelled-same-seal", share: .mislabelled, lots: 2...2) { telling in
            let chains = hall(telling, [.weft], overlapping: true) { $0.plain() }
            guard let first = chains.first else { return chains }
            for chain in chains.dropFirst() {
                telling.book.change(
                    .movements, "M-\(chain.tag)-entry", ["seal": "EXS" + first.tag])
            }
            return chains
        },
        Family(name: "mislabelled-three-signs-finisher", share: .mislabelled, tell: threeSigns),
    ]

    /// A hall that says it makes the goods itself.
    static func hall(
        _ telling: Telling, _ goods: [Goods], workers: Int? = nil,
        bargain: Double = 0.3, overlapping: Bool = false, pieces: ClosedRange<Int>? = nil,
        _ tell: (Chain) -> Void
    ) -> [Chain] {
        let house = telling.scene.house("Hair", telling.town())
        let chains = telling.chains(
            of: house, winter: 0.5, overlapping: overlapping,
            {
                Chain.Plan(
                    goods: telling.one(of: goods), ordered: $0,
                    pieces: pieces.map { telling.scene.draw.whole($0) },
                    isBargain: telling.isBargain(bargain))
            }, tell)
        if let workers {
            telling.book.change(.sites, house.site, ["workers": "\(workers)"])
        } else {
            telling.scene.staff(house.site, times: overlapping ? 3 : nil)
        }
        return chains
    }

    /// One compliant lot of hair is cited by lots that together took far more.
    private static func oversold(_ telling: Telling) -> [Chain] {
        let house = telling.scene.house("Certified", telling.town())
        let chains = telling.chains(of: house, { Chain.Plan(goods: .weft, ordered: $0) }) { _ in }
        guard let first = chains.first else { return [] }
        let total = Double(chains.reduce(0) { $0 + $1.need })
        let bought = Quantity.weighed(total / telling.scene.draw.between(1.5, 3))
        first.rawLot(to: house.site, Chain.Purchase(grams: bought))
        for chain in chains {
            chain.finishedLot(at: house.site)
            chain.transform([(house.site, 1)], Chain.Making(raw: first.raw))
            chain.finish(at: house.site)
            chain.trade(stuffing: house.site)
        }
        telling.scene.staff(house.site)
        return chains
    }

    /// Finishing only, wigs too heavy for their length, head counts that differ.
    private static func threeSigns(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Clothesline", telling.town(), kind: "workshop")
        let chains = telling.chains(
            of: house, winter: 0.5,
            {
                Chain.Plan(
                    goods: .mixed, ordered: $0, length: 25, grams: scene.draw.whole(460...540),
                    isBargain: telling.isBargain())
            }
        ) { chain in
            chain.halfMade()
            chain.finishedLot(at: house.site)
            chain.finish(at: house.site, of: chain.half)
            chain.trade(stuffing: house.site)
        }
        scene.staff(house.site)
        if let chain = chains.first {
            chain.count(60, at: house.site, on: chain.end + 2, "audit")
            chain.count(24, at: house.site, on: chain.end + 20, "payroll")
        }
        return chains
    }
}

extension Chain {
    /// The papers of a chain whose making row names no hours and no more people than there are.
    func untrue(_ shares: [(site: String, share: Double)]? = nil) {
        let shares = shares ?? [(house.site, 1)]
        finishedLot(at: house.site)
        rawLot(to: house.site)
        transform(shares, Making(isTrue: false))
        finish(at: house.site)
        trade(stuffing: house.site)
    }
}
