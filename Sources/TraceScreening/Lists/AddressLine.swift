// SPDX-License-Identifier: Apache-2.0

/// Country and cities of an address that a list prints in one line, told by its parts.
struct AddressLine {
    /// The country, where the last part names one.
    let country: String?
    /// Parts that may be the city: no roads, houses, districts, provinces or codes.
    let cities: [String]

    init(_ text: String) {
        var parts = text.split { ",;".contains($0) }.compactMap { ListText.trimmed(String($0)) }
        var country: String?
        while let found = CountryNames.find(parts.last) {
            country = country ?? found
            parts.removeLast()
        }
        self.country = country
        cities = parts.filter(AddressLine.isCity)
    }

    private static func isCity(_ part: String) -> Bool {
        let words = AddressLine.words(part)
        guard (1...4).contains(words.count), words.joined().utf8.count >= 3 else { return false }
        if words.contains(where: { $0.contains(where: \.isNumber) }) { return false }
        if words.contains(where: { others.contains($0) || AddressShape.isPartOfStreet($0) }) {
            return false
        }
        return !provinces.contains(words.joined(separator: " "))
    }

    /// The words of a place without postal codes; `City` stays where it tells a city from a province.
    private static func words(_ part: String) -> [String] {
        NameForm(Romanisation.latin(part)).words.filter { $0.utf8.count < 5 || Int($0) == nil }
    }

    /// The words by which a city is known: `Dandong City` and `Dandong 118000` are Dandong.
    static func cityWords(_ place: String) -> [String] {
        let words = words(place).filter { Int($0) == nil }
        let told = words.filter { !["city", "shi", "municipality"].contains($0) }
        return told.isEmpty ? words : told
    }

    /// Words of parts that are no city.
    private static let others: Set<String> = [
        "district", "qu", "county", "xian", "province", "sheng", "oblast", "region", "krai",
        "state", "zone", "park", "area", "box", "floor", "garden", "no", "number", "prefecture",
        "republic", "autonomous",
    ]

    /// Provinces of China: two addresses in one are not in one city.
    private static let provinces: Set<String> = [
        "anhui", "fujian", "gansu", "guangdong", "guangxi", "guizhou", "hainan", "hebei",
        "heilongjiang", "henan", "hubei", "hunan", "inner mongolia", "jiangsu", "jiangxi", "jilin",
        "liaoning", "nei mongol", "ningxia", "qinghai", "shaanxi", "shandong", "shanxi", "sichuan",
        "taiwan", "tibet", "xinjiang", "xizang", "yunnan", "zhejiang",
    ]
}
