// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension AuditResult.Quantities {
    var json: JSONValue {
        .object([
            ("stated_kg", .number(statedKg)),
            ("explained_kg_high", explainedKg.map { .number($0) }),
            ("unexplained_kg_low", .number(unexplainedKg)),
            ("unexplained_pieces_low", unexplainedPieces.map { .number($0) }),
            ("bound", .string(bound.rawValue)),
            ("share_unknown_low", unknownShareLow.map { .number($0) }),
            ("share_unknown_high", unknownShareHigh.map { .number($0) }),
            ("any_part_unknown", .flag(hasUnknownPart)),
            ("missing", .strings(missing)),
            ("lots", .integer(lots)), ("open_lots", .integer(openLots)),
        ])
    }
}

extension AuditResult.Reckoning {
    var json: JSONValue {
        .object([
            ("prior_log_odds", .number(priorLogOdds)),
            ("parts", .array(parts.map(\.json))),
            ("levers", .array(levers.map(\.json))),
            ("open", .array(open.map(\.json))),
        ])
    }
}

extension AuditResult.Reckoning.Part {
    var json: JSONValue {
        .object([
            ("group", .string(group.rawValue)), ("pattern", pattern.map { .string($0) }),
            ("about", about.map { .string($0) }), ("size", .number(size)),
            ("contribution", .number(contribution)),
        ])
    }
}

extension AuditResult.Reckoning.Lever {
    var json: JSONValue {
        .object([
            ("pattern", .string(pattern)), ("about", about.map { .string($0) }),
            ("change", .number(change)), ("alerts_without", .flag(alertsWithout)),
        ])
    }
}

extension AuditResult.Reckoning.Open {
    var json: JSONValue {
        .object([
            ("pattern", .string(pattern)), ("missing", .strings(missing)),
            ("if_raised", .number(ifRaised)), ("if_passed", .number(ifPassed)),
            ("decides", .flag(decides)),
        ])
    }
}
