// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
public import TraceRecords

/// A supplier's answer to a finding or a question: its right of reply.
public struct Reply: RecordView {
    /// The kind that it reads.
    public static let kind = RecordKind.reply

    /// The record that is read.
    public let record: Record

    /// Reads a record of this kind.
    public init(_ record: Record) { self.record = record }

    /// What it answers.
    public var about: [Reference] { record.references("about") }
    /// The pattern it answers, for example P04.
    public var finding: String? { record.text("finding") }
    /// Who answers.
    public var party: String? { record.reference("party") }
    /// Day of the answer.
    public var date: CalendarDate? { record.date("date") }
    /// The answer.
    public var text: String? { record.text("text") }
}
