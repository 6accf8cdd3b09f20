// SPDX-License-Identifier: Apache-2.0

/// xoshiro256** 1.0 (Blackman and Vigna 2018): the same seed gives the same worlds everywhere.
public struct Xoshiro256: RandomNumberGenerator, Sendable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// A generator with a state, as published test values give it; not all words may be zero.
    public init(state: (UInt64, UInt64, UInt64, UInt64)) {
        (s0, s1, s2, s3) = state
    }

    /// A generator whose state SplitMix64 draws from a seed.
    public init(seed: UInt64) {
        var source = SplitMix64(seed: seed)
        self.init(state: (source.next(), source.next(), source.next(), source.next()))
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        let product = s1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }
}
