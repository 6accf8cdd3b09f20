// SPDX-License-Identifier: Apache-2.0

/// Hexadecimal digits, lowercase only.
public enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Two lowercase digits for each byte.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes, or nil for an odd count, an uppercase digit or anything else.
    public static func decode(_ text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count / 2)
        for index in stride(from: 0, to: characters.count, by: 2) {
            guard let high = value(characters[index]), let low = value(characters[index + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}

/// Base64 of RFC 4648 §4 (padded) and §5 (URL alphabet, here never padded), canonical only.
public enum Base64 {
    private static let standard = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let url = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let standardValues = values(of: standard)

    /// Base64 with padding.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text = encode(bytes, standard)
        while text.count % 4 != 0 { text.append(0x3D) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Base64url without padding.
    public static func encodeURL(_ bytes: [UInt8]) -> String {
        String(decoding: encode(bytes, url), as: UTF8.self)
    }

    /// The bytes of padded base64; nil for any text that `encode` would not have written.
    public static func decode(_ text: String) -> [UInt8]? {
        var characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        if characters.last == 0x3D { characters.removeLast() }
        if characters.last == 0x3D { characters.removeLast() }
        return decode(characters, standardValues)
    }

    /// The bytes of unpadded base64url; nil for any text that `encodeURL` would not have written.
    public static func decodeURL(_ text: String) -> [UInt8]? {
        decode(Array(text.utf8), urlSextets)
    }

    /// The six bits that each character of the URL alphabet stands for; 255 for other bytes.
    static let urlSextets = values(of: url)

    /// The bits of a few characters of the URL alphabet, and a number above 63 where one is none.
    @inline(__always)
    static func urlBits(_ bytes: [UInt8], _ range: Range<Int>) -> (bits: UInt64, strange: UInt8) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe urlSextets.withUnsafeBufferPointer { table in
                var (bits, strange) = (UInt64(0), UInt8(0))
                for index in range {
                    let sextet = unsafe table[Int(bytes[index])]
                    strange |= sextet
                    bits = bits << 6 | UInt64(sextet)
                }
                return (bits, strange)
            }
        }
    }

    private static func values(of alphabet: [UInt8]) -> [UInt8] {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }

    private static func encode(_ bytes: [UInt8], _ alphabet: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var bits = 0
        var pending: UInt32 = 0
        for byte in bytes {
            pending = (pending << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(pending >> UInt32(bits)) & 63])
            }
        }
        if bits > 0 { text.append(alphabet[Int(pending << UInt32(6 - bits)) & 63]) }
        return text
    }

    private static func decode(_ characters: [UInt8], _ table: [UInt8]) -> [UInt8]? {
        guard characters.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count / 4 * 3 + 2)
        var bits = 0
        var pending: UInt32 = 0
        for character in characters {
            let value = table[Int(character)]
            guard value < 64 else { return nil }
            pending = (pending << 6 | UInt32(value)) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
            }
        }
        // Bits that belong to no byte must be zero, or one value would have several texts.
        guard pending & ((1 << UInt32(bits)) - 1) == 0 else { return nil }
        return bytes
    }
}
