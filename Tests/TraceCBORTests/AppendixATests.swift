// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCBOR
import TracePrimitives

/// The examples of RFC 8949 appendix A: those of the profile decode and encode back, others name why not.
@Suite struct AppendixATests {
    private static let big = UInt64(1_000_000_000_000)

    static let accepted: [(hex: String, value: CBORValue)] = [
        ("00", .unsigned(0)), ("01", .unsigned(1)), ("0a", .unsigned(10)), ("17", .unsigned(23)),
        ("1818", .unsigned(24)), ("1819", .unsigned(25)), ("1864", .unsigned(100)),
        ("1903e8", .unsigned(1000)), ("1a000f4240", .unsigned(1_000_000)),
        ("1b000000e8d4a51000", .unsigned(big)), ("1bffffffffffffffff", .unsigned(.max)),
        ("3bffffffffffffffff", .negative(.max)), ("20", .negative(0)), ("29", .negative(9)),
        ("3863", .negative(99)), ("3903e7", .negative(999)), ("f4", .bool(false)),
        ("f5", .bool(true)), ("f6", .null), ("40", .bytes([])),
        ("4401020304", .bytes([1, 2, 3, 4])),
        ("60", .text("")), ("6161", .text("a")), ("6449455446", .text("IETF")),
        ("62225c", .text("\"\\")), ("62c3bc", .text("ü")), ("63e6b0b4", .text("水")),
        ("64f0908591", .text("\u{10151}")), ("80", .array([])),
        ("83010203", .array([.unsigned(1), .unsigned(2), .unsigned(3)])),
        (
            "8301820203820405",
            .array([
                .unsigned(1), .array([.unsigned(2), .unsigned(3)]),
                .array([.unsigned(4), .unsigned(5)]),
            ])
        ),
        (
            "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
            .array((1...25).map { .unsigned($0) })
        ),
        ("a0", .map([])),
        (
            "a201020304",
            .map([CBORPair(.unsigned(1), .unsigned(2)), CBORPair(.unsigned(3), .unsigned(4))])
        ),
        (
            "a26161016162820203",
            .map([
                CBORPair("a", .unsigned(1)), CBORPair("b", .array([.unsigned(2), .unsigned(3)])),
            ])
        ),
        ("826161a161626163", .array([.text("a"), .map([CBORPair("b", .text("c"))])])),
        (
            "a56161614161626142616361436164614461656145",
            .map(["a", "b", "c", "d", "e"].map { CBORPair($0, .text($0.uppercased())) })
        ),
    ]

    static let refused: [(hex: String, code: CBORError.Code)] = [
        ("c249010000000000000000", .unexpectedTag), ("c349010000000000000000", .unexpectedTag),
        ("f90000", .floatingPoint), ("f98000", .floatingPoint), ("f93c00", .floatingPoint),
        ("fb3ff199999999999a", .floatingPoint), ("fa47c35000", .floatingPoint),
        ("f97c00", .floatingPoint), ("f97e00", .floatingPoint), ("faffc00000", .floatingPoint),
        ("f7", .simpleValue), ("f0", .simpleValue), ("f8ff", .simpleValue), ("f818", .simpleValue),
        ("c074323031332d30332d32315432303a30343a30305a", .unexpectedTag),
        ("c11a514b67b0", .unexpectedTag), ("d74401020304", .unexpectedTag),
        ("d818456449455446", .unexpectedTag), ("d82076687474703a", .unexpectedTag),
        ("5f42010243030405ff", .indefiniteLength),
        ("7f657374726561646d696e67ff", .indefiniteLength),
        ("9fff", .indefiniteLength), ("9f018202039f0405ffff", .indefiniteLength),
        ("bf61610161629f0203ffff", .indefiniteLength), ("826161bf61626163ff", .indefiniteLength),
    ]

    @Test(arguments: accepted)
    func `an item of the profile decodes and encodes back`(hex: String, value: CBORValue) throws {
        let bytes = try #require(Hex.decode(hex))
        #expect(try CBORValue.decode(bytes) == value)
        #expect(try value.encoded() == bytes)
        var reader = CBORReader(bytes)
        let range = try reader.skipItem()
        #expect(range == 0..<bytes.count)
    }

    @Test(arguments: refused)
    func `an item outside the profile is refused with its reason`(
        hex: String, code: CBORError.Code
    ) throws {
        let bytes = try #require(Hex.decode(hex))
        let error = #expect(throws: CBORError.self) { try CBORValue.decode(bytes) }
        #expect(error?.code == code)
    }
}
