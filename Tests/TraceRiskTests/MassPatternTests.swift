// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Patterns of mass and capacity")
struct MassPatternTests {
    @Test func `an honest complete lot is released`() throws {
        let lot = try Book().lot()
        #expect(lot.assessment == .noIndicatorRaised)
        #expect(lot.action == .release)
        #expect(lot.raisedPatterns == [])
        for pattern in [
            "P01", "P02", "P03", "P04", "P05", "P09", "P11", "P12", "P15", "P22", "P35",
        ] {
            #expect(lot.results(pattern) == [.notRaised], "\(pattern)")
        }
        #expect(lot.results("P23") == [])
        #expect(lot.results("P33") == [])
    }

    @Test func `inputs that feed others are not assessed`() throws {
        let lot = try Book().lot("R")
        #expect(lot.assessment == .notAssessed)
        #expect(!lot.alert)
        #expect(lot.findings.isEmpty)
    }

    // P01

    @Test(arguments: [("10", true), ("18", false), ("24", true)])
    func `P01 compares mass after cap with yield`(kg: String, isRaised: Bool) throws {
        var book = Book()
        book.set("lots", "R", "net_kg", kg)
        let lot = try book.lot()
        #expect((lot.raised("P01") != nil) == isRaised)
        #expect(lot.alert == isRaised)
    }

    @Test func `P01 deducts the cap: more wig than hair can be honest`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "15")
        book.set("lots", "L", "net_kg", "17")
        #expect(try book.lot().results("P01") == [.notRaised])
    }

    @Test func `P01 is not appeased by stated waste`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "40")
        book.set("processing", "W", "scrap_kg", "24")
        #expect(try book.lot().raised("P01") != nil)
    }

    @Test(arguments: [
        ("lots", "R", "net_kg"), ("lots", "L", "net_kg"), ("processing", "W", "inputs"),
    ])
    func `P01 without mass or input is not testable`(sheet: String, id: String, column: String)
        throws
    {
        var book = Book()
        book.set(sheet, id, column, "")
        let lot = try book.lot()
        #expect(lot.results("P01") == [.notTestable])
        #expect(lot.action == .ask)
    }

    @Test func `P01 does not guess how much of a shared lot went into each`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "36")
        book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L2"]) { $1 })
        book.add(
            "processing",
            (book.sheets["processing"]?[0] ?? [:]).merging(["processing": "W2", "outputs": "L2"]) {
                $1
            })
        #expect(try book.lot().results("P01") == [.notTestable])
        book.set("processing", "W", "inputs", "R=@18")
        book.set("processing", "W2", "inputs", "R=@18")
        #expect(try book.lot().results("P01") == [.notRaised])
    }

    @Test func `P01 does not guess how much of a lot each of two workshops made`() throws {
        var book = Book()
        book.set("lots", "R", "net_kg", "36")
        book.add(
            "lots", (book.sheets["lots"]?[0] ?? [:]).merging(["lot": "R2", "net_kg": "9"]) { $1 })
        book.set("lots", "R", "net_kg", "9")
        book.add(
            "processing",
            (book.sheets["processing"]?[0] ?? [:]).merging(["processing": "W2", "inputs": "R2"]) {
                $1
            })
        #expect(try book.lot().results("P01") == [.notTestable])
        book.set("processing", "W", "outputs", "L=50@8")
        book.set("processing", "W2", "outputs", "L=50@8")
        let lot = try book.lot()
        #expect(lot.results("P01") == [.notRaised])
        #expect(lot.results("P04") == [.notRaised])
    }

    @Test func `P01 trap: yarn has yields of its own`() throws {
        var book = Book()
        book.set("lots", "R", "hs", "550932")
        book.set("lots", "L", "hs", "650500")
        book.set("lots", "L", "construction", "crocheted")
        book.set("lots", "R", "net_kg", "20")
        #expect(try book.lot().raised("P01")?.numbers["yield_low"] == 0.88)
    }

    // P02

    @Test(arguments: [("16", "100", false), ("3", "100", true), ("60", "100", true)])
    func `P02 compares mass a piece with the description`(
        kg: String, pieces: String, isRaised: Bool
    ) throws {
        var book = Book()
        book.set("lots", "L", "net_kg", kg)
        book.set("lots", "L", "pieces", pieces)
        #expect((try book.lot().raised("P02") != nil) == isRaised)
    }

    @Test func `P02 trap: dozens written as pieces`() throws {
        var book = Book()
        book.set("lots", "L", "pieces", "8")
        #expect(try book.lot().raised("P02") != nil)
        book.set("lots", "L", "unit", "dozen")
        #expect(try book.lot().raised("P02") == nil)
    }

    // P03

    @Test func `P03 trap: papers of a trader who never saw the work do not alert`() throws {
        var book = Book()
        book.remove("processing")
        book.set("lots", "L", "made_from", "R=@18")
        let lot = try book.lot()
        #expect(lot.raised("P03")?.strength == .moderate)
        #expect(!lot.alert)
    }

    @Test func `P03 with another sign is strong`() throws {
        var book = Book()
        book.remove("processing")
        book.set("lots", "L", "made_from", "R=@18")
        book.set("orders", "O", "unit_price", "20")
        let lot = try book.lot()
        #expect(lot.raised("P05") != nil)
        #expect(lot.raised("P03")?.strength == .strong)
    }

    @Test func `P03 without any input named is not testable`() throws {
        var book = Book()
        book.remove("processing")
        let lot = try book.lot()
        #expect(lot.results("P03") == [.notTestable])
        #expect(lot.assessment == .informationMissing)
    }

    @Test func `a finishing row does not turn hair into wigs`() throws {
        var book = Book()
        book.set("processing", "W", "kind", "finish")
        book.set("processing", "W", "steps", "wash;pack")
        #expect(try book.lot().raised("P03") != nil)
    }

    // P04

    @Test(
        arguments: [
            ("40", nil), ("7", AuditResult.Finding.Strength.moderate), ("2", .strong),
        ] as [(String, AuditResult.Finding.Strength?)])
    func `P04 counts hands at the low end of hours`(
        workers: String, strength: AuditResult.Finding.Strength?
    ) throws {
        var book = Book()
        book.set("sites", "F", "workers", workers)
        // 100 wigs of at least 36 h within 39 days of 10 h.
        book.set("processing", "W", "finished", "2024-02-12")
        let workersRequired = 100.0 * 36 / (10 * 39)
        let finding = try book.lot().findings.first { $0.pattern == "P04" }
        #expect(finding?.result == (strength == nil ? .notRaised : .raised))
        if let strength { #expect(finding?.strength == strength) }
        #expect(abs((finding?.numbers["workers_required"] ?? 0) - workersRequired) < 0.001)
        #expect(finding?.numbers["workers_declared"] == Double(workers))
    }

    @Test func `P04 takes the largest number that any record gives`() throws {
        var book = Book()
        book.set("sites", "F", "workers", "2")
        book.set("processing", "W", "workers", "40")
        #expect(try book.lot().results("P04") == [.notRaised])
    }

    @Test func `P04 adds up overlapping work at one site`() throws {
        var book = Book()
        book.set("sites", "F", "workers", "8")
        #expect(try book.lot().results("P04") == [.notRaised])
        for number in 1...4 {
            book.add("lots", (book.sheets["lots"]?[1] ?? [:]).merging(["lot": "L\(number)"]) { $1 })
            book.add("lots", (book.sheets["lots"]?[0] ?? [:]).merging(["lot": "R\(number)"]) { $1 })
            book.add(
                "processing",
                (book.sheets["processing"]?[0] ?? [:]).merging([
                    "processing": "W\(number)", "inputs": "R\(number)", "outputs": "L\(number)",
                ]) { $1 })
        }
        let finding = try #require(try book.lot().raised("P04"))
        #expect(finding.strength == .strong)
        #expect(finding.numbers["jobs_in_span"] == 5)
    }

    @Test func `many small jobs hide no peak at a site`() throws {
        var jobs = [Job(lot: 0, start: 10, end: 20, workerDays: 110)]
        // A long job joins everything to one run, whose mean is low.
        jobs.append(Job(lot: 1, start: 10, end: 900, workerDays: 1))
        for number in 0..<40 {
            jobs.append(Job(lot: 2 + number, start: 11, end: 19, workerDays: 1))
        }
        jobs.append(Job(lot: 99, start: 12, end: 21, workerDays: 110))
        let spans = SiteLoad.spans(jobs)
        for place in [0, jobs.count - 1] {
            #expect(spans[place].workerDays == 260)
            #expect(spans[place].start == 10)
            #expect(spans[place].end == 21)
        }
        #expect(SiteLoad.spans([jobs[0]])[0].workers == 10)
    }

    @Test func `a site shows the peak of many like jobs that start one after the other`() throws {
        var jobs = (0..<40).map { Job(lot: $0, start: $0, end: $0 + 60, workerDays: 61) }
        // Light work afterwards, which makes one long run of it.
        jobs += (0..<40).map {
            Job(lot: 40 + $0, start: 90 + $0 * 50, end: 150 + $0 * 50, workerDays: 1)
        }
        let spans = SiteLoad.spans(jobs)
        // The first alone needs one worker; sixteen together need 16 times 61 days within 76.
        #expect(spans[0].workers > 12)
    }

    @Test func `P04 without a row takes order to shipment at the named site`() throws {
        var book = Book()
        book.remove("processing")
        book.set("lots", "L", "made_from", "R=@18")
        book.set("sites", "F", "workers", "2")
        #expect(try book.lot().raised("P04")?.numbers["days"] == 92)
    }

    @Test(arguments: ["workers"])
    func `P04 without workers is not testable`(column: String) throws {
        var book = Book()
        book.set("sites", "F", column, "")
        #expect(try book.lot().results("P04") == [.notTestable])
    }

    @Test(arguments: ["started", "finished", "site"])
    func `P04 with a row that lacks a cell never falls back to the order`(column: String) throws {
        var book = Book()
        book.set("processing", "W", column, "")
        #expect(try book.lot().results("P04").contains(.notTestable))
    }

    @Test func `hours a day that are blank do not clear a crowded site`() throws {
        var book = Book()
        book.set("sites", "F", "workers", "4")
        book.set("processing", "W", "finished", "2024-02-18")
        book.set("sites", "F", "hours_per_day", "8")
        #expect(try book.lot().raised("P04")?.strength == .strong)
        book.set("sites", "F", "hours_per_day", "")
        let lot = try book.lot()
        #expect(lot.results("P04").contains(.notTestable))
        #expect(lot.action != .release)
    }

    @Test func `machine-made wefts have their own hours`() throws {
        var book = Book()
        book.set("sites", "F", "workers", "2")
        book.set("lots", "L", "construction", "machine_weft")
        #expect(try book.lot().results("P04") == [.notRaised])
        book.set("lots", "L", "construction", "mixed")
        #expect(try book.lot().results("P04") == [.notTestable])
        book.set("lots", "L", "hand_tied_pct", "100")
        #expect(try book.lot().raised("P04") != nil)
    }

    // P33

    @Test func `P33 is raised when yarn goes out and nothing comes back`() throws {
        var book = Book()
        book.set("lots", "R", "hs", "550932")
        book.set("lots", "L", "hs", "611030")
        book.set("lots", "L", "construction", "knitted")
        #expect(try book.lot().results("P33") == [.notRaised])
        book.add("lots", ["lot": "Y", "hs": "550932", "net_kg": "500"])
        book.add(
            "movements",
            [
                "movement": "M-Y", "kind": "raw_export", "lots": "Y", "dispatched": "2024-01-02",
                "arrived": "2024-01-04", "from_party": "S", "from_country": "CN",
                "to_country": "KP", "mode": "rail",
            ])
        let lot = try book.lot()
        #expect(lot.raised("P33")?.strength == .strong)
        #expect(lot.raised("P33")?.law.contains { $0.contains("2375") } == true)
        book.set("lots", "Y", "net_kg", "")
        #expect(try book.lot().raised("P33")?.explanation.contains("sent at least") == true)
    }

    @Test func `P33 trap: goods that came back without a mass do not weigh nothing`() throws {
        var book = Book()
        book.set("lots", "L", "hs", "611030")
        book.add("lots", ["lot": "Y", "hs": "550932", "net_kg": "500"])
        book.add("lots", ["lot": "V", "hs": "611030"])
        for (id, kind, lot, from, to) in [
            ("M-Y", "raw_export", "Y", "CN", "KP"), ("M-V", "return_import", "V", "KP", "CN"),
        ] {
            book.add(
                "movements",
                [
                    "movement": id, "kind": kind, "lots": lot, "dispatched": "2024-01-02",
                    "from_party": "S", "to_party": "S", "from_country": from, "to_country": to,
                ])
        }
        #expect(try book.lot().results("P33") == [.notTestable])
        book.set("lots", "V", "net_kg", "480")
        #expect(try book.lot().results("P33") == [.notRaised])
        book.set("lots", "V", "net_kg", "100")
        #expect(try book.lot().raised("P33") != nil)
    }
}
