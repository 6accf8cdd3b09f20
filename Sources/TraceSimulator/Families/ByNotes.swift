// SPDX-License-Identifier: Apache-2.0

extension Family {
    /// Stories that notes, markings, answers and the dates of papers tell.
    static let byNotes: [Family] = [
        Family(name: "mislabelled-workers-kept-apart", share: .mislabelled) { telling in
            // Wigs too heavy for their length, two head counts, and what visitors noted.
            let chains = heavy(telling, at: telling.town())
            guard let chain = chains.first else { return chains }
            for category in ["housing", "control", "wages"] {
                chain.note(category, at: chain.house.site)
            }
            telling.scene.ask(of: chain.house.party, isSilent: true, on: chain.shipped + 20)
            return chains
        },
        Family(name: "mislabelled-marked-goods", share: .mislabelled) { telling in
            let chains = heavy(telling, at: .xuchang, stuffing: .dandong)
            for chain in chains { chain.marked("juche_date") }
            return chains
        },
        Family(name: "mislabelled-papers-after-notice", share: .mislabelled) { telling in
            let team = telling.scene.draw.value(PublishedRanges.teamSize)
            let chains = hall(
                telling, [.tied], workers: Int(team), pieces: 500...1500
            ) { $0.untrue() }
            if let chain = chains.first { chain.papersAfterNotice(14) }
            return chains
        },
        Family(name: "mislabelled-price-of-a-fee", share: .mislabelled) { telling in
            let chains = hall(telling, [.tied]) { $0.plain() }
            for chain in chains { chain.pricedAsFee() }
            return chains
        },
        Family(name: "honest-answers-everything", share: .complete) { telling in
            let chains = hall(telling, [.weft, .mixed], bargain: 0) { $0.plain() }
            guard let chain = chains.first else { return chains }
            telling.scene.ask(of: chain.house.party, isSilent: false, on: chain.shipped + 20)
            // The maker writes Korean for its customers in Korea; one reader, not sure.
            chain.marked("dprk_spelling", isSure: false)
            return chains
        },
        Family(name: "honest-wrong-claim", share: .complete) { telling in
            // The sum of all goods of a month is told of hair.
            let chains = hall(telling, [.weft, .synthetic], bargain: 0) { $0.plain() }
            guard let chain = chains.first else { return chains }
            telling.book.add(
                .claims,
                [
                    "claim": "C-" + chain.tag, "about": chain.house.party,
                    "denominator": "KP>CN HS 6704, 2023-05", "value_low": "23.94",
                    "value_high": "23.94", "unit": "million USD", "reliability": "C",
                    "credibility": "3", "source": "Example Daily",
                ])
            return chains
        },
    ]

    /// Goods too heavy for their length, and head counts that differ.
    private static func heavy(
        _ telling: Telling, at city: City, stuffing: City? = nil
    ) -> [Chain] {
        let scene = telling.scene
        let house = scene.house("Weighty", city)
        let place = stuffing.map { scene.site(of: house.party, $0, kind: "warehouse") }
        let chains = telling.chains(
            of: house, winter: 0.5,
            {
                Chain.Plan(
                    goods: .mixed, ordered: $0, length: 25, grams: scene.draw.whole(460...540))
            }
        ) { chain in
            chain.finishedLot(at: house.site)
            chain.rawLot(to: house.site)
            chain.transform([(house.site, 1)])
            chain.finish(at: house.site)
            chain.trade(stuffing: place ?? house.site)
        }
        scene.staff(house.site)
        if let chain = chains.first {
            let workers = Int(telling.book.row(.sites, house.site)["workers"] ?? "") ?? 40
            chain.count(workers, at: house.site, on: chain.end + 2, "audit")
            chain.count(max(workers / 2, 1), at: house.site, on: chain.end + 18, "payroll")
        }
        return chains
    }
}

extension Scene {
    /// Questions to a supplier, and to six others who answer all of them.
    func ask(of party: String, isSilent: Bool, on day: Day) {
        if book.row(.questionnaires, "Q-EX-OTHER-1-0").isEmpty {
            for number in 1...6 {
                let other = "EX-OTHER-\(number)"
                self.party(
                    other, "Example Other Supplier \(number) Co Ltd", .qingdao,
                    roles: "manufacturer")
                for place in Self.topics.indices { answer(other, place, isAnswered: true, on: day) }
            }
        }
        for place in Self.topics.indices {
            let isPlace = Self.topics[place] == "making_location"
            answer(party, place, isAnswered: !isPlace || !isSilent, on: day)
        }
    }

    /// Where the goods are made is asked twice.
    private static let topics = [
        "making_location", "making_location", "capacity", "workers", "materials", "certificates",
        "transport",
    ]

    private func answer(_ party: String, _ place: Int, isAnswered: Bool, on day: Day) {
        book.add(
            .questionnaires,
            [
                "answer_id": "Q-\(party)-\(place)", "party": party,
                "topic": Self.topics[place], "asked": day.text,
                "question": "Example question \(place + 1)?",
                "answered": isAnswered ? (day + 9).text : "",
            ])
    }
}

extension Chain {
    /// A confidential note about a site.
    func note(_ category: String, at site: String) {
        scene.book.add(
            .indicators,
            [
                "indicator": "I-\(tag)-\(category)", "site": site, "category": category,
                "reliability": "C", "credibility": "3", "seen": end.text,
                "text": "Example note about \(category).",
            ])
    }

    /// What readers saw on the goods.
    func marked(_ sort: String, isSure: Bool = true) {
        scene.book.add(
            .markings,
            [
                "marking": "MK-" + tag, "lot": lot, "sort": sort,
                "reviewers": isSure ? "2" : "1", "confidence": isSure ? "high" : "low",
                "seen": (arrived + 5).text,
            ])
    }

    /// Customs asks, and within days a drawer full of papers has been written.
    func papersAfterNotice(_ papers: Int) {
        let asked = arrived + 3
        paper("customs_notice", scene.importer, asked, lot)
        for number in 0..<papers {
            paper("production_record", maker, asked + 1 + number % 4, "W-\(tag)-make")
        }
    }

    /// Only the fee stands as the price; the material is counted for nothing.
    func pricedAsFee() {
        let yuan = scene.draw.value(PublishedRanges.wigFee)
        let cents = Int(yuan * 10_000 / Double(scene.rate(on: ordered)))
        scene.book.change(.orders, "PO-" + tag, ["unit_price": Quantity.money(cents)])
        scene.book.change(
            .payments, "PAY-\(tag)-goods", ["amount": Quantity.money(cents * pieces)])
        scene.book.change(
            .movements, "M-\(tag)-entry", ["value": Quantity.money(cents * pieces)])
    }
}
