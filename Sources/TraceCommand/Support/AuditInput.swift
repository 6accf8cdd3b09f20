// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// What an audit reads: a workbook folder, or a ledger.
struct AuditInput {
    /// Records with what is known of their origin.
    struct Records {
        let checked: [Checked]
        let integrity: AuditResult.Integrity
    }

    let path: String

    /// The records; for a ledger, verified.
    func read(partial: Bool, reading: LedgerReadingOptions) throws -> Records {
        if LedgerInput.isLedger(path) { return try ledger(reading) }
        guard WorkbookFolder.looksLikeWorkbook(path) else {
            throw Refusal(
                "\(path) is neither a ledger (it holds no log/checkpoint) nor a workbook (it holds "
                    + "no sheet such as lots.csv).")
        }
        return try workbook(partial: partial)
    }

    private func workbook(partial: Bool) throws -> Records {
        let workbook = try WorkbookInput.read(path, partial: partial)
        if !workbook.remarks.isEmpty {
            Console.note(
                "\(WorkbookInput.counted(workbook.remarks.count, "remark")) on the form of the "
                    + "workbook: traceledger workbook check \(path)")
        }
        let checked = workbook.checked()
        return Records(checked: checked, integrity: .unsigned(records: checked.count))
    }

    private func ledger(_ reading: LedgerReadingOptions) throws -> Records {
        let input = try LedgerInput(path)
        let bar = ProgressBar(label: "Verifying")
        var options = try reading.verification(input)
        options.keepsStatements = true
        options.progress = { done, total in bar.show(done, total) }
        let outcome = try LedgerVerification(input.source, options).run()
        bar.end()
        let integrity = AuditResult.Integrity(outcome.report)
        guard let ledger = outcome.ledger else {
            Console.note(VerificationText.plain(outcome.report))
            return Records(checked: [], integrity: integrity)
        }
        let sets = Dictionary(try input.disclosures().map { ($0.record, $0) }) { _, last in last }
        let checked = ledger.checked(sets) { record, error in
            Console.note("The disclosures of \(record) were not used: \(error)")
        }
        return Records(checked: checked, integrity: integrity)
    }
}
