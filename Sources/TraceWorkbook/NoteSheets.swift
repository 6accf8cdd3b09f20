// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRecords

/// Sheets whose rows are signed as claims: stock counts, answers, markings, confidential indicators.
///
/// The kind of note and its topic stand in the claim's committed `denominator`, as `stock/670300`, so
/// that a published log does not tell what a note is about.
enum NoteSheets {
    /// A sheet with the way its rows become claims.
    struct Note: Sendable {
        let schema: RecordSchema
        let claim: @Sendable (Record) -> Record
    }

    static let all: [String: Note] = [
        "stock": Note(schema: stock) { row in
            claim(row, about: ["party"], topic: "stock/" + (row.text("hs") ?? ""), day: "as_of") {
                $0["value_low"] = row.fields["kg"]
                $0["value_high"] = row.fields["kg"]
                $0["unit"] = .text("kg")
            }
        },
        "questionnaires": Note(schema: questionnaires) { row in
            claim(
                row, about: ["party"], topic: "answer/" + (row.text("topic") ?? ""), day: "answered"
            ) {
                $0["text"] = row.fields["answer"]
                $0["source"] = row.fields["question"]
                let isAnswered = row.date("answered") != nil || row.text("answer") != nil
                let isAsked = isAnswered || row.date("asked") != nil
                if isAsked { $0["value_low"] = .decimal(DecimalNumber(isAnswered ? 1 : 0)) }
                $0["unit"] = .text("answered")
            }
        },
        "markings": Note(schema: markings) { row in
            claim(row, about: ["lot"], topic: "marking/" + (row.text("sort") ?? ""), day: "seen") {
                $0["text"] = row.fields["text"]
                $0["value_low"] = row.fields["reviewers"]
                $0["unit"] = .text("reviewers")
                let grades = ["high": "2", "medium": "3", "low": "5"]
                $0["credibility"] = row.text("confidence").flatMap { grades[$0] }.map { .text($0) }
            }
        },
        "indicators": Note(schema: indicators) { row in
            claim(
                row, about: ["site", "party"], topic: "indicator/" + (row.text("category") ?? ""),
                day: "seen"
            ) {
                $0["text"] = row.fields["text"]
                $0["reliability"] = row.fields["reliability"]
                $0["credibility"] = row.fields["credibility"]
                $0["derived_from"] = row.fields["derived_from"]
            }
        },
    ]

    /// The sheet whose rows are claims of a topic.
    static func sheet(ofTopic topic: String) -> String? {
        switch topic.prefix(while: { $0 != "/" }) {
        case "stock": "stock"
        case "answer": "questionnaires"
        case "marking": "markings"
        case "indicator": "indicators"
        default: nil
        }
    }

    private static func claim(
        _ row: Record, about: [String], topic: String, day: String,
        _ fill: (inout [String: FieldValue]) -> Void
    ) -> Record {
        var fields: [String: FieldValue] = ["denominator": .text(topic)]
        let targets = about.compactMap { name -> Reference? in
            if case .reference(let target)? = row.fields[name] { target } else { nil }
        }
        if !targets.isEmpty { fields["about"] = .references(targets) }
        fields["published"] = row.fields[day]
        fill(&fields)
        return Record(
            kind: .claim, id: row.id, fields: fields, accordingTo: row.accordingTo,
            document: row.document, basis: row.basis, readFrom: row.readFrom)
    }

    private static let stock = RecordSchema(
        .claim, sheet: "stock", id: "stock",
        [
            Field("party", .reference(.party), "Whose stock was counted."),
            Field("as_of", .date, "The day of the count."),
            Field("hs", .text, "Heading of what was counted: material or finished goods."),
            Field("kg", .decimal, "Net mass counted."),
        ])

    private static let questionnaires = RecordSchema(
        .claim, sheet: "questionnaires", id: "answer_id",
        [
            Field("party", .reference(.party), "Who was asked."),
            Field(
                "topic",
                .word([
                    "company", "site_address", "workers", "capacity", "materials", "subcontractors",
                    "making_location", "payments", "origin", "certificates", "transport", "other",
                ]),
                "What the question is about; making_location is where it is knotted, tied or sewn."),
            Field("question", .text, "The question."),
            Field("asked", .date, "Day on which it was asked."),
            Field("answered", .date, "Day of the answer; blank: not answered."),
            Field("answer", .text, "The answer."),
        ])

    private static let markings = RecordSchema(
        .claim, sheet: "markings", id: "marking",
        [
            Field("lot", .reference(.lot), "The lot on which it was seen."),
            Field(
                "sort", .word(["dprk_spelling", "juche_date", "over_label", "other"]),
                "What was seen: Korean in the spelling of the North, a Juche date, a label over a label."
            ),
            Field("seen", .date, "Day on which it was seen."),
            Field("reviewers", .decimal, "How many people read it, each alone."),
            Field("confidence", .word(["low", "medium", "high"]), "How sure they are."),
            Field("text", .text, "Description; the photograph stands in `document`."),
        ])

    private static let indicators = RecordSchema(
        .claim, sheet: "indicators", id: "indicator",
        [
            Field("site", .reference(.site), "The site it is about."),
            Field("party", .reference(.party), "The party it is about."),
            Field(
                "category", .word(["wages", "contracts", "housing", "control", "transparency"]),
                "Which kind of sign, as the advisory of 23 July 2018 names them."),
            Field("seen", .date, "Month or day, coarse enough to protect who saw it."),
            Field(
                "reliability", .word(["A", "B", "C", "D", "E", "F"]),
                "Reliability of the source, A to F."),
            Field(
                "credibility", .word(["1", "2", "3", "4", "5", "6"]),
                "Credibility of the information, 1 to 6."),
            Field("derived_from", .reference(.claim), "The indicator that it relays."),
            Field("text", .text, "A note without names, dates of visits or words of a source."),
        ])
}
