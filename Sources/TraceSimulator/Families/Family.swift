// SPDX-License-Identifier: Apache-2.0

/// What a simulated lot truly is.
public enum TrueLabel: String, Sendable, CaseIterable {
    /// Made where the papers say, or where nobody hides it.
    case honest
    /// Made in North Korea and sold as Chinese, or its origin changed on paper.
    case mislabelled
    /// Honest, with a slip in the figures or codes.
    case dataFault = "data-fault"
}

/// A kind of story that a house of a world tells in several lots.
struct Family: Sendable {
    /// How families are drawn: first the share, then one of its families, each equally likely.
    enum Share: Sendable {
        case complete, sparse, fault, mislabelled, evasive
    }

    let name: String
    let share: Share
    /// What the house does to be taken for honest; empty where it does nothing of the kind.
    var evasion = ""
    /// How many lots one house sends.
    var lots = 2...5
    let tell: @Sendable (Telling) -> [Chain]

    var label: TrueLabel {
        switch share {
        case .complete, .sparse: .honest
        case .fault: .dataFault
        case .mislabelled, .evasive: .mislabelled
        }
    }

    /// Every family.
    static let all =
        honest + oneSign + sparse + faults + byFigures + byRoute + byParty + byHistory + byPlace
        + byNotes + evasive
}

/// What a family is told with: the world, and how many lots are wanted.
final class Telling {
    let scene: Scene
    let count: Int

    init(_ scene: Scene, _ count: Int) {
        (self.scene, self.count) = (scene, count)
    }

    var book: Book { scene.book }

    /// One of several goods.
    func one(of goods: [Goods]) -> Goods { scene.draw.one(of: goods, else: .weft) }

    /// One of several towns.
    func town(_ cities: [City] = City.hairTowns) -> City {
        scene.draw.one(of: cities, else: .xuchang)
    }

    /// One of the goods at a price that may pass on how little the work cost.
    func isBargain(_ probability: Double = 0.5) -> Bool { scene.draw.happens(probability) }

    /// Chains of one house, one after the other, so that their work does not overlap.
    func chains(
        of house: House, winter: Double = 0.33, first: Day? = nil, overlapping: Bool = false,
        _ plan: (Day) -> Chain.Plan, _ tell: (Chain) -> Void
    ) -> [Chain] {
        var free = first ?? Day(2023, 1, 2) + scene.draw.whole(0...700)
        var chains: [Chain] = []
        for _ in 0..<count {
            if first == nil, scene.draw.happens(winter - 0.33) { free = Self.winter(free) }
            let chain = Chain(scene, house, plan(free))
            tell(chain)
            chains.append(chain)
            free = overlapping ? free + 2 : chain.end + scene.draw.whole(0...50)
        }
        return chains
    }

    /// The next day from October to January.
    private static func winter(_ day: Day) -> Day {
        let (year, month, _) = day.parts
        return month >= 10 || month == 1 ? day : Day(year, 10, 5)
    }
}
