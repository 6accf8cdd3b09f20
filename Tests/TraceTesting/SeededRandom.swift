// SPDX-License-Identifier: Apache-2.0
import Synchronization
public import TraceWriting

/// A generator whose numbers follow from its seed (SplitMix64), so that a failing test fails again.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator of this seed.
    public init(_ seed: UInt64) {
        state = seed
    }

    /// The next sixty-four bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// So many bytes.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
}

extension RandomSource {
    /// A source that repeats itself from one run to the next.
    public static func seeded(_ seed: UInt64) -> RandomSource {
        let generator = SharedGenerator(seed)
        return RandomSource { count in generator.bytes(count) }
    }
}

private final class SharedGenerator: Sendable {
    private let state: Mutex<SeededRandom>

    init(_ seed: UInt64) {
        state = Mutex(SeededRandom(seed))
    }

    func bytes(_ count: Int) -> [UInt8] { state.withLock { $0.bytes(count) } }
}
