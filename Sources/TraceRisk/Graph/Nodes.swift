// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// A lot, or a part of it, by its number in the graph.
struct Share: Sendable, Equatable {
    let lot: Int
    let pieces: Double?
    let kg: Double?

    /// Whether no part is stated, so that the whole lot is meant, or not known how much of it.
    var isWhole: Bool { pieces == nil && kg == nil }
}

/// A lot and everything that names it, by numbers in the graph.
struct LotNode: Sendable {
    let entry: Entry<Lot>
    let goods: GoodsClass?
    /// Cells to ask about where it is not clear of which class the goods are.
    var unclear: [String] = []
    /// Named somewhere, but no lot record stands.
    let isPlaceholder: Bool
    /// Processings whose outputs it is among.
    var producers: [Int] = []
    /// Processings whose inputs it is among.
    var consumers: [Int] = []
    /// Inputs that the lot's own record names.
    var madeFrom: [Share] = []
    /// Lots whose own records name it as input.
    var madeInto: [Int] = []
    var movements: [Int] = []
    var orders: [Int] = []
    var payments: [Int] = []
    var documents: [Int] = []

    var id: String { entry.view.record.id }
    var hs: String? { entry.view.hs }
    var netKg: Double? { entry.view.netKg?.doubleValue }
}

/// Work on lots.
struct ProcessingNode: Sendable {
    let entry: Entry<Processing>
    let inputs: [Share]
    let outputs: [Share]
    let site: Int?
    let oper: Int?
    var documents: [Int] = []

    var id: String { entry.view.record.id }

    /// Whether all its inputs keep their ids, and other lots are parted off them.
    var partsOff: Bool {
        guard !inputs.isEmpty else { return false }
        let made = Set(outputs.map(\.lot))
        let used = Set(inputs.map(\.lot))
        return used.isSubset(of: made) && made.count > used.count
    }
}

/// A movement of lots.
struct MovementNode: Sendable {
    let entry: Entry<Movement>
    let lots: [Share]
    let fromParty: Int?
    let toParty: Int?
    let fromSite: Int?
    let toSite: Int?
    let manufacturer: Int?
    let consolidator: Int?
    let stuffing: Int?
    /// Tells of a transfer whose mass another record counts (SPEC.md E.5).
    var isRepeat = false
    var documents: [Int] = []

    var id: String { entry.view.record.id }
    var type: String? { entry.view.type }

    /// The span of days in which it happened, as far as stated.
    var days: (first: Int, last: Int)? {
        let dispatched = entry.view.dispatched?.dayNumber
        let arrived = entry.view.arrived?.dayNumber
        guard let first = dispatched ?? arrived, let last = arrived ?? dispatched else {
            return nil
        }
        return (min(first, last), max(first, last))
    }
}

/// An order.
struct OrderNode: Sendable {
    let entry: Entry<Order>
    let lots: [Share]
    let buyer: Int?
    let supplier: Int?
}

/// A payment.
struct PaymentNode: Sendable {
    let entry: Entry<Payment>
    let lots: [Share]
    let payer: Int?
    let payee: Int?
}

/// A site with its counts of workers.
struct SiteNode: Sendable {
    let entry: Entry<Site>
    let isPlaceholder: Bool
    let oper: Int?
    /// By its record or its place code.
    let country: String?
    var headCounts: [Entry<HeadCount>] = []
    var inspections: [Entry<Inspection>] = []
    var documents: [Int] = []
    var processings: [Int] = []

    var id: String { entry.view.record.id }
}

/// A party and what it does.
struct PartyNode: Sendable {
    let entry: Entry<Party>
    let isPlaceholder: Bool
    var parent: Int?
    var movements: [Int] = []
    var payments: [Int] = []
    var sites: [Int] = []

    var id: String { entry.view.record.id }
    var country: String? { entry.view.country }

    func has(role: String) -> Bool { entry.view.roles.contains(role) }

    /// Whether its record gives it this role and no other.
    func isOnly(_ role: String) -> Bool {
        has(role: role) && entry.view.roles.allSatisfy { $0 == role }
    }

    /// Whether its record gives it a role in which goods are made or sold.
    var hasSupplyingRole: Bool { !Self.supplying.isDisjoint(with: entry.view.roles) }

    private static let supplying: Set<String> = [
        "exporter", "manufacturer", "processor", "finisher", "broker", "supplier",
    ]
}
