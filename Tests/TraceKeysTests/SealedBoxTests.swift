// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceKeys
import TracePrimitives
import TraceTesting

@Suite struct SealedBoxTests {
    @Test(arguments: [0, 1, 31, 1_000, 100_000])
    func `what is sealed to a recipient opens with its key alone`(length: Int) throws {
        let key = try SampleStatement.key(9)
        let recipient = try #require(Recipient(key.publicKey))
        var random = SeededRandom(UInt64(length))
        let message = random.bytes(length)
        let sealed = try recipient.seal(message)
        #expect(sealed.count == length + 48)
        #expect(try Recipient.open(sealed, with: key) == message)
        #expect(try recipient.seal(message) != sealed)
        #expect(throws: KeyError.self) {
            try Recipient.open(sealed, with: SampleStatement.key(10))
        }
    }

    @Test func `a sealed message with any byte changed or cut off does not open`() throws {
        let key = try SampleStatement.key(9)
        let sealed = try #require(Recipient(key.publicKey)).seal([1, 2, 3, 4])
        for position in sealed.indices {
            var changed = sealed
            changed[position] ^= 0x10
            #expect(throws: KeyError.self) { try Recipient.open(changed, with: key) }
            #expect(throws: KeyError.self) {
                try Recipient.open(Array(sealed.prefix(position)), with: key)
            }
        }
    }

    @Test func `a recipient's line is read back, and other lines are not`() throws {
        let recipient = try #require(Recipient(try SampleStatement.key(9).publicKey))
        #expect(Recipient(recipient.text) == recipient)
        #expect(Recipient(recipient.text + "\n") == recipient)
        #expect(recipient.bytes != (try SampleStatement.key(9).publicKey.bytes))
        for line in ["", recipient.text + " ", String(recipient.text.dropLast()), "age1abc"] {
            #expect(Recipient(line) == nil)
        }
    }
}
