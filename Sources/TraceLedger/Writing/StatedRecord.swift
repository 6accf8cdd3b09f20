// SPDX-License-Identifier: Apache-2.0
import TraceRecords
import TraceWorkbook

extension WorkbookRow {
    /// The record with the columns that were kept on demand, under keys that begin with `x_`.
    var statedRecord: Record {
        var record = self.record
        for (column, text) in kept { record.fields["x_" + column] = .text(text) }
        return record
    }
}
