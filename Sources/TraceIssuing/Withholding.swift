// SPDX-License-Identifier: Apache-2.0
public import TraceRecords

/// Fields that an issuer commits although the ledger's profile would let them stand in clear.
public struct Withholding: Sendable, Hashable {
    /// Names that say no field that could be withheld.
    public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        /// The name.
        public let name: String
        /// Why it cannot be withheld.
        public let reason: String

        /// Both, and what helps.
        public var description: String {
            "\(name) cannot be withheld: \(reason). Write FIELD or SHEET.FIELD, as in net_kg or "
                + "movements.port"
        }
    }

    private let fields: Set<String>

    /// Withholds nothing beyond the profile.
    public static let none = Withholding(fields: [])

    private init(fields: Set<String>) { self.fields = fields }

    /// Reads names: a field or column, alone or behind its sheet or kind and a point.
    public init(_ names: [String]) throws(Failure) {
        var fields: Set<String> = []
        for name in names {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(
                String.init)
            guard let field = parts.last, parts.count <= 2 else {
                throw Failure(name: name, reason: "it has more than one point")
            }
            let found = RecordSchema.all.filter { schema in
                (parts.count == 1 || parts[0] == schema.sheet || parts[0] == schema.kind.rawValue)
                    && !schema.kind.isControl
            }.flatMap { schema in
                schema.fields.filter { $0.name == field || $0.column == field }
                    .map { (schema.kind, $0) }
            }
            guard !found.isEmpty else {
                throw Failure(name: name, reason: "no record has such a field")
            }
            for (kind, field) in found { fields.insert("\(kind.rawValue).\(field.name)") }
        }
        self.fields = fields
    }

    /// Whether a field of a kind is withheld.
    public func covers(_ kind: RecordKind, _ field: Field) -> Bool {
        !fields.isEmpty && fields.contains("\(kind.rawValue).\(field.name)")
    }
}
