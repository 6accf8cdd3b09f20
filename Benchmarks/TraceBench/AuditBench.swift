// SPDX-License-Identifier: Apache-2.0
import Foundation
import TracePrimitives
import TraceRecords
import TraceRisk
import TraceVerifier

/// Auditing 1,000 and `many` finished lots: the time a lot may at most double.
func auditBench(lots many: Int) throws {
    let small = try auditTime(lots: 1_000, rounds: 5)
    let large = try auditTime(lots: many, rounds: 1)
    let ratio = (large / small * 100).rounded() / 100
    print("audit, 1,000 lots: \(Int(small * 1_000_000)) us a lot")
    print("audit, \(many) lots: \(Int(large * 1_000_000)) us a lot")
    print("audit, time a lot, \(many) / 1,000 lots: \(ratio) (asked: at most 2)")
    if let peak = peakMemory() {
        print("audit, peak memory of this process, input included: \(peak) (asked: 2 GiB)")
    }
}

/// The peak resident memory of this process, as Linux tells it.
private func peakMemory() -> String? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    else { return nil }
    return status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
        .map { $0.dropFirst(6).trimmingCharacters(in: .whitespaces) }
}

private func auditTime(lots: Int, rounds: Int) throws -> Double {
    let records = try SyntheticYear(lots: lots).checked()
    var times: [Double] = []
    for _ in 0..<rounds {
        var result: AuditResult?
        let time = ContinuousClock().measure {
            result = Audit().run(records, integrity: .unsigned(records: records.count))
        }
        guard let result, result.lots.count == 2 * lots else { throw SyntheticYear.Failure() }
        times.append(time / .seconds(1) / Double(lots))
    }
    return times.sorted()[rounds / 2]
}

/// An invented trade of any size: raw hair bought, wigs made, ordered, shipped, paid and papered.
struct SyntheticYear {
    struct Failure: Error {}

    let lots: Int
    /// Lots of one supplier, made at one site.
    var lotsOfSupplier = 40

    /// The records, as a workbook would state them.
    func checked() throws -> [Checked] {
        guard let first = CalendarDate("2024-01-01") else { throw Failure() }
        var records: [Record] = []
        let suppliers = (lots + lotsOfSupplier - 1) / lotsOfSupplier
        records.append(party("BUYER", "Example Buyer LLC", country: "US", roles: ["buyer"]))
        records.append(party("DEALER", "Example Hair Dealer", country: "CN", roles: ["supplier"]))
        for number in 0..<suppliers {
            records.append(
                party(
                    "S\(number)", "Example Works \(number)", country: "CN", roles: ["manufacturer"])
            )
            records.append(site(number))
        }
        for number in 0..<lots {
            let start = first.dayNumber + number % lotsOfSupplier * 8
            records += try chain(number, supplier: number / lotsOfSupplier, start)
        }
        return records.enumerated().map { index, record in
            let sheet = record.kind.schema.sheet ?? ""
            return .unsigned(record, label: "\(sheet).csv#\(record.id)", index: UInt64(index))
        }
    }

    private func party(_ id: String, _ name: String, country: String, roles: [String]) -> Record {
        Record(
            kind: .party, id: id,
            fields: [
                "name": .text(name), "country": .text(country), "roles": .texts(roles),
                "address": .text("\(id) Example Road"),
            ])
    }

    private func site(_ number: Int) -> Record {
        Record(
            kind: .site, id: "SITE\(number)",
            fields: [
                "operator": .reference(Reference(.party, "S\(number)")), "country": .text("CN"),
                "workers": .decimal(DecimalNumber(90)),
                "hours_per_day": .decimal(DecimalNumber(10)),
            ])
    }

    private func chain(_ number: Int, supplier: Int, _ start: Int) throws -> [Record] {
        func date(_ offset: Int) throws -> FieldValue {
            guard let date = CalendarDate(dayNumber: start + offset) else { throw Failure() }
            return .date(date)
        }
        func party(_ id: String) -> FieldValue { .reference(Reference(.party, id)) }
        func lot(_ id: String) -> FieldValue { .lots([LotShare(lot: id)]) }
        let (maker, raw, good) = ("S\(supplier)", "R\(number)", "L\(number)")
        let kind = FieldValue.text
        let decimal: (Int32) -> FieldValue = { .decimal(DecimalNumber($0)) }
        let movement: [String: FieldValue] = [
            "from_country": kind("CN"), "to_country": kind("CN"), "currency": kind("USD"),
        ]
        return [
            Record(
                kind: .lot, id: raw,
                fields: [
                    "hs": kind("670300"), "material": kind("human_hair"), "net_kg": decimal(150),
                ]),
            Record(
                kind: .lot, id: good,
                fields: [
                    "hs": kind("670420"), "material": kind("human_hair"), "unit": kind("piece"),
                    "construction": kind("machine_weft"), "pieces": decimal(1_000),
                    "net_kg": decimal(150), "maker": party(maker),
                ]),
            Record(
                kind: .movement, id: "B\(number)",
                fields: movement.merging([
                    "type": kind("transfer"), "lots": lot(raw), "dispatched": try date(0),
                    "arrived": try date(1), "from_party": party("DEALER"), "to_party": party(maker),
                    "value": decimal(7_000),
                ]) { $1 }),
            Record(
                kind: .processing, id: "W\(number)",
                fields: [
                    "type": kind("transform"), "started": try date(2), "finished": try date(9),
                    "site": .reference(Reference(.site, "SITE\(supplier)")),
                    "operator": party(maker), "steps": .texts(["weft", "sew"]),
                    "inputs": lot(raw), "outputs": lot(good),
                ]),
            Record(
                kind: .movement, id: "E\(number)",
                fields: movement.merging([
                    "type": kind("entry"), "lots": lot(good), "dispatched": try date(12),
                    "arrived": try date(40), "from_party": party(maker), "to_party": party("BUYER"),
                    "manufacturer": party(maker), "to_country": kind("US"),
                    "origin_declared": kind("CN"), "seal": kind("SEAL\(number)"),
                ]) { $1 }),
            Record(
                kind: .order, id: "O\(number)",
                fields: [
                    "buyer": party("BUYER"), "supplier": party(maker), "lots": lot(good),
                    "unit_price": decimal(40), "currency": kind("USD"), "ordered": try date(0),
                    "shipped": try date(12),
                ]),
            Record(
                kind: .payment, id: "P\(number)",
                fields: [
                    "payer": party("BUYER"), "payee": party(maker), "payee_country": kind("CN"),
                    "amount": decimal(40_000), "currency": kind("USD"), "lots": lot(good),
                    "date": try date(45),
                ]),
            Record(
                kind: .document, id: "D\(number)",
                fields: [
                    "type": kind("invoice"), "number": kind("INV\(number)"), "issuer": party(maker),
                    "attaches": .references([Reference(.lot, good)]),
                ]),
        ]
    }
}
