// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceRisk

@Suite("Patterns of capacity")
struct CapacityPatternTests {
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
        book.add("headcounts", ["site": "F", "as_of": "2024-01-10", "workers": "40"])
        book.add("headcounts", ["site": "F", "as_of": "2024-02-10", "workers": "41"])
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

    @Test func `P04 counts the pieces of a share by its mass`() throws {
        // Two workshops make half of the wigs each, at one time; each has hands for half and no more.
        var book = Book()
        book.add("sites", (book.sheets["sites"]?[0] ?? [:]).merging(["site": "F2"]) { $1 })
        book.add("lots", (book.sheets["lots"]?[0] ?? [:]).merging(["lot": "R2"]) { $1 })
        book.add(
            "processing",
            (book.sheets["processing"]?[0] ?? [:]).merging([
                "processing": "W2", "site": "F2", "inputs": "R2",
            ]) { $1 })
        func halves(_ workers: String) throws -> AuditResult.LotResult {
            for (row, site) in [("W", "F"), ("W2", "F2")] {
                book.set("processing", row, "outputs", "L=@8")
                book.set("sites", site, "workers", workers)
            }
            for lot in ["R", "R2"] { book.set("lots", lot, "net_kg", "9") }
            return try book.lot()
        }
        #expect(try halves("5").results("P04") == [.notRaised])
        #expect(try halves("1").raised("P04") != nil)
        book.set("lots", "L", "net_kg", "")
        #expect(try book.lot().raised("P04") == nil)
        #expect(try book.lot().missing("P04").contains("lots.net_kg"))
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
}
