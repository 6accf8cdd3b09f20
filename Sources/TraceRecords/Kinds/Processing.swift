// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// Work on goods at a site.
    public static let processing = RecordSchema(
        .processing, sheet: "processing", id: "processing",
        [
            Field(
                "type", .word(["transform", "finish", "relabel", "repack"]), column: "kind",
                "Only transform may make a new article."),
            Field("site", .reference(.site), "Where."),
            Field("operator", .reference(.party), "By whom."),
            Field("started", .date, "First day."),
            Field("finished", .date, "Last day."),
            Field(
                "steps",
                .words([
                    "knot", "tie", "weft", "knit", "crochet", "sew", "bead", "assemble", "wash",
                    "dye", "bleach", "sort", "trim", "curl", "pair", "mount", "style", "label",
                    "pack", "other",
                ]),
                "What was done."),
            Field("inputs", .lots, "Lots used, with kg where stated."),
            Field("outputs", .lots, "Lots made, with kg where stated."),
            Field("workers", .decimal, "People at work."),
            Field("worker_hours", .decimal, "Hours worked by all of them."),
            Field("scrap_kg", .decimal, "Waste in kg."),
            Field("packaging_kg", .decimal, "Packaging in kg."),
            Field("origin_before", .text, "Origin on the label before."),
            Field("origin_after", .text, "Origin on the label after."),
            Field("label_text", .text, .committed, "Text of the new label."),
            Field("reason", .text, .committed, "Why it was relabelled."),
        ])
}
