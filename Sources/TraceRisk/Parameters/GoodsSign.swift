// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// A row of signs by which goods of one heading are told apart; a blank cell asks for nothing.
struct GoodsSign: Sendable {
    /// The class of goods that fit.
    let goods: String
    /// Cells to ask about: the signs do not go together.
    let ask: [String]
    private let headings: [String]
    private let constructions: [String]
    private let unit: String
    private let length: Double?
    private let from: Double?
    private let to: Double?

    /// Reads `hs,construction,unit,length_from,kg_from,kg_to,class,ask`.
    init(_ row: [String]) {
        func list(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
        headings = list(row[0])
        constructions = list(row[1])
        unit = row[2]
        length = Double(row[3])
        from = Double(row[4])
        to = Double(row[5])
        goods = row[6]
        ask = list(row[7]).map { $0 + " (wigs, lashes or other goods of hair)" }
    }

    /// Whether a lot has all signs of the row.
    func fits(_ lot: Lot, _ hs: String) -> Bool {
        guard headings.contains(where: hs.hasPrefix) else { return false }
        if !constructions.isEmpty, !constructions.contains(lot.construction ?? "") { return false }
        if !unit.isEmpty, unit != lot.unit { return false }
        if let length, (lot.lengthCm?.doubleValue ?? 0) < length { return false }
        guard from != nil || to != nil else { return true }
        guard let kg = Self.kilograms(lot) else { return false }
        return kg >= from ?? 0 && kg <= to ?? .infinity
    }

    /// Kilograms of one counted article; nil where the records do not say.
    private static func kilograms(_ lot: Lot) -> Double? {
        guard let kg = lot.netKg?.doubleValue, let units = lot.pieces?.doubleValue, units > 0 else {
            return nil
        }
        switch lot.unit {
        case "dozen": return kg / (units * 12)
        case "set": return (lot.piecesPerUnit?.doubleValue).map { kg / (units * max($0, 1)) }
        default: return kg / units
        }
    }
}
