// SPDX-License-Identifier: Apache-2.0
internal import TracePrimitives
internal import TraceWriting

/// A passphrase in guarded memory, 1 to 1,024 bytes taken as they were typed, wiped with its owner.
public struct Passphrase: ~Copyable, Sendable {
    /// The most bytes that a passphrase may have.
    public static let maximumByteCount = 1_024

    private let memory: SecretMemory
    private let count: Int

    /// Moves the first `count` bytes of guarded memory in; none, or too many, are refused.
    init(_ memory: consuming SecretMemory, count: Int) throws(KeyError) {
        guard (1...Passphrase.maximumByteCount).contains(count), count <= memory.count
        else { throw KeyError(.passphraseLength) }
        self.memory = memory
        self.count = count
    }

    /// Moves bytes into guarded memory and wipes the array they were in.
    public init(wiping bytes: inout [UInt8]) throws(KeyError) {
        let count = bytes.count
        guard count > 0 else { throw KeyError(.passphraseLength) }
        guard let memory = try? SecretMemory(wiping: &bytes) else { throw KeyError(.memory) }
        try self.init(memory, count: count)
    }

    /// Whether two passphrases are the same.
    public borrowing func matches(_ other: borrowing Passphrase) -> Bool {
        unsafe withBytes { mine in
            unsafe other.withBytes { unsafe mine.elementsEqual($0) }
        }
    }

    /// Lends the bytes.
    borrowing func withBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try unsafe memory.withBytes {
            try unsafe body(UnsafeRawBufferPointer(rebasing: $0.prefix(count)))
        }
    }
}
