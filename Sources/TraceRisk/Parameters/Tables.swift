// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceScreening

/// A class of goods: how it is recognised, and which parameters and laws speak of it.
struct GoodsClass: Sendable, Equatable {
    let name: String
    let title: String
    /// HS prefixes of the material it is made from.
    let raw: [String]
    let yieldKey: String?
    let additiveKey: String?
    let massKey: String?
    /// Prefix of the keys of working time, by construction.
    let hoursKey: String?
    let priceKey: String?
    let feeKey: String?
    /// Key into the law table.
    let law: String

    /// Whether it is material rather than goods.
    var isRaw: Bool { law == "raw" }

    /// Whether an HS code is of the material of this class.
    func isMaterial(_ hs: String) -> Bool { raw.contains { hs.hasPrefix($0) } }
}

/// A span of days in which a corridor was in some state.
struct BorderWindow: Sendable, Equatable {
    let start: CalendarDate
    let end: CalendarDate?
    let corridor: String
    let state: String
    let source: String
}

/// The small tables beside the parameters: goods, border places and windows, modes, context, law.
struct Tables: Sendable {
    /// The bytes of the tables that are carried with the program, by name.
    static var carried: [String: [UInt8]] {
        [
            "goods.csv": PackageResources.goods_csv,
            "border-windows.csv": PackageResources.border_windows_csv,
            "border-places.csv": PackageResources.border_places_csv,
            "trade-modes.csv": PackageResources.trade_modes_csv,
            "context.csv": PackageResources.context_csv, "law.csv": PackageResources.law_csv,
            "goods-signs.csv": PackageResources.goods_signs_csv,
        ]
    }

    private static let names = [
        "goods.csv", "border-windows.csv", "border-places.csv", "trade-modes.csv", "context.csv",
        "law.csv", "goods-signs.csv",
    ]

    private let prefixes: [(prefix: String, goods: GoodsClass)]
    let windows: [BorderWindow]
    let borderCustoms: [String]
    let borderPlaces: [String: String]
    let tradeModes: [String: String]
    /// Modes of trade in parcels.
    let parcelModes: Set<String>
    let context: [(hs: String, fact: AuditResult.ContextFact)]
    private let law: [String: [String]]
    private let signs: [GoodsSign]
    /// Name, digest and rows of each table, for the result.
    let identities: [AuditResult.ListIdentity]

    /// The class of a lot, and the cells to ask about where its signs do not go together.
    ///
    /// Some headings hold wigs, lashes and other hair goods alike: the first row of signs that fits
    /// decides, and where none does, the heading alone. Cells that only wigs or lashes have, under a
    /// heading of other goods, ask for the heading.
    func goods(of lot: Lot) -> (goods: GoodsClass?, ask: [String]) {
        guard let hs = lot.hs else { return (nil, []) }
        guard let sign = signs.first(where: { $0.fits(lot, hs) }),
            let goods = classes.first(where: { $0.name == sign.goods })
        else {
            let own = goods(hs)
            let isHidden = Tables.isHidden(lot, own)
            return (own, isHidden ? ["lots.hs (its cells are of wigs or lashes)"] : [])
        }
        return (goods, sign.ask)
    }

    /// Whether a lot has two cells of goods of hair, and its heading is of none.
    private static func isHidden(_ lot: Lot, _ own: GoodsClass?) -> Bool {
        if own?.law == "hair" || own?.isRaw == true { return false }
        let isTied = ["hand_tied", "machine_weft"].contains(lot.construction ?? "")
        let signs = [
            isTied, (lot.handTiedPct?.doubleValue ?? 0) > 0, lot.densityPct != nil,
            lot.material == "human_hair", lot.unit == "pair" && lot.material == "human_hair",
        ]
        return signs.filter { $0 }.count > 1
    }

    /// The class of an HS code by its longest prefix.
    func goods(_ hs: String) -> GoodsClass? { prefixes.first { hs.hasPrefix($0.prefix) }?.goods }

    /// All classes, each once, in the order of the table.
    let classes: [GoodsClass]

    /// What a class is called.
    func title(_ name: String) -> String { classes.first { $0.name == name }?.title ?? name }

    /// Sentences of law by key.
    func law(_ keys: [String]) -> [String] { keys.flatMap { law[$0] ?? [] } }

    /// Whether a China customs code is of a border office.
    func isBorderCustoms(_ code: String) -> Bool { borderCustoms.contains { code.hasPrefix($0) } }

    /// The carried tables, or others in their place, which are checked.
    init(_ replaced: [String: [UInt8]]) {
        let carried = Tables.carried
        let files = Tables.names.map { ($0, replaced[$0] ?? carried[$0] ?? []) }
        let tables = files.map { Tables.rows($0.1, $0.0) }
        prefixes = Tables.prefixes(tables[0])
        var seen: Set<String> = []
        classes = tables[0].map { $0[0] }.compactMap { [prefixes] name in
            seen.insert(name).inserted ? prefixes.first { $0.goods.name == name }?.goods : nil
        }
        windows = tables[1].compactMap(Tables.window)
        borderCustoms = tables[2].filter { $0[1] == "customs" }.map { $0[0] }
        borderPlaces = Dictionary(
            tables[2].filter { $0[1] == "locode" }.map { ($0[0], $0[2]) }
        ) { first, _ in first }
        tradeModes = Dictionary(tables[3].map { ($0[0], $0[1]) }) { first, _ in first }
        parcelModes = Set(tables[3].filter { $0[2] == "parcel" }.map { $0[0] })
        context = tables[4].map { row in
            let fact = AuditResult.ContextFact(
                text: row[1], low: Double(row[2]) ?? 0, high: Double(row[3]) ?? 0, unit: row[4],
                source: row[5])
            return (row[0], fact)
        }
        signs = tables[6].map(GoodsSign.init)
        law = Dictionary(grouping: tables[5]) { $0[0] }.mapValues { $0.map { $0[1] } }
        identities = zip(files, tables).map { file, table in
            AuditResult.ListIdentity(
                name: file.0, sha256: SHA256Hash.hash(file.1).hex, rows: table.count)
        }
    }

    static func rows(_ bytes: [UInt8], _ name: String) -> [[String]] {
        guard let table = try? CSVRows(bytes, file: name), let header = table.rows.first
        else { return [] }
        return table.rows.dropFirst().map(\.fields).filter { $0.count == header.fields.count }
    }

    private static func prefixes(_ rows: [[String]]) -> [(prefix: String, goods: GoodsClass)] {
        func key(_ text: String) -> String? { text.isEmpty ? nil : text }
        func list(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
        let all = rows.flatMap { row in
            let goods = GoodsClass(
                name: row[0], title: row[1], raw: list(row[3]), yieldKey: key(row[4]),
                additiveKey: key(row[5]), massKey: key(row[6]), hoursKey: key(row[7]),
                priceKey: key(row[8]), feeKey: key(row[9]), law: row[10])
            return list(row[2]).map { (prefix: $0, goods: goods) }
        }
        return all.sorted { ($1.prefix.utf8.count, $0.prefix) < ($0.prefix.utf8.count, $1.prefix) }
    }

    private static func window(_ row: [String]) -> BorderWindow? {
        guard let start = CalendarDate(row[0]) else { return nil }
        return BorderWindow(
            start: start, end: CalendarDate(row[1]), corridor: row[2], state: row[3],
            source: row[4])
    }
}
