// SPDX-License-Identifier: Apache-2.0
import TraceScreening

/// The tables beside the parameters: days of the border, places, outlines, base rates, statistics.
///
/// Those that hold facts can be replaced by a user's own, since borders close again and statistics
/// appear; the classes of goods and the sentences of law belong to the rules and stay.
public struct ReferenceTables: Sendable {
    /// The tables that are carried with the program.
    public static let standard = ReferenceTables()

    /// The carried tables that a user may replace, by file name.
    public static var replaceable: [String: [UInt8]] {
        var files = Tables.carried.merging(Gazetteer.carried) { own, _ in own }
        files["goods.csv"] = nil
        files["goods-signs.csv"] = nil
        files["law.csv"] = nil
        return files
    }

    let tables: Tables
    let gazetteer: Gazetteer

    private init() {
        tables = Tables([:])
        gazetteer = Gazetteer([:])
    }

    /// The carried tables with some of them replaced, by file name.
    ///
    /// After construction every row of a replaced table has the columns of the carried one, days and
    /// numbers where these stand, and a source where the table has that column.
    public init(replacing files: [String: [UInt8]]) throws(ParameterError) {
        let carried = ReferenceTables.replaceable
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            guard let own = carried[name] else {
                throw ParameterError(
                    .form, file: name,
                    "no table of this name can be replaced; those that can: "
                        + carried.keys.sorted().joined(separator: ", "))
            }
            try ReferenceTables.check(bytes, name, like: own)
        }
        tables = Tables(files)
        gazetteer = Gazetteer(files)
    }

    /// Name, digest and rows of each table, for the result.
    var identities: [AuditResult.ListIdentity] { tables.identities + gazetteer.identities }

    private static func check(
        _ bytes: [UInt8], _ name: String, like own: [UInt8]
    ) throws(ParameterError) {
        let rows: [CSVRows.Row]
        let columns: [String]
        do throws(ScreeningError) {
            rows = try CSVRows(bytes, file: name).rows
            columns = try CSVRows(own, file: name, rows: 1).rows.first?.fields ?? []
        } catch {
            throw ParameterError(.form, file: name, line: error.line, error.reason)
        }
        guard let header = rows.first, header.fields == columns else {
            throw ParameterError(
                .form, file: name, line: 1,
                "the columns must be \(columns.joined(separator: ","))")
        }
        for row in rows.dropFirst() {
            guard row.fields.count == columns.count else {
                throw ParameterError(
                    .form, file: name, line: row.line,
                    "\(row.fields.count) fields, expected \(columns.count)")
            }
            try TableRow(file: name, line: row.line, columns: columns, cells: row.fields).check()
        }
    }
}
