// SPDX-License-Identifier: Apache-2.0
public import TraceRisk

/// The audit result as JSON for other programs: schema `traceledger-audit/1`.
///
/// Keys stand in a fixed order and numbers have six significant digits: the same result gives the
/// same bytes. The score's posterior and prior are in it; it is not the copy that goes out.
public enum AuditJSON {
    /// The whole text, with a final line end.
    public static func render(_ result: AuditResult) -> String {
        var text = ""
        write(result) { text += $0 }
        return text
    }

    /// The text in parts, one a lot, so that a long result need not be in memory twice.
    public static func write<Failure: Error>(
        _ result: AuditResult, to sink: (String) throws(Failure) -> Void
    ) throws(Failure) {
        try sink("{\n  \"schema\": \(JSONValue.quoted(result.schema))")
        try sink(member("integrity", result.integrity.json))
        try sink(member("assurance", .string(result.assurance)))
        try sink(member("parameters", result.parameters.json))
        try sink(member("lists", .array(result.lists.map(\.json))))
        try sink(member("patterns", .strings(result.patterns)))
        try sink(",\n  \"lots\": [")
        for (offset, lot) in result.lots.enumerated() {
            try sink((offset == 0 ? "\n    " : ",\n    ") + lot.json.text(depth: 2))
        }
        try sink(result.lots.isEmpty ? "]" : "\n  ]")
        try sink(member("parties", .array(result.parties.map(\.json))))
        try sink(member("suppliers", .array(result.suppliers.map(\.json))))
        try sink(member("data", .array(result.data.map(\.json))))
        try sink(member("context", .array(result.context.map(\.json))))
        try sink(member("claims", .array(result.claims.map(\.json))))
        try sink(member("evidence", .array(result.evidence.map(\.json))))
        try sink(member("handovers", .array(result.handovers.map(\.json))))
        try sink("\n}\n")
    }

    private static func member(_ key: String, _ value: JSONValue) -> String {
        ",\n  \(JSONValue.quoted(key)): \(value.text(depth: 1))"
    }
}
