// SPDX-License-Identifier: Apache-2.0

extension Family {
    /// Mislabelled lots of houses that know what is looked for; each leaves what it cannot hide.
    static let evasive: [Family] = [
        Family(
            name: "evasive-mass-kept-plausible", share: .evasive, evasion: "mass kept plausible"
        ) { telling in
            // Hair for every wig is bought and cited; the hall is as small as it is.
            let team = telling.scene.draw.value(PublishedRanges.teamSize)
            return hall(telling, [.tied], workers: Int(team) * 2) { $0.untrue() }
        },
        Family(
            name: "evasive-workers-inflated", share: .evasive, evasion: "workers inflated"
        ) { telling in
            // The hall claims the hands that it would need; the price tells, and at times a payroll.
            let chains = hall(telling, [.tied], bargain: 0.7) { $0.plain() }
            if let chain = chains.first, telling.scene.draw.happens(0.5) {
                let site = chain.house.site
                let workers = Int(telling.book.row(.sites, site)["workers"] ?? "") ?? 40
                chain.count(workers, at: site, on: chain.start + 8, "audit")
                chain.count(max(workers / 5, 1), at: site, on: chain.start + 18, "payroll")
            }
            return chains
        },
        Family(
            name: "evasive-payments-split", share: .evasive, evasion: "payments split"
        ) { telling in
            // The fee goes to a border broker in parts that name neither pieces nor lots.
            let scene = telling.scene
            let broker = scene.firm("Brokerage", .dandong, roles: "broker")
            let showsOnward = scene.draw.happens(0.5)
            let far = showsOnward ? scene.firm("Trading", .sinuiju, roles: "broker") : ""
            return hall(telling, [.tied], bargain: 0.5) { chain in
                chain.plain()
                chain.fee(to: broker, parts: 3, countsPieces: false)
                guard showsOnward else { return }
                chain.pay(
                    "onward", from: broker, to: far, 2000 * chain.pieces, on: chain.end + 30,
                    lots: "", reference: "contract, example")
            }
        },
        Family(
            name: "evasive-several-sites", share: .evasive, evasion: "several sites",
            tell: severalSites),
        Family(
            name: "evasive-silent", share: .evasive, evasion: "no papers given"
        ) { telling in
            hall(telling, [.tied], workers: 8, bargain: 0.5) { chain in
                chain.finishedLot(at: nil)
                chain.order()
                chain.settle()
                chain.entry()
            }
        },
        Family(
            name: "evasive-everything-agrees", share: .evasive,
            evasion: "mass, workers, price and payments all made to agree"
        ) { telling in
            // What remains is a story without a flaw: nothing in these papers can tell.
            hall(telling, [.tied], bargain: 0) { $0.plain() }
        },
    ]

    /// Work is spread on paper over rooms that nobody is paid for.
    private static func severalSites(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Many Rooms", telling.town())
        let rooms = (0..<scene.draw.whole(3...5)).map { _ in
            scene.site(of: house.party, house.city)
        }
        let share = 1 / Double(rooms.count)
        let chains = telling.chains(
            of: house, winter: 0.5,
            { Chain.Plan(goods: .tied, ordered: $0, isBargain: telling.isBargain(0.6)) }
        ) { $0.untrue(rooms.map { ($0, share) }) }
        for room in rooms {
            let team = scene.draw.value(PublishedRanges.teamSize)
            telling.book.change(.sites, room, ["workers": "\(Int(team))"])
        }
        scene.staff(house.site)
        return chains
    }
}
