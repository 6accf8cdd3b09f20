// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// What someone outside the chain says, graded by the Admiralty system.
    public static let claim = RecordSchema(
        .claim, sheet: "claims", id: "claim",
        [
            Field("about", .references, "Records it speaks of."),
            Field("text", .text, .committed, "What is said."),
            Field("source", .text, .committed, "Who says it."),
            Field("source_url", .text, .committed, "Where it stands."),
            Field("published", .date, "Day of publication."),
            Field(
                "reliability", .word(["A", "B", "C", "D", "E", "F"]),
                "Reliability of the source, A to F."),
            Field(
                "credibility", .word(["1", "2", "3", "4", "5", "6"]),
                "Credibility of the information, 1 to 6."),
            Field(
                "derived_from", .reference(.claim),
                "The claim that it relays: a relay never corroborates."),
            Field("denominator", .text, .committed, "Of what a share is a share."),
            Field("value_low", .decimal, "Low end of the value."),
            Field("value_high", .decimal, "High end of the value."),
            Field("unit", .text, "Unit of the value."),
        ])
}
