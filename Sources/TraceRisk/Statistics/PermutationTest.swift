// SPDX-License-Identifier: Apache-2.0

/// A permutation test of two groups: how often chance would part them as far, upwards.
///
/// Where there are at most ``exhaustive`` ways to choose the first group, all are tried, and the
/// chance is exact. Beyond, ``draws`` ways are drawn by a generator whose seed is an argument, and the
/// chance is (1 + as far) / (1 + draws) (Phipson and Smyth, 2010), so it is never nought.
enum PermutationTest {
    /// The largest number of ways that is tried in full.
    static let exhaustive = 20_000
    /// How many ways are drawn where there are more.
    static let draws = 4_999

    /// The chance that the mean of `first` exceeds that of `second` by as much as observed.
    static func greater(_ first: [Double], _ second: [Double], seed: UInt64) -> Double {
        guard !first.isEmpty, !second.isEmpty else { return 1 }
        let values = first + second
        // With the total fixed, a larger sum of the first group is a larger difference of means.
        let observed = first.reduce(0, +)
        let slack = values.reduce(0) { $0 + abs($1) } * 1e-12
        let ways = LogFactorials(upTo: values.count).choose(values.count, first.count)
        if ways <= Maths.ln(Double(exhaustive)) + 1e-9 {
            return enumerated(values, first.count, observed - slack)
        }
        var generator = SplitMix64(seed: seed)
        var reached = 1
        var shuffled = values
        for _ in 0..<draws {
            var sum = 0.0
            for position in 0..<first.count {
                let other = position + generator.below(shuffled.count - position)
                shuffled.swapAt(position, other)
                sum += shuffled[position]
            }
            if sum >= observed - slack { reached += 1 }
        }
        return Double(reached) / Double(draws + 1)
    }

    private static func enumerated(_ values: [Double], _ size: Int, _ least: Double) -> Double {
        var chosen = Array(0..<size)
        var (reached, all) = (0, 0)
        while true {
            all += 1
            if chosen.reduce(0, { $0 + values[$1] }) >= least { reached += 1 }
            guard
                let last = chosen.indices.last(where: {
                    chosen[$0] < values.count - size + $0
                })
            else { return Double(reached) / Double(all) }
            chosen[last] += 1
            for next in chosen.indices.dropFirst(last + 1) { chosen[next] = chosen[next - 1] + 1 }
        }
    }
}

/// Sebastiano Vigna's SplitMix64: a small generator that a seed determines.
struct SplitMix64: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below the bound.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
    }
}
