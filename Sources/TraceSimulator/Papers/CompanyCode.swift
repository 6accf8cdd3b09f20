// SPDX-License-Identifier: Apache-2.0

/// Chinese company codes (GB 32100-2015) that anyone sees are invented: they read EXAMP inside.
enum CompanyCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

    /// The code of an invented firm of an area.
    static func code(area: String, number: Int) -> String {
        let digits = String(number % 1000)
        let organisation = "EXAMP" + String(repeating: "0", count: 3 - digits.count) + digits
        let body = "91" + area + organisation + organisationCheck(organisation)
        return body + check(body)
    }

    /// Check character of the nine-character organisation code, GB 11714.
    private static func organisationCheck(_ body: String) -> String {
        let weights = [3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(weights, body).reduce(0) { sum, pair in
            let value = pair.1.wholeNumberValue ?? Int(pair.1.asciiValue ?? 55) - 55
            return sum + pair.0 * value
        }
        let rest = 11 - sum % 11
        return rest == 10 ? "X" : rest == 11 ? "0" : String(rest)
    }

    /// Check character of the whole code.
    private static func check(_ body: String) -> String {
        var weight = 1
        var sum = 0
        for character in body {
            sum += weight * (alphabet.firstIndex(of: character) ?? 0)
            weight = weight * 3 % 31
        }
        return String(alphabet[(31 - sum % 31) % 31])
    }
}
