// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// What someone outside the chain says, graded by the Admiralty system.
public struct Claim: RecordView {
    /// The fields of the kind.
    public static let schema = RecordSchema(
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

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// Records it speaks of.
    public var about: [Reference] { record.references("about") }
    /// What is said.
    public var text: String? { record.text("text") }
    /// Who says it.
    public var source: String? { record.text("source") }
    /// Where it stands.
    public var sourceUrl: String? { record.text("source_url") }
    /// Day of publication.
    public var published: CalendarDate? { record.date("published") }
    /// Reliability of the source, A to F.
    public var reliability: String? { record.text("reliability") }
    /// Credibility of the information, 1 to 6.
    public var credibility: String? { record.text("credibility") }
    /// The claim that it relays: a relay never corroborates.
    public var derivedFrom: String? { record.reference("derived_from") }
    /// Of what a share is a share.
    public var denominator: String? { record.text("denominator") }
    /// Low end of the value.
    public var valueLow: DecimalNumber? { record.decimal("value_low") }
    /// High end of the value.
    public var valueHigh: DecimalNumber? { record.decimal("value_high") }
    /// Unit of the value.
    public var unit: String? { record.text("unit") }
}
