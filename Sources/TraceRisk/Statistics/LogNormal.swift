// SPDX-License-Identifier: Apache-2.0

/// A log-normal distribution, and the posterior of a mixture of two.
struct LogNormal: Sendable, Equatable {
    /// Natural logarithm of the median.
    let mean: Double
    let sigma: Double

    /// The span from the 5th to the 95th centile of a normal distribution, in sigmas.
    static let span = 3.289_707_253_902_945

    /// A distribution whose median is `base` and whose 5th and 95th centiles are a range's ends.
    init?(_ range: Interval, base: Double) {
        guard range.low > 0, range.high > range.low, base > 0 else { return nil }
        mean = Maths.ln(base)
        sigma = Maths.ln(range.high / range.low) / LogNormal.span
    }

    /// The density at a value above 0.
    func density(_ value: Double) -> Double {
        guard value > 0 else { return 0 }
        let z = (Maths.ln(value) - mean) / sigma
        return Maths.exponential(-z * z / 2) / (value * sigma * (2 * Double.pi).squareRoot())
    }

    /// How much likelier a value is under the first distribution than under the second.
    static func ratio(_ value: Double, _ first: LogNormal, _ second: LogNormal) -> Double {
        let (a, b) = (
            (Maths.ln(value) - first.mean) / first.sigma,
            (Maths.ln(value) - second.mean) / second.sigma
        )
        return Maths.exponential((b * b - a * a) / 2) * second.sigma / first.sigma
    }

    /// The chance that a value came from the first of two, which a share `prior` comes from.
    static func posterior(
        _ value: Double, _ first: LogNormal, _ second: LogNormal, prior: Double
    ) -> Double {
        let odds = ratio(value, first, second) * prior / (1 - prior)
        return odds.isFinite ? odds / (1 + odds) : 1
    }
}
