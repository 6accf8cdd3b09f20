// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceSimulator

@Suite struct PaperTests {
    @Test(arguments: [
        (0, "1970-01-01"), (-1, "1969-12-31"), (11_016, "2000-02-29"), (19_782, "2024-02-29"),
        (19_783, "2024-03-01"), (20_088, "2024-12-31"), (-719_468, "0-03-01"),
    ])
    func `days and dates`(_ number: Int, _ text: String) {
        let day = Day(number)
        #expect(day.text == text)
        let (year, month, date) = day.parts
        #expect(Day(year, month, date) == day)
    }

    @Test func `every day of four centuries comes back`() {
        for number in stride(from: 0, to: 146_097, by: 7) {
            let (year, month, day) = Day(number).parts
            #expect(Day(year, month, day).number == number)
        }
    }

    @Test func `quantities are written exactly`() {
        #expect(Quantity.kg(186_500) == "186.5")
        #expect(Quantity.kg(1_005) == "1.005")
        #expect(Quantity.kg(30_000) == "30")
        #expect(Quantity.money(5) == "0.05")
        #expect(Quantity.money(141_740_00) == "141740.00")
        #expect(Quantity.link("L-1", 3, grams: 1_500) == "L-1=3@1.5")
        #expect(Quantity.link("L-1", grams: 1_500) == "L-1=@1.5")
        #expect(Quantity.link("L-1") == "L-1")
    }

    @Test func `cells with commas, quotes and line breaks are quoted`() {
        let text = CSVText.text([["plain", "a,b", "say \"so\"", "two\nlines", ""]])
        #expect(text == "plain,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",\n")
    }

    @Test func `company codes bear the check characters of the standard`() {
        // The codes of the example workbook, which another program computed.
        #expect(CompanyCode.code(area: "370200", number: 2) == "91370200EXAMP0023B")
        #expect(CompanyCode.code(area: "411000", number: 3) == "91411000EXAMP00316")
        #expect(CompanyCode.code(area: "370200", number: 4) == "91370200EXAMP004XX")
    }

    @Test func `a changed row loses the cells that are set to nothing`() {
        let book = Book()
        book.add(.lots, ["lot": "L-1", "hs": "670420", "material": ""])
        book.change(.lots, "L-1", ["hs": "", "sku": "A"])
        book.change(.lots, "L-2", ["sku": "B"])
        #expect(book.files().map(\.text) == ["lot,sku\nL-1,A\n"])
    }
}
