// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// What is known of where a site lies.
enum Whereabouts: Sendable, Equatable {
    case at(GeoPoint)
    /// The records contradict each other or the map: nothing may rest on them until they are put right.
    case blocked
    case unknown
}

/// What is wrong about a place that a record states.
struct PlaceFault: Sendable, Equatable {
    /// `withdrawn`, `country`, `outside`, `far`, `name`.
    let code: String
    let words: String
    let numbers: [String: Double]
}

extension World {
    /// Where a site lies: its own coordinates, else those of its place.
    func whereabouts(_ site: Int?) -> Whereabouts { site.map { sitePlaces[$0] } ?? .unknown }

    /// Finds where a site lies.
    func located(_ site: Int) -> Whereabouts {
        let view = graph.sites[site].entry.view
        if faults(site).contains(where: { $0.code != "withdrawn" && $0.code != "name" }) {
            return .blocked
        }
        let place = view.locode.flatMap { gazetteer.places[$0] }
        return (Self.point(view) ?? place?.point).map { .at($0) } ?? .unknown
    }

    /// The point that a site's own record states.
    static func point(_ view: Site) -> GeoPoint? {
        guard let lat = view.lat?.doubleValue, let lon = view.lon?.doubleValue else { return nil }
        return GeoPoint(lat: lat, lon: lon)
    }

    /// What is wrong about a site's code, coordinates and names.
    func faults(_ site: Int) -> [PlaceFault] {
        let view = graph.sites[site].entry.view
        let stated = Self.point(view)
        var faults: [PlaceFault] = []
        if let code = view.locode {
            faults += self.faults(code: code, country: view.country)
            if let stated, let place = gazetteer.places[code], let known = place.point {
                let km = stated.distance(to: known)
                if km > parameters["place.tolerance"].base {
                    let isOfficial =
                        place.official.map {
                            stated.distance(to: $0) <= parameters["place.tolerance"].base
                        } ?? false
                    faults.append(
                        PlaceFault(
                            code: "far",
                            words: "its coordinates lie \(Words.figure(km)) km from \(place.name)"
                                + (isOfficial ? ", where the official list errs" : ""),
                            numbers: ["km_from_place": km]))
                }
            }
        }
        let country = view.country ?? view.locode.map(gazetteer.country(of:))
        if let stated, let country, let km = gazetteer.distance(outside: country, stated),
            km > parameters["place.outline"].base
        {
            faults.append(
                PlaceFault(
                    code: "outside",
                    words: "its coordinates lie \(Words.figure(km)) km outside \(country)",
                    numbers: ["km_outside": km]))
        }
        return faults + nameFaults(view, country)
    }

    /// Whether code, coordinates or names of a site say another country than its record states.
    ///
    /// Of a code that only the official list misplaces, the table knows better.
    func contradictsCountry(_ site: Int) -> Bool {
        let view = graph.sites[site].entry.view
        return faults(site).contains { fault in
            switch fault.code {
            case "outside", "name": true
            case "country":
                view.country != nil && view.locode.map(gazetteer.country(of:)) != view.country
            default: false
            }
        }
    }

    /// What is wrong about a code by itself, or beside a stated country.
    func faults(code: String, country: String?) -> [PlaceFault] {
        var faults: [PlaceFault] = []
        let place = gazetteer.places[code]
        if let place, let successor = place.successor {
            faults.append(
                PlaceFault(
                    code: "withdrawn", words: "\(code) is withdrawn: use \(successor)", numbers: [:]
                ))
        }
        let coded = gazetteer.country(of: code)
        if coded != code.prefix(2) {
            faults.append(
                PlaceFault(
                    code: "country",
                    words:
                        "\(code) (\(place?.name ?? "")) lies in \(coded), not where its code says",
                    numbers: [:]))
        } else if let country, country != coded {
            faults.append(
                PlaceFault(
                    code: "country",
                    words: "\(code) lies in \(coded), and the country is \(country)",
                    numbers: [:]))
        }
        return faults
    }

    private func nameFaults(_ view: Site, _ country: String?) -> [PlaceFault] {
        let text = [view.name, view.address].compactMap { $0 }.joined(separator: " ").lowercased()
        guard !text.isEmpty else { return [] }
        let korean = koreanWords(ofSite: view, country).map { words in
            PlaceFault(
                code: "name",
                words: "its name or address says '\(words)', and the country is \(country ?? "")",
                numbers: [:])
        }
        return [korean].compactMap { $0 }
            + gazetteer.homonyms.filter { homonym in
                text.contains(homonym.name.lowercased())
                    && country.map(homonym.contexts.contains) == true
            }.map { homonym in
                PlaceFault(
                    code: "name",
                    words: "'\(homonym.name)' means \(homonym.meaning); "
                        + "it is taken for \(homonym.other)",
                    numbers: [:])
            }
    }
}
