// SPDX-License-Identifier: Apache-2.0

/// An importer's workbook in which the truth of every finished lot is known.
///
/// The same seed, number of lots and widening give the same bytes, on every machine.
public struct SimulatedWorld: Sendable {
    /// What a finished lot truly is.
    public struct Truth: Sendable, Equatable {
        /// The lot's id.
        public let lot: String
        /// What it is.
        public let label: TrueLabel
        /// The story it tells.
        public let family: String
        /// What was done to be taken for honest; empty where nothing of the kind.
        public let evasion: String
        /// Whether an honest lot lacks papers that would decide.
        public let isSparse: Bool
    }

    /// The files of the workbook folder.
    public let files: [(name: String, text: String)]
    /// The truth about each finished lot.
    public let truth: [Truth]

    /// A world of so many finished lots, drawn from ranges that are `widening` wider than published.
    public init(seed: UInt64, lots: Int, widening: Double = 0) {
        let scene = Scene(seed: seed, widening: widening)
        var truth: [Truth] = []
        while truth.count < lots {
            let family = Self.family(&scene.draw, left: lots - truth.count)
            let wanted = scene.draw.whole(family.lots)
            let telling = Telling(scene, min(wanted, lots - truth.count))
            truth += family.tell(telling).map { chain in
                Truth(
                    lot: chain.lot, label: family.label, family: family.name,
                    evasion: family.evasion, isSparse: family.share == .sparse)
            }
        }
        files = scene.book.files()
        self.truth = truth
    }

    /// The truth as a table, to stand beside the workbook and never inside it.
    public var truthText: String {
        let rows = truth.map {
            [$0.lot, $0.label.rawValue, $0.family, $0.evasion, $0.isSparse ? "sparse" : "given"]
        }
        return CSVText.text([["lot", "label", "family", "evasion", "papers"]] + rows)
    }

    /// Names of all families, in the order in which they are told.
    public static var families: [String] { Family.all.map(\.name) }

    /// Half of the lots are honest and complete; the rest is spread so that each share counts.
    private static func family(_ draw: inout Draw, left: Int) -> Family {
        let u = draw.share()
        let share: Family.Share =
            u < 0.50
            ? .complete
            : u < 0.62 ? .sparse : u < 0.70 ? .fault : u < 0.91 ? .mislabelled : .evasive
        let choices = Family.all.filter { $0.share == share && $0.lots.lowerBound <= left }
        let plain = Family.honest.first { $0.lots.lowerBound <= left }
        let fallback =
            plain ?? Family.all.first { $0.lots.lowerBound <= left } ?? Family.sparse[0]
        return draw.one(of: choices, else: fallback)
    }
}
