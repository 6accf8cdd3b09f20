// SPDX-License-Identifier: Apache-2.0

/// Check digits of the identifiers that a party may carry.
enum CheckDigits {
    /// The check character of a Chinese unified social credit code (GB 32100-2015, modulus 31).
    ///
    /// `nil` when the first 17 characters are not all of the code's alphabet, which has no I, O,
    /// S, V and Z.
    static func unifiedCreditCode(_ code: String) -> Character? {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        var sum = 0
        var weight = 1
        for character in code.prefix(17) {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return alphabet[(31 - sum % 31) % 31]
    }

    /// Whether a legal entity identifier is right (ISO 17442: ISO 7064, modulus 97-10).
    static func isLEI(_ code: String) -> Bool {
        guard code.utf8.count == 20 else { return false }
        var rest = 0
        for character in code {
            guard let value = character.isASCII ? character.base36 : nil else { return false }
            rest = (value < 10 ? rest * 10 + value : rest * 100 + value) % 97
        }
        return rest == 1
    }

    /// Whether a global location number is right (GS1: 13 digits, weights 3 and 1 from the right).
    static func isGLN(_ code: String) -> Bool {
        let digits = code.utf8.map { Int($0) - 0x30 }
        guard digits.count == 13, digits.allSatisfy({ (0...9).contains($0) }) else { return false }
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            sum += place % 2 == 0 ? digit : digit * 3
        }
        return sum % 10 == 0
    }
}

extension Character {
    /// The value of a digit or capital letter, 0 to 35.
    fileprivate var base36: Int? {
        switch asciiValue {
        case .some(let byte) where (0x30...0x39).contains(byte): Int(byte) - 0x30
        case .some(let byte) where (0x41...0x5A).contains(byte): Int(byte) - 0x41 + 10
        default: nil
        }
    }
}
