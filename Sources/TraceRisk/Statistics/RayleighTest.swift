// SPDX-License-Identifier: Apache-2.0

/// The Rayleigh test: whether days of the year point one way rather than all ways.
enum RayleighTest {
    /// What the angles say.
    struct Result: Sendable, Equatable {
        /// Length of the mean vector, 0 (all ways) to 1 (one way).
        let length: Double
        /// Mean direction as a share of the year, 0 to 1.
        let direction: Double
        /// The chance of a vector as long among angles without a direction.
        let p: Double
    }

    /// Tests shares of a year (0 is the first of January, 0.5 the first of July).
    ///
    /// The chance is Zar's approximation, exp(sqrt(1 + 4n + 4(n^2 - R^2)) - (1 + 2n)) with R = n * length
    /// (J. H. Zar, Biostatistical Analysis, 27.1; good to three figures from ten angles on).
    static func test(_ shares: [Double]) -> Result {
        let count = Double(shares.count)
        guard count > 0 else { return Result(length: 0, direction: 0, p: 1) }
        var (x, y) = (0.0, 0.0)
        for share in shares {
            x += Maths.cosine(share * 2 * Double.pi)
            y += Maths.sine(share * 2 * Double.pi)
        }
        let resultant = (x * x + y * y).squareRoot()
        let inner = 1 + 4 * count + 4 * (count * count - resultant * resultant)
        let p = Maths.exponential(max(inner, 0).squareRoot() - (1 + 2 * count))
        let turn = Maths.arcTangent(y, x) / (2 * Double.pi)
        return Result(
            length: resultant / count, direction: turn < 0 ? turn + 1 : turn, p: min(p, 1))
    }
}
