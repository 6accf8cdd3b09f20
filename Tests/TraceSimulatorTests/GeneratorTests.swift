// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceSimulator

@Suite struct GeneratorTests {
    @Test func `SplitMix64 gives the published values of seed 1234567`() {
        var generator = SplitMix64(seed: 1_234_567)
        let published: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect(published.map { _ in generator.next() } == published)
    }

    @Test func `xoshiro256 gives the published values of state 1 2 3 4`() {
        var generator = Xoshiro256(state: (1, 2, 3, 4))
        let published: [UInt64] = [
            11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
            607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
            10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
        ]
        #expect(published.map { _ in generator.next() } == published)
    }

    @Test func `a widened range is wider by the share, and draws stay inside it`() {
        for range in PublishedRanges.all {
            let wide = range.widened(by: 0.2)
            #expect(wide.low < range.low && wide.high > range.high && wide.low > 0)
            #expect(range.low <= range.base && range.base <= range.high)
            var draw = Draw(seed: 7, widening: 0.2)
            let values = (0..<400).map { _ in draw.value(range) }
            #expect(values.allSatisfy { $0 >= wide.low && $0 <= wide.high })
            #expect(values.contains { $0 < range.base } && values.contains { $0 > range.base })
        }
    }

    @Test func `every range names its source`() {
        #expect(PublishedRanges.all.allSatisfy { !$0.source.isEmpty && !$0.name.isEmpty })
        #expect(Set(PublishedRanges.all.map(\.name)).count == PublishedRanges.all.count)
    }

    @Test func `without widening the triangle keeps its mean`() {
        var draw = Draw(seed: 3, widening: 0)
        let range = PublishedRanges.handTiedHours
        let mean = (0..<20_000).reduce(0.0) { sum, _ in sum + draw.value(range) } / 20_000
        #expect(abs(mean - (range.low + range.base + range.high) / 3) < 0.3)
    }
}
