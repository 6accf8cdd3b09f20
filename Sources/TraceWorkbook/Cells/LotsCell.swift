// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Reads `lot`, `lot=pieces`, `lot=pieces@kg` and `lot=@kg`, separated by `;`.
enum LotsCell {
    /// The most lots of a row: a statement has at most 256 subjects, one of them its own.
    static let most = 255

    static func read(_ cell: String) throws(CellFault) -> [LotShare] {
        var shares: [LotShare] = []
        var seen: Set<String> = []
        for item in try CellReader.list(cell) {
            let share = try share(item)
            guard seen.insert(share.lot).inserted else {
                throw CellFault(
                    .lotsForm, cell: item, expected: "each lot once",
                    remedy: "Add the shares of lot \(share.lot) up")
            }
            shares.append(share)
        }
        guard shares.count <= most else {
            throw CellFault(
                .lotsTooMany, found: "\(shares.count) lots", expected: "at most \(most)",
                remedy: "Split the row into several")
        }
        return shares
    }

    private static func share(_ item: String) throws(CellFault) -> LotShare {
        let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let lot = parts.first.map(String.init), CellReader.isID(lot) else {
            throw malformed(item)
        }
        guard parts.count == 2 else { return LotShare(lot: lot) }
        let amounts = parts[1].split(
            separator: "@", maxSplits: 1, omittingEmptySubsequences: false
        ).map(String.init)
        let hasKg = amounts.count == 2
        guard let first = amounts.first, !(first.isEmpty && !hasKg) else { throw malformed(item) }
        let pieces = first.isEmpty ? nil : try number(first, item)
        let kg = hasKg ? try number(amounts[1], item) : nil
        return LotShare(lot: lot, pieces: pieces, kg: kg)
    }

    private static func number(_ text: String, _ item: String) throws(CellFault) -> DecimalNumber {
        guard let number = DecimalNumber(text), number.mantissa >= 0 else { throw malformed(item) }
        return number
    }

    private static func malformed(_ item: String) -> CellFault {
        CellFault(
            .lotsForm, cell: item, expected: "lot, lot=pieces, lot=pieces@kg or lot=@kg",
            remedy: "For example L-7=1200@96.5; decimals have a point, items are separated by ;")
    }
}
