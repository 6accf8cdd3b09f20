// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords
import TraceVerifier

/// Joins records into a graph: first the things, then what names them.
struct GraphBuilder {
    private var graph = ProvenanceGraph()
    private let reference: ReferenceTables
    private var repeats: Set<String> = []
    private var headCounts: [Entry<HeadCount>] = []
    private var inspections: [Entry<Inspection>] = []
    private var named: [RecordKind: [String: Int]] = [:]
    private var documentTargets: Set<Int> = []

    /// More dangling ids than this are counted, not listed.
    static let listedDangling = 200
    /// Rows with more outputs than this get an index.
    static let wideRow = 16
    /// A paper on a row of more lots than this supports the first of them only.
    static let supported = 1_000

    /// Builds the graph of records as they stand; `repeats` are labels of movements whose mass another
    /// record counts.
    static func graph(
        _ records: [Stated], _ reference: ReferenceTables, repeats: Set<String> = []
    ) -> ProvenanceGraph {
        var builder = GraphBuilder(reference: reference)
        builder.repeats = repeats
        for stated in records { builder.addThing(stated) }
        for stated in records { builder.addUse(stated) }
        builder.finish()
        return builder.graph
    }

    private init(reference: ReferenceTables) { self.reference = reference }

    private mutating func addThing(_ stated: Stated) {
        switch stated.record.kind {
        case .lot: addLot(stated, isPlaceholder: false)
        case .site: addSite(stated, isPlaceholder: false)
        case .party: addParty(stated, isPlaceholder: false)
        case .document:
            graph.documentNumber[stated.record.id] = graph.documents.count
            graph.documents.append(Entry(stated))
        default: break
        }
    }

    private mutating func addLot(_ stated: Stated, isPlaceholder: Bool) {
        let entry = Entry<Lot>(stated)
        graph.lotNumber[stated.record.id] = graph.lots.count
        let (goods, unclear) = reference.tables.goods(of: entry.view)
        graph.lots.append(
            LotNode(entry: entry, goods: goods, unclear: unclear, isPlaceholder: isPlaceholder))
    }

    private mutating func addSite(_ stated: Stated, isPlaceholder: Bool) {
        let entry = Entry<Site>(stated)
        graph.siteNumber[stated.record.id] = graph.sites.count
        let oper = isPlaceholder ? nil : party(entry.view.operatorParty, stated)
        let country =
            entry.view.country ?? entry.view.locode.map(reference.gazetteer.country(of:))
        graph.sites.append(
            SiteNode(entry: entry, isPlaceholder: isPlaceholder, oper: oper, country: country))
        if let oper { graph.parties[oper].sites.append(graph.sites.count - 1) }
    }

    private mutating func addParty(_ stated: Stated, isPlaceholder: Bool) {
        // A site may have named the party before its own record came.
        if let known = graph.partyNumber[stated.record.id], graph.parties[known].isPlaceholder {
            let sites = graph.parties[known].sites
            graph.parties[known] = PartyNode(entry: Entry(stated), isPlaceholder: false)
            graph.parties[known].sites = sites
            return
        }
        graph.partyNumber[stated.record.id] = graph.parties.count
        graph.parties.append(PartyNode(entry: Entry(stated), isPlaceholder: isPlaceholder))
    }

    private mutating func addUse(_ stated: Stated) {
        switch stated.record.kind {
        case .lot: addMadeFrom(stated)
        case .party: addParent(stated)
        case .processing: addProcessing(stated)
        case .movement: addMovement(stated)
        case .order: addOrder(stated)
        case .payment: addPayment(stated)
        case .headCount: headCounts.append(Entry(stated))
        case .inspection: inspections.append(Entry(stated))
        case .rate: graph.rates.append(Entry(stated))
        case .reply: graph.replies.append(Entry(stated))
        case .claim: graph.claims.append(Entry(stated))
        default: break
        }
    }

    private mutating func addMadeFrom(_ stated: Stated) {
        guard let number = graph.lotNumber[stated.record.id] else { return }
        let shares = self.shares(graph.lots[number].entry.view.madeFrom, stated)
        graph.lots[number].madeFrom = shares
        for lot in Set(shares.map(\.lot)) where lot != number {
            graph.lots[lot].madeInto.append(number)
        }
    }

    private mutating func addParent(_ stated: Stated) {
        guard let number = graph.partyNumber[stated.record.id] else { return }
        graph.parties[number].parent = party(graph.parties[number].entry.view.parent, stated)
    }

    private mutating func addProcessing(_ stated: Stated) {
        let entry = Entry<Processing>(stated)
        let node = ProcessingNode(
            entry: entry, inputs: shares(entry.view.inputs, stated),
            outputs: shares(entry.view.outputs, stated), site: site(entry.view.site, stated),
            oper: party(entry.view.operatorParty, stated))
        let number = graph.processings.count
        named[.processing, default: [:]][stated.record.id] = number
        graph.processings.append(node)
        for lot in Set(node.inputs.map(\.lot)) { graph.lots[lot].consumers.append(number) }
        for lot in Set(node.outputs.map(\.lot)) { graph.lots[lot].producers.append(number) }
        if let site = node.site { graph.sites[site].processings.append(number) }
        if node.outputs.count > GraphBuilder.wideRow {
            graph.wideOutputs[number] = Dictionary(node.outputs.map { ($0.lot, $0) }) { first, _ in
                first
            }
        }
        if node.inputs.isEmpty || node.outputs.isEmpty { graph.looseProcessings.append(number) }
    }

    private mutating func addMovement(_ stated: Stated) {
        let entry = Entry<Movement>(stated)
        let view = entry.view
        var node = MovementNode(
            entry: entry, lots: shares(view.lots, stated),
            fromParty: party(view.fromParty, stated), toParty: party(view.toParty, stated),
            fromSite: site(view.fromSite, stated), toSite: site(view.toSite, stated),
            manufacturer: party(view.manufacturer, stated),
            consolidator: party(view.consolidator, stated),
            stuffing: site(view.stuffingSite, stated))
        node.isRepeat = repeats.contains(stated.label)
        let number = graph.movements.count
        named[.movement, default: [:]][stated.record.id] = number
        graph.movements.append(node)
        for lot in Set(node.lots.map(\.lot)) { graph.lots[lot].movements.append(number) }
        for party in Set([node.fromParty, node.toParty].compactMap { $0 }) {
            graph.parties[party].movements.append(number)
        }
        if node.lots.isEmpty { graph.looseMovements.append(number) }
    }

    private mutating func addOrder(_ stated: Stated) {
        let entry = Entry<Order>(stated)
        let node = OrderNode(
            entry: entry, lots: shares(entry.view.lots, stated),
            buyer: party(entry.view.buyer, stated), supplier: party(entry.view.supplier, stated))
        let number = graph.orders.count
        named[.order, default: [:]][stated.record.id] = number
        graph.orders.append(node)
        for lot in Set(node.lots.map(\.lot)) { graph.lots[lot].orders.append(number) }
    }

    private mutating func addPayment(_ stated: Stated) {
        let entry = Entry<Payment>(stated)
        let node = PaymentNode(
            entry: entry, lots: shares(entry.view.lots, stated),
            payer: party(entry.view.payer, stated), payee: party(entry.view.payee, stated))
        let number = graph.payments.count
        named[.payment, default: [:]][stated.record.id] = number
        graph.payments.append(node)
        for lot in Set(node.lots.map(\.lot)) { graph.lots[lot].payments.append(number) }
        for party in Set([node.payer, node.payee].compactMap { $0 }) {
            graph.parties[party].payments.append(number)
        }
    }

    // MARK: What names other things

    private mutating func shares(_ shares: [LotShare], _ by: Stated) -> [Share] {
        shares.map { share in
            if graph.lotNumber[share.lot] == nil {
                addLot(placeholder(.lot, share.lot, by), isPlaceholder: true)
            }
            return Share(
                lot: graph.lotNumber[share.lot] ?? 0, pieces: share.pieces?.doubleValue,
                kg: share.kg?.doubleValue)
        }
    }

    private mutating func site(_ id: String?, _ by: Stated) -> Int? {
        guard let id else { return nil }
        if graph.siteNumber[id] == nil { addSite(placeholder(.site, id, by), isPlaceholder: true) }
        return graph.siteNumber[id]
    }

    private mutating func party(_ id: String?, _ by: Stated) -> Int? {
        guard let id else { return nil }
        if graph.partyNumber[id] == nil {
            addParty(placeholder(.party, id, by), isPlaceholder: true)
        }
        return graph.partyNumber[id]
    }

    /// Stands for what is named and not recorded: every field unknown, the label of who names it.
    private func placeholder(_ kind: RecordKind, _ id: String, _ by: Stated) -> Stated {
        Stated(by, record: Record(kind: kind, id: id, fields: [:]))
    }

    // MARK: Papers, counts and the end

    private mutating func finish() {
        for count in headCounts {
            if let site = site(count.view.site, count.stated) {
                graph.sites[site].headCounts.append(count)
            }
        }
        for visit in inspections {
            if let site = site(visit.view.site, visit.stated) {
                graph.sites[site].inspections.append(visit)
            }
        }
        for number in graph.documents.indices { attach(number) }
        for lot in graph.lots.indices { attachNamed(by: lot) }
        graph.looseDocuments = graph.documents.indices.filter { !documentTargets.contains($0) }
        remarkDangling()
    }

    private mutating func attach(_ number: Int) {
        for target in Set(graph.documents[number].view.attaches) {
            if attach(number, to: target) { documentTargets.insert(number) }
        }
    }

    private mutating func attach(_ number: Int, to target: Reference) -> Bool {
        switch target.kind {
        case .lot:
            guard let lot = graph.lotNumber[target.id] else { return false }
            graph.lots[lot].documents.append(number)
        case .site:
            guard let site = graph.siteNumber[target.id] else { return false }
            graph.sites[site].documents.append(number)
        case .processing:
            guard let node = named[.processing]?[target.id] else { return false }
            graph.processings[node].documents.append(number)
        case .movement:
            guard let node = named[.movement]?[target.id] else { return false }
            graph.movements[node].documents.append(number)
            for share in graph.movements[node].lots.prefix(GraphBuilder.supported) {
                graph.lots[share.lot].documents.append(number)
            }
        case .order:
            guard let node = named[.order]?[target.id] else { return false }
            for share in graph.orders[node].lots.prefix(GraphBuilder.supported) {
                graph.lots[share.lot].documents.append(number)
            }
        case .payment:
            guard let node = named[.payment]?[target.id] else { return false }
            for share in graph.payments[node].lots.prefix(GraphBuilder.supported) {
                graph.lots[share.lot].documents.append(number)
            }
        default: return false
        }
        return true
    }

    /// The document that a lot's own record was read from supports the lot.
    private mutating func attachNamed(by lot: Int) {
        guard let id = graph.lots[lot].entry.view.record.document,
            let number = graph.documentNumber[id]
        else { return }
        if !graph.lots[lot].documents.contains(number) { graph.lots[lot].documents.append(number) }
        documentTargets.insert(number)
    }

    private mutating func remarkDangling() {
        let lots = graph.lots.filter(\.isPlaceholder).map { ("lot", $0.id, $0.entry.label) }
        let sites = graph.sites.filter(\.isPlaceholder).map { ("site", $0.id, $0.entry.label) }
        let parties = graph.parties.filter(\.isPlaceholder).map { ("party", $0.id, $0.entry.label) }
        let all = lots + sites + parties
        for (kind, id, label) in all.prefix(GraphBuilder.listedDangling) {
            graph.remarks.append(
                AuditResult.DataRemark(
                    code: "dangling", records: [label],
                    message: "The \(kind) \(id) is named, but no record of it stands."))
        }
        if all.count > GraphBuilder.listedDangling {
            graph.remarks.append(
                AuditResult.DataRemark(
                    code: "dangling", records: [],
                    message: "\(all.count - GraphBuilder.listedDangling) more ids name no record."))
        }
    }
}
