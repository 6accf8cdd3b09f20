// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension AuditResult.Integrity {
    var json: JSONValue {
        .object([
            ("status", .string(status.rawValue)),
            ("mode", .string(mode.rawValue)),
            ("signatures_checked", .integer(signaturesChecked)),
            ("identity", .string(identity.rawValue)),
            ("freshness", freshness.map { .string($0.rawValue) }),
            ("witnesses", .integer(witnesses)),
            ("records", .integer(records)),
            ("under_suspicion", underSuspicion.map { .integer($0) }),
            ("problems", .array(problems.map(\.json))),
        ])
    }
}

extension AuditResult.Integrity.Problem {
    var json: JSONValue {
        .object([
            ("code", .string(code)), ("record", .string(record)), ("message", .string(message)),
        ])
    }
}

extension AuditResult.ParameterIdentity {
    var json: JSONValue {
        .object([
            ("sha256", .string(sha256)), ("tables", .array(tables.map(\.json))),
            ("version", .string(version)),
        ])
    }
}

extension AuditResult.ListIdentity {
    var json: JSONValue {
        .object([
            ("name", .string(name)), ("sha256", sha256.map { .string($0) }),
            ("rows", .integer(rows)), ("list", list.map { .string($0) }),
            ("date", date.map { .string($0) }),
        ])
    }
}

extension AuditResult.ContextFact {
    var json: JSONValue {
        .object([
            ("text", .string(text)), ("low", .number(low)), ("high", .number(high)),
            ("unit", .string(unit)), ("source", .string(source)),
        ])
    }
}

extension AuditResult.ClaimNote {
    var json: JSONValue {
        .object([
            ("record", .string(record)),
            ("about", .strings(about)),
            ("text", text.map { .string($0) }),
            ("source", source.map { .string($0) }),
            ("published", published.map { .string($0) }),
            ("grade", .string(grade)),
            ("denominator", denominator.map { .string($0) }),
            ("relays", relays.map { .string($0) }),
            ("value_low", low.map { .number($0) }),
            ("value_high", high.map { .number($0) }),
            ("unit", unit.map { .string($0) }),
        ])
    }
}

extension AuditResult.DataRemark {
    var json: JSONValue {
        .object([
            ("code", .string(code)), ("records", .strings(records)), ("message", .string(message)),
        ])
    }
}

extension AuditResult.Evidence {
    var json: JSONValue {
        .object([
            ("record", .string(record)),
            ("kind", .string(kind)),
            ("id", .string(id)),
            ("summary", .string(summary)),
            ("issuer", .string(issuer)),
            ("according_to", accordingTo.map { .string($0) }),
            ("document", document.map { .string($0) }),
            ("basis", basis.map { .string($0) }),
            ("assurance", .string(assurance)),
            ("under_suspicion", .flag(underSuspicion)),
        ])
    }
}
