// SPDX-License-Identifier: Apache-2.0

/// Finds listed organisations whose names are the same words: equal but for the legal form, or the
/// same words in another order or with a general word in another form.
struct SameNames: Sendable {
    private struct Listed: Sendable {
        let number: Int
        let forms: Set<String>
    }

    private var equal: [String: [Listed]] = [:]
    private var alike: [String: [Int]] = [:]

    /// Letters of a Han or Hangul name without legal form from which on it tells a firm.
    static let leastLetters = 4

    /// Legal forms that translate one another: a firm of one country is written with any of them.
    private static let general: Set<String> = ["co", "ltd", "inc", "corp", "llc"]

    /// General words that are written in several ways.
    private static let variants: [String: String] = [
        "trade": "trading", "industrial": "industry", "industries": "industry",
        "technologies": "technology", "enterprises": "enterprise", "products": "product",
        "holdings": "holding", "investments": "investment", "services": "service",
        "imp": "import", "exp": "export",
    ]

    /// Adds a listed name of an organisation.
    mutating func add(_ name: String, _ shape: NameShape, number: Int) {
        if let key = SameNames.key(name, shape) {
            equal[key.text, default: []].append(Listed(number: number, forms: key.forms))
        }
        if let key = SameNames.words(shape) { alike[key, default: []].append(number) }
    }

    /// Numbers of listed names that are equal but for the legal form.
    func equal(_ name: String, _ shape: NameShape) -> [Int] {
        guard let key = SameNames.key(name, shape) else { return [] }
        return (equal[key.text] ?? []).filter {
            SameNames.meet($0.forms, key.forms, isShort: !key.text.contains(" ") && !key.isNative)
        }.map(\.number)
    }

    /// Numbers of listed names that are made of the same words.
    func alike(_ shape: NameShape) -> [Int] {
        SameNames.words(shape).flatMap { alike[$0] } ?? []
    }

    /// Whether legal forms may be one; a name of one word has to have one on either side.
    private static func meet(_ a: Set<String>, _ b: Set<String>, isShort: Bool) -> Bool {
        if a.isEmpty || b.isEmpty { return !isShort || a == b }
        return a.subtracting(general) == b.subtracting(general)
    }

    private static func key(
        _ name: String, _ shape: NameShape
    ) -> (text: String, forms: Set<String>, isNative: Bool)? {
        if shape.native != nil { return native(name) }
        var words = shape.words
        // `Co Ltd (Dandong)` of a firm whose name says Dandong already.
        while words.count > 2, let last = words.last, words.dropLast().contains(last) {
            words.removeLast()
        }
        guard words.contains(where: { $0.weight == 1 }) else { return nil }
        return (words.map(\.string).joined(separator: " "), shape.forms, false)
    }

    /// Forms before and after a name in Han or Hangul; a group is not the firm that it holds.
    private static let nativeForms = [
        ("股份有限公司", "jsc"), ("有限责任公司", "ltd"), ("有限責任公司", "ltd"), ("有限公司", "ltd"),
        ("公司", "co"), ("주식회사", "co"), ("유한회사", "ltd"), ("회사", "co"),
    ]

    private static func native(
        _ name: String
    ) -> (text: String, forms: Set<String>, isNative: Bool)? {
        var core = String(
            String.UnicodeScalarView(
                NameText(name).plain.unicodeScalars.filter {
                    Script($0) != .none || $0.properties.numericType != nil
                }))
        var forms: Set<String> = []
        if let (text, form) = nativeForms.first(where: { core.hasSuffix($0.0) }) {
            core.removeLast(text.count)
            forms = [form]
        } else if let (text, form) = nativeForms.first(where: { core.hasPrefix($0.0) }) {
            core.removeFirst(text.count)
            forms = [form]
        }
        return core.count >= leastLetters ? (core, forms, true) : nil
    }

    /// The words in any order, when there are several and one tells something.
    private static func words(_ shape: NameShape) -> String? {
        guard shape.native == nil,
            shape.words.contains(where: { $0.weight == 1 && $0.text.count > 2 })
        else { return nil }
        let words = Set(shape.words.map { variants[$0.string] ?? $0.string })
        return words.count > 1 ? words.sorted().joined(separator: " ") : nil
    }
}
