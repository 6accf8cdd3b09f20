// SPDX-License-Identifier: Apache-2.0
internal import CSodium

/// libsodium, initialised once for the process.
enum Sodium {
    /// Whether it is ready; it fails only where the system has no randomness.
    static let isReady = sodium_init() >= 0
}

/// Why secret memory or a secret key could not be made.
public enum SecretError: Error, Hashable, Sendable {
    /// The system gives no guarded memory or no randomness.
    case unavailable
    /// A seed has thirty-two bytes.
    case wrongLength
}

/// Bytes in guarded memory: locked, surrounded by unreadable pages, wiped and freed with their owner.
@safe
public struct SecretMemory: ~Copyable, @unchecked Sendable {
    private let start: UnsafeMutableRawPointer
    /// The number of bytes.
    public let count: Int

    /// Reserves zeroed bytes.
    public init(count: Int) throws(SecretError) {
        guard Sodium.isReady, count > 0, let start = unsafe sodium_malloc(count)
        else { throw .unavailable }
        unsafe sodium_memzero(start, count)
        unsafe self.start = start
        self.count = count
    }

    /// Moves bytes into guarded memory and wipes the array they were in.
    public init(wiping bytes: inout [UInt8]) throws(SecretError) {
        try self.init(count: bytes.count)
        unsafe bytes.withUnsafeMutableBytes { source in
            guard let address = source.baseAddress else { return }
            unsafe start.copyMemory(from: address, byteCount: source.count)
            unsafe sodium_memzero(address, source.count)
        }
        bytes = []
    }

    deinit {
        unsafe sodium_free(start)
    }

    /// Lends the bytes for reading; what the closure copies out is no longer guarded.
    public borrowing func withBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try unsafe body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// Lends the bytes for writing.
    public mutating func withMutableBytes<Result>(
        _ body: (UnsafeMutableRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try unsafe body(UnsafeMutableRawBufferPointer(start: start, count: count))
    }
}

/// Where random bytes come from; an argument wherever they are needed, so that tests can fix them.
public struct RandomSource: Sendable {
    private let make: @Sendable (Int) -> [UInt8]

    /// A source of one's own.
    public init(_ make: @escaping @Sendable (Int) -> [UInt8]) {
        self.make = make
    }

    /// The operating system's generator.
    public static let system = RandomSource { count in
        precondition(Sodium.isReady, "the system has no randomness")
        var bytes = [UInt8](repeating: 0, count: count)
        unsafe bytes.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe randombytes_buf(start, bytes.count)
        }
        return bytes
    }

    /// So many random bytes.
    public func bytes(_ count: Int) -> [UInt8] { make(count) }
}
