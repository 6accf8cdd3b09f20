// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives

@Suite struct DecimalNumberTests {
    @Test(
        arguments: [
            ("0", 0, 0), ("0.0", 0, -1), ("1", 1, 0), ("1.50", 150, -2), ("-1.5", -15, -1),
            ("0.05", 5, -2), ("-0.05", -5, -2), ("10", 10, 0), ("123456.789", 123_456_789, -3),
            ("9223372036854775807", .max, 0), ("-9223372036854775807", -.max, 0),
            ("9.223372036854775807", .max, -18), ("0.000000000000000001", 1, -18),
        ] as [(String, Int64, Int8)])
    func `digits stay as they were written`(text: String, mantissa: Int64, exponent: Int8) throws {
        let number = try #require(DecimalNumber(text))
        #expect(number.mantissa == mantissa)
        #expect(number.exponent == exponent)
        #expect(number.description == text)
        #expect(DecimalNumber(mantissa: mantissa, exponent: exponent) == number)
    }

    @Test(arguments: [
        "", "-", ".", ".5", "5.", "-.5", "+1", "01", "00", "-01.5", "-0", "-0.00", "1e3", "1,5",
        "1 000",
        " 1", "1 ", "1.2.3", "--1", "NaN", "½", "१", "9223372036854775808", "-9223372036854775808",
        "92233720368547758.08", "0.0000000000000000001", "1.0000000000000000000",
    ])
    func `other texts are refused`(text: String) {
        #expect(DecimalNumber(text) == nil)
    }

    @Test func `parts out of range are refused`() {
        #expect(DecimalNumber(mantissa: 1, exponent: 1) == nil)
        #expect(DecimalNumber(mantissa: 1, exponent: -19) == nil)
        #expect(DecimalNumber(mantissa: .min, exponent: 0) == nil)
    }

    @Test(arguments: [
        ("1.5", "1.50", 0), ("1.5", "1.51", -1), ("-1.5", "1.5", -1), ("0", "0.000", 0),
        ("9223372036854775807", "9.223372036854775807", 1), ("-9223372036854775807", "-1", -1),
        ("0.000000000000000001", "0", 1),
    ])
    func `values compare exactly`(left: String, right: String, order: Int) throws {
        let (left, right) = (try #require(DecimalNumber(left)), try #require(DecimalNumber(right)))
        #expect(left.hasSameValue(as: right) == (order == 0))
        #expect(left.isLess(than: right) == (order < 0))
        #expect(right.isLess(than: left) == (order > 0))
        #expect((left == right) == (left.description == right.description))
    }

    @Test(arguments: ["0.1", "1.50", "-2.675", "123456789.123456789", "9007199254740993", "0.3"])
    func `the binary value is the nearest`(text: String) throws {
        #expect(try #require(DecimalNumber(text)).doubleValue == Double(text))
    }
}
