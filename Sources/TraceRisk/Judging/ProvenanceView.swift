// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// Draws the part of the graph that a lot stands on, as nodes and edges.
struct ProvenanceView {
    /// No drawing has more nodes than this.
    static let mostNodes = 120

    private let world: World
    private var nodes: [AuditResult.Node] = []
    private var edges: [AuditResult.Edge] = []
    private var seen: Set<String> = []
    private let flags: [String: [String]]

    /// The drawing of a lot's chain; raised findings mark what they are about.
    static func graph(
        _ scope: Scope, _ findings: [AuditResult.Finding], _ world: World
    ) -> AuditResult.Provenance {
        var flags: [String: [String]] = [:]
        let own = "lot:" + world.graph.lots[scope.lot].id
        for finding in findings where finding.result == .raised && finding.strength != .report {
            let about = finding.about ?? own
            if flags[about]?.contains(finding.pattern) != true {
                flags[about, default: []].append(finding.pattern)
            }
        }
        var view = ProvenanceView(world: world, flags: flags)
        view.draw(scope)
        let known = view.seen
        return AuditResult.Provenance(
            nodes: view.nodes,
            edges: view.edges.filter { known.contains($0.from) && known.contains($0.to) })
    }

    private init(world: World, flags: [String: [String]]) {
        self.world = world
        self.flags = flags
    }

    private mutating func draw(_ scope: Scope) {
        let lots = Set(scope.lots)
        for lot in scope.lots.prefix(Self.mostNodes) { draw(lot: lot) }
        for number in scope.processings.prefix(Self.mostNodes) { draw(processing: number, lots) }
        for number in scope.movements.prefix(Self.mostNodes) { draw(movement: number, lots) }
        for number in scope.orders.prefix(Self.mostNodes) { draw(order: number, lots) }
        for number in scope.payments.prefix(Self.mostNodes) { draw(payment: number, lots) }
    }

    private mutating func add(
        _ kind: AuditResult.Node.Kind, _ id: String, _ label: String, _ detail: String,
        _ country: String?
    ) {
        let name = kind.rawValue + ":" + id
        guard nodes.count < Self.mostNodes, seen.insert(name).inserted else { return }
        nodes.append(
            AuditResult.Node(
                id: name, kind: kind, label: label, detail: detail, country: country,
                flags: flags[name] ?? []))
    }

    private mutating func link(_ from: String, _ to: String, _ kind: String) {
        edges.append(AuditResult.Edge(from: from, to: to, kind: kind))
    }

    /// A unit as it is written after a number.
    private static func counted(_ unit: String) -> String { unit == "dozen" ? unit : unit + "s" }

    private mutating func draw(lot: Int) {
        let node = world.graph.lots[lot]
        let view = node.entry.view
        let parts = [
            view.hs.map { "HS " + $0 },
            view.pieces.map { "\($0) \(Self.counted(view.unit ?? "piece"))" },
            view.netKg.map { "\($0) kg" },
        ]
        add(
            .lot, node.id, node.id, parts.compactMap { $0 }.joined(separator: ", "),
            view.rawOriginCountry)
        for share in node.madeFrom.prefix(Self.mostNodes) {
            link("lot:" + world.graph.lots[share.lot].id, "lot:" + node.id, "made-from")
        }
        guard node.producers.isEmpty else { return }
        if let site = view.madeAt.flatMap({ world.graph.siteNumber[$0] }) {
            draw(site: site)
            link("site:" + world.graph.sites[site].id, "lot:" + node.id, "at")
        }
    }

    private mutating func draw(processing number: Int, _ lots: Set<Int>) {
        let node = world.graph.processings[number]
        let view = node.entry.view
        let name = "processing:" + node.id
        let days = [view.started, view.finished].compactMap { $0.map { "\($0)" } }
        add(
            .processing, node.id, view.type ?? "work",
            (view.steps + days).joined(separator: ", "), world.graph.country(ofSite: node.site))
        for share in node.inputs.prefix(Self.mostNodes) {
            link("lot:" + world.graph.lots[share.lot].id, name, "input")
        }
        for share in node.outputs where lots.contains(share.lot) {
            link(name, "lot:" + world.graph.lots[share.lot].id, "output")
        }
        if let site = node.site {
            draw(site: site)
            link("site:" + world.graph.sites[site].id, name, "at")
        }
        draw(party: node.oper, to: name, "operated-by")
    }

    private mutating func draw(site: Int) {
        let node = world.graph.sites[site]
        let view = node.entry.view
        let workers = view.workers.map { "\($0) workers" }
        add(
            .site, node.id, view.name ?? node.id,
            [view.type?.replacing("_", with: " "), workers].compactMap { $0 }.joined(
                separator: ", "),
            world.graph.country(ofSite: site))
    }

    private mutating func draw(party: Int?, to name: String, _ kind: String) {
        guard let party else { return }
        let node = world.graph.parties[party]
        add(
            .party, node.id, node.entry.view.name ?? node.id,
            node.entry.view.roles.joined(separator: ", "), node.country)
        link("party:" + node.id, name, kind)
    }

    private mutating func draw(movement number: Int, _ lots: Set<Int>) {
        let node = world.graph.movements[number]
        let view = node.entry.view
        let name = "movement:" + node.id
        let route = [world.graph.origin(of: number), world.graph.destination(of: number)]
            .map { $0 ?? "?" }.joined(separator: " to ")
        let day = (view.dispatched ?? view.arrived).map { "\($0)" }
        add(
            .movement, node.id, (view.type ?? "movement").replacing("_", with: " "),
            [route, view.mode, day].compactMap { $0 }.joined(separator: ", "),
            world.graph.destination(of: number))
        for share in node.lots where lots.contains(share.lot) {
            link("lot:" + world.graph.lots[share.lot].id, name, "moves")
        }
        draw(party: node.fromParty, to: name, "from")
        draw(party: node.toParty, to: name, "to")
    }

    private mutating func draw(order number: Int, _ lots: Set<Int>) {
        let node = world.graph.orders[number]
        let name = "order:" + node.entry.view.record.id
        add(
            .order, node.entry.view.record.id, "order \(node.entry.view.record.id)",
            node.entry.view.ordered.map { "\($0)" } ?? "", nil)
        for share in node.lots where lots.contains(share.lot) {
            link(name, "lot:" + world.graph.lots[share.lot].id, "supplies")
        }
        draw(party: node.supplier, to: name, "supplies")
    }

    private mutating func draw(payment number: Int, _ lots: Set<Int>) {
        let node = world.graph.payments[number]
        let view = node.entry.view
        let name = "payment:" + view.record.id
        add(
            .payment, view.record.id, "payment \(view.record.id)",
            [view.date.map { "\($0)" }, view.amount.map { "\($0) \(view.currency ?? "")" }]
                .compactMap { $0 }.joined(separator: ", "), view.payeeCountry)
        for share in node.lots where lots.contains(share.lot) {
            link(name, "lot:" + world.graph.lots[share.lot].id, "pays")
        }
        draw(party: node.payee, to: name, "pays")
    }
}
