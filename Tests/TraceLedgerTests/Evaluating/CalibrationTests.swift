// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceLedger

@Suite struct CalibrationTests {
    private func points(
        _ count: Int, posterior: Double, mislabelled: Int, prior: Double = 0.5,
        decisive: Bool = false
    ) -> [Calibration.Point] {
        (0..<count).map {
            Calibration.Point(
                posterior: posterior, prior: prior, isMislabelled: $0 < mislabelled,
                isDecisive: decisive)
        }
    }

    @Test func `a posterior that is right has no error`() {
        let lots =
            points(100, posterior: 0.2, mislabelled: 20)
            + points(100, posterior: 0.8, mislabelled: 80)
        let calibration = Calibration(lots)
        #expect(abs(calibration.error) < 1e-9)
        #expect(calibration.bins.count == 2)
    }

    @Test func `one that is always sure is wrong by what it overstates`() {
        let calibration = Calibration(points(100, posterior: 0.99, mislabelled: 50))
        #expect(abs(calibration.error - 0.49) < 1e-9)
    }

    @Test func `mislabelled lots weigh as the stated base rate says, not as the world has them`() {
        // Half of the world is mislabelled; at a prior of 0.06 a flat 0.06 is right.
        let lots = points(1_000, posterior: 0.06, mislabelled: 500, prior: 0.06)
        #expect(Calibration(lots).error < 1e-9)
        #expect(abs((Calibration(lots).bins.first?.observed ?? 0) - 0.06) < 1e-9)
    }

    @Test func `decisive findings stand apart and do not better the curve`() {
        let lots =
            points(10, posterior: 0.5, mislabelled: 5)
            + points(10, posterior: 0.99, mislabelled: 9, decisive: true)
        let calibration = Calibration(lots)
        #expect(calibration.decisive == Rate(9, of: 10))
        #expect(calibration.bins.reduce(0) { $0 + $1.lots } == 10)
    }

    @Test func `posteriors at the ends fall into the first and the last bin`() {
        let calibration = Calibration(
            points(2, posterior: 0, mislabelled: 1) + points(2, posterior: 1, mislabelled: 1))
        #expect(calibration.bins.map(\.range) == [0..<0.1, 0.9..<1])
    }

    @Test func `the curve is drawn without scripts`() {
        let svg = ReliabilityCurve.svg(Calibration(points(10, posterior: 0.3, mislabelled: 2)))
        #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
        #expect(!svg.contains("script") && !svg.contains("href") && svg.contains("<circle"))
    }
}
