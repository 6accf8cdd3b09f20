// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

extension QuantityFlow {
    /// What a result says of a lot; nil where its mass is not stated.
    func quantities(_ lot: Int, _ world: World) -> AuditResult.Quantities? {
        let account = accounts[lot]
        guard account.stated != nil, let kg = world.graph.lots[lot].netKg else { return nil }
        let share = unknownShare(lot)
        let open = account.explained == nil
        let least = MassRange.kilograms(account.unexplained)
        let pieces = world.graph.lots[lot].entry.view.pieces?.doubleValue
        return AuditResult.Quantities(
            statedKg: Maths.rounded(kg),
            explainedKg: account.explained.map { Maths.rounded(MassRange.kilograms($0)) },
            unexplainedKg: Maths.rounded(least),
            unexplainedPieces: pieces.flatMap { kg > 0 ? Maths.rounded($0 * least / kg) : nil },
            bound: open ? .open : account.isBoundByWork ? .workers : .inputs,
            unknownShareLow: share.map { Maths.rounded($0.low) },
            unknownShareHigh: share.map { Maths.rounded($0.high) },
            hasUnknownPart: account.unknown.hasAnyPart, missing: account.missing, lots: 1,
            openLots: open ? 1 : 0)
    }
}

extension AuditResult.Quantities {
    /// The sum over a supplier's finished lots, in the order of the lots.
    static func sum(_ all: [AuditResult.Quantities]) -> AuditResult.Quantities? {
        guard !all.isEmpty else { return nil }
        let open = all.reduce(0) { $0 + $1.openLots }
        let stated = all.reduce(0) { $0 + $1.statedKg }
        func share(_ value: (AuditResult.Quantities) -> Double?, otherwise: Double) -> Double? {
            guard stated > 0 else { return nil }
            let sum = all.reduce(0) { $0 + (value($1) ?? otherwise) * $1.statedKg }
            return Maths.rounded(min(sum / stated, 1))
        }
        return AuditResult.Quantities(
            statedKg: Maths.rounded(stated),
            explainedKg: open > 0
                ? nil : Maths.rounded(all.reduce(0) { $0 + ($1.explainedKg ?? 0) }),
            unexplainedKg: Maths.rounded(all.reduce(0) { $0 + $1.unexplainedKg }),
            unexplainedPieces: nil, bound: open > 0 ? .open : .inputs,
            unknownShareLow: share({ $0.unknownShareLow }, otherwise: 0),
            unknownShareHigh: share({ $0.unknownShareHigh }, otherwise: 1),
            hasUnknownPart: all.contains { $0.hasUnknownPart },
            missing: Set(all.flatMap(\.missing)).sorted(), lots: all.reduce(0) { $0 + $1.lots },
            openLots: open)
    }
}
