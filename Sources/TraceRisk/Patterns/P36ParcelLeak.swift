// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P36: an article that is sold in bulk also leaves a border warehouse in parcels.
struct P36ParcelLeak: Pattern {
    static let card = Card(
        id: "P36", name: "parcel-leak", group: .route, strength: .weak,
        innocent: ["Ordinary trade over the internet."],
        ask: ["The seller of record.", "Where the stock came from."])

    private struct Volume {
        var parcels: [Int] = []
        var bulk = 0
        var lots: Set<Int> = []
        /// Movements whose mode is not stated; they count as bulk.
        var blank: [Int] = []
    }

    private var byLot: [Int: [Outcome]] = [:]

    init(_ world: World) {
        var volumes: [String: Volume] = [:]
        var (parcels, all) = (0, 0)
        for (number, movement) in world.graph.movements.enumerated() {
            guard ["entry", "re_export"].contains(movement.type), !movement.isRepeat else {
                continue
            }
            let mode = movement.entry.view.tradeMode
            let isParcel = mode.map { world.tables.parcelModes.contains($0) }
            all += 1
            if isParcel == true { parcels += 1 }
            for share in movement.lots {
                guard let sku = world.graph.lots[share.lot].entry.view.sku, !sku.isEmpty else {
                    continue
                }
                volumes[sku, default: Volume()].lots.insert(share.lot)
                if isParcel == true {
                    volumes[sku]?.parcels.append(number)
                } else {
                    volumes[sku]?.bulk += 1
                    if isParcel == nil { volumes[sku]?.blank.append(number) }
                }
            }
        }
        let usual = all > 0 ? Double(parcels) / Double(all) : 0
        for sku in volumes.keys.sorted() {
            guard let volume = volumes[sku] else { continue }
            judge(volume, usual, world)
        }
    }

    func outcomes(lot: Int, _ world: World) -> [Outcome] { byLot[lot] ?? [] }

    private mutating func judge(_ volume: Volume, _ usual: Double, _ world: World) {
        let blank = Self.blank(volume, world)
        guard !volume.parcels.isEmpty else {
            let outcome: Outcome =
                blank.isEmpty ? .notRaised(Self.card) : .notTestable(Self.card, blank)
            for lot in volume.lots { byLot[lot, default: []].append(outcome) }
            return
        }
        let border = volume.parcels.filter { Self.isBorder($0, world) == true }
        let isOpen = volume.parcels.contains { Self.isBorder($0, world) == nil }
        let share = Double(border.count) / Double(volume.parcels.count + volume.bulk)
        let numbers = [
            "share_parcels": share, "share_peers": usual, "movements": Double(border.count),
        ]
        let outcome: Outcome
        if let first = border.first, volume.bulk > 0,
            share > usual * world.parameters["parcel.ratio"].base
        {
            outcome = .raised(
                Self.card, about: "movement:" + world.graph.movements[first].id, numbers: numbers,
                records: border.prefix(10).map { world.graph.movements[$0].entry.stated },
                law: ["records"],
                "\(border.count) shipments of an article that is also sold in bulk left a place at the "
                    + "Korean border in parcels.")
        } else if isOpen, border.isEmpty {
            outcome = .notTestable(
                Self.card, ["movements.customs_office", "movements.from_site"] + blank)
        } else if !blank.isEmpty {
            outcome = .notTestable(Self.card, blank)
        } else {
            outcome = .notRaised(Self.card, numbers: numbers)
        }
        for lot in volume.lots { byLot[lot, default: []].append(outcome) }
    }

    /// The cell that hides whether a shipment was parcels: of one that may have left a border place,
    /// beside others of the article.
    private static func blank(_ volume: Volume, _ world: World) -> [String] {
        let isOpen =
            volume.parcels.count + volume.bulk > 1
            && volume.blank.contains { isBorder($0, world) != false }
        return isOpen ? ["movements.trade_mode"] : []
    }

    /// Whether a shipment leaves a border place; nil where no record says from where.
    private static func isBorder(_ number: Int, _ world: World) -> Bool? {
        let movement = world.graph.movements[number]
        if let office = movement.entry.view.customsOffice, world.tables.isBorderCustoms(office) {
            return true
        }
        for site in [movement.stuffing, movement.fromSite].compactMap({ $0 }) {
            if case .at(let point) = world.whereabouts(site) {
                let km = world.gazetteer.nearestBorder(to: point)?.km ?? .infinity
                return km <= world.parameters["route.near"].base
            }
        }
        return movement.entry.view.customsOffice == nil ? nil : false
    }
}
