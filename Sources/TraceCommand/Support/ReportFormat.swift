// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// The form in which an audit is written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, html

    /// The result in this form.
    func render(_ result: AuditResult, _ options: ReportOptions) throws -> String {
        switch self {
        case .text: AuditText.render(result, options: options)
        case .json: AuditJSON.render(result)
        case .csv: AuditCSV.render(result)
        case .html: try AuditHTML.render(result, options: options)
        }
    }
}
