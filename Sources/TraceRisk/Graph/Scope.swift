// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// What a finished lot stands on: all its ancestors, and everyone and everything they name.
struct Scope: Sendable {
    /// The finished lot.
    let lot: Int
    /// The lot, then its ancestors, nearest first.
    private(set) var lots: [Int] = []
    private(set) var processings: [Int] = []
    private(set) var movements: [Int] = []
    private(set) var orders: [Int] = []
    private(set) var payments: [Int] = []
    private(set) var sites: [Int] = []
    /// Everyone who is named.
    private(set) var parties: [Int] = []
    /// Those who supply, make or work on the goods; no buyers and no carriers.
    private(set) var suppliers: [Int] = []
    /// Those who the records say worked on the goods, or made them.
    private(set) var workers: [Int] = []
    /// The chain is deeper or wider than this program follows.
    private(set) var isTruncated = false

    private var seen: Seen = Seen()

    private struct Seen {
        var lots: Set<Int> = []
        var rows: Set<Int> = []
        var processings: Set<Int> = []
        var movements: Set<Int> = []
        var orders: Set<Int> = []
        var payments: Set<Int> = []
        var sites: Set<Int> = []
        var parties: Set<Int> = []
        var suppliers: Set<Int> = []
        var workers: Set<Int> = []
    }

    /// Follows a lot's inputs; `limit` bounds each kind of thing.
    init(_ lot: Int, in world: World, limit: Int) {
        self.lot = lot
        var next = 0
        lots.append(lot)
        seen.lots.insert(lot)
        while next < lots.count {
            let current = lots[next]
            next += 1
            add(inputs: world.graph.lots[current].madeFrom, limit)
            for number in world.graph.lots[current].producers.prefix(limit)
            where seen.rows.insert(number).inserted {
                add(inputs: world.graph.processings[number].inputs, limit)
            }
            collect(current, in: world, limit: limit)
        }
        seen = Seen()
    }

    private mutating func add(inputs: [Share], _ limit: Int) {
        for share in inputs where seen.lots.insert(share.lot).inserted {
            guard lots.count < limit else {
                isTruncated = true
                return
            }
            lots.append(share.lot)
        }
    }

    private mutating func collect(_ lot: Int, in world: World, limit: Int) {
        let node = world.graph.lots[lot]
        if max(node.movements.count, node.payments.count, node.orders.count, node.producers.count)
            > limit
        {
            isTruncated = true
        }
        for number in node.producers.prefix(limit)
        where seen.processings.insert(number).inserted {
            processings.append(number)
            let processing = world.graph.processings[number]
            add(site: processing.site, in: world)
            add(worker: processing.oper)
        }
        if let maker = world.maker(of: lot) { add(worker: maker) }
        if let site = node.entry.view.madeAt.flatMap({ world.graph.siteNumber[$0] }) {
            add(site: site, in: world)
        }
        for number in node.movements.prefix(limit) where seen.movements.insert(number).inserted {
            movements.append(number)
            collect(movement: number, of: node, in: world)
        }
        for number in node.orders.prefix(limit) where seen.orders.insert(number).inserted {
            orders.append(number)
            add(supplier: world.graph.orders[number].supplier)
            add(party: world.graph.orders[number].buyer)
        }
        for number in node.payments.prefix(limit) where seen.payments.insert(number).inserted {
            payments.append(number)
            add(party: world.graph.payments[number].payer)
            add(party: world.graph.payments[number].payee)
        }
    }

    private mutating func collect(movement number: Int, of lot: LotNode, in world: World) {
        let movement = world.graph.movements[number]
        add(giver: movement, of: lot, in: world)
        add(supplier: movement.manufacturer)
        add(party: movement.toParty)
        add(party: movement.consolidator)
        for site in [movement.fromSite, movement.toSite, movement.stuffing] {
            if let site, seen.sites.insert(site).inserted {
                sites.append(site)
                add(party: world.graph.sites[site].oper)
            }
        }
    }

    private mutating func add(site: Int?, in world: World) {
        guard let site else { return }
        if seen.sites.insert(site).inserted { sites.append(site) }
        add(worker: world.graph.sites[site].oper)
    }

    private mutating func add(party: Int?) {
        if let party, seen.parties.insert(party).inserted { parties.append(party) }
    }

    /// Who delivers into the buyer's country supplies, whatever its record calls it; who hands goods on
    /// elsewhere may be a carrier or the buyer.
    private mutating func add(giver movement: MovementNode, of lot: LotNode, in world: World) {
        guard let giver = movement.fromParty else { return }
        let node = world.graph.parties[giver]
        let isNoSupplier: Bool =
            if movement.type == "entry" || movement.type == "re_export" {
                node.isOnly("carrier") || isTaker(giver, of: lot, world.graph)
            } else {
                node.has(role: "carrier") || node.has(role: "buyer") || node.has(role: "importer")
            }
        if isNoSupplier { add(party: giver) } else { add(supplier: giver) }
    }

    /// Whether a party takes a lot in: on an entry, or as the buyer of an order who sells to no one.
    private func isTaker(_ party: Int, of lot: LotNode, _ graph: ProvenanceGraph) -> Bool {
        let takes = lot.movements.contains { number in
            graph.movements[number].type == "entry" && graph.movements[number].toParty == party
        }
        if takes { return true }
        return !graph.parties[party].hasSupplyingRole
            && lot.orders.contains { graph.orders[$0].buyer == party }
    }

    private mutating func add(supplier: Int?) {
        guard let supplier else { return }
        add(party: supplier)
        if seen.suppliers.insert(supplier).inserted { suppliers.append(supplier) }
    }

    private mutating func add(worker: Int?) {
        guard let worker else { return }
        add(party: worker)
        if seen.workers.insert(worker).inserted { workers.append(worker) }
        if seen.suppliers.insert(worker).inserted { suppliers.append(worker) }
    }
}
