// SPDX-License-Identifier: Apache-2.0

/// Signs that a place lies in Xinjiang: its name, one of its prefectures or cities, or a Chinese
/// postal code 83xxxx, 84xxxx.
///
/// US customs entries carry the Chinese manufacturer's postal code since March 2023.
public enum XinjiangSigns {
    private static let names: Set<String> = ["xinjiang", "sinkiang", "xuar"]
    private static let people: Set<String> = ["uyghur", "uygur"]
    private static let native = ["新疆", "신장위구르"]

    /// Prefectures and main cities, without those whose names mean something else as well.
    private static let cities: Set<String> = [
        "urumqi", "urumchi", "wulumuqi", "karamay", "kelamayi", "turpan", "turfan", "tulufan",
        "hami", "kumul", "changji", "bortala", "bayingolin", "bayinguoleng", "korla", "aksu",
        "kizilsu", "artux", "kashgar", "kashi", "hotan", "khotan", "yining", "ghulja", "tacheng",
        "tarbagatay", "altay", "aletai", "shihezi", "tumxuk", "tumushuke", "wujiaqu",
    ]
    private static let nativeCities = [
        "乌鲁木齐", "克拉玛依", "吐鲁番", "哈密", "昌吉", "博尔塔拉", "巴音郭楞", "库尔勒", "阿克苏", "克孜勒苏",
        "阿图什", "喀什", "和田地区", "和田市", "和田县", "伊犁", "伊宁", "塔城", "阿勒泰", "石河子", "图木舒克",
        "五家渠",
    ]

    /// Whether a Chinese postal code is of Xinjiang; false for what is no such code.
    public static func isPostalCode(_ text: String, country: String?) -> Bool {
        guard country == nil || country == "CN" else { return false }
        let digits = text.filter { !$0.isWhitespace }
        guard digits.utf8.count == 6, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        return digits.hasPrefix("83") || digits.hasPrefix("84")
    }

    /// Whether an address or region lies there, by what it names; `country` is where it says it is.
    public static func isNamed(_ text: String, country: String? = nil) -> Bool {
        if hasName(text, isNative: native, in: names) { return true }
        guard country == nil || country == "CN" else { return false }
        return hasName(text, isNative: nativeCities, in: cities.union(people))
    }

    /// Whether a party's name names the region; the name of a people says nothing of a place.
    public static func isInName(_ name: String) -> Bool {
        hasName(name, isNative: native, in: names)
    }

    private static func hasName(
        _ text: String, isNative natives: [String], in names: Set<String>
    ) -> Bool {
        for name in natives {
            for range in text.ranges(of: name) where !isStreet(text[range.upperBound...]) {
                return true
            }
        }
        let words = NameForm(text).words
        return words.indices.contains { position in
            if names.contains(words[position]) { return !isStreet(words, after: position) }
            let next = position + 1
            return names.contains("xinjiang") && words[position] == "xin" && next < words.count
                && words[next] == "jiang" && !isStreet(words, after: next)
        }
    }

    /// Shanghai and other cities have streets that are named after places in Xinjiang.
    private static func isStreet(_ words: [String], after position: Int) -> Bool {
        let rest = words[(position + 1)...].prefix(2)
        guard let first = rest.first else { return false }
        if AddressShape.isRoad(first) { return true }
        return directions.contains(first) && rest.dropFirst().contains(where: AddressShape.isRoad)
    }

    private static func isStreet(_ rest: Substring) -> Bool {
        let first = rest.first.map { "东西南北中東".contains($0) } == true ? rest.dropFirst() : rest
        return ["路", "街", "大道", "大街", "巷"].contains { first.hasPrefix($0) }
    }

    private static let directions: Set<String> = [
        "north", "south", "east", "west", "middle", "central", "n", "s", "e", "w", "bei", "nan",
        "dong", "xi", "zhong", "mid",
    ]
}
