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
    func read(partial: Bool) throws -> Records {
        if isLedger { return try ledger() }
        guard WorkbookFolder.looksLikeWorkbook(path) else {
            throw Refusal(
                "\(path) is neither a ledger (it holds no log/checkpoint) nor a workbook (it holds "
                    + "no sheet such as lots.csv).")
        }
        return try workbook(partial: partial)
    }

    private var isLedger: Bool {
        FileManager.default.fileExists(atPath: path + "/log/checkpoint")
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

    private func ledger() throws -> Records {
        throw Refusal("\(path) is a ledger; this version audits workbook folders only.")
    }
}
