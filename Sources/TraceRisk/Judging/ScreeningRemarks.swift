// SPDX-License-Identifier: Apache-2.0
import TraceRecords
import TraceScreening

/// What is odd about names, owners, decisions and lists: remarks on the data, not on the goods.
enum ScreeningRemarks {
    /// Oddly written names that are listed one by one.
    static let listed = 200

    static func all(_ world: World) -> [AuditResult.DataRemark] {
        var odd: [AuditResult.DataRemark] = []
        for party in world.graph.parties {
            let view = party.entry.view
            let name = ScreenedName(name: view.name, nativeName: view.nameNative)
            for words in name.oddities {
                odd.append(
                    AuditResult.DataRemark(
                        code: "name", records: [party.entry.label],
                        message: "Party \(party.id): \(words)."))
            }
        }
        if odd.count > listed {
            let rest = odd.count - listed
            odd = Array(odd.prefix(listed))
            odd.append(
                AuditResult.DataRemark(
                    code: "name", records: [], message: "\(rest) more names are written oddly."))
        }
        let lists = world.lists.remarks.filter { $0.code != "unused" }.map {
            AuditResult.DataRemark(
                code: "list", records: [], message: "List file \($0.file): \($0.message).")
        }
        return odd + world.ownership.remarks + world.decisions.remarks + lists
    }
}
