// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCBOR
import TracePrimitives
import TraceTesting

@Suite struct CBORReaderHostileTests {
    /// Bytes, what is wrong with them, and where.
    static let cases: [(name: String, hex: String, code: CBORError.Code, offset: Int)] = [
        ("nothing", "", .truncated, 0),
        ("one byte where none is needed", "1817", .nonMinimalHead, 0),
        ("two bytes for one", "1900ff", .nonMinimalHead, 0),
        ("four bytes for two", "1a0000ffff", .nonMinimalHead, 0),
        ("eight bytes for four", "1b00000000ffffffff", .nonMinimalHead, 0),
        ("a long length", "5800", .nonMinimalHead, 0),
        ("a long tag", "d804820001", .nonMinimalHead, 0),
        ("head cut off", "19ff", .truncated, 0),
        ("string cut off", "43ff", .truncated, 0),
        ("string of 2^64 - 1 bytes", "5bffffffffffffffff", .truncated, 0),
        ("array of 2^63 items", "9b8000000000000000", .truncated, 0),
        ("map of more pairs than bytes", "a3616101", .truncated, 0),
        ("array with an item missing", "8201", .truncated, 0),
        ("reserved head", "1c", .reservedHead, 0),
        ("reserved head in an array", "8100fe", .trailingBytes, 2),
        ("break alone", "ff", .indefiniteLength, 0),
        ("another item behind", "0001", .trailingBytes, 1),
        ("keys out of order", "a2616200616100", .mapKeyOrder, 4),
        ("a key twice", "a2616100616100", .duplicateMapKey, 4),
        ("length-first order", "a3200018640061610000", .mapKeyOrder, 3),
        ("a byte string as key", "a1410000", .mapKeyType, 1),
        ("an array as key", "a18000", .mapKeyType, 1),
        ("true as key", "a1f500", .mapKeyType, 1),
        ("a tag as key", "a1c400", .mapKeyType, 1),
        ("text cut inside a character", "61c3", .invalidUTF8, 0),
        ("overlong text", "62c080", .invalidUTF8, 0),
        ("a surrogate in text", "63eda080", .invalidUTF8, 0),
        ("key that is no text", "a161ff00", .invalidUTF8, 1),
        ("decimal of one part", "c48101", .malformedDecimal, 0),
        ("decimal of three parts", "c483000000", .malformedDecimal, 0),
        ("decimal with exponent 1", "c4820101", .malformedDecimal, 0),
        ("decimal with exponent -19", "c4823201", .malformedDecimal, 0),
        ("decimal with exponent -129", "c482388001", .malformedDecimal, 0),
        ("decimal of 2^63", "c482001b8000000000000000", .malformedDecimal, 0),
        ("decimal of -2^63", "c482003b7fffffffffffffff", .malformedDecimal, 0),
        ("decimal of texts", "c48261306131", .malformedDecimal, 0),
        ("decimal of an integer", "c405", .malformedDecimal, 0),
        ("decimal of long heads", "c482180001", .nonMinimalHead, 2),
        ("decimal cut off", "c48200", .truncated, 3),
        ("a tag inside a decimal", "c4c4820001", .malformedDecimal, 0),
        ("tag 18 in a payload", "d284", .unexpectedTag, 0),
        ("tag 64 and beyond", "d84000", .unexpectedTag, 0),
        ("tag 2^64 - 1", "dbffffffffffffffff00", .unexpectedTag, 0),
    ]

    @Test(arguments: cases)
    func `is refused with code and offset`(
        name: String, hex: String, code: CBORError.Code, offset: Int
    ) throws {
        let bytes = try #require(Hex.decode(hex))
        let expected = CBORError(code, at: offset)
        #expect(throws: expected) { try CBORValue.decode(bytes) }
        #expect(throws: expected) {
            var reader = CBORReader(bytes)
            try reader.skipItem()
            try reader.expectEnd()
        }
        // The same in the middle of other bytes, with offsets that count from their beginning.
        let shifted = CBORError(code, at: offset + 3)
        #expect(throws: shifted) {
            try CBORValue.decode([0, 0, 0] + bytes + [0, 0], 3..<(3 + bytes.count))
        }
    }

    @Test func `sixteen levels are read, the seventeenth is not`() throws {
        for (open, inner) in [([0x81], [0x00]), ([0xA1, 0x00], [0x00])] as [([UInt8], [UInt8])] {
            let deep = Array(repeatElement(open, count: 16).joined()) + inner
            let value = try CBORValue.decode(deep)
            #expect(try value.encoded() == deep)
            let error = #expect(throws: CBORError.self) { try CBORValue.decode(open + deep) }
            #expect(error == CBORError(.nestingTooDeep, at: 16 * open.count))
        }
        // A decimal is a tag and an array: two levels.
        let decimal: [UInt8] = [0xC4, 0x82, 0x00, 0x01]
        let edge = [UInt8](repeating: 0x81, count: 14) + decimal
        #expect(try CBORValue.decode(edge).encoded() == edge)
        #expect(throws: CBORError(.nestingTooDeep, at: 15)) {
            try CBORValue.decode([0x81] + edge)
        }
        let tags = [UInt8](repeating: 0xD2, count: 40_000) + [0x00]
        #expect(throws: CBORError(.nestingTooDeep, at: 16)) {
            try CBORValue.decode(tags, tags: .sign1)
        }
        let arrays = [UInt8](repeating: 0x81, count: 100_000)
        #expect(throws: CBORError(.nestingTooDeep, at: 16)) { try CBORValue.decode(arrays) }
        #expect(throws: CBORError(.nestingTooDeep, at: 2)) {
            var reader = CBORReader([0x81, 0x81, 0x81, 0x00])
            try reader.skipItem(maximumNesting: 2)
        }
    }

    @Test func `a range beyond the bytes is cut to them`() {
        var reader = CBORReader([0x41], 0..<9)
        #expect(throws: CBORError(.truncated, at: 0)) { try reader.readBytes() }
        var negative = CBORReader([0x05], -4..<1)
        #expect(throws: Never.self) { try negative.readUnsigned() }
    }

    @Test func `what decodes encodes to the same bytes, whatever is flipped`() throws {
        let value = CBORValue.map([
            CBORPair(.unsigned(7), .array([.null, .bool(true), .integer(-300)])),
            CBORPair("kg", .decimal(try #require(DecimalNumber("12.50")))),
            CBORPair("ü", .bytes([1, 2, 3])), CBORPair("lot", .map([CBORPair("a", .text("水"))])),
        ])
        let bytes = try value.encoded()
        var decoded = 0
        for (_, flipped) in Mutations.flips(of: bytes) {
            guard let other = try? CBORValue.decode(flipped) else { continue }
            decoded += 1
            #expect(try other.encoded() == flipped)
        }
        #expect(decoded > 0)
        for prefix in Mutations.prefixes(of: bytes) {
            #expect(throws: CBORError.self) { try CBORValue.decode(prefix) }
        }
    }

    @Test func `random bytes are refused or come back, and never stop the program`() throws {
        var random = SeededRandom(3)
        var decoded = 0
        for _ in 0..<30_000 {
            // Small items are likely: every second byte is a short head.
            let bytes = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                [0x00, 0x20, 0x41, 0x61, 0x81, 0xA1, 0xC4, 0x82].randomElement(using: &random)
                    .map { UInt8($0) + UInt8.random(in: 0...2, using: &random) } ?? 0
            }
            guard let value = try? CBORValue.decode(bytes) else { continue }
            decoded += 1
            #expect(try value.encoded() == bytes)
        }
        #expect(decoded > 100)
    }
}

@Suite struct CBORReaderTests {
    @Test func `reads items one by one without copying`() throws {
        var writer = CBORWriter()
        writer.map(2)
        writer.text("a")
        writer.integer(-1_000)
        writer.text("b")
        writer.array(5)
        writer.bytes([9, 8])
        writer.bool(true)
        writer.null()
        writer.decimal(try #require(DecimalNumber("-0.5")))
        writer.head(6, 18)
        writer.unsigned(.max)
        var reader = CBORReader(writer.bytes, tags: [.decimal, .sign1])
        func expect<Item: Equatable>(
            _ item: Item, _ read: (inout CBORReader) throws(CBORError) -> Item
        ) throws {
            let found = try read(&reader)
            #expect(found == item)
        }
        #expect(reader.nextMajorType == 5)
        try expect(2) { reader throws(CBORError) in try reader.readMapCount() }
        try expect("a") { reader throws(CBORError) in try reader.readString() }
        try expect(-1_000) { reader throws(CBORError) in try reader.readInteger() }
        try expect(6..<8) { reader throws(CBORError) in try reader.readKey() }
        try expect(5) { reader throws(CBORError) in try reader.readArrayCount() }
        try expect(10..<12) { reader throws(CBORError) in try reader.readBytes() }
        try expect(false) { reader throws(CBORError) in reader.readNull() }
        try expect(true) { reader throws(CBORError) in try reader.readBool() }
        try expect(true) { reader throws(CBORError) in reader.readNull() }
        try expect(DecimalNumber("-0.5")) { reader throws(CBORError) in
            try reader.readValue().decimalValue
        }
        try expect(18) { reader throws(CBORError) in try reader.readTag() }
        let rest = reader
        #expect(throws: CBORError(.trailingBytes, at: rest.offset)) { try rest.expectEnd() }
        try expect(.max) { reader throws(CBORError) in try reader.readUnsigned() }
        #expect(reader.nextMajorType == nil)
        try reader.expectEnd()
    }

    @Test func `an item of another kind is not consumed`() throws {
        var reader = CBORReader([0x18, 0x64])
        #expect(throws: CBORError(.unexpectedType, at: 0)) { try reader.readBytes() }
        #expect(throws: CBORError(.unexpectedType, at: 0)) { try reader.readMapCount() }
        let value = try reader.readInteger()
        #expect(value == 100)
    }

    @Test func `integers beyond sixty-four bits with sign are named so`() {
        for hex in ["1b8000000000000000", "3b8000000000000000"] {
            var reader = CBORReader(Hex.decode(hex) ?? [])
            #expect(throws: CBORError(.integerOutOfRange, at: 0)) { try reader.readInteger() }
        }
        var least = CBORReader(Hex.decode("3b7fffffffffffffff") ?? [])
        let value = try? least.readInteger()
        #expect(value == .min)
    }
}
