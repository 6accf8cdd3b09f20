// SPDX-License-Identifier: Apache-2.0
import TraceLedger
import TraceRecords
import TraceRisk

/// What is downstream in a million records: of one supplier, and of the dealer who feeds them all.
func impactBench(lots: Int) throws {
    let records = try SyntheticYear(lots: lots).checked()
    var network: LotNetwork?
    let building = ContinuousClock().measure {
        network = LotNetwork(StandingRecord.standing(records))
    }
    guard let network else { throw SyntheticYear.Failure() }
    print("impact, \(records.count) records: network built once in \(seconds(building)) s")
    for (name, reference) in [
        ("one supplier", Reference(.party, "S1")),
        ("the dealer of all", Reference(.party, "DEALER")),
        ("one lot of material", Reference(.lot, "R1")),
    ] {
        var lines = 0
        let time = ContinuousClock().measure {
            lines = network.impact(of: reference)?.lines.count ?? 0
        }
        print("impact of \(name), \(lines) lots: \(seconds(time)) s (asked: under 1)")
    }
}

private func seconds(_ time: Duration) -> Double {
    (time / .seconds(1) * 1_000).rounded() / 1_000
}
