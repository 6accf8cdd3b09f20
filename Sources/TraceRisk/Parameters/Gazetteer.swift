// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceScreening

/// A place that a UN/LOCODE names, with what is wrong about its official entry.
struct Place: Sendable, Equatable {
    let code: String
    let name: String
    /// The country it lies in, which the official list may give otherwise.
    let country: String
    let point: GeoPoint?
    /// `border`, `port`, `cluster`, `inland`, `korea`.
    let role: String
    /// `withdrawn`, `wrong-coordinates`, `wrong-country`, `duplicate`, or empty.
    let status: String
    let successor: String?
    /// The coordinates of the official list where they are wrong.
    let official: GeoPoint?
    let source: String
}

/// A name that geocoders and readers take for another place.
struct Homonym: Sendable, Equatable {
    let name: String
    /// The countries in whose context the name misleads.
    let contexts: [String]
    let meaning: String
    let other: String
    let source: String
}

/// A base rate of a place and a class of goods; capped, never alone.
struct LocationPrior: Sendable, Equatable {
    let goods: String
    let code: String
    let name: String
    let share: Interval?
    let words: String
    let source: String
}

/// A month of customs statistics.
struct OfficialTrade: Sendable, Equatable {
    let period: String
    let flow: String
    let hs: String
    let dollars: Interval
    let tonnes: Interval?
    let source: String
}

/// Places, names, outlines, base rates and statistics: tables beside the parameters.
struct Gazetteer: Sendable {
    /// The bytes of the tables that are carried with the program, by name.
    static var carried: [String: [UInt8]] {
        [
            "places.csv": PackageResources.places_csv,
            "place-names.csv": PackageResources.place_names_csv,
            "outlines.csv": PackageResources.outlines_csv,
            "location-priors.csv": PackageResources.location_priors_csv,
            "official-trade.csv": PackageResources.official_trade_csv,
        ]
    }

    private static let names = [
        "places.csv", "place-names.csv", "outlines.csv", "location-priors.csv",
        "official-trade.csv",
    ]

    let places: [String: Place]
    let homonyms: [Homonym]
    let outlines: [String: Outline]
    let priors: [LocationPrior]
    let statistics: [OfficialTrade]
    let ports: [Place]
    let borders: [Place]
    /// Cities of North Korea, as names and addresses write them.
    let koreanTowns: Set<String>
    /// Name, digest and rows of each table, for the result.
    let identities: [AuditResult.ListIdentity]

    /// The country that a code lies in: not always the one that it begins with.
    func country(of code: String) -> String { places[code]?.country ?? String(code.prefix(2)) }

    /// The carried tables, or others in their place, which are checked.
    init(_ replaced: [String: [UInt8]]) {
        let carried = Gazetteer.carried
        let files = Gazetteer.names.map { ($0, replaced[$0] ?? carried[$0] ?? []) }
        let tables = files.map { Tables.rows($0.1, $0.0) }
        let all = tables[0].map(Gazetteer.place)
        places = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
        ports = all.filter { $0.role == "port" && $0.point != nil }
        borders = all.filter { $0.role == "border" && $0.status.isEmpty }
        koreanTowns = Gazetteer.koreanTowns(all)
        homonyms = tables[1].map {
            Homonym(
                name: $0[0], contexts: $0[1].split(separator: " ").map(String.init),
                meaning: $0[2], other: $0[3], source: $0[4])
        }
        outlines = Dictionary(grouping: tables[2]) { $0[0] }.mapValues { rows in
            Outline(corners: rows.compactMap { Gazetteer.point($0[1], $0[2]) })
        }
        priors = tables[3].map {
            LocationPrior(
                goods: $0[0], code: $0[1], name: $0[2], share: Gazetteer.range($0[3], $0[4]),
                words: $0[5], source: $0[6])
        }
        statistics = tables[4].compactMap { row in
            Gazetteer.range(row[3], row[4]).map {
                OfficialTrade(
                    period: row[0], flow: row[1], hs: row[2], dollars: $0,
                    tonnes: Gazetteer.range(row[5], row[6]), source: row[7])
            }
        }
        identities = zip(files, tables).map { file, table in
            AuditResult.ListIdentity(
                name: file.0, sha256: SHA256Hash.hash(file.1).hex, rows: table.count)
        }
    }

    private static func place(_ row: [String]) -> Place {
        Place(
            code: row[0], name: row[1], country: row[2], point: point(row[3], row[4]),
            role: row[5], status: row[6], successor: row[7].isEmpty ? nil : row[7],
            official: point(row[8], row[9]), source: row[10])
    }

    private static func point(_ lat: String, _ lon: String) -> GeoPoint? {
        guard let lat = Double(lat), let lon = Double(lon) else { return nil }
        return GeoPoint(lat: lat, lon: lon)
    }

    private static func range(_ low: String, _ high: String) -> Interval? {
        guard let low = Double(low), let high = Double(high) else { return nil }
        return Interval(low, high)
    }

    /// How far outside a country's outline a point lies; nil for countries without an outline.
    func distance(outside country: String, _ point: GeoPoint) -> Double? {
        outlines[country]?.distance(to: point)
    }

    /// The border place nearest to a point.
    func nearestBorder(to point: GeoPoint) -> (place: Place, km: Double)? {
        borders.compactMap { place in place.point.map { (place, point.distance(to: $0)) } }
            .min { $0.1 < $1.1 }
    }
}
