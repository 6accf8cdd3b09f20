// SPDX-License-Identifier: Apache-2.0

/// Draws what chance decides in a world.
///
/// Only additions, multiplications, divisions and square roots: all exactly defined, so that a seed
/// gives the same bytes on every machine.
struct Draw {
    private var generator: Xoshiro256
    /// How much wider than published every range is drawn; 0.2 is 20 per cent.
    private let widening: Double

    init(seed: UInt64, widening: Double) {
        generator = Xoshiro256(seed: seed)
        self.widening = widening
    }

    /// 64 random bits.
    mutating func bits() -> UInt64 { generator.next() }

    /// A share from 0 up to, and not including, 1.
    mutating func share() -> Double { Double(generator.next() >> 11) / 9_007_199_254_740_992 }

    /// Whether something that happens with a probability happens.
    mutating func happens(_ probability: Double) -> Bool { share() < probability }

    /// A whole number of a range, each equally likely.
    mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(share() * Double(range.count))
    }

    /// A number of a plain interval, each equally likely.
    mutating func between(_ low: Double, _ high: Double) -> Double {
        low + share() * (high - low)
    }

    /// A number of a published range, widened, most often near its base: triangular.
    mutating func value(_ range: PublishedRange) -> Double {
        let wide = range.widened(by: widening)
        let u = share()
        let width = wide.high - wide.low
        guard width > 0 else { return wide.base }
        let left = (wide.base - wide.low) / width
        if u < left {
            return wide.low + (u * width * (wide.base - wide.low)).squareRoot()
        }
        return wide.high - ((1 - u) * width * (wide.high - wide.base)).squareRoot()
    }

    /// One of several, each equally likely.
    mutating func one<Element>(of choices: [Element], else other: Element) -> Element {
        guard !choices.isEmpty else { return other }
        return choices[whole(0...choices.count - 1)]
    }

    /// Sixty-four hexadecimal digits, as the hash of a file that nobody has.
    mutating func digest() -> String {
        var text = ""
        for _ in 0..<4 {
            let word = String(bits(), radix: 16)
            text += String(repeating: "0", count: 16 - word.count) + word
        }
        return text
    }
}
