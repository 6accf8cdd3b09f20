// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
import TraceScreening

/// A number that decides, with its range and where it comes from.
public struct Parameter: Sendable, Equatable {
    /// The name that rules read it by.
    public let key: String
    /// The range of values that is believed.
    public let interval: Interval
    /// The value that scoring uses.
    public let base: Double
    /// Unit, in words.
    public let unit: String
    /// Where it stands.
    public let source: String
    /// Admiralty grade; `F6` marks an assumption.
    public let grade: String
    /// Of when the source is.
    public let date: String
}

/// Every number that decides, as rows of a file that a user can replace.
///
/// After construction every key that a rule reads is there, and low <= base <= high.
public struct ParameterSet: Sendable {
    /// The bytes of the set that is carried with the program, as a starting point for one's own.
    public static var standardCSV: [UInt8] { PackageResources.parameters_csv }

    /// The set that is carried with the program.
    public static let standard = (try? ParameterSet(csv: standardCSV)) ?? ParameterSet()

    /// The columns of the file.
    static let columns = ["key", "low", "base", "high", "unit", "source", "grade", "date"]

    /// Keys that a set may add: wages, rates and prices of further countries and currencies.
    static let openPrefixes = ["wage.", "rate.", "price."]

    /// The whole part of `set.version` that these rules read; what follows the point is the user's own.
    static let form = 2.0

    /// SHA-256 of the file.
    public let digest: Digest
    /// The rows, by key.
    public let rows: [String: Parameter]

    private init() {
        digest = SHA256Hash.hash([])
        rows = [:]
    }

    /// Reads and validates a parameter file.
    public init(csv bytes: [UInt8]) throws(ParameterError) {
        let table: CSVRows
        do throws(ScreeningError) {
            table = try CSVRows(bytes, file: "parameters")
        } catch {
            throw ParameterError(.form, line: error.line, error.reason)
        }
        guard let header = table.rows.first, header.fields == ParameterSet.columns else {
            throw ParameterError(
                .form, line: 1,
                "the columns must be \(ParameterSet.columns.joined(separator: ","))")
        }
        var rows: [String: Parameter] = [:]
        for row in table.rows.dropFirst() {
            let parameter = try ParameterSet.parameter(row)
            guard rows.updateValue(parameter, forKey: parameter.key) == nil else {
                throw ParameterError(
                    .duplicateKey, line: row.line, "'\(parameter.key)' stands twice")
            }
        }
        try ParameterSet.checkVersion(rows)
        try ParameterSet.checkKeys(rows)
        self.rows = rows
        self.digest = SHA256Hash.hash(bytes)
    }

    /// The version that the file gives itself.
    public var version: String {
        let number = self["set.version"].base
        return number == number.rounded() ? String(Int(number)) : String(number)
    }

    /// A parameter that every set has; asking for another is an error of this program.
    subscript(_ key: String) -> Parameter {
        guard let row = rows[key] else { preconditionFailure("no rule may read '\(key)'") }
        return row
    }

    /// A parameter that a set may have: a wage, a rate, a price.
    func find(_ key: String) -> Parameter? { rows[key] }

    private static func checkVersion(_ rows: [String: Parameter]) throws(ParameterError) {
        guard let version = rows["set.version"]?.base, version.rounded(.down) != form else {
            return
        }
        throw ParameterError(
            .version,
            "the set is of version \(version), and this program reads version \(Int(form)): "
                + "start from the set that it carries, Sources/TraceRisk/Data/parameters.csv")
    }

    private static func checkKeys(_ rows: [String: Parameter]) throws(ParameterError) {
        guard let table = try? CSVRows(standardCSV, file: "parameters") else { return }
        var names: Set<String> = []
        for fields in table.rows.dropFirst().map(\.fields) where fields.count == columns.count {
            guard let row = rows[fields[0]] else {
                throw ParameterError(.missingKey, "the row '\(fields[0])' is not there")
            }
            // Rules compute with the unit; a share in per cent would be believed a hundredfold.
            guard row.unit == fields[4] else {
                throw ParameterError(
                    .value, "'\(row.key)' is read in '\(fields[4])', found '\(row.unit)'")
            }
            names.insert(row.key)
        }
        for key in rows.keys.sorted() where !names.contains(key) {
            guard openPrefixes.contains(where: key.hasPrefix) else {
                throw ParameterError(.unknownKey, "no rule reads '\(key)'")
            }
        }
    }

    private static func parameter(_ row: CSVRows.Row) throws(ParameterError) -> Parameter {
        guard row.fields.count == columns.count else {
            throw ParameterError(
                .form, line: row.line, "\(row.fields.count) fields, expected \(columns.count)")
        }
        let key = row.fields[0]
        guard let low = Double(row.fields[1]), let base = Double(row.fields[2]),
            let high = Double(row.fields[3]), low.isFinite, base.isFinite, high.isFinite
        else {
            throw ParameterError(.value, line: row.line, "'\(key)' needs three numbers")
        }
        guard row.fields[5...].allSatisfy({ !$0.isEmpty }) else {
            throw ParameterError(
                .source, line: row.line,
                "'\(key)' needs a source, a grade and a date, or 'assumption' as its source")
        }
        guard 0 <= low, low <= base, base <= high, high <= 1e9 else {
            throw ParameterError(
                .value, line: row.line,
                "'\(key)' needs 0 <= low <= base <= high, found \(low), \(base), \(high)")
        }
        if let most = most(key, unit: row.fields[4]), high > most {
            throw ParameterError(
                .value, line: row.line,
                "'\(key)' is a \(row.fields[4]), at most \(most), found \(high)")
        }
        if key.hasPrefix("prior."), high >= 1 {
            throw ParameterError(.value, line: row.line, "'\(key)' must be below 1: it makes odds")
        }
        if mustBePositive(key), low <= 0 {
            throw ParameterError(.value, line: row.line, "'\(key)' must be above 0")
        }
        return Parameter(
            key: key, interval: Interval(low, high), base: base, unit: row.fields[4],
            source: row.fields[5], grade: row.fields[6], date: row.fields[7])
    }

    /// The largest value that a figure can have.
    private static func most(_ key: String, unit: String) -> Double? {
        if key.hasPrefix("yield.") { return 1 }
        return ["share": 1, "share of the wage": 1, "likeness": 1, "per cent": 100][unit]
    }

    /// Divisors and odds may not be zero.
    private static func mustBePositive(_ key: String) -> Bool {
        [
            "prior.", "pairs.", "day.", "rate.", "hours.", "capacity.", "graph.", "alert.",
            "yield.", "lead.", "unit_value.", "region.", "route.", "season.", "timing.",
        ]
        .contains { key.hasPrefix($0) }
    }
}
