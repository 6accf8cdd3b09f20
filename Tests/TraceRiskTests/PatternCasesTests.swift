// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import TraceRisk

/// Every pattern has a test of each of its three results, and one of a trap that it does not fall into.
@Suite("The four cases of every pattern")
struct PatternCasesTests {
    /// Names of the tests that show a pattern raised, not raised and not testable.
    private struct Cases {
        let raised: String
        let passed: String
        let open: String

        init(_ raised: String, _ passed: String? = nil, _ open: String? = nil) {
            (self.raised, self.passed, self.open) = (raised, passed ?? raised, open ?? raised)
        }
    }

    private static let honest = "an honest complete lot is released"

    private static let table: [String: Cases] = [
        "P01": Cases(
            "P01 compares mass after cap with yield", honest,
            "P01 without mass or input is not testable"),
        "P02": Cases(
            "P02 compares mass a piece with the description", honest,
            "P02 without mass or count is not testable"),
        "P03": Cases(
            "P03 with another sign is strong", honest,
            "P03 without any input named is not testable"),
        "P04": Cases(
            "P04 adds up overlapping work at one site",
            "P04 takes the largest number that any record gives",
            "P04 without workers is not testable"),
        "P05": Cases(
            "P05 compares what an hour is left with the wage", honest,
            "P05 with a blank is not testable"),
        "P06": Cases(
            "P06 is raised far from peers, on either side", nil,
            "P06 says nothing with few peers, and asks for a blank value"),
        "P07": Cases(
            "P07 adds years up: what each year lacks is not made good by the next", nil,
            "P07 with a blank is not testable"),
        "P08": Cases("P08 compares the kilograms cited with the kilograms there are"),
        "P09": Cases(
            "P09 is strong when days, pair, party and mass fit", "P09 needs a fitting interval",
            "P09 compares mass after the cap"),
        "P10": Cases(
            "P10 finds the one firm that does both",
            "P10 is not raised where all do the one, nor where a third country is explained",
            "P10 with few firms or a blank kind is not testable"),
        "P11": Cases(
            "P11 is decisive when only finishing follows", honest,
            "P11 is not testable without the label's origin or the place"),
        "P12": Cases(
            "P12 names a manufacturer that only finishes", honest,
            "P12 without a row of the manufacturer is not testable"),
        "P13": Cases(
            "P13 sees a time that no recorded work covers",
            "P13 trap: recorded days of work explain the time, and so do third countries",
            "P13 reads of ships that were held, and asks for a blank date"),
        "P14": Cases(
            "P14 sees a step in time and price that goes back",
            "P14 needs time, price and the way back",
            "P14 without a history, or with a blank, is not testable"),
        "P15": Cases(
            "P15 is decisive for an exact name with a consistent country", honest,
            "P15 without a list is not testable, and without a name neither"),
        "P16": Cases(
            "P16 trap: winter orders of an honest house weigh nothing by themselves"),
        "P17": Cases(
            "P17 sees stuffing at the border far from the factory",
            "P17 is not raised for a firm that is in Dandong, nor away from the border",
            "P17 with a blank is not testable"),
        "P18": Cases(
            "P18 reports a place that cannot be right",
            "P18 trap: Yeoncheon in South Korea is a place of its own",
            "P18 trap: Yeoncheon in South Korea is a place of its own"),
        "P19": Cases(
            "P19 trap: whatever crosses there ranks regions and weighs nothing alone"),
        "P20": Cases(
            "P20 raises the room strongly, the building moderately, next door weakly", nil,
            "P20 without addresses is not testable"),
        "P21": Cases("P21 trap: the share of a place says nothing of one firm"),
        "P22": Cases(
            "P22 is strong for a payment to North Korea, listed or not", honest,
            "P22 with a blank country of the account is not testable"),
        "P23": Cases(
            "P23 compares counts of one month", nil, "P23 with a blank count is not testable"),
        "P24": Cases("P24 needs two kinds of sign, each graded"),
        "P25": Cases("P25 sees a trader named as manufacturer"),
        "P26": Cases(
            "P26 is raised within the band of fees only, and not for the named factory", nil,
            "P26 with a blank cell asks"),
        "P27": Cases(
            "P27 compares the price with the material", nil,
            "P27 trap: a price in the band of processing fees names free material"),
        "P28": Cases("P28 weighs modes"),
        "P29": Cases("P29 trap: national splits are no second heading"),
        "P30": Cases(
            "P30 trap: one invoice covers several lots, one photo does not", nil,
            "P30 with a photo that nobody hashed is not testable"),
        "P31": Cases("P31 sees papers made long after or before the work"),
        "P32": Cases(
            "P32 trap: damaged records set integrity and never an alert",
            "P32 passes with verified records, and unsigned ones are not testable",
            "P32 passes with verified records, and unsigned ones are not testable"),
        "P33": Cases(
            "P33 is raised when yarn goes out and nothing comes back", nil,
            "P33 without a code is not testable"),
        "P34": Cases("P34 tells a part of unknown provenance from none and from all"),
        "P35": Cases(
            "P35 is decisive when a label's origin changes and the goods do not", honest,
            "P35 with a blank origin is not testable"),
        "P36": Cases("P36 sees parcels of a bulk article from a border office"),
        "P37": Cases("P37 needs two readers who are sure"),
        "P38": Cases("P38 sees silence on one question, asked twice"),
        "P39": Cases(
            "P39 compares a month's sum with the statistics", nil,
            "P39 with a blank mass is not testable"),
        "P40": Cases(
            "P40 trap: the day of a paper is not the day of crossing", nil,
            "P40 without any day is not testable"),
        "X01": Cases(
            "a postal code of Xinjiang stands apart from the score",
            "X01 trap: Xinxiang in Henan, and six digits outside China",
            "X01 without address and postal code is not testable"),
    ]

    /// Bodies of the tests of this target, by name.
    private static let tests: [String: String] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        var tests: [String: String] = [:]
        for name in names where name.hasSuffix(".swift") && !name.hasPrefix("PatternCases") {
            let file = folder.appendingPathComponent(name)
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            for part in text.components(separatedBy: "@Test").dropFirst() {
                let pieces = part.components(separatedBy: "func `").dropFirst().joined()
                guard let end = pieces.firstIndex(of: "`") else { continue }
                tests[String(pieces[..<end])] = String(pieces[end...])
            }
        }
        return tests
    }()

    @Test func `the table names every pattern of the catalogue`() {
        #expect(Set(Self.table.keys) == Set(Catalogue.types.map { $0.card.id }))
        #expect(Catalogue.types.count == 41)
    }

    @Test(arguments: Catalogue.types.map { $0.card.id })
    func `a pattern has a test of each case`(id: String) throws {
        let cases = try #require(Self.table[id])
        let raised = try #require(Self.tests[cases.raised], "\(cases.raised)")
        #expect(raised.contains("raised(\"\(id)\")"))
        let passed = try #require(Self.tests[cases.passed], "\(cases.passed)")
        #expect(
            passed.contains(".notRaised") || passed.contains("raised(\"\(id)\") == nil")
                || passed.contains("!= nil) == isRaised"))
        #expect(passed.contains("\"\(id)\"") || passed.contains("placed("))
        let open = try #require(Self.tests[cases.open], "\(cases.open)")
        #expect(open.contains(".notTestable") || open.contains("missing(\"\(id)\")"))
        #expect(open.contains("\"\(id)\""))
    }

    @Test(arguments: Catalogue.types.map { $0.card.id })
    func `a pattern has a trap that it does not fall into`(id: String) {
        let traps = Self.tests.filter { $0.key.hasPrefix("\(id) trap: ") }
        #expect(!traps.isEmpty)
        #expect(traps.allSatisfy { $0.value.contains("\"\(id)\"") })
    }
}
