// SPDX-License-Identifier: Apache-2.0
internal import CSodium

/// libsodium, initialised once for the process.
enum Sodium {
    /// Whether it is ready; it fails only where the system has no randomness.
    static let isReady = sodium_init() >= 0
}

/// An Ed25519 signature: sixty-four bytes, R then S.
public struct Signature: Hashable, Sendable {
    /// The number of bytes.
    public static let byteCount = 64
    /// R then S.
    public let bytes: [UInt8]

    /// Takes exactly sixty-four bytes, otherwise nil.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Signature.byteCount else { return nil }
        self.bytes = bytes
    }
}

/// An Ed25519 public key: thirty-two bytes; whether they are a usable key, `isAcceptable` says.
public struct PublicKey: Hashable, Sendable {
    /// The number of bytes.
    public static let byteCount = 32
    /// The encoded point.
    public let bytes: [UInt8]
    /// Whether the encoding is canonical and not of small order; no other key verifies anything.
    public let isAcceptable: Bool

    /// Takes exactly thirty-two bytes, otherwise nil.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == PublicKey.byteCount else { return nil }
        self.bytes = bytes
        let point = EncodedNumber(bytes, at: 0)
        isAcceptable = point.isCanonicalCoordinate && !point.isSmallOrder
    }

    /// Whether it is a point of the prime-order subgroup: asked of a key before it is registered.
    ///
    /// Before CVE-2025-69277 was fixed, libsodium's own answer overlooked a component of order 2.
    /// Doubling removes such a component, and halving modulo the group order then leads elsewhere.
    public var isInPrimeOrderSubgroup: Bool {
        guard isAcceptable,  // R34 key
            Sodium.isReady
        else { return false }
        var double = [UInt8](repeating: 0, count: PublicKey.byteCount)
        var same = double
        let isOnCurve = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe double.withUnsafeMutableBufferPointer { double in
                unsafe same.withUnsafeMutableBufferPointer { same in
                    guard let key = buffer.baseAddress, let double = double.baseAddress,
                        let same = same.baseAddress
                    else { return false }
                    return unsafe crypto_core_ed25519_is_valid_point(key) == 1
                        && crypto_core_ed25519_add(double, key, key) == 0
                        && crypto_scalarmult_ed25519_noclamp(same, PublicKey.half, double) == 0
                }
            }
        }
        return isOnCurve && same == bytes  // R23 subgroup
    }

    /// (L + 1) / 2 for the group order L: half, for points whose order is L.
    private static let half: [UInt8] = [
        0xF7, 0xE9, 0x7A, 0x2E, 0x8D, 0x31, 0x09, 0x2C, 0x6B, 0xCE, 0x7B, 0x51, 0xEF, 0x7C, 0x6F,
        0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x08,
    ]

    /// Whether the sixty-four bytes at `offset` sign the message under this key.
    ///
    /// The rules are libsodium's: S below the group order, neither the key nor R of small order, the
    /// key canonical, and the equation without cofactor. The first three are checked here, so that
    /// another library under this function would accept the same signatures.
    public func isValid(
        signatureIn bytes: [UInt8], at offset: Int, message: [UInt8], _ range: Range<Int>
    ) -> Bool {
        guard isAcceptable, Sodium.isReady, offset >= 0, bytes.count >= Signature.byteCount,
            offset <= bytes.count - Signature.byteCount,
            range.lowerBound >= 0, range.upperBound <= message.count,
            !EncodedNumber(bytes, at: offset).isSmallOrder,  // R34 R
            EncodedNumber(bytes, at: offset + 32).isBelowGroupOrder  // R34 S
        else { return false }
        return unsafe bytes.withUnsafeBufferPointer { signature in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe self.bytes.withUnsafeBufferPointer { key in
                    guard let signature = signature.baseAddress, let key = key.baseAddress
                    else { return false }
                    // An empty array may have no address; libsodium then reads none of it.
                    let start = unsafe message.baseAddress.map { unsafe $0 + range.lowerBound }
                    return unsafe crypto_sign_ed25519_verify_detached(
                        signature + offset, start ?? key, UInt64(range.count), key) == 0
                }
            }
        }
    }

    /// Whether the signature is this key's over the whole message.
    public func isValid(_ signature: Signature, of message: [UInt8]) -> Bool {
        isValid(signatureIn: signature.bytes, at: 0, message: message, 0..<message.count)
    }
}

/// A 256-bit number in little-endian bytes, as Ed25519 encodes coordinates and scalars.
struct EncodedNumber: Equatable {
    private let low, second, third, high: UInt64

    init(_ bytes: [UInt8], at offset: Int) {
        let big = Digest(bytes, at: offset)
        (low, second) = (big.word0.byteSwapped, big.word1.byteSwapped)
        (third, high) = (big.word2.byteSwapped, big.word3.byteSwapped)
    }

    private init(_ low: UInt64, _ second: UInt64, _ third: UInt64, _ high: UInt64) {
        (self.low, self.second, self.third, self.high) = (low, second, third, high)
    }

    /// Without the top bit, which is the sign of x.
    private var coordinate: EncodedNumber { EncodedNumber(low, second, third, high & (.max >> 1)) }

    /// y < p = 2^255 - 19.
    var isCanonicalCoordinate: Bool {
        let y = coordinate
        return y.low < 0xFFFF_FFFF_FFFF_FFED || y.second != .max || y.third != .max
            || y.high != .max >> 1
    }

    /// Whether y is that of a point of order 1, 2, 4 or 8, also when written as p or p + 1.
    var isSmallOrder: Bool { EncodedNumber.smallOrder.contains(coordinate) }

    /// S < L = 2^252 + 27742317777372353535851937790883648493.
    var isBelowGroupOrder: Bool {
        if high != 1 << 60 { return high < 1 << 60 }
        if third != 0 { return false }
        if second != 0x14DE_F9DE_A2F7_9CD6 { return second < 0x14DE_F9DE_A2F7_9CD6 }
        return low < 0x5812_631A_5CF5_D3ED
    }

    private static let smallOrder: [EncodedNumber] = [
        EncodedNumber(0, 0, 0, 0),
        EncodedNumber(1, 0, 0, 0),
        EncodedNumber(0xFFFF_FFFF_FFFF_FFEC, .max, .max, .max >> 1),
        EncodedNumber(0xFFFF_FFFF_FFFF_FFED, .max, .max, .max >> 1),
        EncodedNumber(0xFFFF_FFFF_FFFF_FFEE, .max, .max, .max >> 1),
        // 26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05
        EncodedNumber(
            0xB027_B2C2_8F95_E826, 0xF098_EFF2_89F4_C345,
            0x3933_C6D3_05AC_DFD5, 0x05FC_536D_8802_38B1),
        // c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a
        EncodedNumber(
            0x4FD8_4D3D_706A_17C7, 0x0F67_100D_760B_3CBA,
            0xC6CC_392C_FA53_202A, 0x7A03_AC92_77FD_C74E),
    ]
}
