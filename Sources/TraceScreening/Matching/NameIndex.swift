// SPDX-License-Identifier: Apache-2.0

/// Finds listed names that may resemble a name: by words as they sound, their consonants, neighbours
/// written together, romanised syllables, and pairs of letters for Han and Hangul.
struct NameIndex: Sendable {
    /// A listed name, taken apart.
    struct Listed: Sendable {
        let shape: NameShape
        let name: String
        let entry: Int
        let isWeak: Bool
    }

    private(set) var names: [Listed] = []
    private var postings: [UInt64: [Int32]] = [:]

    /// A key that more names than this share finds no candidates.
    static let commonKey = 400
    /// Keys that are followed, rarest first.
    static let followed = 10
    /// Candidates that are compared in full.
    static let compared = 24

    /// Adds a listed name.
    mutating func add(_ listed: Listed, countries: Set<String>, isKorean: Bool) {
        let number = Int32(names.count)
        let keys = NameIndex.keys(
            listed.shape, isKorean: isKorean || !countries.isDisjoint(with: Self.korean),
            isChinese: !countries.isDisjoint(with: Self.chinese))
        for key in keys { postings[key, default: []].append(number) }
        names.append(listed)
    }

    static let korean: Set<String> = ["KP", "KR"]
    static let chinese: Set<String> = ["CN", "HK", "MO", "TW"]

    /// Numbers of names that share rare keys with a name, most promising first.
    func candidates(_ shape: NameShape, country: String?) -> [Int] {
        let isKorean = country.map(Self.korean.contains) ?? false || shape.scripts.contains(.hangul)
        let isChinese = country.map(Self.chinese.contains) ?? false || shape.scripts.contains(.han)
        let lists = NameIndex.keys(shape, isKorean: isKorean, isChinese: isChinese)
            .compactMap { postings[$0] }.filter { $0.count <= Self.commonKey }
            .sorted { $0.count < $1.count }.prefix(Self.followed)
        var weights: [Int32: Float] = [:]
        for list in lists {
            // A rare key tells more than a common one.
            let weight = 1 / Float(list.count + 8).squareRoot()
            for number in list { weights[number, default: 0] += weight }
        }
        return weights.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
            .prefix(Self.compared).map { Int($0.key) }
    }

    private static func keys(
        _ shape: NameShape, isKorean: Bool, isChinese: Bool
    ) -> Set<UInt64> {
        var keys: Set<UInt64> = []
        if let native = shape.native {
            for pair in Bigrams.counts(native).keys { keys.insert(hash(1, pair)) }
            if native.count == 1 { keys.insert(hash(1, UInt64(native[0].value))) }
        }
        for (position, word) in shape.words.enumerated() {
            if word.text.count > 1 { keys.insert(hash(2, word.key)) }
            let bones = consonants(word.key)
            if bones.count > 2 { keys.insert(hash(3, bones)) }
            if isKorean { keys.insert(hash(4, word.korean)) }
            if isChinese { keys.insert(hash(5, word.chinese)) }
            if position + 1 < shape.words.count {
                let both = Spelling.key(word.text + shape.words[position + 1].text)
                keys.insert(hash(2, both))
            }
        }
        if shape.words.count > 2, shape.words.count < 8 {
            keys.insert(hash(2, Spelling.key(shape.words.compactMap(\.text.first))))
        }
        return keys
    }

    private static func consonants(_ key: [UInt8]) -> [UInt8] {
        key.filter { ![0x61, 0x65, 0x69, 0x6F, 0x75].contains($0) }
    }

    /// FNV-1a: two keys that meet by chance only bring a candidate more.
    private static func hash(_ kind: UInt8, _ bytes: [UInt8]) -> UInt64 {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in [kind] + bytes { value = (value ^ UInt64(byte)) &* 0x0100_0000_01b3 }
        return value
    }

    private static func hash(_ kind: UInt8, _ number: UInt64) -> UInt64 {
        (number &* 0x9e37_79b9_7f4a_7c15) ^ UInt64(kind)
    }
}
