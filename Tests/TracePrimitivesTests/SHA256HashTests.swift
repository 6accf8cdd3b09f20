// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceTesting

@Suite struct SHA256HashTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `vectors of FIPS 180-4`(message: String, expected: String) {
        #expect(SHA256Hash.hash(Array(message.utf8)).hex == expected)
    }

    @Test func `pieces, ranges and prefixes give the hash of the whole`() {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for end in [0, 1, 55, 56, 63, 64, 65, 119, 128, 299, 300] {
            var pieces = SHA256Hash()
            pieces.update(bytes, 0..<(end / 3))
            pieces.update(Array(bytes[(end / 3)..<end]))
            #expect(pieces.finalized() == SHA256Hash.hash(Array(bytes[..<end])))
            #expect(
                SHA256Hash.hash(bytes, 1..<max(end, 1))
                    == SHA256Hash.hash(Array(bytes[1..<max(end, 1)])))
            let leaf = SHA256Hash.leafHash(of: bytes, 0..<end)
            #expect(leaf == SHA256Hash.hash([0] + bytes[..<end]))
            #expect(leaf == SHA256Hash.leafHash(of: Array(bytes[..<end])))
        }
        let (left, right) = (SHA256Hash.hash([1]), SHA256Hash.hash([2]))
        #expect(SHA256Hash.nodeHash(left, right) == SHA256Hash.hash([1] + left.bytes + right.bytes))
    }

    @Test func `a hash can go on after it was looked at`() {
        var hash = SHA256Hash()
        hash.update([1, 2])
        #expect(hash.finalized() == SHA256Hash.hash([1, 2]))
        hash.update([3])
        #expect(hash.finalized() == SHA256Hash.hash([1, 2, 3]))
    }

    @Test func `a range outside the bytes stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = SHA256Hash.hash([1, 2, 3], 1..<4)
        }
        await #expect(processExitsWith: .failure) {
            _ = Digest([UInt8](repeating: 0, count: 40), at: 9)
        }
    }
}
