// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// P19: goods came in at a port of the Korean border; it ranks regions and shows nothing more.
struct P19PortPrior: Pattern {
    static let card = Card(
        id: "P19", name: "port-site-prior", group: .priors, strength: .weak,
        innocent: ["Everything that crosses this border uses Dandong."],
        ask: ["The papers of the leg before this port."])

    private let regions: [Place]

    init(_ world: World) {
        regions = world.gazetteer.places.values.filter { $0.role == "region" }
            .sorted { $0.code < $1.code }
    }

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        var outcomes: [Outcome] = []
        for number in chain.movements {
            let movement = world.graph.movements[number]
            guard movement.type == "return_import" else { continue }
            let origin = world.graph.origin(of: number)
            guard origin == nil || origin == "CN" || world.graph.leaves("KP", number) else {
                outcomes.append(.notRaised(Self.card))
                continue
            }
            outcomes.append(judge(movement, world))
        }
        return outcomes
    }

    private func judge(_ movement: MovementNode, _ world: World) -> Outcome {
        let view = movement.entry.view
        let place = Self.place(view, world)
        guard let place else {
            return view.port == nil && view.customsOffice == nil
                ? .notTestable(Self.card, ["movements.port", "movements.customs_office"])
                : .notRaised(Self.card)
        }
        guard place.role == "border", let point = place.point else { return .notRaised(Self.card) }
        let decay = world.parameters["region.decay"].base
        let weights = regions.map { region in
            region.point.map { Maths.exponential(-$0.distance(to: point) / decay) } ?? 0
        }
        let sum = weights.reduce(0, +)
        var numbers: [String: Double] = [:]
        for (region, weight) in zip(regions, weights) where sum > 0 {
            let key = region.code.dropFirst(3).lowercased()
            numbers["share_\(key)"] = weight / sum
        }
        let best = zip(regions, weights).max { $0.1 < $1.1 }?.0.name ?? "no region"
        return .raised(
            Self.card, about: "movement:" + movement.id, numbers: numbers,
            records: [movement.entry.stated], law: ["place"],
            "Movement \(movement.id) came in at \(place.name); were the goods from North Korea, "
                + "\(best) would be the nearest region of work that reports name.")
    }

    private static func place(_ view: Movement, _ world: World) -> Place? {
        if let port = view.port { return world.gazetteer.places[port] }
        guard let office = view.customsOffice, office.hasPrefix("0930") else { return nil }
        return world.gazetteer.places["CNDDZ"]
    }
}
