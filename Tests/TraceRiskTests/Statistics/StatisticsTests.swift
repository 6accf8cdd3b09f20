// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

/// Every expected figure is printed by `Scripts/statistics-figures`, which computes it with scipy.
@Suite("Statistics against scipy")
struct StatisticsTests {
    private func isNear(_ a: Double, _ b: Double) -> Bool {
        abs(a - b) <= 1e-9 * max(abs(b), 1e-3)
    }

    @Test(
        arguments: [
            ([3, 1, 1, 3], 0.242_857_142_857_142_83), ([8, 2, 1, 5], 0.024_475_524_475_524_483),
            ([1, 0, 0, 64], 0.015_384_615_384_615_384),
            ([12, 5, 20, 163], 1.358_012_066_456_924_7e-07), ([0, 5, 4, 3], 1),
        ] as [([Int], Double)])
    func `Fisher's exact test`(table: [Int], p: Double) {
        #expect(isNear(FisherExact.greater(table[0], table[1], table[2], table[3]), p))
    }

    @Test func `Fisher's exact test stays finite in large tables`() {
        let p = FisherExact.greater(40, 10, 100, 20_000)
        #expect(p > 0 && p < 1e-20)
        #expect(FisherExact.greater(-1, 2, 3, 4) == 1)
    }

    @Test(
        arguments: [
            (6, 6, 1.0 / 3, 0.001_371_742_112_482_852_7),
            (12, 20, 1.0 / 3, 0.012_973_296_825_300_327),
            (50, 100, 1.0 / 3, 0.000_419_341_082_674_450_07),
            (1, 10, 0.05, 0.401_263_060_761_621_1), (0, 4, 0.5, 1),
        ])
    func `the binomial test`(successes: Int, trials: Int, probability: Double, p: Double) {
        #expect(
            isNear(BinomialTest.upper(successes, of: trials, probability: probability), p))
    }

    @Test func `the binomial test at its edges`() {
        #expect(BinomialTest.upper(3, of: 3, probability: 1) == 1)
        #expect(BinomialTest.upper(1, of: 3, probability: 0) == 0)
        #expect(BinomialTest.upper(4, of: 3, probability: 0.5) == 0)
    }

    @Test func `median and median absolute deviation`() throws {
        let spread = try #require(RobustSpread([1.2, 3.4, 2.2, 9.9, 2.8, 3.1, 2.5]))
        #expect(spread.median == 2.8)
        #expect(isNear(spread.deviation, 0.6))
        #expect(isNear(spread.score(9.9, floor: 0), 7.1 / (1.4826 * 0.6)))
        #expect(RobustSpread([]) == nil)
        #expect(RobustSpread.median([4, 1]) == 2.5)
        #expect(RobustSpread([2, 2, 2])?.score(2.5, floor: 0.1) == 5)
    }

    @Test(
        arguments: [
            ([61, 64, 70, 66], [33, 31, 35, 34, 30], 0.007_936_507_936_507_936),
            ([5, 7, 6, 9], [6, 5, 8, 4, 7], 0.317_460_317_460_317_44),
        ] as [([Double], [Double], Double)])
    func `the permutation test, enumerated`(first: [Double], second: [Double], p: Double) {
        #expect(isNear(PermutationTest.greater(first, second, seed: 1), p))
    }

    @Test func `the permutation test, drawn, is repeatable and never nought`() {
        let low = (0..<30).map { Double($0 % 7) }
        let high = low.map { $0 + 20 }
        let p = PermutationTest.greater(high, low, seed: 7)
        #expect(p == 1.0 / 5_000)
        #expect(p == PermutationTest.greater(high, low, seed: 7))
        let alike = PermutationTest.greater(low, low, seed: 7)
        #expect(alike > 0.4 && alike < 0.7)
        #expect(PermutationTest.greater([], low, seed: 7) == 1)
    }

    @Test func `the first numbers of SplitMix64 are the published ones`() {
        var generator = SplitMix64(seed: 1_234_567)
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
        #expect((0..<100).allSatisfy { _ in generator.below(3) < 3 })
    }

    @Test func `Rayleigh's test`() {
        let angles = [0.02, 0.05, 0.1, 0.95, 0.97, 0.9, 0.03, 0.08, 0.12, 0.5]
        let result = RayleighTest.test(angles)
        #expect(isNear(result.length, 0.719_893_201_598_510_8))
        #expect(isNear(result.direction, 0.028_711_087_429_436_535))
        #expect(isNear(result.p, 0.003_303_737_154_116_236))
        #expect(RayleighTest.test([0, 0.25, 0.5, 0.75]).p > 0.9)
        #expect(RayleighTest.test([]).p == 1)
    }

    @Test(
        arguments: [
            (33.0, 0.535_507_031_667_269_9, 0.033_051_554_787_511_99),
            (47, 2.100_454_587_537_041, 0.118_221_435_959_417_06),
            (65, 4.778_206_163_856_387, 0.233_711_708_723_509_02),
            (106, 7.564_964_573_042_73, 0.325_632_087_346_155_73),
        ])
    func `the mixture of two log-normals`(days: Double, ratio: Double, posterior: Double) throws {
        let local = try #require(LogNormal(Interval(20, 60), base: 33))
        let cross = try #require(LogNormal(Interval(30, 75), base: 47))
        #expect(isNear(LogNormal.ratio(days, cross, local), ratio))
        #expect(isNear(cross.density(days) / local.density(days), ratio))
        #expect(isNear(LogNormal.posterior(days, cross, local, prior: 0.06), posterior))
        #expect(LogNormal(Interval(2, 2), base: 2) == nil)
    }

    @Test func `least squares`() throws {
        let rows: [[Double]] = [
            [1, 0, 0], [1, 0, 1], [1, 1, 2], [1, 1, 3], [1, 0, 4], [1, 0, 5],
        ]
        let fit = try #require(LeastSquares.fit(rows, [33, 32, 62, 64, 34, 35]))
        #expect(isNear(fit[0], 32.214_285_714_285_715))
        #expect(isNear(fit[1], 29.5))
        #expect(isNear(fit[2], 0.514_285_714_285_714_2))
        #expect(LeastSquares.fit([[1, 1], [1, 1]], [1, 2]) == nil)
    }
}
