// SPDX-License-Identifier: Apache-2.0

/// By which keys words of two names may meet besides their spelling.
enum NameSounds: Sendable {
    case general, korean, chinese

    /// Whether two words are one word in two romanisations.
    func meet(_ a: NameWord, _ b: NameWord) -> Bool {
        guard a.text.count <= 12, b.text.count <= 12 else { return false }
        switch self {
        case .general: return false
        case .korean: return a.korean == b.korean
        case .chinese: return a.chinese == b.chinese
        }
    }
}

/// Which words of two names belong together, and what is left over.
struct NameAlignment: Sendable {
    private struct Pair {
        let likeness: Double
        let length: Int
        let left: Range<Int>
        let right: Range<Int>
    }

    /// Whether one name is the initials of the other's words.
    private(set) var isInitialism = false
    /// Whether each has a word that the other lacks, or two words that belong together differ.
    private(set) var hasConflict = false
    /// Edits of the pair that differs most, by sound.
    private(set) var edits = 0
    /// Likeness of the least alike pair of words that tell something.
    private(set) var worst = 1.0
    /// Weight of the words that only one of them has, of all weight.
    private(set) var extraShare = 0.0
    /// Whether the words around `bin` or `ibn` stand in another order.
    private(set) var isLineageReversed = false

    private var conflict = 0.0

    /// Words joined at most when a name is written together or apart.
    private static let joined = 4
    /// Below this, two words that were put together are two different words.
    private static let different = 0.62

    init(_ a: [NameWord], _ b: [NameWord], _ bearer: NameBearer, _ sounds: NameSounds) {
        let left = bearer == .person ? NameAlignment.initials(a, b) : a
        let right = bearer == .person ? NameAlignment.initials(b, a) : b
        isInitialism =
            NameAlignment.isInitials(of: left, right) || NameAlignment.isInitials(of: right, left)
        if isInitialism { return }
        let candidates = NameAlignment.candidates(left, right, bearer, sounds)
        var usedLeft = [Bool](repeating: false, count: left.count)
        var usedRight = [Bool](repeating: false, count: right.count)
        var pairs: [Pair] = []
        for pair in candidates where pair.likeness > 0 {
            guard !pair.left.contains(where: { usedLeft[$0] }),
                !pair.right.contains(where: { usedRight[$0] })
            else { continue }
            for index in pair.left { usedLeft[index] = true }
            for index in pair.right { usedRight[index] = true }
            pairs.append(pair)
        }
        measure(pairs, left, right, bearer)
        leftOver(left, usedLeft, right, usedRight)
    }

    /// `JC` for `Jean-Claude`: two letters that begin two neighbouring words.
    private static func initials(_ words: [NameWord], _ other: [NameWord]) -> [NameWord] {
        guard other.count > 1, words.contains(where: { $0.text.count == 2 }) else { return words }
        var result: [NameWord] = []
        for word in words {
            let isPair =
                word.text.count == 2 && word.weight == 1
                && !other.contains(where: { $0.text.starts(with: word.text) })
                && zip(other, other.dropFirst()).contains { first, second in
                    first.text.first == word.text[0] && second.text.first == word.text[1]
                }
            result += isPair ? word.text.map { NameWord([$0], weight: 1) } : [word]
        }
        return result
    }

    private static func isInitials(of whole: [NameWord], _ short: [NameWord]) -> Bool {
        guard whole.count >= 3, let first = short.first, first.text.count == whole.count,
            short.count <= 2
        else { return false }
        return zip(first.text, whole).allSatisfy { $0 == $1.text.first }
    }

    private static func candidates(
        _ a: [NameWord], _ b: [NameWord], _ bearer: NameBearer, _ sounds: NameSounds
    ) -> [Pair] {
        var pairs: [Pair] = []
        for i in a.indices {
            for j in b.indices {
                var likeness = Spelling.likeness(a[i], b[j], bearer)
                if likeness < 0.97, sounds.meet(a[i], b[j]) { likeness = 0.97 }
                pairs.append(
                    Pair(
                        likeness: likeness, length: min(a[i].text.count, b[j].text.count),
                        left: i..<(i + 1), right: j..<(j + 1)))
            }
        }
        merges(a, b, bearer, sounds) {
            pairs.append(Pair(likeness: $0, length: $1, left: $2, right: $3))
        }
        merges(b, a, bearer, sounds) {
            pairs.append(Pair(likeness: $0, length: $1, left: $3, right: $2))
        }
        return pairs.sorted { x, y in
            let (p, q) = ((x.likeness * 100).rounded(), (y.likeness * 100).rounded())
            if p != q { return p > q }
            if x.length != y.length { return x.length > y.length }
            let (s, t) = (
                abs(x.left.lowerBound - x.right.lowerBound),
                abs(y.left.lowerBound - y.right.lowerBound)
            )
            if s != t { return s < t }
            return (x.left.lowerBound, x.right.lowerBound) < (y.left.lowerBound, y.right.lowerBound)
        }
    }

    /// Several words of one name that are one word of the other.
    private static func merges(
        _ many: [NameWord], _ few: [NameWord], _ bearer: NameBearer, _ sounds: NameSounds,
        _ take: (Double, Int, Range<Int>, Range<Int>) -> Void
    ) {
        guard many.count > 1 else { return }
        for length in 2...joined where length <= many.count {
            for start in 0...(many.count - length) {
                let range = start..<(start + length)
                let size = many[range].reduce(0) { $0 + $1.text.count }
                guard size >= 2 else { continue }
                var whole: NameWord?
                for index in few.indices {
                    let word = few[index]
                    guard word.text.count > 3 || length == size,
                        abs(word.text.count - size) * 4 <= max(size, word.text.count)
                    else { continue }
                    let joined = whole ?? NameWord(many[range].flatMap(\.text), weight: 1)
                    whole = joined
                    var likeness = Spelling.likeness(joined, word, bearer)
                    if likeness < 0.97, sounds.meet(joined, word) { likeness = 0.97 }
                    if likeness >= 0.8 {
                        take(likeness, word.text.count + 1, range, index..<(index + 1))
                    }
                }
            }
        }
    }

    private static func weight(_ words: ArraySlice<NameWord>) -> Double {
        words.reduce(0) { $0 + $1.weight } / Double(max(words.count, 1))
    }

    private mutating func measure(
        _ pairs: [Pair], _ a: [NameWord], _ b: [NameWord], _ bearer: NameBearer
    ) {
        for pair in pairs {
            let (left, right) = (a[pair.left], b[pair.right])
            let weight = max(NameAlignment.weight(left), NameAlignment.weight(right))
            if pair.likeness < Self.different { conflict += weight }
            guard max(left.first?.weight ?? 0, right.first?.weight ?? 0) > 0.5 else { continue }
            worst = min(worst, pair.likeness)
            let (x, y) = (left.flatMap(\.text), right.flatMap(\.text))
            // Two spellings of one sound in another script differ in nothing.
            guard pair.likeness != 0.97, x != y, x.count > 1, y.count > 1 else { continue }
            edits = max(edits, Spelling.distance(Spelling.key(x), Spelling.key(y)))
        }
        let order = pairs.filter { $0.likeness > Self.different }
            .sorted { $0.left.lowerBound < $1.left.lowerBound }.map(\.right.lowerBound)
        guard bearer == .person, let first = order.min(),
            let turn = order.firstIndex(of: first),
            a.contains(where: { NameWords.lineage.contains($0.string) })
        else { return }
        let turned = order[turn...] + order[..<turn]
        isLineageReversed = zip(turned, turned.dropFirst()).contains { $0 > $1 }
    }

    private mutating func leftOver(
        _ a: [NameWord], _ usedLeft: [Bool], _ b: [NameWord], _ usedRight: [Bool]
    ) {
        func rest(_ words: [NameWord], _ used: [Bool]) -> Double {
            zip(words, used).reduce(0) { $1.1 ? $0 : $0 + $1.0.weight }
        }
        let (left, right) = (rest(a, usedLeft), rest(b, usedRight))
        let all = (a + b).reduce(0) { $0 + $1.weight }
        extraShare = all > 0 ? (left + right) / all : 0
        hasConflict = min(left, right) + conflict > 0.5
    }
}
