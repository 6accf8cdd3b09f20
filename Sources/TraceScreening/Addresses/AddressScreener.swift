// SPDX-License-Identifier: Apache-2.0

/// A listed address that an address is equal to or near.
public struct AddressMatch: Sendable, Equatable {
    /// How near.
    public let nearness: AddressNearness
    /// The listed address, as printed.
    public let address: String
    /// The list and number of the entry.
    public let source: String
    /// OFAC's number of the entry, where it is OFAC's.
    public let uid: Int?
    /// Whether the entry is listed under a programme on North Korea.
    public let isKorean: Bool
    /// How many listed addresses lie there: a tower of many firms, or one firm's house.
    public let listedThere: Int
}

/// Finds listed addresses by road or building, in the same city.
public struct AddressScreener: Sendable {
    private struct Listed: Sendable {
        let shape: AddressShape
        let cities: [[String]]
        let country: String?
        let text: String
        let entry: Int
    }

    private let lists: ListSnapshot
    private var addresses: [Listed] = []
    private var byRoad: [String: [Int]] = [:]
    private var byBuilding: [String: [Int]] = [:]

    /// Addresses on one road that are looked at.
    static let looked = 2_000

    /// Whether any listed address was read.
    public var hasAddresses: Bool { !addresses.isEmpty }

    /// Prepares the listed addresses that name a road or a building.
    public init(_ lists: ListSnapshot) {
        self.lists = lists
        for (position, entry) in lists.entries.enumerated() {
            let cities = entry.places.map { place in
                place.split { ",;".contains($0) }.first.map(String.init) ?? place
            }.map(AddressLine.cityWords).filter { !$0.isEmpty }
            for address in entry.addresses {
                let shape = AddressShape(address.text)
                guard shape.road != nil || shape.building != nil else { continue }
                let number = addresses.count
                if let road = shape.road { byRoad[road, default: []].append(number) }
                if let building = shape.building {
                    byBuilding[building, default: []].append(number)
                }
                addresses.append(
                    Listed(
                        shape: shape,
                        cities: (cities + address.cities.map(AddressLine.cityWords))
                            .filter { !$0.isEmpty && shape.words.isSuperset(of: $0) },
                        country: address.country, text: address.text, entry: position))
            }
        }
    }

    /// The nearest listed address; one under a programme on North Korea comes first.
    public func screen(_ address: String, country: String?) -> AddressMatch? {
        let shape = AddressShape(address)
        var numbers = Set((shape.road.flatMap { byRoad[$0] } ?? []).prefix(Self.looked))
        numbers.formUnion((shape.building.flatMap { byBuilding[$0] } ?? []).prefix(Self.looked))
        var found: [(nearness: AddressNearness, number: Int)] = []
        for number in numbers {
            let listed = addresses[number]
            guard isSameCity(shape, country, listed),
                let nearness = AddressNearness(shape, listed.shape)
            else { continue }
            found.append((nearness, number))
        }
        let best = found.max { left, right in
            let (x, y) = (
                lists.entries[addresses[left.number].entry].isKorean,
                lists.entries[addresses[right.number].entry].isKorean
            )
            if x != y { return y }
            return left.nearness != right.nearness
                ? left.nearness < right.nearness : left.number > right.number
        }
        return best.map { match($0.nearness, addresses[$0.number], found.count) }
    }

    /// Both in one city by name; without a known city the country alone is no sign.
    private func isSameCity(_ shape: AddressShape, _ country: String?, _ listed: Listed) -> Bool {
        if let country, let other = listed.country, country != other { return false }
        let together = shape.words
        return listed.cities.contains { city in
            together.isSuperset(of: city) || together.contains(city.joined())
                || AddressScreener.holdsSyllables(of: city, together)
        }
    }

    /// `dan dong` of a Han address is the city Dandong.
    private static func holdsSyllables(of city: [String], _ words: Set<String>) -> Bool {
        guard city.count == 1, let name = city.first, name.utf8.count >= 4 else { return false }
        return words.contains { first in
            name.hasPrefix(first) && first != name
                && words.contains(String(name.dropFirst(first.count)))
        }
    }

    private func match(
        _ nearness: AddressNearness, _ listed: Listed, _ count: Int
    ) -> AddressMatch {
        let entry = lists.entries[listed.entry]
        return AddressMatch(
            nearness: nearness, address: listed.text, source: "\(entry.list) entry \(entry.id)",
            uid: entry.uid, isKorean: entry.isKorean, listedThere: count)
    }
}
