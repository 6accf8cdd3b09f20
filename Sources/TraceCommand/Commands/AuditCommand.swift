// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// Tests the story that records tell against the published patterns.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Test the story that records tell: mass, hours, money, time, route, documents.",
        discussion: """
            What is raised is a reason to look closer, never a verdict about a party.
            Exit status: 0 no alert, 1 an alert, 2 unreadable input, 3 integrity failed.
            """)

    @Argument(help: "A workbook folder, or a ledger.", completion: .directory)
    var input: String

    @Option(help: "A folder with OFAC's sdn.csv, alt.csv, add.csv, or what lists add stored.")
    var lists: String?

    @Option(help: "A parameter set in place of the standard one, or a folder of tables.")
    var parameters: String?

    @Option(help: "text, json, csv or html.")
    var format: ReportFormat = .text

    @Flag(help: "End with 1 also when information is missing that could decide a lot.")
    var strict = false

    @Flag(help: "Add the annex for your own house: figures that rank lots, no probabilities.")
    var `internal` = false

    @Flag(help: "Audit the valid rows of a workbook that has problems.")
    var partial = false

    @Option(help: "Audit what was recorded and listed by the end of this day; ledgers only.")
    var asOf: String?

    @OptionGroup var analysts: AnalystOptions

    @OptionGroup var reading: LedgerReadingOptions

    @Option(help: "What was audited, for the head of the report.")
    var title: String?

    @Option(help: "A date for the head of the report; without it the report bears none.")
    var date: String?

    @Option(name: [.short, .long], help: "Write to a file instead of standard output.")
    var output: String?

    func validate() throws {
        if let date, CalendarDate(date) == nil {
            throw ValidationError("--date takes a day as YYYY-MM-DD")
        }
        if let asOf, CalendarDate(asOf) == nil {
            throw ValidationError("--as-of takes a day as YYYY-MM-DD")
        }
    }

    func run() throws {
        let day = asOf.flatMap { CalendarDate($0) }
        var audit = try ParameterFile.audit(parameters, lists: ListInput.read(lists, by: day))
        let records = try AuditInput(path: input).read(
            partial: partial, reading: reading, asOf: day)
        try analysts.name(to: &audit, in: records, of: input)
        var result = audit.run(
            records.checked, integrity: records.integrity, keys: records.keys)
        // Nothing assessed is not clean: a gate must not read it as "no alert".
        guard result.integrity.status == .failed || !result.lots.isEmpty else {
            throw Refusal(
                "\(input) holds no lot to audit, among \(records.checked.count) records that count. "
                    + "Import lots first; --as-of and a trust policy's issuers leave records out.")
        }
        result.data =
            records.asOf.map {
                AuditResult.DataRemark(code: AuditResult.DataRemark.asOf, records: [], message: $0)
            } + result.data
        let options = ReportOptions(
            title: title ?? URL(fileURLWithPath: input).lastPathComponent, date: date,
            audience: `internal` ? .inHouse : .outgoing)
        try OutputFile(path: output).write(try format.render(result, options))
        if let status = status(result) { throw status }
    }

    private func status(_ result: AuditResult) -> ExitStatus? {
        if result.integrity.status == .failed { return .integrityFailed }
        if result.hasAlert || (strict && result.hasMissingInformation) { return .alert }
        return nil
    }
}
