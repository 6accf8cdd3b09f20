// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// The names of the parties that a result tells of, by id.
struct PartyNames {
    private var byID: [String: AuditResult.PartyResult] = [:]

    init(_ result: AuditResult) {
        for party in result.parties + result.suppliers where byID[party.party] == nil {
            byID[party.party] = party
        }
    }

    /// Name, id and country as far as they are known, fit to be shown.
    func words(_ id: String) -> String {
        guard let party = byID[id], let name = party.name else { return id.visible }
        let country = party.country.map { ", " + $0.visible } ?? ""
        return "\(name.visible) (\(id.visible)\(country))"
    }

    /// The name alone, else the id.
    func name(_ id: String) -> String { (byID[id]?.name ?? id).visible }
}
