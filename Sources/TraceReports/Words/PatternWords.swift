// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// What each pattern tests, in a line for a reader who has never seen it.
enum PatternWords {
    /// A pattern's title and the question it asks of the records.
    struct Entry: Sendable {
        let title: String
        let question: String
    }

    static let entries: [String: Entry] = [
        "P01": Entry(
            title: "Mass balance of the lot",
            question: "Can the stated inputs give the stated finished mass?"),
        "P02": Entry(
            title: "Mass of a piece",
            question: "Does the mass of a piece fit its description?"),
        "P03": Entry(
            title: "Missing transformation",
            question: "Is there a record of the work that turned the input into these goods?"),
        "P04": Entry(
            title: "Capacity of the declared site",
            question: "Are there enough people at the declared site for this work in this time?"),
        "P05": Entry(
            title: "Cost of labour",
            question: "Does the price leave enough to pay for the hours the work takes?"),
        "P08": Entry(
            title: "One lot cited too often",
            question: "Is more cited from an input lot than it ever held?"),
        "P09": Entry(
            title: "Round trip at the border",
            question: "Did material leave to a border region and matching goods come back?"),
        "P11": Entry(
            title: "Origin, label and place",
            question: "Do the places of the lot's records agree with its label and entry?"),
        "P12": Entry(
            title: "Maker that only finishes",
            question: "Does the named maker do more than finishing?"),
        "P15": Entry(
            title: "Listed party",
            question: "Does a party of the lot, or its owner, stand on a list?"),
        "P22": Entry(
            title: "Links to a border broker",
            question: "Is the supplier linked to parties or places of concern?"),
        "P23": Entry(
            title: "Head counts that disagree",
            question: "Do documents agree on how many people work at the site?"),
        "P26": Entry(
            title: "Payments for piecework to others",
            question: "Does anyone but the named factory get paid by the piece?"),
        "P30": Entry(
            title: "One document for several lots",
            question: "Does the same file, seal or certificate stand behind different lots?"),
        "P32": Entry(
            title: "Integrity of the records",
            question: "Are the records whole? It says nothing of the goods."),
        "P33": Entry(
            title: "Missing return leg",
            question: "Did the goods made of exported yarn or fabric ever come back on paper?"),
        "P35": Entry(
            title: "New label without new work",
            question: "Was the origin changed while goods, mass and code stayed the same?"),
        "P40": Entry(
            title: "Impossible transit",
            question: "Was the stated route open on the stated days?"),
    ]

    /// The title of a finding's pattern.
    static func title(_ finding: AuditResult.Finding) -> String {
        entries[finding.pattern]?.title ?? spelled(finding.name)
    }

    /// The title of a pattern known by its id alone.
    static func title(_ pattern: String) -> String { entries[pattern]?.title ?? pattern.visible }

    /// `capacity-of-declared-site` as words.
    private static func spelled(_ name: String) -> String {
        let words = name.visible.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
