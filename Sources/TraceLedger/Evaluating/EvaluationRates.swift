// SPDX-License-Identifier: Apache-2.0
public import TraceSimulator

/// A count of a count.
public struct Rate: Sendable, Equatable {
    /// How many.
    public var count = 0
    /// Of how many.
    public var total = 0

    /// A rate.
    public init(_ count: Int = 0, of total: Int = 0) { (self.count, self.total) = (count, total) }

    /// The share; nil of nothing.
    public var share: Double? { total == 0 ? nil : Double(count) / Double(total) }

    /// Counts the elements that meet a condition.
    static func of<Element>(_ elements: [Element], _ meets: (Element) -> Bool) -> Rate {
        Rate(elements.count(where: meets), of: elements.count)
    }
}

extension Evaluation {
    /// One family's outcome.
    public struct FamilyRow: Sendable {
        /// The family.
        public let name: String
        /// What its lots truly are.
        public let label: TrueLabel
        /// Whether it works against the audit.
        public let isEvasive: Bool
        /// Lots that alerted.
        public let alerted: Rate
        /// Lots that were told that information is missing.
        public let toldMissing: Rate
        /// Lots for which the audit did what they ask for.
        public let right: Rate
    }

    /// Mislabelled lots that do not evade, alerted.
    public var recall: Rate {
        Rate.of(lots.filter { $0.isMislabelled && !$0.isEvasive }) { $0.result.alert }
    }
    /// Mislabelled lots that evade, alerted.
    public var evasiveRecall: Rate { Rate.of(lots.filter(\.isEvasive)) { $0.result.alert } }
    /// All mislabelled lots, evasive or not, alerted.
    public var wholeRecall: Rate { Rate.of(lots.filter(\.isMislabelled)) { $0.result.alert } }
    /// Alerts that stand on mislabelled lots; among these worlds, in which such lots are many.
    public var precision: Rate { Rate.of(lots.filter(\.result.alert), \.isMislabelled) }
    /// Honest lots that alerted.
    public var falseAlerts: Rate {
        Rate.of(lots.filter { $0.truth.label == .honest }) { $0.result.alert }
    }
    /// Honest lots with a slip of the pen that alerted.
    public var faultAlerts: Rate {
        Rate.of(lots.filter { $0.truth.label == .dataFault }) { $0.result.alert }
    }
    /// Honest lots with holes in their papers that were told so.
    public var sparseTold: Rate {
        Rate.of(lots.filter(\.truth.isSparse)) { $0.result.assessment == .informationMissing }
    }

    /// Honest lots with complete papers that an importer may release without asking.
    public var released: Rate {
        Rate.of(lots.filter { $0.truth.label == .honest && !$0.truth.isSparse }) {
            $0.result.action == .release
        }
    }

    /// The share of alerts that would stand on mislabelled lots at a base rate.
    public func precision(atBaseRate rate: Double) -> Double? {
        guard let recall = wholeRecall.share, let alarm = falseAlerts.share else { return nil }
        let (hits, misses) = (rate * recall, (1 - rate) * alarm)
        return hits + misses > 0 ? hits / (hits + misses) : nil
    }

    /// Houses that mislabel, with at least one lot alerted.
    public var supplierRecall: Rate {
        Rate.of(suppliers { $0.isMislabelled && !$0.isEvasive }) { $0 }
    }
    /// Honest houses, with at least one lot alerted.
    public var supplierFalseAlerts: Rate {
        Rate.of(suppliers { $0.truth.label == .honest }) { $0 }
    }

    /// For each house among some lots, whether one of its lots alerted.
    private func suppliers(_ belongs: (JudgedLot) -> Bool) -> [Bool] {
        var order: [String] = []
        var alerted: [String: Bool] = [:]
        for (place, lot) in lots.enumerated() where belongs(lot) {
            let world = place / max(plan.lots, 1)
            let house = "\(world) \(lot.result.facts.supplier ?? lot.truth.lot)"
            if alerted[house] == nil { order.append(house) }
            alerted[house] = (alerted[house] ?? false) || lot.result.alert
        }
        return order.map { alerted[$0] ?? false }
    }

    /// Every family that appears, in the order of the simulator.
    public var families: [FamilyRow] {
        let groups = Dictionary(grouping: lots, by: \.truth.family)
        return SimulatedWorld.families.compactMap { name in
            guard let group = groups[name], let first = group.first else { return nil }
            return FamilyRow(
                name: name, label: first.truth.label, isEvasive: first.isEvasive,
                alerted: Rate.of(group) { $0.result.alert },
                toldMissing: Rate.of(group) { $0.result.assessment == .informationMissing },
                right: Rate.of(group, \.isRight))
        }
    }
}
