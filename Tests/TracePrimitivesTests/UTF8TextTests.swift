// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives

@Suite struct UTF8TextTests {
    /// Bytes at which the rules of Unicode's table 3-7 change.
    private static let borders: [UInt8] = [
        0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
        0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]

    @Test func `agrees with the standard library on sequences of up to four border bytes`() {
        var sequences: [[UInt8]] = [[]]
        var disagreements = 0
        for _ in 1...4 {
            sequences = sequences.flatMap { start in UTF8TextTests.borders.map { start + [$0] } }
            for bytes in sequences {
                let expected = String(validating: bytes, as: UTF8.self) != nil
                if UTF8Text.isValid(bytes, 0..<bytes.count) != expected { disagreements += 1 }
            }
            // The longest sequences only behind first bytes that lead one.
            sequences = sequences.filter { $0[0] >= 0xE0 }
        }
        #expect(disagreements == 0)
    }

    @Test func `looks at the range alone, also across eight-byte steps`() {
        let text = Array("0123456é8901234567 髪の毛 🧵".utf8)
        #expect(UTF8Text.isValid(text, 0..<text.count))
        for start in 0...text.count {
            for end in start...text.count {
                let slice = Array(text[start..<end])
                let expected = String(validating: slice, as: UTF8.self) != nil
                #expect(UTF8Text.isValid(text, start..<end) == expected)
            }
        }
        #expect(!UTF8Text.isValid(text, 0..<(text.count + 1)))
    }
}
