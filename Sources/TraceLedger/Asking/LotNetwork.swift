// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
public import TraceRecords
public import TraceRisk

/// Which lot was made of which, and who and where touched it: small enough for a million records.
///
/// Built in time linear in the records; lots, rows and what touches them are numbers inside.
public struct LotNetwork: Sendable {
    /// A lot, or a part of it, in a row.
    struct Part: Sendable {
        let lot: Int
        let kg: Double?
    }

    /// Work that made lots of lots, or a lot's own word on what it is made of.
    struct Row: Sendable {
        let label: String
        let inputs: [Part]
        let outputs: [Part]
    }

    /// A lot and the rows that name it.
    struct Point: Sendable {
        let id: String
        var label: String?
        var kg: Double?
        var pieces: Double?
        var hs: String?
        var producers: [Int] = []
        var consumers: [Int] = []
        /// Movements that bring it into a buyer's country.
        var entries: [String] = []
    }

    private(set) var points: [Point] = []
    private(set) var rows: [Row] = []
    private(set) var number: [String: Int] = [:]
    /// Lots that a party or a site is named with directly.
    private(set) var touched: [Reference: [Int]] = [:]
    private var sitesOf: [String: [String]] = [:]

    /// A network of the records that stand.
    public init(_ records: [StandingRecord]) {
        // Lots first: what a row takes of them is told by their pieces and masses.
        for record in records where record.record.kind == .lot { add(lot: record) }
        var makers: Set<Int> = []
        for record in records { add(row: record, &makers) }
        for record in records where record.record.kind == .lot { add(own: record, makers) }
        for (place, row) in rows.enumerated() {
            let outputs = Set(row.outputs.map(\.lot))
            let inputs = Set(row.inputs.map(\.lot))
            for lot in outputs.subtracting(inputs) { points[lot].producers.append(place) }
            for lot in inputs.subtracting(outputs) { points[lot].consumers.append(place) }
        }
    }

    /// Lots that a party, site or lot is named with directly; nil when no record names it.
    public func start(_ thing: Reference) -> [String]? {
        guard let lots = lots(touching: thing) else { return nil }
        return lots.map { points[$0].id }
    }

    /// Other things of the kind that bear the same id elsewhere, and are shown with `~` behind it
    /// (SPEC.md E.5).
    public func namesakes(of thing: Reference) -> [Reference] {
        let start = thing.id + "~"
        let ids: [String] =
            thing.kind == .lot
            ? Array(number.keys) : touched.keys.filter { $0.kind == thing.kind }.map(\.id)
        return ids.filter { $0.hasPrefix(start) }.sorted().map { Reference(thing.kind, $0) }
    }

    func lots(touching thing: Reference) -> [Int]? {
        if thing.kind == .lot { return number[thing.id].map { [$0] } }
        var lots = touched[thing] ?? []
        var isKnown = touched[thing] != nil
        for site in thing.kind == .party ? sitesOf[thing.id] ?? [] : [] {
            isKnown = true
            lots += touched[Reference(.site, site)] ?? []
        }
        return isKnown ? Set(lots).sorted() : nil
    }

    // MARK: Building

    private mutating func place(_ id: String) -> Int {
        if let place = number[id] { return place }
        number[id] = points.count
        points.append(Point(id: id))
        return points.count - 1
    }

    private mutating func add(lot record: StandingRecord) {
        let lot = Lot(record.record)
        let place = place(lot.id)
        points[place].label = record.label
        points[place].kg = lot.netKg?.doubleValue
        points[place].pieces = lot.pieces?.doubleValue
        points[place].hs = lot.hs
        touch(.party, lot.maker, [place])
        touch(.site, lot.madeAt, [place])
    }

    private mutating func add(own record: StandingRecord, _ makers: Set<Int>) {
        let lot = Lot(record.record)
        guard !lot.madeFrom.isEmpty, let place = number[lot.id], !makers.contains(place) else {
            return
        }
        rows.append(
            Row(
                label: record.label, inputs: parts(lot.madeFrom),
                outputs: [Part(lot: place, kg: points[place].kg)]))
    }

    private mutating func add(row record: StandingRecord, _ makers: inout Set<Int>) {
        switch record.record.kind {
        case .processing: add(Processing(record.record), record.label, &makers)
        case .movement: add(Movement(record.record), record.label)
        case .order:
            let order = Order(record.record)
            touch(.party, order.supplier, parts(order.lots).map(\.lot))
        case .payment:
            let payment = Payment(record.record)
            touch(.party, payment.payee, parts(payment.lots).map(\.lot))
        case .site:
            let site = Site(record.record)
            touched[Reference(.site, site.id), default: []] += []
            if let who = site.operatorParty { sitesOf[who, default: []].append(site.id) }
        case .party: touched[record.record.reference, default: []] += []
        default: break
        }
    }

    private mutating func add(
        _ work: Processing, _ label: String, _ makers: inout Set<Int>
    ) {
        let row = Row(label: label, inputs: parts(work.inputs), outputs: parts(work.outputs))
        let lots = (row.inputs + row.outputs).map(\.lot)
        let inputs = Set(row.inputs.map(\.lot))
        if !row.inputs.isEmpty {
            for part in row.outputs where !inputs.contains(part.lot) { makers.insert(part.lot) }
        }
        rows.append(row)
        touch(.party, work.operatorParty, lots)
        touch(.site, work.site, lots)
    }

    private mutating func add(_ movement: Movement, _ label: String) {
        let lots = parts(movement.lots).map(\.lot)
        for party in [
            movement.fromParty, movement.toParty, movement.manufacturer, movement.consolidator,
        ] { touch(.party, party, lots) }
        for site in [movement.fromSite, movement.toSite, movement.stuffingSite] {
            touch(.site, site, lots)
        }
        guard movement.type == "entry" || movement.type == "re_export" else { return }
        for lot in lots { points[lot].entries.append(label) }
    }

    private mutating func parts(_ shares: [LotShare]) -> [Part] {
        shares.map { share in
            let lot = place(share.lot)
            if let kg = share.kg?.doubleValue { return Part(lot: lot, kg: kg) }
            let point = points[lot]
            guard let pieces = share.pieces?.doubleValue else {
                return Part(lot: lot, kg: point.kg)
            }
            guard let whole = point.pieces, whole > 0, let kg = point.kg else {
                return Part(lot: lot, kg: nil)
            }
            return Part(lot: lot, kg: kg * pieces / whole)
        }
    }

    private mutating func touch(_ kind: RecordKind, _ id: String?, _ lots: [Int]) {
        guard let id else { return }
        touched[Reference(kind, id), default: []] += lots
    }
}
