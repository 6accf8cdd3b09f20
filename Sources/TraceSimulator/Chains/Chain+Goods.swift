// SPDX-License-Identifier: Apache-2.0

extension Chain {
    /// Adds a document and gives its id.
    @discardableResult
    func paper(
        _ kind: String, _ issuer: String, _ issued: Day, _ attaches: String, kg: Int? = nil,
        pieces: Int? = nil, workers: Int? = nil
    ) -> String {
        let number = scene.nextPaper()
        let id = "D-\(number)"
        scene.book.add(
            .documents,
            [
                "document": id, "kind": kind, "number": "EX/\(number)", "issuer": issuer,
                "issued": issued.text, "sha256": scene.draw.digest(), "attaches": attaches,
                "mass_kg": kg.map(Quantity.kg) ?? "", "pieces": pieces.map(String.init) ?? "",
                "workers": workers.map(String.init) ?? "",
            ])
        return id
    }

    /// The finished lot with its invoice and packing list.
    func finishedLot(
        at site: String?, madeFrom: String = "", maker: String? = nil, papers: Bool = true,
        _ cells: Book.Row = [:]
    ) {
        var row = described
        row["lot"] = lot
        row["sku"] = "EX-SKU-" + tag
        row["gross_kg"] = Quantity.kg(Quantity.weighed(Double(mass) * 1.14))
        row["raw_origin_country"] = "CN"
        row["made_from"] = madeFrom
        row["maker"] = maker ?? self.maker
        row["made_at"] = site ?? ""
        row["according_to"] = house.party
        row["basis"] = "supplier_statement"
        if papers {
            row["document"] = paper("invoice", house.party, shipped, lot, pieces: pieces)
            row["basis"] = "document"
            paper("packing_list", house.party, shipped, lot, kg: mass, pieces: pieces)
        }
        scene.book.add(.lots, row.merging(cells) { _, new in new })
    }

    /// A lot of the goods that still want finishing, under the same heading.
    func halfMade(madeFrom: String = "", maker: String = "", site: String = "") {
        var row = described
        row["lot"] = half
        row["description"] = goods.description + ", not yet finished"
        row["made_from"] = madeFrom
        row["maker"] = maker
        row["made_at"] = site
        row["according_to"] = house.party
        row["basis"] = "supplier_statement"
        scene.book.add(.lots, row)
    }

    private var described: Book.Row {
        [
            "description": goods.description, "hs": goods.hs, "material": goods.material,
            "construction": goods.construction,
            "hand_tied_pct": goods.handTied.map(String.init) ?? "",
            "length_cm": length.map(String.init) ?? "",
            "density_pct": density.map(String.init) ?? "", "pieces": "\(pieces)",
            "net_kg": Quantity.kg(mass), "unit": goods.unit,
            "pieces_per_unit": goods.isPair ? "2" : "1",
        ]
    }

    /// How a lot of material is bought.
    struct Purchase {
        var grams: Int?
        var name: String?
        var dealer: String?
        var buyer: String?
        var isPriced = true
        var hasPapers = true
        var origin = "CN"
        var day: Day?
    }

    /// A lot of material with its purchase: lot, movement, payment and papers.
    @discardableResult
    func rawLot(to site: String, _ purchase: Purchase = Purchase()) -> String {
        let (id, grams) = (purchase.name ?? raw, purchase.grams ?? need)
        let dealer = purchase.dealer ?? scene.dealer(goods.raw)
        let buyer = purchase.buyer ?? maker
        let day = purchase.day ?? ordered + 6
        let move = "M-\(id)-buy"
        let cost = Int(Double(grams) * Double(rawPrice) / 1000)
        let seller = scene.book.row(.parties, dealer)["country"] ?? "CN"
        let there = scene.book.row(.parties, buyer)["country"] ?? "CN"
        scene.book.add(
            .lots,
            [
                "lot": id, "description": goods.raw.text, "hs": goods.raw.hs,
                "material": goods.raw.kind, "net_kg": Quantity.kg(grams), "unit": "piece",
                "gross_kg": Quantity.kg(Quantity.weighed(Double(grams) * 1.05)),
                "raw_origin_country": purchase.origin, "according_to": dealer,
                "basis": "supplier_statement",
            ])
        var row: Book.Row = [
            "movement": move, "kind": seller == there ? "transfer" : "raw_import",
            "lots": Quantity.link(id, grams: grams), "dispatched": (day - 3).text,
            "arrived": day.text, "from_party": dealer, "to_party": buyer, "to_site": site,
            "from_country": seller, "to_country": there, "mode": seller == "IN" ? "sea" : "road",
            "origin_declared": purchase.origin, "according_to": dealer,
        ]
        if seller != there { row["trade_mode"] = "0110" }
        if purchase.hasPapers {
            row["document"] = paper("purchase_record", dealer, day, move, kg: grams)
            row["basis"] = "document"
            paper("goods_received", buyer, day, id, kg: grams)
        }
        if purchase.isPriced {
            (row["value"], row["currency"]) = (Quantity.money(cost), "CNY")
            pay("buy-" + id, from: buyer, to: dealer, cost, on: day + 10, lots: id, reference: move)
        }
        scene.book.add(.movements, row)
        return id
    }
}
