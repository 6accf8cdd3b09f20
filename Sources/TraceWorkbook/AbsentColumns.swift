// SPDX-License-Identifier: Apache-2.0

/// The columns of a sheet that a file lacks: what a column with an unknown name may be meant for.
struct AbsentColumns: Sendable {
    private let sheet: String
    private let names: [String]

    /// What other systems call a column, in the order of the likely ones.
    private static let synonyms: [String: [String]] = [
        "weight": ["net_kg", "mass_kg"], "weight_kg": ["net_kg", "mass_kg"],
        "kg": ["net_kg", "mass_kg"], "kgs": ["net_kg", "mass_kg"], "mass": ["net_kg", "mass_kg"],
        "net_weight": ["net_kg"], "gross_weight": ["gross_kg"], "nw": ["net_kg"],
        "gw": ["gross_kg"], "qty": ["pieces"], "quantity": ["pieces"], "pcs": ["pieces"],
        "units": ["pieces"],
        "hs_code": ["hs"], "hscode": ["hs"], "hts": ["hs"], "hts_code": ["hs"],
        "tariff": ["hs"], "tariff_code": ["hs"], "commodity_code": ["hs"],
        "vendor": ["supplier"], "seller": ["supplier"], "customer": ["buyer"],
        "ccy": ["currency"], "manufacturer": ["maker"], "factory": ["made_at", "site"],
        "coo": ["origin_declared", "raw_origin_country"],
        "origin": ["origin_declared", "raw_origin_country"],
        "remarks": ["text"], "comment": ["remarks", "text"], "comments": ["remarks", "text"],
    ]

    /// The longest list of columns that a message names.
    private static let most = 3

    init(of sheet: Sheet, in written: [String]) {
        let present = Set(written.map(SheetHeader.folded))
        self.sheet = sheet.name
        names = sheet.columns.map(\.name).filter { !present.contains($0) }
    }

    /// What to do about a column whose name the sheet does not know.
    func advice(on name: String) -> String {
        if let near = Nearest.to(name, among: names) ?? synonym(of: name) {
            return "Rename it to \(near) if that is meant: \(sheet) has no column \(near); it was "
                + "not read"
        }
        let unread = "It was not read and is never signed; --keep \(name) signs it"
        let alike = sharingAWord(with: name)
        guard !alike.isEmpty else { return unread }
        return unread + ". \(sheet) has no column \(alike.joined(separator: ", ")): rename it if "
            + "that is meant"
    }

    private func synonym(of name: String) -> String? {
        let known = AbsentColumns.words(of: name).joined(separator: "_")
        return AbsentColumns.synonyms[known]?.first(where: names.contains)
    }

    private func sharingAWord(with name: String) -> [String] {
        let wanted = Set(AbsentColumns.words(of: name).filter { $0.utf8.count > 2 })
        let alike = names.filter { !wanted.isDisjoint(with: AbsentColumns.words(of: $0)) }
        return alike.count <= AbsentColumns.most ? alike : []
    }

    private static func words(of name: String) -> [String] {
        SheetHeader.folded(name).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
