// SPDX-License-Identifier: Apache-2.0

/// The base-58 alphabet of Bitcoin, as did:key uses it.
public enum Base58 {
    private static let alphabet = Array(
        "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

    /// The longest text that `decode` looks at, its cost being quadratic.
    public static let maximumLength = 256

    /// The text of the bytes, one `1` for each leading zero byte.
    public static func encode(_ bytes: [UInt8]) -> String {
        let zeros = bytes.prefix { $0 == 0 }.count
        let digits = convert(bytes.dropFirst(zeros), from: 256, to: 58)
        let text = [UInt8](repeating: alphabet[0], count: zeros) + digits.map { alphabet[Int($0)] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of the text, or nil when it is too long or holds another character.
    public static func decode(_ text: String) -> [UInt8]? {
        guard text.utf8.count <= maximumLength else { return nil }
        var digits: [UInt8] = []
        for character in text.utf8 {
            guard let digit = alphabet.firstIndex(of: character) else { return nil }
            digits.append(UInt8(digit))
        }
        let zeros = digits.prefix { $0 == 0 }.count
        let bytes = convert(digits.dropFirst(zeros), from: 58, to: 256)
        return [UInt8](repeating: 0, count: zeros) + bytes
    }

    /// Writes a number given in one base, most significant digit first, in another.
    private static func convert(_ digits: ArraySlice<UInt8>, from: Int, to: Int) -> [UInt8] {
        var reversed: [UInt8] = []
        for digit in digits {
            var carry = Int(digit)
            for index in reversed.indices {
                carry += Int(reversed[index]) * from
                reversed[index] = UInt8(carry % to)
                carry /= to
            }
            while carry > 0 {
                reversed.append(UInt8(carry % to))
                carry /= to
            }
        }
        return reversed.reversed()
    }
}
