// SPDX-License-Identifier: Apache-2.0

/// Signs that a place lies in Xinjiang: its name, or a Chinese postal code 83xxxx or 84xxxx.
///
/// US customs entries carry the Chinese manufacturer's postal code since March 2023.
public enum XinjiangSigns {
    private static let names: Set<String> = ["xinjiang", "sinkiang", "xuar"]
    private static let native = ["新疆", "신장위구르"]

    /// Whether a Chinese postal code is of Xinjiang; false for what is no such code.
    public static func isPostalCode(_ text: String, country: String?) -> Bool {
        guard country == nil || country == "CN" else { return false }
        let digits = text.filter { !$0.isWhitespace }
        guard digits.utf8.count == 6, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        return digits.hasPrefix("83") || digits.hasPrefix("84")
    }

    /// Whether a text names Xinjiang.
    public static func isNamed(_ text: String) -> Bool {
        if native.contains(where: text.contains) { return true }
        let words = NameForm(text).words
        if words.contains(where: names.contains) { return true }
        return zip(words, words.dropFirst()).contains { $0 == "xin" && $1 == "jiang" }
            || words.contains { $0 == "uyghur" || $0 == "uygur" }
    }
}
