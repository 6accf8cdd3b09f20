// SPDX-License-Identifier: Apache-2.0

/// Natural logarithms of factorials, summed once, so that counts of any size stay in log space.
struct LogFactorials: Sendable {
    private let sums: [Double]

    /// Logarithms up to that of `most` factorial.
    init(upTo most: Int) {
        var sums = [0.0]
        sums.reserveCapacity(max(most, 0) + 1)
        for number in stride(from: 1, through: most, by: 1) {
            sums.append(sums[number - 1] + Maths.ln(Double(number)))
        }
        self.sums = sums
    }

    /// ln n!.
    func callAsFunction(_ number: Int) -> Double { sums[min(max(number, 0), sums.count - 1)] }

    /// ln of n choose k; minus infinity where there is no way to choose.
    func choose(_ n: Int, _ k: Int) -> Double {
        guard k >= 0, k <= n else { return -.infinity }
        return self(n) - self(k) - self(n - k)
    }
}
