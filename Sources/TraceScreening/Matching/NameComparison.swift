// SPDX-License-Identifier: Apache-2.0

/// Two names held against each other, with the part of each reason in the score.
///
/// The score is a logistic sum over reasons a person can check. Its weights were fitted on one half
/// of labelled pairs (Documentation/screening.md says which) and hold for pairs in general.
public struct NameComparison: Sendable, Equatable {
    /// One reason, with what it adds to the sum.
    public struct Reason: Sendable, Equatable {
        /// What was found, in words.
        public let words: String
        /// What it adds, in natural-log units.
        public let weight: Double
    }

    /// From 0 to 1: 0.5 is as likely as not among pairs that look alike.
    public let score: Double
    /// What the score is made of.
    public let reasons: [Reason]

    static let equal = NameComparison(
        score: 1, reasons: [Reason(words: "the names are equal", weight: 0)])

    private init(score: Double, reasons: [Reason]) {
        self.score = score
        self.reasons = reasons
    }

    /// Compares two names as they are written.
    public init(_ left: String, _ right: String, of bearer: NameBearer) {
        self.init(NameShape(left, bearer), NameShape(right, bearer))
    }

    /// Compares two names that were taken apart for one kind of bearer.
    init(_ a: NameShape, _ b: NameShape, _ sounds: NameSounds = .general) {
        if !a.words.isEmpty, a.plain == b.plain, a.native == nil || a.native == b.native {
            self = .equal
            return
        }
        if let x = a.native, let y = b.native, a.scripts == b.scripts {
            self = NameComparison.native(x, y)
            return
        }
        guard !a.words.isEmpty, !b.words.isEmpty else {
            self.init(score: 0, reasons: [])
            return
        }
        let alignment = NameAlignment(a.words, b.words, a.bearer, sounds)
        if alignment.isInitialism {
            self.init(
                score: 0.7,
                reasons: [Reason(words: "one is made of the other's initials", weight: 0.85)])
            return
        }
        self = NameComparison.weigh(alignment, a, b)
    }

    private static func native(_ x: [Unicode.Scalar], _ y: [Unicode.Scalar]) -> NameComparison {
        if x == y {
            return NameComparison(
                score: 0.99, reasons: [Reason(words: "equal but for the legal form", weight: 4.6)])
        }
        // A name of a few letters that differs in one is another name.
        let likeness = Bigrams.likeness(x, y)
        return NameComparison(
            score: min(x.count, y.count) >= 4 ? likeness : min(likeness, 0.3),
            reasons: [Reason(words: "shared pairs of letters", weight: likeness)])
    }

    private static func weigh(
        _ found: NameAlignment, _ a: NameShape, _ b: NameShape
    ) -> NameComparison {
        var reasons: [Reason] = [Reason(words: "names that share words", weight: 2.21)]
        func add(_ words: String, _ weight: Double) {
            if weight != 0 { reasons.append(Reason(words: words, weight: weight)) }
        }
        if found.hasConflict { add("each has a word that the other lacks", -1.33) }
        if found.edits == 1 { add("one letter differs", 2.39) }
        if found.edits >= 3 { add("three letters or more of one word differ", -2.96) }
        if found.worst >= 0.5, found.worst < 0.7 { add("a word is only roughly alike", -1.79) }
        add("words that only one of them has", -6.14 * found.extraShare)
        if found.isLineageReversed { add("the order of parent and child differs", -6.37) }
        if !a.forms.isEmpty, !b.forms.isEmpty, a.forms.isDisjoint(with: b.forms) {
            add("the legal forms differ", -2.67)
        } else if a.forms.isEmpty != b.forms.isEmpty {
            add("only one states its legal form", -0.8)
        }
        if a.bearer == .person { add("names of persons", -0.73) }
        add("how alike the least alike words are", 2.48 * max(0, found.worst - 0.62))
        let sum = reasons.reduce(0) { $0 + $1.weight }
        return NameComparison(score: NameComparison.logistic(sum), reasons: reasons)
    }

    private static func logistic(_ x: Double) -> Double {
        // A short series keeps the audit free of platform mathematics: the last digits are the same.
        let magnitude = x.magnitude
        var term = 1.0
        var sum = 1.0
        let half = magnitude / 64
        for step in 1...12 {
            term *= half / Double(step)
            sum += term
        }
        var power = sum
        for _ in 0..<6 { power *= power }
        return x >= 0 ? power / (1 + power) : 1 / (1 + power)
    }
}

/// Pairs of neighbouring letters, which names in Han and Hangul are found and compared by.
enum Bigrams {
    static func counts(_ letters: [Unicode.Scalar]) -> [UInt64: Int] {
        var counts: [UInt64: Int] = [:]
        for (left, right) in zip(letters, letters.dropFirst()) {
            counts[UInt64(left.value) << 32 | UInt64(right.value), default: 0] += 1
        }
        return counts
    }

    static func likeness(_ x: [Unicode.Scalar], _ y: [Unicode.Scalar]) -> Double {
        let (left, right) = (counts(x), counts(y))
        let total = left.values.reduce(0, +) + right.values.reduce(0, +)
        guard total > 0 else { return 0 }
        var shared = 0
        for (pair, count) in left { shared += min(count, right[pair] ?? 0) }
        return 2 * Double(shared) / Double(total)
    }
}
