// SPDX-License-Identifier: Apache-2.0

extension Family {
    /// Honest lots with holes in their papers: what matters is that somebody is told to ask.
    static let sparse: [Family] = [
        Family(name: "sparse-workers-unknown", share: .sparse, lots: 1...3) { telling in
            small(telling, staffed: false) { $0.plain() }
        },
        Family(name: "sparse-prices-unknown", share: .sparse, lots: 1...3) { telling in
            small(telling) { $0.withoutPrices() }
        },
        Family(name: "sparse-no-processing-row", share: .sparse, lots: 1...3) { telling in
            small(telling) { chain in
                let raw = chain.rawLot(to: chain.house.site, Chain.Purchase(isPriced: false))
                chain.finishedLot(at: chain.house.site, madeFrom: raw)
                chain.order(isPriced: false)
                chain.entry(stuffing: chain.house.site, ["value": "", "currency": ""])
            }
        },
        Family(name: "sparse-material-unknown", share: .sparse, lots: 1...3) { telling in
            small(telling) { chain in
                chain.finishedLot(at: chain.house.site)
                chain.work(
                    Chain.Job(
                        name: "make", site: chain.house.site, steps: chain.goods.steps, inputs: "",
                        outputs: Quantity.link(chain.lot, chain.pieces, grams: chain.mass),
                        from: chain.start, to: chain.end, pieces: chain.pieces,
                        hours: Double(chain.pieces) * chain.hours))
                chain.finish(at: chain.house.site)
                chain.trade(stuffing: chain.house.site)
            }
        },
        Family(name: "sparse-weight-unknown", share: .sparse, lots: 1...3) { telling in
            small(telling) { $0.withoutWeights() }
        },
        Family(name: "sparse-country-unknown", share: .sparse, lots: 1...3) { telling in
            let chains = small(telling) { $0.plain() }
            for chain in chains {
                telling.book.change(
                    .sites, chain.house.site,
                    ["country": "", "address": "", "postal_code": "", "locode": ""])
            }
            return chains
        },
        Family(name: "sparse-entry-only", share: .sparse, lots: 1...3) { telling in
            small(telling) { chain in
                chain.finishedLot(at: nil)
                chain.entry()
            }
        },
        Family(name: "sparse-importer-papers-only", share: .sparse, lots: 1...3) { telling in
            small(telling) { chain in
                chain.finishedLot(at: nil)
                chain.order()
                chain.settle()
                chain.entry()
            }
        },
    ]

    private static func small(
        _ telling: Telling, staffed: Bool = true, _ tell: (Chain) -> Void
    ) -> [Chain] {
        let house = telling.scene.house("Studio", telling.town(), kind: "workshop")
        let chains = telling.chains(
            of: house,
            {
                Chain.Plan(
                    goods: telling.one(of: [.weft, .synthetic, .mixed]), ordered: $0,
                    pieces: telling.scene.draw.whole(150...500))
            }, tell)
        if staffed { telling.scene.staff(house.site) }
        guard !staffed else { return chains }
        for chain in chains {
            for step in ["make", "finish"] {
                telling.book.change(
                    .processing, "W-\(chain.tag)-\(step)", ["workers": "", "worker_hours": ""])
            }
        }
        return chains
    }
}

extension Chain {
    /// A whole chain in which nobody names a price.
    fileprivate func withoutPrices() {
        finishedLot(at: house.site)
        rawLot(to: house.site, Purchase(isPriced: false))
        transform([(house.site, 1)])
        finish(at: house.site)
        order(isPriced: false)
        entry(stuffing: house.site, ["value": "", "currency": ""])
    }

    /// The material is named, but nobody wrote down what it weighed.
    fileprivate func withoutWeights() {
        finishedLot(at: house.site)
        rawLot(to: house.site, Purchase(hasPapers: false))
        scene.book.change(.lots, raw, ["net_kg": "", "gross_kg": ""])
        scene.book.change(.movements, "M-\(raw)-buy", ["lots": raw])
        transform([(house.site, 1)])
        scene.book.change(.processing, "W-\(tag)-make", ["inputs": raw, "scrap_kg": ""])
        finish(at: house.site)
        trade(stuffing: house.site)
    }
}
