// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension AuditResult.Handover {
    var json: JSONValue {
        .object([
            ("transfer", .string(transfer)), ("lots", .strings(lots)),
            ("from_party", fromParty.map { .string($0) }),
            ("to_party", toParty.map { .string($0) }),
            ("standing", .string(standing.rawValue)),
            ("records", .strings(records)),
            ("issuers", .strings(issuers)),
            (
                "differences",
                .array(
                    differences.map {
                        .object([
                            ("field", .string($0.field)), ("first", .string($0.first)),
                            ("second", .string($0.second)),
                        ])
                    })
            ),
        ])
    }
}
