// SPDX-License-Identifier: Apache-2.0
import Mustache
import TracePrimitives
public import TraceRisk

/// The audit result as one HTML file that can be sent on: no script, no network, nothing beside it.
///
/// The same result and options give the same bytes. Everything from a record is made visible and
/// escaped; the page's own content security policy allows nothing but its one style sheet.
public enum AuditHTML {
    /// The whole page.
    public static func render(
        _ result: AuditResult, options: ReportOptions = ReportOptions()
    ) throws(ReportError) -> String {
        let templates = try Templates.library()
        let style = String(decoding: PackageResources.style_css, as: UTF8.self)
        let hash = Base64.encode(SHA256Hash.hash([UInt8](style.utf8)).bytes)
        let page = ReportPage(
            options.shown(result), options: options, styleSheet: style, styleHash: "sha256-" + hash)
        guard let text = templates.render(page, withTemplate: "report") else {
            throw ReportError(template: "report")
        }
        return text
    }
}

/// A template of this module that cannot be used; a fault of the build, never of the data.
public struct ReportError: Error, Equatable, CustomStringConvertible {
    /// The template's name.
    public let template: String

    /// What failed.
    public var description: String { "the template \(template) of the report cannot be used" }
}

/// The templates, compiled into the module.
enum Templates {
    /// The templates' names and texts.
    static let sources: [(name: String, bytes: [UInt8])] = [
        ("report", PackageResources.report_mustache),
        ("summary", PackageResources.summary_mustache),
        ("lot", PackageResources.lot_mustache),
        ("finding", PackageResources.finding_mustache),
        ("graph", PackageResources.graph_mustache),
        ("timeline", PackageResources.timeline_mustache),
        ("tables", PackageResources.tables_mustache),
        ("basis", PackageResources.basis_mustache),
        ("records", PackageResources.records_mustache),
        ("notes", PackageResources.notes_mustache),
        ("packet", PackageResources.packet_mustache),
        ("packettable", PackageResources.packettable_mustache),
    ]

    static func library() throws(ReportError) -> MustacheLibrary {
        var library = MustacheLibrary()
        for source in sources {
            do {
                let text = String(decoding: source.bytes, as: UTF8.self)
                library.register(try MustacheTemplate(string: text), named: source.name)
            } catch {
                throw ReportError(template: source.name)
            }
        }
        return library
    }
}
