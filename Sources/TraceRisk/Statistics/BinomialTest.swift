// SPDX-License-Identifier: Apache-2.0

/// The exact binomial test, one-sided.
enum BinomialTest {
    /// The chance of `successes` or more among `trials`, each with the same probability.
    static func upper(_ successes: Int, of trials: Int, probability: Double) -> Double {
        guard successes > 0 else { return 1 }
        guard probability > 0 else { return 0 }
        guard probability < 1, successes <= trials else { return successes <= trials ? 1 : 0 }
        let logs = LogFactorials(upTo: trials)
        let (yes, no) = (Maths.ln(probability), Maths.ln(1 - probability))
        var sum = 0.0
        for count in successes...trials {
            sum += Maths.exponential(
                logs.choose(trials, count) + Double(count) * yes + Double(trials - count) * no)
        }
        return min(sum, 1)
    }
}
