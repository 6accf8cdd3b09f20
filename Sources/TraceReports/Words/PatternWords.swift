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
        "P06": Entry(
            title: "Value a kilogram",
            question: "Is the declared value a kilogram like that of others at the time?"),
        "P07": Entry(
            title: "Yearly balance of the supplier",
            question: "Did the supplier buy enough to make what it sold over the years?"),
        "P08": Entry(
            title: "One lot cited too often",
            question: "Is more cited from an input lot than it ever held?"),
        "P09": Entry(
            title: "Round trip at the border",
            question: "Did material leave to a border region and matching goods come back?"),
        "P10": Entry(
            title: "Material out, goods in",
            question: "Does one firm send material out of China and take such goods in?"),
        "P11": Entry(
            title: "Origin, label and place",
            question: "Do the places of the lot's records agree with its label and entry?"),
        "P12": Entry(
            title: "Maker that only finishes",
            question: "Does the named maker do more than finishing?"),
        "P13": Entry(
            title: "Time from order to shipment",
            question: "Does the time fit local work, or a trip across the border?"),
        "P14": Entry(
            title: "Break while the border was shut",
            question: "Did times and prices jump when the Korean border was shut?"),
        "P15": Entry(
            title: "Listed party",
            question: "Does a party of the lot, or its owner, stand on a list?"),
        "P16": Entry(
            title: "Season of the orders",
            question: "As context alone: do orders bunch in winter?"),
        "P17": Entry(
            title: "Route",
            question: "Do the goods travel from where they were made, as fast as goods can?"),
        "P18": Entry(
            title: "Codes and names of places",
            question: "Can the place be where its code, coordinates and name say?"),
        "P19": Entry(
            title: "Port of return",
            question: "As context alone: which region would be nearest?"),
        "P20": Entry(
            title: "Address near a listed one",
            question: "Is an address that of a listed party, or in its building?"),
        "P21": Entry(
            title: "Place of the maker",
            question: "As context alone: does the maker sit where such trade is reported?"),
        "X01": Entry(
            title: "Origin in Xinjiang",
            question: "On a track of its own, apart from the score: do the records name Xinjiang?"),
        "P22": Entry(
            title: "Links to a border broker",
            question: "Is the supplier linked to parties or places of concern?"),
        "P23": Entry(
            title: "Head counts that disagree",
            question: "Do documents agree on how many people work at the site?"),
        "P24": Entry(
            title: "Signs about workers",
            question: "Do confidential notes agree in several kinds of sign about workers?"),
        "P25": Entry(
            title: "Manufacturer in name only",
            question: "Is the named manufacturer one, and not a trader?"),
        "P26": Entry(
            title: "Payments for piecework to others",
            question: "Does anyone but the named factory get paid by the piece?"),
        "P27": Entry(
            title: "Material against price",
            question: "Does the price pay for the material?"),
        "P28": Entry(
            title: "Customs mode",
            question: "Do mode and origin on Chinese declarations fit the story?"),
        "P29": Entry(
            title: "Drift of the customs code",
            question: "Does one article keep one heading on its way?"),
        "P30": Entry(
            title: "One document for several lots",
            question: "Does the same file, seal or certificate stand behind different lots?"),
        "P31": Entry(
            title: "When papers were made",
            question: "Were the papers made when the thing happened?"),
        "P32": Entry(
            title: "Integrity of the records",
            question: "Are the records whole? It says nothing of the goods."),
        "P33": Entry(
            title: "Missing return leg",
            question: "Did the goods made of exported yarn or fabric ever come back on paper?"),
        "P34": Entry(
            title: "Mixed provenance",
            question: "As a report: is material of unknown provenance mixed in?"),
        "P35": Entry(
            title: "New label without new work",
            question: "Was the origin changed while goods, mass and code stayed the same?"),
        "P36": Entry(
            title: "Parcels from the border",
            question: "Does the article also leave a border warehouse in parcels?"),
        "P37": Entry(
            title: "Markings",
            question: "Did two people read a marking that points to another origin?"),
        "P38": Entry(
            title: "Silence on one question",
            question: "Does the supplier answer everything but where the work is done?"),
        "P39": Entry(
            title: "Against official statistics",
            question: "Can the sums and claims stand beside customs statistics?"),
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
