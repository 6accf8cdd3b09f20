// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

extension World {
    /// The cell that tells how many goods of their kind went into a row of work.
    static let inputPieces = "processing.inputs (pieces of half-made goods)"

    /// Whether a row of work makes a new article; nil when the records do not say.
    ///
    /// The word for a step makes none where as many goods of the same class go in as come out. Only
    /// what lies in North Korea asks this: elsewhere half-made goods are an honest trade.
    func makesNewArticle(_ number: Int) -> Bool? {
        let row = graph.processings[number]
        let stated = Steps.confersOrigin(row)
        guard stated == true else { return stated }
        let made = counts(row.outputs)
        let brought = counts(row.inputs, into: row)
        // Nothing that is counted comes out: the record's own words stand.
        guard !made.isEmpty else { return true }
        var isOpen = false
        for (kind, total) in made {
            guard let articles = brought[kind] else { return true }
            guard let total, let articles else {
                isOpen = true
                continue
            }
            if articles.low >= total.high { continue }
            if articles.high < total.low { return true }
            isOpen = true
        }
        return isOpen ? nil : false
    }

    /// Articles of each kind of goods among shares; nil where they are not known.
    private func counts(
        _ shares: [Share], into row: ProcessingNode? = nil
    ) -> [String: Interval?] {
        let kept = Set((row?.outputs ?? []).map(\.lot))
        var counts: [String: Interval?] = [:]
        for share in shares {
            guard let kind = kind(of: share.lot) else { continue }
            // How much of a lot that others take too went in here, the row does not say.
            let isOpen =
                row != nil && share.isWhole && !kept.contains(share.lot) && isShared(share.lot)
            let articles = isOpen ? nil : articles(share)?.count
            let sum: Interval? = counts[kind, default: Interval(0)]
            let next: Interval? = sum.flatMap { sum in articles.map { sum + $0 } }
            counts.updateValue(next, forKey: kind)
        }
        return counts
    }

    /// The class of finished or half-made goods, else their heading.
    private func kind(of lot: Int) -> String? {
        let node = graph.lots[lot]
        if let goods = node.goods { return goods.isRaw ? nil : goods.name }
        return node.hs.map { String($0.prefix(4)) }
    }
}
