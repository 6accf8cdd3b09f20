// SPDX-License-Identifier: Apache-2.0

/// A firm with the place where it works.
struct House {
    let party: String
    let site: String
    let city: City
}

/// A world while it is told: its workbook, its chance, its cast.
final class Scene {
    let book = Book()
    var draw: Draw
    let importer: String
    let forwarder: String
    /// Hands that the jobs of each site ask for at their fullest.
    private var asked: [String: Double] = [:]
    private var dealers: [String: String] = [:]
    private var parties = 0
    private var sites = 0
    private var lots = 0
    private var papers = 0
    private var rates: [Int: Int] = [:]

    init(seed: UInt64, widening: Double) {
        draw = Draw(seed: seed, widening: widening)
        (importer, forwarder) = ("EX-IMPORTER", "EX-FORWARDER")
        party(importer, "Example Simulated Imports LLC", .oakland, roles: "buyer;importer")
        party(forwarder, "Example Simulated Forwarding Co Ltd", .qingdao, roles: "carrier")
        keepRates()
    }

    // MARK: Cast

    private static let words = [
        "Plum", "Cedar", "Lotus", "Heron", "Maple", "River", "Lantern", "Orchid", "Bamboo",
        "Harbour", "Meadow", "Amber", "Willow", "Summit", "Pebble", "Swallow",
    ]

    /// Adds an invented firm and gives its id.
    func firm(
        _ trade: String, _ city: City, roles: String
    ) -> String {
        parties += 1
        let word = draw.one(of: Self.words, else: "Plum")
        let id = "EX-\(parties)"
        party(id, "\(city.name) Example \(word) \(trade) \(parties) Co Ltd", city, roles: roles)
        return id
    }

    /// Adds a party under a given name.
    func party(_ id: String, _ name: String, _ city: City, roles: String, native: String = "") {
        parties += 1
        let hasCode = !city.area.isEmpty && !roles.contains("government")
        let isReachable = city.country != "KP"
        book.add(
            .parties,
            [
                "party": id, "name": name, "name_native": native, "roles": roles,
                "country": city.country, "postal_code": city.postal,
                "address": isReachable ? "No. \(parties) Example Road, \(city.address)" : "",
                "identifiers": hasCode
                    ? "uscc=" + CompanyCode.code(area: city.area, number: parties) : "",
                "phone": isReachable ? "+00 000 \(100_000 + parties)" : "",
                "email": isReachable ? "office@firm\(parties).example" : "",
            ])
    }

    /// Adds a firm with a site of its own.
    func house(
        _ trade: String, _ city: City, roles: String = "manufacturer;exporter",
        kind: String = "factory"
    ) -> House {
        let party = firm(trade, city, roles: roles)
        return House(party: party, site: site(of: party, city, kind: kind), city: city)
    }

    /// Adds a site of a firm and gives its id.
    func site(of party: String, _ city: City, kind: String = "workshop") -> String {
        sites += 1
        let id = "S-\(sites)"
        let isKnown = city.country != "KP"
        book.add(
            .sites,
            [
                "site": id, "operator": party, "kind": kind, "country": city.country,
                "name": "Example site \(sites), \(city.name)", "postal_code": city.postal,
                "address": isKnown ? "Example Lane \(sites), \(city.address)" : "",
                "locode": city.locode,
                "hours_per_day": isKnown ? "\(Int(draw.value(PublishedRanges.workingDay)))" : "",
                "according_to": isKnown ? party : "", "basis": isKnown ? "supplier_statement" : "",
            ])
        return id
    }

    /// A dealer in a material; a few of them serve every house.
    func dealer(_ material: Goods.Material, _ city: City = .qingdao) -> String {
        let key = "\(material.hs) \(city.name) \(draw.whole(0...2))"
        if let dealer = dealers[key] { return dealer }
        let dealer = firm("Materials", city, roles: "supplier")
        dealers[key] = dealer
        return dealer
    }

    /// Remembers that a job asks for hands at a site.
    func ask(_ hands: Double, at site: String) { asked[site] = max(asked[site] ?? 0, hands) }

    /// Writes down how many people a site has: what its fullest job asks for, with slack.
    func staff(_ site: String, times: Double? = nil) {
        let slack = times ?? 1 / draw.between(0.4, 0.85)
        let workers = Int(((asked[site] ?? 6) * slack).rounded(.up)) + 2
        book.change(.sites, site, ["workers": "\(workers)"])
    }

    // MARK: Numbers

    func nextLot() -> Int {
        lots += 1
        return lots
    }

    func nextPaper() -> Int {
        papers += 1
        return papers
    }

    /// Hundredths of a yuan for a dollar in the month of a day.
    func rate(on day: Day) -> Int {
        let (year, month, _) = day.parts
        return rates[year * 12 + month] ?? 710
    }

    /// Yuan move between 6.4 and 7.3 for a dollar; the sheet gives the first of each month.
    private func keepRates() {
        var rate = 645
        for month in (2021 * 12 + 1)...(2027 * 12 + 1) {
            let year = (month - 1) / 12
            let first = Day(year, (month - 1) % 12 + 1, 1)
            rate += draw.whole(-8...10)
            rate = min(max(rate, 640), 730)
            rates[year * 12 + (month - 1) % 12 + 1] = rate
            book.add(
                .rates,
                ["date": first.text, "currency": "CNY", "per_usd": Quantity.money(rate)])
        }
    }
}
