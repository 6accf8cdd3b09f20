// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// What someone outside the chain says, graded by the Admiralty system.
public struct Claim: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.claim

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
