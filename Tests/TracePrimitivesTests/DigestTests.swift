// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceTesting

@Suite struct DigestTests {
    private let counting = (0..<32).map { UInt8($0) }

    @Test func `bytes, hex and base64url come back`() throws {
        let digest = try #require(Digest(counting))
        #expect(digest.bytes == counting)
        #expect(
            digest.hex == counting.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        #expect(Digest(hex: digest.hex) == digest)
        #expect(digest.base64URL.count == 43)
        #expect(Digest(base64URL: digest.base64URL) == digest)
        #expect(Digest([9] + counting + [9], at: 1) == digest)
        #expect(Digest(([9] + counting)[1...]) == digest)
        #expect(Digest.zero.bytes == [UInt8](repeating: 0, count: 32))
    }

    @Test(arguments: [0, 1, 31, 33, 64])
    func `other lengths are refused`(count: Int) {
        let bytes = [UInt8](repeating: 7, count: count)
        #expect(Digest(bytes) == nil)
        #expect(Digest(bytes[...]) == nil)
        #expect(Digest(hex: Hex.encode(bytes)) == nil)
        #expect(Digest(base64URL: Base64.encodeURL(bytes)) == nil)
    }

    @Test func `order is that of the bytes`() {
        var random = SeededRandom(1)
        for _ in 0..<500 {
            var left = random.bytes(32)
            var right = left
            // Mostly equal, so that every word decides sometimes.
            right[Int.random(in: 0..<32, using: &random)] = UInt8.random(
                in: 0...255, using: &random)
            if Bool.random(using: &random) { swap(&left, &right) }
            let isLess = left.lexicographicallyPrecedes(right)
            #expect((Digest(left, at: 0) < Digest(right, at: 0)) == isLess)
            #expect((Digest(left, at: 0) == Digest(right, at: 0)) == (left == right))
        }
    }

    @Test func `base64url inside other bytes decodes as the general decoder does`() {
        var random = SeededRandom(2)
        for _ in 0..<300 {
            var text = Array(Digest(random.bytes(32), at: 0).base64URL.utf8)
            if Bool.random(using: &random) {
                text[Int.random(in: 0..<43, using: &random)] = UInt8.random(
                    in: 0x21...0x7E, using: &random)
            }
            let expected = Base64.decodeURL(String(decoding: text, as: UTF8.self))
            #expect(Digest(base64URLIn: [1, 2] + text + [3], 2..<45)?.bytes == expected)
        }
        let padded = [UInt8](repeating: 0x41, count: 44)
        #expect(Digest(base64URLIn: padded, 0..<44) == nil)
        #expect(Digest(base64URLIn: padded, 2..<45) == nil)
        #expect(Digest(base64URLIn: padded, 0..<43) == .zero)
    }

    @Test func `matches looks only where thirty-two bytes are`() {
        let digest = Digest(counting, at: 0)
        #expect(digest.matches([0, 0] + counting, at: 2))
        #expect(!digest.matches([0, 0] + counting, at: 1))
        #expect(!digest.matches(counting, at: 1))
        #expect(!digest.matches(counting, at: -1))
        #expect(!digest.matches([], at: 0))
    }
}
