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

    /// Takes an address apart.
    public init(_ text: String) {
        let tokens = AddressShape.tokens(text)
        words = Set(tokens.filter { $0 != "," && Int($0) == nil })
        readRoad(tokens)
        readNames(tokens)
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
            number =
                AddressShape.number(before: name.start, in: tokens)
                ?? AddressShape.number(after: position, in: tokens)
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

    private static func number(before position: Int, in tokens: [String]) -> Int? {
        guard position > 0 else { return nil }
        if let number = Int(tokens[position - 1]) { return number }
        guard position > 1, tokens[position - 1] == "hao" else { return nil }
        return Int(tokens[position - 2])
    }

    private static func number(after position: Int, in tokens: [String]) -> Int? {
        var next = position + 1
        while next < tokens.count, next <= position + 3 {
            if let number = Int(tokens[next]) { return number }
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
                room = AddressShape.number(after: position, in: tokens).map(String.init)
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
            self = a.room != nil && a.room == b.room ? .room : .building
            return
        }
        guard isRoad, let left = a.number, let right = b.number,
            abs(left - right) <= AddressNearness.nextDoor
        else { return nil }
        self = .neighbour
    }
}
