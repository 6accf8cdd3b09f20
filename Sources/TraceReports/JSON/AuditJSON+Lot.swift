// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension AuditResult.LotResult {
    var json: JSONValue {
        .object([
            ("lot", .string(lot)),
            ("assessment", .string(assessment.rawValue)),
            ("alert", .flag(alert)),
            ("action", .string(action.rawValue)),
            ("score", score.json),
            ("findings", .array(findings.map(\.json))),
            ("facts", facts.json),
            ("provenance", provenance?.json),
            ("timeline", timeline.map { .array($0.map(\.json)) }),
            ("quantities", quantities?.json),
            ("reckoning", reckoning?.json),
        ])
    }
}

extension AuditResult.Score {
    var json: JSONValue {
        .object([
            ("low", .number(low)), ("base", .number(base)), ("high", .number(high)),
            ("posterior", .number(posterior)), ("prior", .number(prior)), ("band", .string(band)),
        ])
    }
}

extension AuditResult.Finding {
    var json: JSONValue {
        .object([
            ("pattern", .string(pattern)),
            ("name", .string(name)),
            ("result", .string(result.rawValue)),
            ("strength", .string(strength.rawValue)),
            ("group", .string(group.rawValue)),
            ("about", about.map { .string($0) }),
            ("numbers", .numbers(numbers)),
            ("missing", .strings(missing)),
            ("records", .strings(records)),
            ("explanation", .string(explanation)),
            ("innocent", .strings(innocent)),
            ("ask", .strings(ask)),
            ("law", .strings(law)),
            ("replies", .array(replies.map(\.json))),
            ("confidential", isConfidential.map { .flag($0) }),
        ])
    }
}

extension AuditResult.Finding.Answer {
    var json: JSONValue {
        .object([
            ("party", party.map { .string($0) }), ("date", date.map { .string($0) }),
            ("text", text.map { .string($0) }), ("record", .string(record)),
        ])
    }
}

extension AuditResult.LotFacts {
    var json: JSONValue {
        .object([
            ("description", description.map { .string($0) }),
            ("hs", hs.map { .string($0) }),
            ("construction", construction.map { .string($0) }),
            ("pieces", pieces.map { .number($0) }),
            ("net_kg", netKg.map { .number($0) }),
            ("supplier", supplier.map { .string($0) }),
            ("origin_declared", originDeclared.map { .string($0) }),
        ])
    }
}

extension AuditResult.PartyResult {
    var json: JSONValue {
        .object([
            ("party", .string(party)), ("name", name.map { .string($0) }),
            ("country", country.map { .string($0) }), ("findings", .array(findings.map(\.json))),
            ("quantities", quantities?.json),
        ])
    }
}

extension AuditResult.Provenance {
    var json: JSONValue {
        .object([
            ("nodes", .array(nodes.map(\.json))), ("edges", .array(edges.map(\.json))),
        ])
    }
}

extension AuditResult.Node {
    var json: JSONValue {
        .object([
            ("id", .string(id)), ("kind", .string(kind.rawValue)), ("label", .string(label)),
            ("detail", .string(detail)), ("country", country.map { .string($0) }),
            ("flags", .strings(flags)),
        ])
    }
}

extension AuditResult.Edge {
    var json: JSONValue {
        .object([("from", .string(from)), ("to", .string(to)), ("kind", .string(kind))])
    }
}

extension AuditResult.TimelineEvent {
    var json: JSONValue {
        .object([
            ("start", .string(start)), ("end", end.map { .string($0) }), ("kind", .string(kind)),
            ("label", .string(label)), ("country", country.map { .string($0) }),
            ("record", .string(record)),
        ])
    }
}
