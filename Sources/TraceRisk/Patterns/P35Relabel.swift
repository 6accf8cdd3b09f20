// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P35, a hard rule: a record changes the label's origin while the goods stay what they are.
struct P35Relabel: Pattern {
    static let card = Card(
        id: "P35", name: "relabel-without-transformation", group: .identity, strength: .decisive,
        innocent: ["A signed correction of an earlier error."],
        ask: ["The reason.", "The record of the correction.", "Photographs before and after."])

    /// Whether goods stay what they are.
    private enum Staying: Sendable {
        case yes, no
        case open([String])
    }

    /// Whether the goods stay in each row.
    private let stays: [Staying]

    init(_ world: World) {
        stays = world.graph.processings.indices.map { Self.staysTheSame($0, world) }
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
        case .open(let cells): missing.formUnion(cells)
        case .no: return
        case .yes:
            if before != "KP", Self.agrees(after, chain, world) { return }
            let goods = world.graph.lots[chain.lot].goods
            outcomes.append(
                .raised(
                    Self.card, about: "processing:" + row.id, numbers: ["records": 1],
                    records: [row.entry.stated], law: ["marking", "any", goods?.law ?? "other"],
                    "Record \(row.id) changes the label's origin from \(before) to \(after), and "
                        + (Steps.confersOrigin(row) == true
                            ? "what went in is already what comes out"
                            : "its work makes no new article")
                        + "\(Self.words(Self.sameness(row, world)))."))
        }
    }

    /// What else stays: heading, mass or both, as far as the records show it.
    private static func sameness(
        _ row: ProcessingNode, _ world: World
    ) -> (heading: Bool, mass: Bool) {
        let used = row.inputs.map(\.lot)
        let made = row.outputs.map(\.lot)
        let headings = Set((used + made).map { world.graph.lots[$0].hs?.prefix(4) })
        let masses = [row.inputs, row.outputs].map { shares -> Double? in
            let known = shares.compactMap(world.graph.kilograms)
            return known.count == shares.count ? known.reduce(0, +) : nil
        }
        let isSame = !used.isEmpty && Set(used) == Set(made)
        let isSameHeading = isSame || headings.count == 1 && headings.first != .some(nil)
        var isSameMass = isSame && masses.contains(nil)
        if let input = masses[0], let output = masses[1], !used.isEmpty, !made.isEmpty {
            isSameMass =
                abs(input - output) <= world.range("weighing.error").high * max(input, output)
        }
        return (isSameHeading, isSameMass)
    }

    private static func words(_ same: (heading: Bool, mass: Bool)) -> String {
        switch same {
        case (true, true): return "; heading and mass stay the same"
        case (true, false): return "; the heading stays the same"
        case (false, true): return "; the mass stays the same"
        case (false, false): return ""
        }
    }

    /// Whether the goods stay what they are.
    ///
    /// Relabelling and finishing leave them so under whatever heading they go: false hair and costume
    /// goods are a known pair (P29). Words for steps excuse no label that named North Korea, where
    /// heading and mass stay or as many goods of the class go in as come out.
    private static func staysTheSame(_ number: Int, _ world: World) -> Staying {
        let row = world.graph.processings[number]
        if row.entry.view.type == "relabel" { return .yes }
        let stated = Steps.confersOrigin(row)
        var makesNew = stated
        if row.entry.view.originBefore == "KP" {
            let same = sameness(row, world)
            if same.heading, same.mass { return .yes }
            makesNew = world.makesNewArticle(number)
            if stated == true, makesNew == nil { return .open([World.inputPieces]) }
        }
        if makesNew == true { return .no }
        let steps = row.entry.view.steps
        if !steps.isEmpty, steps.allSatisfy(Steps.finishing.contains) { return .yes }
        let outputs = Set(row.outputs.map(\.lot))
        if outputs.isEmpty || row.inputs.isEmpty { return .yes }
        if row.inputs.contains(where: { outputs.contains($0.lot) }) { return .yes }
        let before = row.inputs.map { world.graph.lots[$0.lot].hs.map { String($0.prefix(4)) } }
        let after = row.outputs.map { world.graph.lots[$0.lot].hs.map { String($0.prefix(4)) } }
        if before.contains(nil) || after.contains(nil) { return .open(["lots.hs", "lots.net_kg"]) }
        if !Set(before).isDisjoint(with: after) { return .yes }
        // Called finishing, but the steps are blank or make something: only they could tell.
        return makesNew == false ? .open(["processing.steps"]) : .no
    }

    /// Whether the new label names the country where the records place the last making.
    private static func agrees(_ country: String, _ chain: Scope, _ world: World) -> Bool {
        let making = chain.processings.map { world.graph.processings[$0] }
            .filter { Steps.confersOrigin($0) == true }
        return !making.isEmpty
            && making.allSatisfy { world.graph.country(ofSite: $0.site) == country }
    }
}
