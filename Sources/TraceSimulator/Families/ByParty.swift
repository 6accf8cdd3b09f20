// SPDX-License-Identifier: Apache-2.0

extension Family {
    /// Mislabelled lots whose places, parties or payments give them away.
    static let byParty: [Family] = [
        Family(name: "mislabelled-made-elsewhere", share: .mislabelled) { telling in
            korean(telling, .tied, .dandong) { chain, there in
                chain.halfMade(maker: there.party, site: there.site)
                chain.rawLot(to: chain.house.site)
                chain.transform(
                    [(there.site, 1)],
                    Chain.Making(output: chain.half, isTrue: false, hasPapers: false))
                chain.finishedLot(at: chain.house.site)
                chain.finish(at: chain.house.site, of: chain.half)
                chain.trade(stuffing: chain.house.site)
            }
        },
        Family(name: "mislabelled-made-at", share: .mislabelled) { telling in
            korean(telling, .tied, .dandong) { chain, there in
                let raw = chain.rawLot(to: chain.house.site)
                chain.finishedLot(
                    at: there.site, madeFrom: Quantity.link(raw, grams: chain.need),
                    maker: there.party)
                chain.trade(stuffing: chain.house.site)
            }
        },
        Family(name: "mislabelled-lashes-paired", share: .mislabelled) { telling in
            korean(telling, .handLash, .pingdu) { chain, there in
                chain.halfMade(maker: there.party, site: there.site)
                chain.rawLot(to: chain.house.site)
                chain.transform(
                    [(there.site, 1)],
                    Chain.Making(output: chain.half, isTrue: false, hasPapers: false))
                chain.finishedLot(at: chain.house.site)
                chain.finish(at: chain.house.site, of: chain.half)
                chain.trade(stuffing: chain.house.site)
            }
        },
        paying("mislabelled-pays-north-korea", to: nil),
        paying("mislabelled-agency-reeducation", to: .reeducation),
        paying("mislabelled-agency-farm", to: .farm),
        Family(name: "mislabelled-processing-fee", share: .mislabelled) { telling in
            let agent = telling.scene.firm(
                "Commission", telling.town([.dandong, .hunchun]), roles: "broker")
            return hall(telling, [.tied]) { chain in
                chain.plain()
                chain.fee(to: agent, parts: 1, countsPieces: true)
            }
        },
        Family(name: "mislabelled-broker-triangle", share: .mislabelled, tell: triangle),
    ]

    /// Agencies that official lists know under older names.
    enum Agency: Sendable {
        case reeducation, farm

        var party: (id: String, name: String, native: String) {
            switch self {
            case .reeducation:
                (
                    "EX-KP-REEDU", "Reeducation Bureau, Ministry of Social Security",
                    "사회안전성 교화국"
                )
            case .farm:
                (
                    "EX-KP-FARM", "Farm Management Bureau of the Ministry of State Security",
                    "국가보위성 농장관리국"
                )
            }
        }
    }

    private static func korean(
        _ telling: Telling, _ goods: Goods, _ city: City,
        _ tell: (Chain, House) -> Void
    ) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Lamplight", city, kind: "workshop")
        let far = city.name == "Pingdu" ? City.sinuiju : telling.town([.sinuiju, .rajin])
        let there = scene.house("Handicraft", far, roles: "processor", kind: "workshop")
        let chains = telling.chains(
            of: house, winter: 0.5,
            { Chain.Plan(goods: goods, ordered: $0, isBargain: telling.isBargain()) }
        ) { tell($0, there) }
        scene.staff(house.site)
        return chains
    }

    private static func paying(_ name: String, to agency: Agency?) -> Family {
        Family(name: name, share: .mislabelled) { telling in
            let scene = telling.scene
            var payee = ""
            if let agency {
                let party = agency.party
                payee = party.id
                if telling.book.row(.parties, party.id).isEmpty {
                    scene.party(
                        party.id, party.name, .sinuiju, roles: "government", native: party.native)
                    telling.book.change(.parties, party.id, ["postal_code": ""])
                }
            } else {
                payee = scene.firm("Trading", .sinuiju, roles: "broker")
            }
            return hall(telling, [.weft, .tied]) { chain in
                chain.plain()
                chain.pay(
                    "service", from: chain.house.party, to: payee,
                    scene.draw.whole(600_000...2_000_000), on: chain.end,
                    reference: "services, example")
            }
        }
    }

    /// The supplier pays a border broker by the piece, and the broker pays a firm in North Korea.
    private static func triangle(_ telling: Telling) -> [Chain] {
        let scene = telling.scene
        let broker = scene.firm("Brokerage", .dandong, roles: "broker")
        let far = scene.firm("Trading", .rajin, roles: "broker")
        return hall(telling, [.tied]) { chain in
            chain.plain()
            chain.fee(to: broker, parts: 1, countsPieces: true)
            chain.pay(
                "onward", from: broker, to: far, 2600 * chain.pieces, on: chain.end + 9,
                reference: "contract, example")
        }
    }
}

extension Chain {
    /// A fee by the piece, in one payment or several, with its pieces or without.
    func fee(to payee: String, parts: Int, countsPieces: Bool) {
        let each = scene.draw.value(PublishedRanges.wigFee)
        let whole = Int(each * 100) * pieces
        for part in 0..<parts {
            pay(
                "fee\(part)", from: house.party, to: payee, whole / parts, on: end + 4 + 9 * part,
                pieces: countsPieces ? pieces : nil,
                lots: countsPieces ? nil : "",
                reference: countsPieces ? "work on \(pieces) pieces" : "service \(part + 1)")
        }
    }
}
