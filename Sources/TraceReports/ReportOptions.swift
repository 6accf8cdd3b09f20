// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// What a report says beside the result itself: all that could differ between two runs.
public struct ReportOptions: Sendable, Equatable {
    /// For whom a report is made.
    public enum Audience: Sendable {
        /// Anyone: the weight of findings stands in words.
        case outgoing
        /// The reader's own house: an annex adds the figures that rank lots.
        case inHouse
    }

    /// What was audited, for the head of the report.
    public var title: String?
    /// The date of the report; without it the report bears none.
    public var date: String?
    /// For whom the report is made.
    public var audience: Audience

    /// Options of a report.
    public init(title: String? = nil, date: String? = nil, audience: Audience = .outgoing) {
        self.title = title
        self.date = date
        self.audience = audience
    }

    /// What of a result a report of this audience shows: confidential notes stay in the house.
    func shown(_ result: AuditResult) -> AuditResult {
        audience == .outgoing ? result.outgoing() : result
    }
}
