// SPDX-License-Identifier: Apache-2.0

/// Thirty-two bytes, a SHA-256 result: four big-endian words, so that comparing words compares bytes.
public struct Digest: Hashable, Sendable {
    @usableFromInline let word0: UInt64
    @usableFromInline let word1: UInt64
    @usableFromInline let word2: UInt64
    @usableFromInline let word3: UInt64

    /// The number of bytes in a digest.
    @inlinable public static var byteCount: Int { 32 }

    /// Thirty-two zero bytes: the `prev` of the first statement of a chain.
    @inlinable public static var zero: Digest { Digest(0, 0, 0, 0) }

    /// The first eight bytes as a number.
    public var leadingWord: UInt64 { word0 }

    /// A number that depends on all bytes in a way that only who knows the seed can foresee.
    @inlinable
    public func bucket(_ seed: UInt64) -> UInt64 {
        // Each factor mixes in half of the seed's work: equal buckets for chosen digests need the seed.
        let (high, low) = (word0 ^ seed).multipliedFullWidth(
            by: word1 ^ seed ^ 0x9E37_79B9_7F4A_7C15)
        let (upper, lower) = (word2 ^ seed ^ 0xD6E8_FEB8_6659_FD93).multipliedFullWidth(
            by: word3 &+ seed)
        let mixed = (high ^ low) &+ (upper ^ lower) &* 0xA24B_AED4_963E_E407
        return mixed ^ mixed >> 32
    }

    @inlinable
    init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// Reads thirty-two bytes at `offset`, which the caller has checked to be there.
    @inlinable
    public init(_ bytes: [UInt8], at offset: Int) {
        self = unsafe bytes.withUnsafeBytes { unsafe Digest(loading: $0, at: offset) }
    }

    /// Takes exactly thirty-two bytes, otherwise nil.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Digest.byteCount else { return nil }
        self.init(bytes, at: 0)
    }

    /// Takes a slice of exactly thirty-two bytes, otherwise nil.
    public init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == Digest.byteCount else { return nil }
        self = unsafe bytes.withUnsafeBytes { unsafe Digest(loading: $0, at: 0) }
    }

    /// Takes sixty-four lowercase hexadecimal digits, otherwise nil.
    public init?(hex: String) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes)
    }

    /// Takes the forty-three characters of base64url without padding, otherwise nil.
    public init?(base64URL: String) {
        guard let bytes = Base64.decodeURL(base64URL) else { return nil }
        self.init(bytes)
    }

    /// Takes a range of forty-three base64url characters, decoded without a copy, otherwise nil.
    public init?(base64URLIn bytes: [UInt8], _ range: Range<Int>) {
        guard range.count == 43, range.lowerBound >= 0, range.upperBound <= bytes.count
        else { return nil }
        // Ten characters are sixty bits; what is no character of the alphabet sets high bits.
        let start = range.lowerBound
        let (a, x) = Base64.urlBits(bytes, start..<(start + 10))
        let (b, y) = Base64.urlBits(bytes, (start + 10)..<(start + 20))
        let (c, z) = Base64.urlBits(bytes, (start + 20)..<(start + 30))
        let (d, v) = Base64.urlBits(bytes, (start + 30)..<(start + 40))
        let (e, w) = Base64.urlBits(bytes, (start + 40)..<(start + 43))
        // Two bits belong to no byte and must be zero.
        guard x | y | z | v | w < 64, e & 3 == 0 else { return nil }
        self.init(a << 4 | b >> 56, b << 8 | c >> 52, c << 12 | d >> 48, d << 16 | e >> 2)
    }

    @inlinable
    init(loading raw: UnsafeRawBufferPointer, at offset: Int) {
        precondition(
            offset >= 0 && raw.count >= Digest.byteCount && offset <= raw.count - Digest.byteCount,
            "a digest is read within its bytes")
        unsafe word0 = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).bigEndian
        unsafe word1 = raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self).bigEndian
        unsafe word2 = raw.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self).bigEndian
        unsafe word3 = raw.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self).bigEndian
    }

    /// The digest as an array.
    public var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(Digest.byteCount)
        append(to: &result)
        return result
    }

    /// Appends the thirty-two bytes.
    public func append(to buffer: inout [UInt8]) {
        let words = (word0.bigEndian, word1.bigEndian, word2.bigEndian, word3.bigEndian)
        unsafe withUnsafeBytes(of: words) { unsafe buffer.append(contentsOf: $0) }
    }

    /// Sixty-four lowercase hexadecimal digits.
    public var hex: String { Hex.encode(bytes) }

    /// Base64url without padding, forty-three characters.
    public var base64URL: String { Base64.encodeURL(bytes) }

    /// Whether the thirty-two bytes at `offset` are these; false when they are not all there.
    @inlinable
    public func matches(_ bytes: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, bytes.count >= Digest.byteCount,
            offset <= bytes.count - Digest.byteCount
        else { return false }
        return self == Digest(bytes, at: offset)
    }
}

extension Digest: Comparable {
    /// Compares byte by byte, first byte first.
    @inlinable
    public static func < (left: Digest, right: Digest) -> Bool {
        if left.word0 != right.word0 { return left.word0 < right.word0 }
        if left.word1 != right.word1 { return left.word1 < right.word1 }
        if left.word2 != right.word2 { return left.word2 < right.word2 }
        return left.word3 < right.word3
    }
}

extension Digest: CustomStringConvertible {
    /// Sixty-four lowercase hexadecimal digits.
    public var description: String { hex }
}

/// The name of a statement: the RFC 9162 leaf hash of its entry.
public struct RecordID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The leaf hash.
    public let digest: Digest

    /// The record id with this leaf hash.
    public init(_ digest: Digest) {
        self.digest = digest
    }

    /// Compares byte by byte.
    public static func < (left: RecordID, right: RecordID) -> Bool { left.digest < right.digest }

    /// Sixty-four lowercase hexadecimal digits.
    public var description: String { digest.hex }
}
