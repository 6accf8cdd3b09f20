// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives

@Suite struct CalendarDateTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
        ("2024-12-31", 20_088), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
    func `days are counted from 1970`(text: String, number: Int) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.dayNumber == number)
        #expect(date.description == text)
        #expect(CalendarDate(dayNumber: number) == date)
    }

    @Test func `every day of four centuries follows the one before`() throws {
        var date = try #require(CalendarDate("1899-12-31"))
        for number in (date.dayNumber + 1)...(date.dayNumber + 146_097) {
            let next = try #require(CalendarDate(dayNumber: number))
            guard date < next, next.dayNumber == number,
                next.day == date.day + 1 || next.day == 1 && (28...31).contains(date.day)
            else {
                Issue.record("\(next) after \(date)")
                return
            }
            date = next
        }
        #expect(date.description == "2299-12-31")
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2100-02-29", "2024-04-31", "2024-13-01", "2024-00-01",
        "2024-01-00",
        "2024-01-32", "0000-01-01", "2024-1-01", "2024-01-1", "24-01-01", "2024/01/01",
        "2024-01-01 ",
        "2024-01-01T00:00:00Z", "-024-01-01", "+024-01-01", "２０２４-01-01", "", "2024-01-0a",
    ])
    func `days that do not exist are refused`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `numbers beyond the years 1 to 9999 are refused`() {
        #expect(CalendarDate(dayNumber: -719_163) == nil)
        #expect(CalendarDate(dayNumber: 2_932_897) == nil)
        #expect(CalendarDate(dayNumber: .max) == nil)
        #expect(CalendarDate(year: 10_000, month: 1, day: 1) == nil)
        #expect(CalendarDate(year: .max, month: 2, day: 29) == nil)
    }
}
