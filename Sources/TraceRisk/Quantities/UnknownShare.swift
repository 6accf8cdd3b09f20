// SPDX-License-Identifier: Apache-2.0

/// The share of a mass whose origin no record shows, between two numbers of billionths.
struct UnknownShare: Sendable, Equatable {
    let low: Int64
    let high: Int64

    /// Nothing is unknown.
    static let none = UnknownShare(low: 0, high: 0)
    /// All is unknown.
    static let all = UnknownShare(low: MassRange.whole, high: MassRange.whole)
    /// It cannot be told how much.
    static let open = UnknownShare(low: 0, high: MassRange.whole)

    /// Whether any part is unknown.
    var hasAnyPart: Bool { high > 0 }

    /// The share in a blend of masses; every mix of masses within their ranges lies in it.
    static func blend(_ parts: [(mass: MassRange, share: UnknownShare)]) -> UnknownShare {
        var (unknownLow, knownHigh): (Int128, Int128) = (0, 0)
        var (unknownHigh, knownLow): (Int128, Int128) = (0, 0)
        let whole = MassRange.whole
        for part in parts {
            unknownLow += Int128(part.mass.low) * Int128(part.share.low)
            knownHigh += Int128(part.mass.high) * Int128(whole - part.share.low)
            unknownHigh += Int128(part.mass.high) * Int128(part.share.high)
            knownLow += Int128(part.mass.low) * Int128(whole - part.share.high)
        }
        return UnknownShare(
            low: ratio(unknownLow, knownHigh, up: false),
            high: ratio(unknownHigh, knownLow, up: true))
    }

    /// The share of all shares among parts whose masses are not known.
    static func hull(_ shares: [UnknownShare]) -> UnknownShare {
        guard let low = shares.map(\.low).min(), let high = shares.map(\.high).max() else {
            return .open
        }
        return UnknownShare(low: low, high: high)
    }

    /// The share when a part of the mass that nothing explains, between two shares, joins in.
    func joined(unexplained low: Int64, _ high: Int64) -> UnknownShare {
        let whole = MassRange.whole
        return UnknownShare(
            low: low + MassRange.scaled(self.low, whole - low, whole, up: false),
            high: min(whole, high + MassRange.scaled(self.high, whole - high, whole, up: true)))
    }

    private static func ratio(_ part: Int128, _ rest: Int128, up: Bool) -> Int64 {
        guard part > 0 else { return 0 }
        // Ninety-six bits leave room for the thirty of a billion.
        let shift = max(0, 32 - (part + rest).leadingZeroBitCount)
        let (a, b) = (part >> Int128(shift), ((part + rest) >> Int128(shift)) + (up ? 0 : 1))
        guard b > 0 else { return 0 }
        let exact = up || shift > 0 ? b : b - 1
        let value = a * Int128(MassRange.whole) / exact
        return MassRange.clamped(min(value + (up ? 1 : 0), Int128(MassRange.whole)))
    }
}
