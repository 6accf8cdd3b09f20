// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCBOR
import TracePrimitives
import TraceTesting

@Suite struct CBORValueTests {
    @Test func `maps are sorted by their encoded keys, not by length`() throws {
        // The order of RFC 8949 §4.2.1: 10, 100, -1, "z", "aa".
        let keys: [CBORValue] = [
            .unsigned(10), .unsigned(100), .integer(-1), .text("z"), .text("aa"),
        ]
        let shuffled = CBORValue.map(keys.reversed().map { CBORPair($0, .null) })
        let bytes = try shuffled.encoded()
        #expect(Hex.encode(bytes) == "a50af61864f620f6617af6626161f6")
        #expect(try CBORValue.decode(bytes).mapValue?.map(\.key) == keys)
    }

    @Test func `a key twice, and keys of other kinds, are not encoded`() {
        let twice = CBORValue.map([CBORPair("a", .null), CBORPair("a", .bool(true))])
        #expect(throws: CBORError(.duplicateMapKey, at: 4)) { try twice.encoded() }
        let odd = CBORValue.map([CBORPair(.bytes([1]), .null)])
        #expect(throws: CBORError(.mapKeyType, at: 0)) { try odd.encoded() }
        let decimal = CBORValue.tag(4, .array([.integer(3), .integer(1)]))
        #expect(throws: CBORError(.malformedDecimal, at: 0)) { try decimal.encoded() }
        var deep = CBORValue.null
        for _ in 0..<17 { deep = .array([deep]) }
        #expect(throws: CBORError(.nestingTooDeep, at: 16)) { try deep.encoded() }
    }

    @Test func `texts that only look alike are different keys and values`() throws {
        let (composed, decomposed) = ("\u{E9}", "e\u{301}")
        #expect(composed == decomposed)
        #expect(CBORValue.text(composed) != .text(decomposed))
        let both = CBORValue.map([CBORPair(composed, .null), CBORPair(decomposed, .bool(true))])
        let back = try CBORValue.decode(both.encoded())
        #expect(back[composed] == .null)
        #expect(back[decomposed] == .bool(true))
        #expect(back["missing"] == nil)
    }

    @Test func `values give back what they were made of`() throws {
        #expect(CBORValue.integer(.min).integerValue == .min)
        #expect(CBORValue.integer(.max).integerValue == .max)
        #expect(CBORValue.unsigned(.max).integerValue == nil)
        #expect(CBORValue.negative(.max).integerValue == nil)
        #expect(CBORValue.text("a").integerValue == nil)
        let number = try #require(DecimalNumber("-12.3400"))
        #expect(CBORValue.decimal(number).decimalValue == number)
        #expect(Hex.encode(try CBORValue.decimal(number).encoded()) == "c482233a0001e207")
        #expect(CBORValue.array([.integer(0), .integer(1)]).decimalValue == nil)
        let digest = SHA256Hash.hash([1])
        #expect(CBORValue.digest(digest).digestValue == digest)
        #expect(CBORValue.bytes([1]).digestValue == nil)
        #expect(CBORValue.null.textValue == nil)
        #expect(CBORValue.null.arrayValue == nil && CBORValue.null.mapValue == nil)
    }

    @Test(
        arguments: [
            0, 23, 24, 255, 256, 65_535, 65_536, 4_294_967_295, 4_294_967_296, .max,
        ] as [UInt64])
    func `heads are shortest at every border`(argument: UInt64) throws {
        for majorType in UInt8(0)...1 {
            var writer = CBORWriter()
            writer.head(majorType, argument)
            var reader = CBORReader(writer.bytes)
            let head = try reader.readHead()
            #expect(head == CBORHead(majorType, argument))
            let lengths: [(UInt64, Int)] = [(23, 1), (255, 2), (65_535, 3), (4_294_967_295, 5)]
            #expect(writer.bytes.count == lengths.first { argument <= $0.0 }?.1 ?? 9)
        }
    }

    @Test func `writer and value agree`() throws {
        var writer = CBORWriter()
        writer.array(6)
        writer.integer(-1)
        writer.text("é")
        writer.digest(.zero)
        writer.bool(false)
        writer.null()
        writer.encoded([0x80])
        let value = CBORValue.array([
            .integer(-1), .text("é"), .digest(.zero), .bool(false), .null, .array([]),
        ])
        #expect(try value.encoded() == writer.bytes)
    }
}
