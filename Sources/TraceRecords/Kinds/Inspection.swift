// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// A visit to a site by someone who looked.
    public static let inspection = RecordSchema(
        .inspection, sheet: "inspections", id: "inspection",
        [
            Field("site", .reference(.site), "The site visited."),
            Field("date", .date, "Day of the visit."),
            Field("inspector", .reference(.party), "Who visited."),
            Field("announced", .word(["yes", "no"]), "Whether the visit was announced."),
            Field("scope", .texts, "What was looked at: origin, workers, capacity, quality."),
            Field("workers", .decimal, "People seen making goods."),
            Field(
                "outcome", .word(["confirmed", "not_confirmed", "refused"]),
                "Whether the records were confirmed."),
            Field("text", .text, .committed, "Report."),
        ])
}
