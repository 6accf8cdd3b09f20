// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives

@testable import TraceRisk

@Suite("Scores, alerts and assessments")
struct ScoringTests {
    let scoring = Scoring(.standard)

    private func finding(
        _ pattern: String, _ group: AuditResult.Finding.Group,
        _ result: AuditResult.Finding.Result, _ strength: AuditResult.Finding.Strength = .strong
    ) -> AuditResult.Finding {
        AuditResult.Finding(
            pattern: pattern, name: pattern, result: result, strength: strength, group: group)
    }

    @Test func `sizes add up, and passed tests count only where nothing is raised`() {
        let score = scoring.score(
            [
                finding("P12", .identity, .raised, .moderate),
                finding("P11", .identity, .notRaised),
                finding("P01", .mass, .notRaised), finding("P02", .mass, .notRaised),
                finding("P05", .price, .notTestable),
            ], hs: "670420")
        #expect(score.base == 0.1)
        #expect(score.low == -0.1)
        #expect(score.high == 0.4)
        #expect(score.prior == 0.06)
        #expect(score.posterior == 0.0658944)
        #expect(scoring.score([], hs: "611030").prior == 0.01)
    }

    @Test func `a group is capped, decisive findings are not`() {
        let strong = finding("P01", .mass, .raised)
        #expect(scoring.score([strong, finding("P04", .mass, .raised)], hs: nil).base == 2)
        let decisive = finding("P11", .identity, .raised, .decisive)
        #expect(scoring.score([decisive, finding("P22", .identity, .raised)], hs: nil).base == 8)
        let prior = finding("P21", .priors, .raised, .strong)
        #expect(scoring.score([prior, prior], hs: nil).base == 0.4)
    }

    @Test func `passed tests of a group are capped and a pattern counts once`() {
        let passed = ["P01", "P02", "P03", "P04", "P04"].map { finding($0, .mass, .notRaised) }
        #expect(scoring.score(passed, hs: nil).base == -1)
        #expect(scoring.score([passed[3], passed[4]], hs: nil).base == -0.3)
    }

    @Test func `three moderate signs of three groups alert, two do not`() {
        let signs = [
            finding("P12", .identity, .raised, .moderate),
            finding("P02", .mass, .raised, .moderate),
            finding("P23", .documents, .raised, .moderate),
        ]
        #expect(scoring.alerts(signs))
        #expect(!scoring.alerts(Array(signs.prefix(2))))
    }

    @Test func `base rates and integrity never alert`() {
        let prior = finding("P21", .priors, .raised, .decisive)
        let integrity = finding("P32", .documents, .raised, .report)
        #expect(!scoring.alerts([prior, integrity]))
        #expect(scoring.score([integrity], hs: nil).base == 0)
    }

    @Test(arguments: [
        (0.0, 0.0), (1.23456789, 1.23457), (-0.000123456789, -0.000123457),
        (123_456_789, 123_457_000), (0.1 + 0.2, 0.3), (1e-307, 0), (70_000, 70_000),
    ])
    func `numbers are rounded to six significant digits`(value: Double, rounded: Double) {
        #expect(Maths.rounded(value) == rounded)
    }

    @Test func `intervals hold every value`() throws {
        let a = Interval(2, 3)
        let b = Interval(-1, 4)
        #expect(a + b == Interval(1, 7))
        #expect(a - b == Interval(-2, 4))
        #expect(a * b == Interval(-3, 12))
        #expect(b / a == Interval(-0.5, 2))
        #expect(a / b == nil)
        #expect(a.meets(Interval(3, 9)))
        #expect(!a.meets(Interval(3.1, 9)))
    }
}

@Suite("Parameter files")
struct ParameterSetTests {
    private func text(_ change: (inout [String]) -> Void) -> [UInt8] {
        var lines = String(decoding: ParameterSet.standardCSV, as: UTF8.self)
            .split(separator: "\n").map(String.init)
        change(&lines)
        return Array(lines.joined(separator: "\n").utf8)
    }

    private func replacing(_ key: String, with row: String?) -> [UInt8] {
        text { lines in
            guard let index = lines.firstIndex(where: { $0.hasPrefix(key + ",") }) else { return }
            if let row { lines[index] = row } else { lines.remove(at: index) }
        }
    }

    @Test func `the set that is carried along is valid and named by its hash`() throws {
        let set = try ParameterSet(csv: ParameterSet.standardCSV)
        #expect(set.digest == ParameterSet.standard.digest)
        #expect(set["hours.wig.hand_tied"].interval == Interval(36, 64))
        #expect(
            set.rows.values.allSatisfy {
                !$0.source.isEmpty && !$0.grade.isEmpty && !$0.date.isEmpty
            })
        let result = try Book().audit()
        #expect(result.parameters.sha256 == set.digest.hex)
        #expect(result.parameters.tables.count == 12)
        #expect(result.parameters.tables.allSatisfy { $0.rows > 0 })
    }

    @Test(
        arguments: [
            (nil, ParameterError.Code.missingKey),
            ("size.weak,0.2,0.1,0.4,ln ratio,x,F6,2026-01-01", .value),
            ("size.weak,-1,0.1,0.4,ln ratio,x,F6,2026-01-01", .value),
            ("size.weak,a,0.1,0.4,ln ratio,x,F6,2026-01-01", .value),
            ("size.weak,nan,0.1,0.4,ln ratio,x,F6,2026-01-01", .value),
            ("size.weak,0.1,0.2,1.4,share,x,F6,2026-01-01", .value),
            ("size.weak,0.1,0.2,0.4,ratio,x,F6,2026-01-01", .value),
            ("size.weak,0.1,0.2,0.4,ln ratio,,F6,2026-01-01", .source),
            ("size.weak,0.1,0.2,0.4,ln ratio,x,,2026-01-01", .source),
            ("size.weak,0.1,0.2", .form),
            ("size.weakk,0.1,0.2,0.4,ln ratio,x,F6,2026-01-01", .missingKey),
            ("size.strong,0.1,0.2,0.4,ln ratio,x,F6,2026-01-01", .duplicateKey),
        ] as [(String?, ParameterError.Code)])
    func `a wrong row is refused`(row: String?, code: ParameterError.Code) {
        let error = #expect(throws: ParameterError.self) {
            try ParameterSet(csv: replacing("size.weak", with: row))
        }
        #expect(error?.code == code)
    }

    @Test(arguments: [
        "prior.6704,1,1,1,share", "yield.hair,0.7,0.85,5,kg per kg",
        "owner.share,50,50,101,per cent",
        "name.likeness,0.9,0.9,1.1,likeness", "wage.floor,0.5,0.5,1.5,share of the wage",
    ])
    func `a figure beyond what it can be is refused`(row: String) {
        let key = String(row.prefix { $0 != "," })
        let error = #expect(throws: ParameterError.self) {
            try ParameterSet(csv: replacing(key, with: row + ",x,F6,2026-01-01"))
        }
        #expect(error?.code == .value)
    }

    @Test func `a set of another version is refused, one's own number after the point is not`()
        throws
    {
        let error = #expect(throws: ParameterError.self) {
            try ParameterSet(
                csv: replacing("set.version", with: "set.version,1,1,1,,version,-,2024-01-01"))
        }
        #expect(error?.code == .version)
        #expect(error?.description.contains("start from the set") == true)
        let own = try ParameterSet(
            csv: replacing("set.version", with: "set.version,2.7,2.7,2.7,,own,-,2026-11-01"))
        #expect(own.version == "2.7")
    }

    @Test func `a key that no rule reads is refused, a further wage is welcome`() throws {
        #expect(throws: ParameterError.self) {
            try ParameterSet(csv: text { $0.append("hours.hat,1,1,1,h,x,F6,2026-01-01") })
        }
        let set = try ParameterSet(
            csv: text { $0.append("wage.FR,60,80,100,CNY an hour,x,F6,2026-01-01") })
        #expect(set.find("wage.FR")?.base == 80)
    }

    @Test func `a share cannot leave its range by calling itself something else`() {
        let error = #expect(throws: ParameterError.self) {
            try ParameterSet(
                csv: replacing("prior.6704", with: "prior.6704,6,6,6,per cent,x,F6,2026-01-01"))
        }
        #expect(error?.code == .value)
        #expect(error?.description.contains("prior.6704") == true)
    }

    @Test(.timeLimit(.minutes(1)))
    func `links are followed no farther than there are any, however deep a set goes`() throws {
        let deep = "links.depth,1000000000,1000000000,1000000000,links,x,F6,2026-01-01"
        let set = try ParameterSet(csv: replacing("links.depth", with: deep))
        var book = Book()
        book.set("parties", "S", "roles", "broker")
        let records = book.checked()
        let result = Audit(parameters: set).run(records, integrity: .unsigned(records: 1))
        #expect(result.lots.contains { $0.lot == "L" })
    }

    @Test func `another set decides otherwise, and the result names it`() throws {
        let set = try ParameterSet(
            csv: replacing("yield.hair", with: "yield.hair,0.1,0.15,0.2,kg per kg,x,F6,2026-01-01"))
        let records = Book().checked()
        let result = Audit(parameters: set).run(records, integrity: .unsigned(records: 1))
        #expect(result.parameters.sha256 == set.digest.hex)
        #expect(result.lots.first { $0.lot == "L" }?.raised("P01") != nil)
    }
}
