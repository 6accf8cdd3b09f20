// SPDX-License-Identifier: Apache-2.0

/// P32: the records themselves fail verification; it decides about records only, never about goods.
struct P32ChainIntegrity: Pattern {
    static let card = Card(
        id: "P32", name: "chain-integrity", group: .documents, strength: .report,
        innocent: ["A key was changed without notice.", "A file was damaged in transit."],
        ask: ["A fresh export from the signer."])

    init(_ world: World) {}

    func outcomes(chain: Scope, _ world: World) -> [Outcome] {
        switch world.integrity.status {
        case .verified: return [.notRaised(Self.card)]
        case .unsigned: return [.notTestable(Self.card, ["signatures"])]
        case .failed:
            let problems = world.integrity.problems
            return [
                Outcome(
                    result: .raised, strength: .report,
                    numbers: ["problems": Double(problems.count)],
                    records: problems.prefix(10).map(\.record),
                    explanation:
                        "\(problems.count) problem\(problems.count == 1 ? "" : "s") of the "
                        + "records stand in the way of trusting them; this says nothing of the goods.",
                    law: ["records"])
            ]
        }
    }
}
