// SPDX-License-Identifier: Apache-2.0

/// A JSON value whose members keep their order, so that the text has stable bytes.
enum JSONValue {
    case string(String)
    case number(Double)
    case integer(Int)
    case flag(Bool)
    case array([JSONValue])
    /// Members without a value are left out.
    case object([(key: String, value: JSONValue?)])

    /// Strings as an array.
    static func strings(_ strings: [String]) -> JSONValue { .array(strings.map { .string($0) }) }

    /// Numbers by name, in the order of the names.
    static func numbers(_ numbers: [String: Double]) -> JSONValue {
        .object(numbers.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
    }

    /// The text, objects and arrays of containers one element a line, two spaces a level.
    func text(depth: Int = 0) -> String {
        var text = ""
        write(to: &text, depth: depth)
        return text
    }

    private func write(to text: inout String, depth: Int) {
        switch self {
        case .string(let string): text += JSONValue.quoted(string)
        case .number(let number): text += number.plainFigure
        case .integer(let integer): text += String(integer)
        case .flag(let flag): text += flag ? "true" : "false"
        case .array(let elements):
            JSONValue.write(elements.map { (nil, $0) }, in: ("[", "]"), to: &text, depth: depth)
        case .object(let members):
            let present = members.compactMap { member in member.value.map { (member.key, $0) } }
            JSONValue.write(present, in: ("{", "}"), to: &text, depth: depth)
        }
    }

    private static func write(
        _ elements: [(key: String?, value: JSONValue)], in brackets: (String, String),
        to text: inout String, depth: Int
    ) {
        text += brackets.0
        for (offset, element) in elements.enumerated() {
            text += offset == 0 ? "\n" : ",\n"
            text += String(repeating: "  ", count: depth + 1)
            if let key = element.key { text += quoted(key) + ": " }
            element.value.write(to: &text, depth: depth + 1)
        }
        if !elements.isEmpty { text += "\n" + String(repeating: "  ", count: depth) }
        text += brackets.1
    }

    /// A JSON string; controls, invisible format marks and `<` are escaped.
    ///
    /// Bidirectional overrides could show a reader something else than a program reads; `<` could
    /// close the script element of a page that embeds the text.
    static func quoted(_ string: String) -> String {
        var result = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if needsEscape(scalar) {
                    for unit in String(scalar).utf16 { result += escape(unit) }
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x20 || scalar == "<" { return true }
        if scalar.value < 0x7F { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }

    private static func escape(_ unit: UInt16) -> String {
        let hex = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }
}
