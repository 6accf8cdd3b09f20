// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger

@Suite struct WatchListTests {
    @Test func `a record that shows who says it and nothing more is matched`() throws {
        var record = Record(kind: .lot, id: "L-1", fields: [:])
        record.accordingTo = "P-9"
        let checked = [Checked.unsigned(record, label: "lots.csv#L-1", index: 3)]
        let matches = try WatchList(parsing: "party p-9\n").matches(checked)
        #expect(matches.map(\.field) == ["according_to"])
        #expect(try WatchList(parsing: "place P-9\nhs 9\n").matches(checked).isEmpty)
    }
}
