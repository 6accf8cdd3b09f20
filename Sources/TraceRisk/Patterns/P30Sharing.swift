// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// One paper that several lots may lawfully share: the test of a type of goods, or one invoice of
/// several deliveries.
enum P30Sharing {
    enum Verdict {
        /// Its own figure covers all that it is used for.
        case covers
        /// It tests a type of which all lots are.
        case ofOneType
        /// Blank cells hide which.
        case open([String])
    }

    /// Papers of one sale; the amount that they state decides for how much they serve.
    private static let deliveries: Set<String> = ["purchase_record", "goods_received"]

    /// What speaks for papers that are one at several lots; nil where nothing does.
    static func verdict(_ group: [Int], _ lots: Set<Int>, _ world: World) -> Verdict? {
        let papers = group.map { world.graph.documents[$0].view }
        guard let kind = papers[0].type, papers.allSatisfy({ $0.type == kind }) else { return nil }
        if kind == "lab_test" { return typeTest(papers, lots, world) }
        return deliveries.contains(kind) ? delivery(papers, group, lots, world) : nil
    }

    /// One laboratory's number and one file, at lots of one maker and one description.
    private static func typeTest(
        _ papers: [Document], _ lots: Set<Int>, _ world: World
    ) -> Verdict? {
        let views = lots.sorted().map { world.graph.lots[$0].entry.view }
        guard Set(views.map { [$0.hs, $0.material, $0.construction] }).count == 1 else {
            return nil
        }
        return agree([
            ("documents.issuer", papers.map(\.issuer)),
            ("documents.number", papers.map { $0.number.map(Likeness.number) }),
            ("documents.sha256", papers.map { $0.sha256.map { "\($0)" } }),
            ("lots.description", views.map(\.description)), ("lots.maker", views.map(\.maker)),
        ]).map { $0.isEmpty ? .ofOneType : .open($0) }
    }

    /// The cells that are blank in columns that otherwise say one thing; nil where one says two.
    private static func agree(_ columns: [(cell: String, values: [String?])]) -> [String]? {
        let isOne = columns.allSatisfy { Set($0.values.compactMap { $0 }).count <= 1 }
        guard isOne else { return nil }
        return columns.filter { $0.values.contains(nil) }.map(\.cell)
    }

    // MARK: One invoice of several deliveries

    private static func delivery(
        _ papers: [Document], _ group: [Int], _ lots: Set<Int>, _ world: World
    ) -> Verdict? {
        let marks: [(String, [String?])] = [
            ("documents.number", papers.map { $0.number.map(Likeness.number) }),
            ("documents.sha256", papers.map { $0.sha256.map { "\($0)" } }),
        ]
        guard agree(marks) != nil, let issuer = papers[0].issuer,
            papers.allSatisfy({ $0.issuer == issuer }), areOneSale(lots, by: issuer, world.graph)
        else { return nil }
        let named = Set(papers.flatMap(\.attaches).filter { $0.kind == .lot }.map(\.id))
        let kg = lots.map { kilograms($0, Set(group), named, world.graph) }
        let pieces = lots.map { world.graph.lots[$0].entry.view.pieces?.doubleValue }
        let covered = [
            covers(papers.compactMap { $0.massKg?.doubleValue }, kg, "lots.net_kg", world),
            covers(papers.compactMap { $0.pieces?.doubleValue }, pieces, "lots.pieces", world),
        ].compactMap { $0 }
        if covered.contains(where: { $0.isLess }) { return nil }
        let missing = Set(covered.flatMap(\.missing))
        if !missing.isEmpty { return .open(missing.sorted()) }
        return covered.isEmpty ? .open(["documents.mass_kg"]) : .covers
    }

    /// Whether one figure of a paper is less than what it is used for; nil where it states none.
    private static func covers(
        _ stated: [Double], _ parts: [Double?], _ cell: String, _ world: World
    ) -> (isLess: Bool, missing: [String])? {
        guard let figure = stated.first else { return nil }
        // One paper has one figure: two are parts of it, or one of them is wrong.
        guard Set(stated).count == 1 else {
            return (false, [cell == "lots.pieces" ? "documents.pieces" : "documents.mass_kg"])
        }
        let error = world.parameters["document.error"].base
        if figure * (1 + error) < parts.compactMap({ $0 }).reduce(0, +) { return (true, []) }
        return (false, parts.contains(nil) ? [cell] : [])
    }

    /// The kilograms of a lot that papers are used for: those of the movements they are of, or all.
    private static func kilograms(
        _ lot: Int, _ group: Set<Int>, _ named: Set<String>, _ graph: ProvenanceGraph
    ) -> Double? {
        let node = graph.lots[lot]
        let moved = node.movements.map { graph.movements[$0] }
            .filter { !$0.isRepeat && !group.isDisjoint(with: $0.documents) }
        guard !named.contains(node.id), !moved.isEmpty else { return node.netKg }
        let kg = moved.flatMap { $0.lots.filter { $0.lot == lot } }.map(graph.kilograms)
        return kg.contains(nil) ? nil : kg.compactMap { $0 }.reduce(0, +)
    }

    /// Whether one seller, or one buyer, issued the paper and all lots went from the one to the other.
    private static func areOneSale(
        _ lots: Set<Int>, by issuer: String, _ graph: ProvenanceGraph
    ) -> Bool {
        let pairs = lots.map { lot in
            let movements = graph.lots[lot].movements.map { graph.movements[$0] }
            return Set(
                movements.compactMap { movement -> [Int]? in
                    guard let from = movement.fromParty else { return nil }
                    return movement.toParty.map { [from, $0] }
                })
        }
        guard let first = pairs.first else { return false }
        return pairs.reduce(first) { $0.intersection($1) }.contains { pair in
            pair.contains { graph.parties[$0].id == issuer }
        }
    }
}
