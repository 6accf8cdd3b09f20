// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Lots, work, movements, money, papers, places and parties, joined by their ids.
///
/// Built in time linear in the records. What an id names without a record is a placeholder of which
/// nothing is known, so that rules find it missing instead of not finding it.
struct ProvenanceGraph: Sendable {
    var lots: [LotNode] = []
    var processings: [ProcessingNode] = []
    var movements: [MovementNode] = []
    var orders: [OrderNode] = []
    var payments: [PaymentNode] = []
    var sites: [SiteNode] = []
    var parties: [PartyNode] = []
    var documents: [Entry<Document>] = []
    var rates: [Entry<Rate>] = []
    var replies: [Entry<Reply>] = []
    var claims: [Entry<Claim>] = []
    var remarks: [AuditResult.DataRemark] = []

    var lotNumber: [String: Int] = [:]
    var siteNumber: [String: Int] = [:]
    var partyNumber: [String: Int] = [:]
    var documentNumber: [String: Int] = [:]
    /// Outputs by lot of the rows that have many.
    var wideOutputs: [Int: [Int: Share]] = [:]
    /// Processing rows that name no inputs or no outputs: work that could be on any lot.
    var looseProcessings: [Int] = []
    /// Movements that name no lots.
    var looseMovements: [Int] = []
    /// Documents that nothing names and that name nothing.
    var looseDocuments: [Int] = []

    /// The share of a lot among a row's outputs; rows with many outputs have an index.
    func output(_ lot: Int, of processing: Int) -> Share? {
        if let index = wideOutputs[processing] { return index[lot] }
        return processings[processing].outputs.first { $0.lot == lot }
    }

    /// Whether a lot is more than an input of others.
    func isFinished(_ lot: Int) -> Bool {
        let node = lots[lot]
        let keepers = Set(node.producers)
        let feedsOthers =
            node.madeInto.contains { $0 != lot }
            || node.consumers.contains { !keepers.contains($0) }
        guard feedsOthers else { return true }
        return node.movements.contains {
            movements[$0].type == "entry" || movements[$0].type == "re_export"
        }
    }

    /// The country of a site, by its record or its place code.
    func country(ofSite site: Int?) -> String? {
        site.flatMap { sites[$0].country }
    }

    /// The country a movement starts in.
    func origin(of movement: Int) -> String? {
        let node = movements[movement]
        return node.entry.view.fromCountry ?? country(ofSite: node.fromSite)
    }

    /// The country a movement ends in.
    func destination(of movement: Int) -> String? {
        let node = movements[movement]
        return node.entry.view.toCountry ?? country(ofSite: node.toSite)
    }

    /// The countries a movement starts in, by what it states and by where its sites lie: a stated
    /// country does not take a site out of the one it lies in.
    func origins(of movement: Int) -> [String] {
        let node = movements[movement]
        return [
            node.entry.view.fromCountry, country(ofSite: node.fromSite),
            country(ofSite: node.stuffing),
        ].compactMap { $0 }
    }

    /// The countries a movement ends in, by what it states and by where its site lies.
    func destinations(of movement: Int) -> [String] {
        let node = movements[movement]
        return [node.entry.view.toCountry, country(ofSite: node.toSite)].compactMap { $0 }
    }

    func leaves(_ country: String, _ movement: Int) -> Bool {
        origins(of: movement).contains(country)
    }

    func reaches(_ country: String, _ movement: Int) -> Bool {
        destinations(of: movement).contains(country)
    }

    /// What packaging of a share can weigh at most: its part of gross less net mass; nil: not known.
    func packaging(around share: Share) -> Double? {
        let node = lots[share.lot]
        guard let gross = node.entry.view.grossKg?.doubleValue, let net = node.netKg,
            let kg = kilograms(share)
        else { return nil }
        return net > 0 ? max(gross - net, 0) * min(kg / net, 1) : 0
    }

    /// Kilograms of a share: stated, by pieces, or the whole lot.
    func kilograms(_ share: Share) -> Double? {
        if let kg = share.kg { return kg }
        let lot = lots[share.lot]
        guard let pieces = share.pieces else { return lot.netKg }
        guard let whole = lot.entry.view.pieces?.doubleValue, whole > 0, let net = lot.netKg
        else { return nil }
        return net * pieces / whole
    }
}
