// SPDX-License-Identifier: Apache-2.0

extension Chain {
    /// The order, with its price or without.
    func order(isPriced: Bool = true) {
        let id = "PO-" + tag
        let proof = paper("purchase_order", scene.importer, ordered, id, pieces: pieces)
        scene.book.add(
            .orders,
            [
                "order": id, "buyer": scene.importer, "supplier": house.party,
                "sku": "EX-SKU-" + tag, "lots": Quantity.link(lot, pieces), "pieces": "\(pieces)",
                "unit_price": isPriced ? Quantity.money(price) : "",
                "currency": isPriced ? "USD" : "", "ordered": ordered.text,
                "promised": (shipped + 2).text, "shipped": shipped.text, "document": proof,
                "basis": "document",
            ])
    }

    /// Adds a payment in cents.
    func pay(
        _ name: String, from payer: String, to payee: String, _ cents: Int,
        currency: String = "CNY", on day: Day, pieces: Int? = nil, lots: String? = nil,
        reference: String? = nil, country: String? = nil
    ) {
        let id = "PAY-\(tag)-\(name)"
        let there = country ?? scene.book.row(.parties, payee)["country"] ?? ""
        let proof = paper("bank_statement", payer, day, id)
        scene.book.add(
            .payments,
            [
                "payment": id, "date": day.text, "payer": payer, "payee": payee,
                "payee_bank": "Example Bank " + there, "payee_country": there,
                "amount": Quantity.money(cents), "currency": currency,
                "pieces": pieces.map(String.init) ?? "", "reference": reference ?? "PO-" + tag,
                "lots": lots ?? lot, "document": proof, "basis": "document",
            ])
    }

    /// The importer pays the order a month after it shipped.
    func settle() {
        pay(
            "goods", from: scene.importer, to: house.party, price * pieces, currency: "USD",
            on: shipped + 30, pieces: pieces)
    }

    /// Adds a movement.
    func move(
        _ name: String, _ kind: String, _ lots: String, _ left: Day, _ came: Day,
        from giver: String?, to taker: String?, paper kindOfPaper: String = "declaration",
        _ cells: Book.Row = [:]
    ) {
        let id = "M-\(tag)-\(name)"
        let issuer = giver ?? taker ?? house.party
        var row: Book.Row = [
            "movement": id, "kind": kind, "lots": lots, "dispatched": left.text,
            "arrived": came.text, "from_party": giver ?? "", "to_party": taker ?? "",
            "document": paper(kindOfPaper, issuer, left, id), "basis": "document",
        ]
        if let giver { row["from_country"] = scene.book.row(.parties, giver)["country"] }
        if let taker { row["to_country"] = scene.book.row(.parties, taker)["country"] }
        scene.book.add(.movements, row.merging(cells) { _, new in new })
    }

    /// The goods enter the buyer's country.
    func entry(
        origin: String = "CN", stuffing: String? = nil, from city: City? = nil,
        _ cells: Book.Row = [:]
    ) {
        let city = city ?? house.city
        let id = "M-\(tag)-entry"
        paper("certificate_of_origin", house.party, shipped, lot, pieces: pieces)
        let gross = Quantity.weighed(Double(mass) * 1.14)
        let bill = paper("bill_of_lading", scene.forwarder, shipped, id, kg: gross)
        paper("entry", scene.importer, arrived, id)
        let row: Book.Row = [
            "movement": id, "kind": "entry", "lots": Quantity.link(lot, pieces, grams: mass),
            "dispatched": shipped.text, "arrived": arrived.text, "from_party": house.party,
            "to_party": scene.importer, "manufacturer": maker,
            "stuffing_site": stuffing ?? "", "from_site": stuffing ?? "",
            "consolidator": scene.forwarder, "place_of_receipt": city.port,
            "container": "EXMU\(1_000_000 + scene.draw.whole(0...8_999_999))",
            "from_country": city.country, "to_country": "US", "customs_office": city.office,
            "port": "USOAK", "mode": "sea", "trade_mode": city.country == "CN" ? "0110" : "",
            "declaration": city.office.isEmpty ? "" : number(city.office, shipped, "0"),
            "waybill": "EXBL" + tag, "seal": "EXS" + tag, "origin_declared": origin,
            "value": Quantity.money(price * pieces), "currency": "USD", "incoterm": "FOB",
            "according_to": house.party, "document": bill, "basis": "document",
        ]
        scene.book.add(.movements, row.merging(cells) { _, new in new })
    }

    /// An 18-digit declaration number: office, year, direction, sequence.
    func number(_ office: String, _ day: Day, _ direction: String) -> String {
        "\(office)\(day.parts.year)\(direction)\(100_000_000 + scene.draw.whole(0...899_999_999))"
    }

    /// Order, payment and entry.
    func trade(stuffing site: String, origin: String = "CN", from city: City? = nil) {
        order()
        settle()
        entry(origin: origin, stuffing: site, from: city)
    }

    /// A whole chain inside one country, with all its papers.
    func plain(
        _ shares: [(site: String, share: Double)]? = nil, finishAt: String? = nil,
        need: Int? = nil, dealer: String? = nil
    ) {
        let shares = shares ?? [(house.site, 1)]
        let first = shares.first?.site ?? house.site
        finishedLot(at: first)
        rawLot(to: first, Purchase(grams: need, dealer: dealer))
        transform(shares, Making(need: need))
        finish(at: finishAt ?? first)
        trade(stuffing: finishAt ?? first)
    }
}
