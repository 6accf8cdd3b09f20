// SPDX-License-Identifier: Apache-2.0

/// Fisher's exact test of a table of two by two, one-sided: whether chance would make its
/// first cell as large.
///
/// The table's margins are held; the probability is the sum of the hypergeometric terms from the
/// observed cell upwards, each computed in log space (R. A. Fisher, 1922; the same figure as scipy's
/// `fisher_exact(..., alternative="greater")`).
enum FisherExact {
    /// The chance of a first cell of `a` or more, for the table `a b / c d`.
    static func greater(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double {
        guard a >= 0, b >= 0, c >= 0, d >= 0 else { return 1 }
        let (row, other, column) = (a + b, c + d, a + c)
        let logs = LogFactorials(upTo: row + other)
        let total = logs.choose(row + other, column)
        var sum = 0.0
        for cell in stride(from: a, through: min(row, column), by: 1) {
            sum += Maths.exponential(
                logs.choose(row, cell) + logs.choose(other, column - cell) - total)
        }
        return min(sum, 1)
    }
}
