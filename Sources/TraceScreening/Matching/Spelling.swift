// SPDX-License-Identifier: Apache-2.0

/// How alike two words are spelled and sound.
enum Spelling {
    /// A part of a word and what stands for it.
    typealias Rule = (from: [UInt8], to: [UInt8])

    static func rules(_ pairs: [(String, String)]) -> [Rule] {
        pairs.map { (Array($0.0.utf8), Array($0.1.utf8)) }
    }

    private static let sounds = rules([
        ("sch", "s"), ("sh", "s"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("gh", "g"),
        ("zh", "z"), ("ch", "c"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "e"),
        ("ie", "i"), ("ae", "e"), ("q", "k"), ("c", "k"), ("w", "v"), ("y", "i"), ("j", "i"),
        ("o", "u"), ("x", "ks"),
    ])

    /// Applies rules one after the other, each from left to right.
    static func rewrite(_ word: [UInt8], _ rules: [Rule]) -> [UInt8] {
        var text = word
        for (from, to) in rules where holds(text, from) {
            var next: [UInt8] = []
            next.reserveCapacity(text.count + 2)
            var position = 0
            while position < text.count {
                if stands(from, in: text, at: position) {
                    next += to
                    position += from.count
                } else {
                    next.append(text[position])
                    position += 1
                }
            }
            text = next
        }
        return text
    }

    private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        for position in text.indices where stands(part, in: text, at: position) { return true }
        return false
    }

    private static func stands(_ part: [UInt8], in text: [UInt8], at position: Int) -> Bool {
        guard position + part.count <= text.count else { return false }
        for offset in part.indices where text[position + offset] != part[offset] { return false }
        return true
    }

    /// A key under which spellings of one sound meet, rule after rule.
    static func key(_ word: [UInt8]) -> [UInt8] {
        let text = rewrite(word, sounds)
        var single: [UInt8] = []
        for letter in text where single.last != letter { single.append(letter) }
        return single
    }

    /// Edits that turn one word into the other: letters put in, left out, changed, two swapped.
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        if a == b { return 0 }
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        let width = b.count + 1
        var before = [Int](repeating: 0, count: width)
        var last = Array(0..<width)
        var current = [Int](repeating: 0, count: width)
        for i in 1...a.count {
            current[0] = i
            for j in 1..<width {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                var best = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    best = min(best, before[j - 2] + 1)
                }
                current[j] = best
            }
            (before, last, current) = (last, current, before)
        }
        return last[b.count]
    }

    /// Digits that stand for letters within a word.
    private static let digitLetters: [UInt8: UInt8] = [
        0x30: 0x6F, 0x31: 0x69, 0x33: 0x65, 0x34: 0x61, 0x35: 0x73, 0x39: 0x67, 0x37: 0x74,
    ]

    private static func letters(_ word: [UInt8]) -> [UInt8] {
        guard word.contains(where: { $0 < 0x3A }), word.contains(where: { $0 > 0x60 }) else {
            return word
        }
        return word.map { digitLetters[$0] ?? $0 }
    }

    /// Likeness from 0 to 1.
    static func likeness(_ a: NameWord, _ b: NameWord, _ bearer: NameBearer) -> Double {
        if a.text == b.text { return 1 }
        if a.isNumber, b.isNumber { return 0.3 }
        if a.text.count == 1 || b.text.count == 1 {
            return bearer == .person && a.text.first == b.text.first ? 0.7 : 0
        }
        let (x, y) = (letters(a.text), letters(b.text))
        let longest = Double(max(x.count, y.count))
        let isChanged = x != a.text || y != b.text
        let (xKey, yKey) = isChanged ? (key(x), key(y)) : (a.key, b.key)
        // No edit can bridge so much difference in length.
        let bound = 1 - Double(abs(x.count - y.count)) / longest
        var best = 0.0
        if bound > 0.3 { best = 1 - Double(distance(x, y)) / longest }
        let sound =
            1 - Double(distance(xKey, yKey)) / Double(max(xKey.count, yKey.count, 1))
        best = max(best, sound * 0.95)
        if bearer == .person, min(x.count, y.count) >= 3,
            x.starts(with: y) || y.starts(with: x)
        {
            best = max(best, 0.72)
        }
        return best
    }
}
