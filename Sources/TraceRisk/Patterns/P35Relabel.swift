// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P35, a hard rule: a record changes the label's origin while goods, heading and mass stay.
struct P35Relabel: Pattern {
    static let card = Card(
        id: "P35", name: "relabel-without-transformation", group: .identity, strength: .decisive,
        innocent: ["A signed correction of an earlier error."],
        ask: ["The reason.", "The record of the correction.", "Photographs before and after."])

    /// Whether heading and mass stay in each row; nil when a blank hides it.
    private let stays: [Bool?]

    init(_ world: World) {
        stays = world.graph.processings.map { Self.staysTheSame($0, world) }
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        var outcomes: [Outcome] = []
        var missing: Set<String> = []
        for number in chain.processings {
            let row = world.graph.processings[number]
            let view = row.entry.view
            let before = view.originBefore
            let after = view.originAfter
            if view.type == nil, before == nil || after == nil { missing.insert("processing.kind") }
            guard view.type == "relabel" || view.type == nil || before != nil && after != nil else {
                if view.steps.contains("label"), before != nil || after != nil {
                    missing.insert(
                        before == nil ? "processing.origin_before" : "processing.origin_after")
                }
                continue
            }
            guard let before, let after else {
                if view.type == "relabel" {
                    missing.insert(
                        before == nil ? "processing.origin_before" : "processing.origin_after")
                }
                continue
            }
            if before == after { continue }
            judge(number, before, after, chain, world, &outcomes, &missing)
        }
        if !missing.isEmpty { outcomes.append(.notTestable(Self.card, missing.sorted())) }
        return outcomes.isEmpty ? [.notRaised(Self.card)] : outcomes
    }

    private func judge(
        _ number: Int, _ before: String, _ after: String, _ chain: Scope, _ world: World,
        _ outcomes: inout [Outcome], _ missing: inout Set<String>
    ) {
        let row = world.graph.processings[number]
        switch stays[number] {
        case nil: missing.formUnion(["lots.hs", "lots.net_kg"])
        case false?: return
        case true?:
            if before != "KP", Self.agrees(after, chain, world) { return }
            let goods = world.graph.lots[chain.lot].goods
            outcomes.append(
                .raised(
                    Self.card, about: "processing:" + row.id, numbers: ["records": 1],
                    records: [row.entry.stated], law: ["marking", "any", goods?.law ?? "other"],
                    "Record \(row.id) changes the label's origin from \(before) to \(after) while "
                        + "goods, heading and mass stay the same."))
        }
    }

    /// Whether heading and mass stay; nil when a blank hides it.
    private static func staysTheSame(_ row: ProcessingNode, _ world: World) -> Bool? {
        if Steps.confersOrigin(row) == true { return false }
        let outputs = Set(row.outputs.map(\.lot))
        if outputs.isEmpty || row.inputs.isEmpty { return true }
        if row.inputs.contains(where: { outputs.contains($0.lot) }) { return true }
        let before = row.inputs.map { world.graph.lots[$0.lot].hs.map { String($0.prefix(4)) } }
        let after = row.outputs.map { world.graph.lots[$0.lot].hs.map { String($0.prefix(4)) } }
        guard !before.contains(nil), !after.contains(nil) else { return nil }
        return !Set(before).isDisjoint(with: after)
    }

    /// Whether the new label names the country where the records place the last making.
    private static func agrees(_ country: String, _ chain: Scope, _ world: World) -> Bool {
        let making = chain.processings.map { world.graph.processings[$0] }
            .filter { Steps.confersOrigin($0) == true }
        return !making.isEmpty
            && making.allSatisfy { world.graph.country(ofSite: $0.site) == country }
    }
}
