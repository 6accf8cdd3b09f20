// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// A data item in memory; text is compared by its bytes, never by Unicode equivalence.
public indirect enum CBORValue: Hashable, Sendable {
    /// An unsigned integer.
    case unsigned(UInt64)
    /// The integer -1 - n.
    case negative(UInt64)
    /// A byte string.
    case bytes([UInt8])
    /// Text.
    case text(String)
    /// An array.
    case array([CBORValue])
    /// A map; a decoded one has its keys in encoded order, and encoding puts them there.
    case map([CBORPair])
    /// A tagged item.
    case tag(UInt64, CBORValue)
    /// False or true.
    case bool(Bool)
    /// Null.
    case null

    /// An integer.
    public static func integer(_ value: Int64) -> CBORValue {
        value < 0 ? .negative(UInt64(~value)) : .unsigned(UInt64(value))
    }

    /// A decimal fraction, tag 4 around exponent and mantissa.
    public static func decimal(_ number: DecimalNumber) -> CBORValue {
        .tag(
            CBORTags.decimalNumber,
            .array([.integer(Int64(number.exponent)), .integer(number.mantissa)]))
    }

    /// A digest as a byte string.
    public static func digest(_ digest: Digest) -> CBORValue { .bytes(digest.bytes) }

    /// Whether both encode alike, given maps in the same order.
    public static func == (left: CBORValue, right: CBORValue) -> Bool {
        switch (left, right) {
        case (.unsigned(let left), .unsigned(let right)): left == right
        case (.negative(let left), .negative(let right)): left == right
        case (.bytes(let left), .bytes(let right)): left == right
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.array(let left), .array(let right)): left == right
        case (.map(let left), .map(let right)): left == right
        case (.tag(let left, let inner), .tag(let right, let other)):
            left == right && inner == other
        case (.bool(let left), .bool(let right)): left == right
        case (.null, .null): true
        default: false
        }
    }
}

/// A key of a map with its value.
public struct CBORPair: Hashable, Sendable {
    /// The key: an integer or text.
    public let key: CBORValue
    /// The value.
    public let value: CBORValue

    /// A key with its value.
    public init(_ key: CBORValue, _ value: CBORValue) {
        self.key = key
        self.value = value
    }

    /// A text key with its value.
    public init(_ key: String, _ value: CBORValue) {
        self.init(.text(key), value)
    }
}

extension CBORValue {
    /// The integer, when it is one that fits sixty-four bits with sign.
    public var integerValue: Int64? {
        switch self {
        case .unsigned(let value): Int64(exactly: value)
        case .negative(let value): Int64(exactly: value).map { -1 - $0 }
        default: nil
        }
    }

    /// The content of a byte string.
    public var bytesValue: [UInt8]? {
        guard case .bytes(let value) = self else { return nil }
        return value
    }

    /// The digest in a byte string of thirty-two bytes.
    public var digestValue: Digest? { bytesValue.flatMap { Digest($0) } }

    /// The text.
    public var textValue: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }

    /// The items of an array.
    public var arrayValue: [CBORValue]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The pairs of a map.
    public var mapValue: [CBORPair]? {
        guard case .map(let value) = self else { return nil }
        return value
    }

    /// The decimal fraction in a tag 4.
    public var decimalValue: DecimalNumber? {
        guard case .tag(CBORTags.decimalNumber, .array(let parts)) = self, parts.count == 2,
            let exponent = parts[0].integerValue.flatMap({ Int8(exactly: $0) }),
            let mantissa = parts[1].integerValue
        else { return nil }
        return DecimalNumber(mantissa: mantissa, exponent: exponent)
    }

    /// The value of a text key in a map.
    public subscript(key: String) -> CBORValue? {
        mapValue?.first { $0.key == .text(key) }?.value
    }
}

extension CBORValue {
    /// The deterministic encoding: maps sorted; a key twice or of another kind is an error.
    public func encoded() throws(CBORError) -> [UInt8] {
        var writer = CBORWriter()
        try encode(into: &writer, 0)
        return writer.bytes
    }

    private func encode(into writer: inout CBORWriter, _ depth: Int) throws(CBORError) {
        switch self {
        case .unsigned(let value): writer.head(0, value)
        case .negative(let value): writer.head(1, value)
        case .bytes(let value): writer.bytes(value)
        case .text(let value): writer.text(value)
        case .bool(let value): writer.bool(value)
        case .null: writer.null()
        case .array(let items):
            try checkNesting(depth, writer)
            writer.array(items.count)
            for item in items { try item.encode(into: &writer, depth + 1) }
        case .map(let pairs):
            try checkNesting(depth, writer)
            try CBORValue.encode(pairs, into: &writer, depth)
        case .tag(let number, let item):
            try checkNesting(depth, writer)
            guard number != CBORTags.decimalNumber || decimalValue != nil
            else { throw CBORError(.malformedDecimal, at: writer.bytes.count) }
            writer.head(6, number)
            try item.encode(into: &writer, depth + 1)
        }
    }

    private static func encode(
        _ pairs: [CBORPair], into writer: inout CBORWriter, _ depth: Int
    ) throws(CBORError) {
        var keyed: [(key: [UInt8], value: CBORValue)] = []
        for pair in pairs {
            switch pair.key {
            case .unsigned, .negative, .text: keyed.append((try pair.key.encoded(), pair.value))
            default: throw CBORError(.mapKeyType, at: writer.bytes.count)
            }
        }
        keyed.sort { $0.key.lexicographicallyPrecedes($1.key) }
        writer.map(keyed.count)
        var previous: [UInt8]?
        for (key, value) in keyed {
            guard key != previous else {
                throw CBORError(.duplicateMapKey, at: writer.bytes.count)
            }
            writer.encoded(key)
            try value.encode(into: &writer, depth + 1)
            previous = key
        }
    }

    private func checkNesting(_ depth: Int, _ writer: CBORWriter) throws(CBORError) {
        guard depth < CBORReader.maximumNesting
        else { throw CBORError(.nestingTooDeep, at: writer.bytes.count) }
    }
}

extension CBORValue {
    /// Decodes bytes that are exactly one deterministic item.
    public static func decode(
        _ bytes: [UInt8], tags: CBORTags = .decimal
    ) throws(CBORError) -> CBORValue {
        try decode(bytes, 0..<bytes.count, tags: tags)
    }

    /// Decodes a range that is exactly one deterministic item.
    public static func decode(
        _ bytes: [UInt8], _ range: Range<Int>, tags: CBORTags = .decimal
    ) throws(CBORError) -> CBORValue {
        var reader = CBORReader(bytes, range, tags: tags)
        let value = try reader.readValue()
        try reader.expectEnd()
        return value
    }
}

extension CBORReader {
    /// Checks one whole item strictly and reads it into memory.
    public mutating func readValue() throws(CBORError) -> CBORValue {
        var checked = self
        // Checked first and whole, so that building it below cannot run deep or fail half-way.
        try checked.skipItem()
        return try buildValue()
    }

    private mutating func buildValue() throws(CBORError) -> CBORValue {
        switch nextMajorType {
        case 2: return .bytes([UInt8](bytes[try readBytes()]))
        case 3: return .text(try readString())
        case 4:
            var items: [CBORValue] = []
            for _ in 0..<(try readArrayCount()) { items.append(try buildValue()) }
            return .array(items)
        case 5:
            var pairs: [CBORPair] = []
            for _ in 0..<(try readMapCount()) {
                pairs.append(CBORPair(try buildValue(), try buildValue()))
            }
            return .map(pairs)
        case 6: return .tag(try readTag(), try buildValue())
        case 7: return readNull() ? .null : .bool(try readBool())
        default:
            let head = try readHead()
            return head.majorType == 0 ? .unsigned(head.argument) : .negative(head.argument)
        }
    }
}
