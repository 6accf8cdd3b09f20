// SPDX-License-Identifier: Apache-2.0
import TraceRecords
import TraceScreening

/// X01: the records name Xinjiang, by region, address or postal code: a track of its own.
///
/// Never a part of the score, which is about North Korea; nothing here raises or lowers it.
struct X01XinjiangOrigin: Pattern {
    static let card = Card(
        id: "X01", name: "xinjiang-origin", group: .identity, strength: .report,
        innocent: [
            "A firm registered in Xinjiang whose goods are made elsewhere.",
            "A postal code of the seat, not of the place of work.",
        ],
        ask: [
            "Where the raw material comes from, with its papers.",
            "Where each step of work was done, and by whom.",
        ])

    init(_ world: World) {}

    func outcomes(lot: Int, _ world: World) -> [Outcome] {
        let node = world.graph.lots[lot]
        guard !node.isPlaceholder, let region = node.entry.view.rawOriginRegion,
            XinjiangSigns.isNamed(region, country: node.entry.view.rawOriginCountry)
        else { return [] }
        return [
            raised("lot:" + node.id, "Lot \(node.id)", ["the material's region"], node.entry.stated)
        ]
    }

    func outcomes(site: Int, _ world: World) -> [Outcome] {
        let node = world.graph.sites[site]
        guard !node.isPlaceholder else { return [] }
        let view = node.entry.view
        let signs = signs(view.address, view.postalCode, view.country)
        if signs.isEmpty { return [passed(view.address, view.postalCode, "sites")] }
        return [raised("site:" + node.id, "Site \(node.id)", signs, node.entry.stated)]
    }

    func outcomes(party: Int, _ world: World) -> [Outcome] {
        let node = world.graph.parties[party]
        guard !node.isPlaceholder else { return [] }
        let view = node.entry.view
        var signs = signs(view.address, view.postalCode, view.country)
        if let name = view.name, XinjiangSigns.isInName(name) { signs.append("the name") }
        if let name = view.nameNative, XinjiangSigns.isInName(name) {
            signs.append("the native name")
        }
        if signs.isEmpty { return [passed(view.address, view.postalCode, "parties")] }
        return [raised("party:" + node.id, "Party \(node.id)", signs, node.entry.stated)]
    }

    /// Nothing names Xinjiang; where neither address nor postal code is known, that says little.
    private func passed(_ address: String?, _ code: String?, _ sheet: String) -> Outcome {
        address == nil && code == nil
            ? .notTestable(Self.card, ["\(sheet).address", "\(sheet).postal_code"])
            : .notRaised(Self.card)
    }

    private func signs(_ address: String?, _ code: String?, _ country: String?) -> [String] {
        var signs: [String] = []
        if let address, XinjiangSigns.isNamed(address, country: country) {
            signs.append("the address")
        }
        if let code, XinjiangSigns.isPostalCode(code, country: country) {
            signs.append("the postal code")
        }
        return signs
    }

    private func raised(
        _ about: String, _ who: String, _ signs: [String], _ stated: Stated
    ) -> Outcome {
        .raised(
            Self.card, about: about, numbers: ["signs": Double(signs.count)], records: [stated],
            law: ["xinjiang", "withhold"],
            "\(who): \(Words.list(signs)) \(signs.count == 1 ? "names" : "name") Xinjiang. This "
                + "stands apart from the score, which is about North Korea.")
    }
}
