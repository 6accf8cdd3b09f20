// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceTesting
import TraceWriting

@Suite struct SecretMemoryTests {
    @Test func `moving bytes in empties the array they came from`() throws {
        var bytes: [UInt8] = [1, 2, 3, 4]
        let memory = try SecretMemory(wiping: &bytes)
        #expect(bytes.isEmpty)
        #expect(memory.count == 4)
        #expect(unsafe memory.withBytes { unsafe Array($0) } == [1, 2, 3, 4])
    }

    @Test func `new memory is zero and can be written`() throws {
        var memory = try SecretMemory(count: 3)
        #expect(unsafe memory.withBytes { unsafe Array($0) } == [0, 0, 0])
        unsafe memory.withMutableBytes { unsafe $0[1] = 7 }
        #expect(unsafe memory.withBytes { unsafe Array($0) } == [0, 7, 0])
    }

    @Test func `nothing at all is refused`() {
        #expect(throws: SecretError.unavailable) { _ = try SecretMemory(count: 0) }
        #expect(throws: SecretError.unavailable) { _ = try SecretMemory(count: -1) }
    }

    @Test(arguments: [0, 31, 33, 64])
    func `seeds of another length are refused`(count: Int) {
        #expect(throws: SecretError.wrongLength) {
            _ = try SecretKey(seed: [UInt8](repeating: 1, count: count))
        }
    }

    @Test func `a new key signs, and its seed gives the same key again`() throws {
        let key = try SecretKey.generate()
        let again = try SecretKey(seed: unsafe key.withSeed { unsafe Array($0) })
        #expect(again.publicKey == key.publicKey)
        #expect(again.publicKey.isValid(key.sign([1, 2]), of: [1, 2]))
        let other = try SecretKey.generate()
        #expect(other.publicKey != key.publicKey)
    }

    @Test func `the system gives other bytes each time, a seeded source the same`() {
        #expect(RandomSource.system.bytes(32) != RandomSource.system.bytes(32))
        #expect(RandomSource.system.bytes(0).isEmpty)
        #expect(RandomSource.seeded(5).bytes(40) == RandomSource.seeded(5).bytes(40))
    }
}
