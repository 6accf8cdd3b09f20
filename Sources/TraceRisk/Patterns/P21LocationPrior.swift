// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P21: the maker of such goods sits in a cluster or border city; context that weighs nothing by itself.
struct P21LocationPrior: Pattern {
    static let card = Card(
        id: "P21", name: "location-prior", group: .priors, strength: .weak,
        innocent: ["Most firms there may have nothing to do with it."],
        ask: ["Nothing for this alone: look at the other findings."])

    init(_ world: World) {}

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        let node = world.graph.lots[chain.lot]
        guard let goods = node.goods else { return [] }
        let priors = world.gazetteer.priors.filter { $0.goods == goods.name }
        guard !priors.isEmpty else { return [] }
        var sites = Set(chain.processings.compactMap { world.graph.processings[$0].site })
        if let site = node.entry.view.madeAt.flatMap({ world.graph.siteNumber[$0] }) {
            sites.insert(site)
        }
        var outcomes: [Outcome] = []
        var isKnown = false
        for site in sites.sorted() {
            let view = world.graph.sites[site].entry.view
            isKnown = isKnown || view.locode != nil || view.address != nil
            let address = view.address?.lowercased() ?? ""
            guard
                let prior = priors.first(where: {
                    $0.code == view.locode || address.contains($0.name.lowercased())
                })
            else { continue }
            var numbers: [String: Double] = [:]
            numbers["share_low"] = prior.share?.low
            numbers["share_high"] = prior.share?.high
            outcomes.append(
                .raised(
                    Self.card, about: "site:" + world.graph.sites[site].id, numbers: numbers,
                    records: [world.graph.sites[site].entry.stated], law: ["place"],
                    "Site \(world.graph.sites[site].id) lies at \(prior.name): \(prior.words) "
                        + "(\(prior.source)). It says nothing of one firm."))
        }
        if !outcomes.isEmpty { return outcomes }
        return isKnown ? [.notRaised(Self.card)] : [.notTestable(Self.card, ["sites.locode"])]
    }
}
