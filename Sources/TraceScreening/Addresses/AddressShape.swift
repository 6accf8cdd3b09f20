// SPDX-License-Identifier: Apache-2.0

/// An address taken apart: district, road, number, building, room.
///
/// Latin, Han and Hangul addresses are read alike, after romanisation. Work is bounded by the length
/// of text that is read.
public struct AddressShape: Sendable, Equatable {
    /// The road without its type, compass words in English, written together: `binjiangmiddle`.
    public private(set) var road: String?
    /// The number on the road.
    public private(set) var number: Int?
    /// The name of the building, written together.
    public private(set) var building: String?
    /// The house among several of one number or name: `building 12`, `block b`, `12号楼`.
    public private(set) var block: String?
    /// The room or suite.
    public private(set) var room: String?
    /// The district.
    public private(set) var district: String?
    /// All words, for cities.
    public let words: Set<String>

    /// Letters of an address that are read.
    static let longest = 512

    private static let roads: Set<String> = [
        "road", "rd", "street", "str", "st", "avenue", "ave", "lane", "ln", "boulevard", "blvd",
        "highway", "lu", "jie", "dajie", "dadao", "hutong", "ro", "gil",
    ]
    private static let borders: Set<String> = [
        "shi", "city", "qu", "district", "sheng", "province", "xian", "county", "zhen", "town",
        "xiang", "gu", "dong", ",",
    ]
    private static let buildings: Set<String> = [
        "building", "bldg", "mansion", "square", "plaza", "tower", "center", "centre", "dasha",
        "guangchang",
    ]
    private static let rooms: Set<String> = [
        "room", "rm", "suite", "unit", "apt", "apartment", "flat",
    ]
    private static let compass: [String: String] = [
        "zhong": "middle", "mid": "middle", "xi": "west", "nan": "south", "bei": "north",
        "e": "east", "w": "west", "s": "south", "n": "north",
    ]
    private static let numberWords: Set<String> = ["no", "number", "nr", "hao"]
    private static let blocks: Set<String> = ["building", "bldg", "block", "tower"]

    /// Where among the tokens the number on the road stands.
    private var roadNumber: Int?

    /// Whether a word tells a road, a building or a room.
    static func isPartOfStreet(_ word: String) -> Bool {
        roads.contains(word) || buildings.contains(word) || rooms.contains(word)
            || blocks.contains(word)
    }

    /// Whether a word tells a road.
    static func isRoad(_ word: String) -> Bool { roads.contains(word) }

    /// Takes an address apart.
    public init(_ text: String) {
        let tokens = AddressShape.tokens(text)
        words = Set(tokens.filter { $0 != "," && Int($0) == nil })
        readRoad(tokens)
        readNames(tokens)
        for position in tokens.indices where block == nil {
            block = house(at: position, in: tokens)
        }
        roadNumber = nil
    }

    /// Words, numbers, and commas as borders.
    private static func tokens(_ text: String) -> [String] {
        let plain = NameText(String(text.prefix(longest))).plain
        var tokens: [String] = []
        var token = ""
        var isNumber = false
        func close() {
            if !token.isEmpty { tokens.append(token) }
            token = ""
        }
        // Han and Hangul become Latin syllables; a room's letter stays with its number.
        for character in Romanisation.latin(plain).unicodeScalars {
            switch character {
            case "0"..."9", "a"..."z":
                let digit = character.value < 0x3A
                if digit != isNumber, !token.isEmpty { close() }
                isNumber = digit
                token.unicodeScalars.append(character)
            case "'", "\u{2019}": continue
            case ",", ";", "(", ")":
                close()
                tokens.append(",")
            default: close()
            }
        }
        close()
        return merged(tokens)
    }

    /// `da sha`, `guang chang`, `da jie`: two syllables that are one word.
    private static func merged(_ tokens: [String]) -> [String] {
        var result: [String] = []
        for token in tokens {
            if let last = result.last,
                ["da sha", "guang chang", "da jie", "da dao"].contains(last + " " + token)
            {
                result[result.count - 1] = last + token
            } else {
                result.append(token)
            }
        }
        return result
    }

    private mutating func readRoad(_ tokens: [String]) {
        for (position, token) in tokens.enumerated() where AddressShape.roads.contains(token) {
            let name = AddressShape.name(before: position, in: tokens)
            guard !name.words.isEmpty else { continue }
            road = name.words.map { AddressShape.compass[$0] ?? $0 }.joined()
            roadNumber =
                AddressShape.number(before: name.start, in: tokens)
                ?? AddressShape.number(after: position, in: tokens)
                ?? AddressShape.number(beforeComma: name.start, in: tokens)
            number = roadNumber.flatMap { Int(tokens[$0]) }
            return
        }
    }

    /// The words between the last border and a position, at most four.
    private static func name(
        before position: Int, in tokens: [String], across passed: String? = nil
    ) -> (words: [String], start: Int) {
        var start = position
        while start > 0, position - start < 4 {
            let token = tokens[start - 1]
            // `dong` is a part of a city in Korea and `east` in China: a border only where words follow.
            if token == "dong", start == position { start -= 1; continue }
            guard !borders.contains(token) || token == passed, Int(token) == nil,
                !numberWords.contains(token)
            else {
                break
            }
            start -= 1
        }
        let words = tokens[start..<position].map { $0 == "dong" ? "east" : $0 }
        return (words, start)
    }

    /// Where a number stands right before a position.
    private static func number(before position: Int, in tokens: [String]) -> Int? {
        guard position > 0 else { return nil }
        if Int(tokens[position - 1]) != nil { return position - 1 }
        guard position > 1, tokens[position - 1] == "hao" else { return nil }
        return Int(tokens[position - 2]) != nil ? position - 2 : nil
    }

    /// `No. 64, Binjiang Road`.
    private static func number(beforeComma position: Int, in tokens: [String]) -> Int? {
        guard position > 2, tokens[position - 1] == ",", Int(tokens[position - 2]) != nil,
            numberWords.contains(tokens[position - 3])
        else { return nil }
        return position - 2
    }

    /// Where a number stands after a position.
    private static func number(after position: Int, in tokens: [String]) -> Int? {
        var next = position + 1
        while next < tokens.count, next <= position + 3 {
            if Int(tokens[next]) != nil { return next }
            guard tokens[next] == "," || numberWords.contains(tokens[next]) else { return nil }
            next += 1
        }
        return nil
    }

    private mutating func readNames(_ tokens: [String]) {
        for (position, token) in tokens.enumerated() {
            if building == nil, AddressShape.buildings.contains(token) {
                let name = AddressShape.name(before: position, in: tokens)
                if !name.words.isEmpty { building = name.words.joined() }
            }
            if room == nil, AddressShape.rooms.contains(token) {
                room = AddressShape.number(after: position, in: tokens)
                    .flatMap { Int(tokens[$0]) }.map(String.init)
            }
            if room == nil, token == "shi", position > 0, let number = Int(tokens[position - 1]) {
                room = String(number)
            }
            if district == nil, token == "district" || token == "qu" {
                // `zhen` is a town, and the first syllable of Zhenxing.
                let name = AddressShape.name(before: position, in: tokens, across: "zhen")
                if !name.words.isEmpty { district = name.words.joined() }
            }
        }
    }

    /// The number or letter of a house that a token tells; what a road's name follows is the road's.
    private func house(at position: Int, in tokens: [String]) -> String? {
        func name(_ place: Int) -> String? {
            guard tokens.indices.contains(place), place != roadNumber else { return nil }
            if let number = Int(tokens[place]) { return String(number) }
            let isLetter = tokens[place].utf8.count == 1 && tokens[place] != ","
            return isLetter ? tokens[place] : nil
        }
        func isNumber(_ place: Int) -> Bool { name(place).flatMap { Int($0) } != nil }
        switch tokens[position] {
        case "lou" where position > 1 && tokens[position - 1] == "hao":
            return isNumber(position - 2) ? name(position - 2) : nil
        case "haolou": return isNumber(position - 1) ? name(position - 1) : nil
        case "zuo": return isNumber(position - 1) ? nil : name(position - 1)
        case let token where AddressShape.blocks.contains(token):
            var next = position + 1
            if next < tokens.count, AddressShape.numberWords.contains(tokens[next]) { next += 1 }
            if let after = name(next) { return after }
            // `No. 7 Building`, `7th Building`.
            var last = position - 1
            let isOrdinal = last > 0 && ["st", "nd", "rd", "th"].contains(tokens[last])
            if isOrdinal { last -= 1 }
            let isNumbered = last > 0 && AddressShape.numberWords.contains(tokens[last - 1])
            return isNumber(last) && (isOrdinal || isNumbered) ? name(last) : nil
        default: return nil
        }
    }
}

/// How near two addresses are.
public enum AddressNearness: Int, Sendable, Comparable {
    /// A few numbers on along the same road.
    case neighbour
    /// The same number of the same road, or the same named building.
    case building
    /// The same room there.
    case room

    /// Nearer is greater.
    public static func < (left: AddressNearness, right: AddressNearness) -> Bool {
        left.rawValue < right.rawValue
    }

    /// Numbers along a road that are still next door: houses of one side go up by two.
    static let nextDoor = 2

    /// How near two addresses of one city are; nil when they are not.
    init?(_ a: AddressShape, _ b: AddressShape) {
        if let left = a.district, let right = b.district, left != right { return nil }
        let isRoad = a.road != nil && a.road == b.road
        let isBuilding = a.building != nil && a.building == b.building
        let isSame = isRoad && a.number != nil && a.number == b.number
        if isSame || isBuilding {
            // Two houses of one number, each named: no nearer than neighbours.
            if let left = a.block, let right = b.block, left != right {
                self = .neighbour
                return
            }
            self = a.room != nil && a.room == b.room ? .room : .building
            return
        }
        guard isRoad, let left = a.number, let right = b.number,
            abs(left - right) <= AddressNearness.nextDoor
        else { return nil }
        self = .neighbour
    }
}
