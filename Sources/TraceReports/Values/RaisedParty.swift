// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// A party or supplier about whom something was raised, each finding once.
struct RaisedParty {
    let party: String
    var findings: [AuditResult.Finding]

    /// All of a result, in its order; what stands under party and supplier is one.
    static func all(_ result: AuditResult) -> [RaisedParty] {
        var all: [RaisedParty] = []
        var places: [String: Int] = [:]
        for party in result.parties + result.suppliers {
            for finding in party.findings where finding.result == .raised {
                guard let place = places[party.party] else {
                    places[party.party] = all.count
                    all.append(RaisedParty(party: party.party, findings: [finding]))
                    continue
                }
                if !all[place].findings.contains(finding) { all[place].findings.append(finding) }
            }
        }
        return all
    }
}
