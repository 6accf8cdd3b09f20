// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// The first byte of an item with the bytes of its argument (RFC 8949 §3).
public struct CBORHead: Hashable, Sendable {
    /// The major type, 0 to 7.
    public let majorType: UInt8
    /// The argument: a value, a length, a count, a tag number or a simple value.
    public let argument: UInt64

    /// A head of this type and argument.
    public init(_ majorType: UInt8, _ argument: UInt64) {
        self.majorType = majorType
        self.argument = argument
    }
}

/// The tags that a reader lets through.
public struct CBORTags: OptionSet, Sendable {
    /// One bit for each tag below sixty-four.
    public let rawValue: UInt64

    /// Tags by their bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The number of the tag of a decimal fraction (RFC 8949 §3.4.4).
    public static let decimalNumber: UInt64 = 4
    /// Tag 4, a decimal fraction, whose shape the reader checks: the one tag of a payload.
    public static let decimal = CBORTags(rawValue: 1 << 4)
    /// Tag 18, a COSE_Sign1 (RFC 9052 §4.2).
    public static let sign1 = CBORTags(rawValue: 1 << 18)

    /// Whether a tag number is among them.
    func allow(_ tag: UInt64) -> Bool { tag < 64 && rawValue >> tag & 1 == 1 }
}

/// Reads deterministic CBOR (RFC 8949 §4.2.1) strictly and without copying: strings come as ranges.
///
/// Refused are longer heads than needed, open lengths, floats, simple values other than false, true
/// and null, map keys out of order, text that is not UTF-8, foreign tags and deep nesting.
public struct CBORReader: Sendable {
    /// How many arrays, maps and tags may contain each other, each of them one level.
    public static let maximumNesting = 16

    /// The bytes read from.
    public let bytes: [UInt8]
    /// Where the next item begins.
    public private(set) var offset: Int
    /// Where reading ends.
    public let end: Int
    private let tags: CBORTags

    /// Reads within a range, which is cut to the bytes that exist.
    public init(_ bytes: [UInt8], _ range: Range<Int>, tags: CBORTags = .decimal) {
        self.bytes = bytes
        let range = range.clamped(to: 0..<bytes.count)
        offset = range.lowerBound
        end = range.upperBound
        self.tags = tags
    }

    /// Reads all the bytes.
    public init(_ bytes: [UInt8], tags: CBORTags = .decimal) {
        self.init(bytes, 0..<bytes.count, tags: tags)
    }

    /// The major type of the next item, nil at the end.
    public var nextMajorType: UInt8? { offset < end ? bytes[offset] >> 5 : nil }

    /// Reads a head in its shortest form.
    public mutating func readHead() throws(CBORError) -> CBORHead { try nextHead() }

    // Put in place by the compiler wherever it is called here: most heads are one byte.
    @inline(__always)
    private mutating func nextHead() throws(CBORError) -> CBORHead {
        guard offset < end else { throw CBORError(.truncated, at: offset) }
        let initial = bytes[offset]
        if initial & 31 < 24 {
            offset += 1
            return CBORHead(initial >> 5, UInt64(initial & 31))
        }
        return try readLongHead(initial)
    }

    private mutating func readLongHead(_ initial: UInt8) throws(CBORError) -> CBORHead {
        let information = initial & 31
        if information == 31 { throw CBORError(.indefiniteLength, at: offset) }  // R5 definite
        if information > 27 { throw CBORError(.reservedHead, at: offset) }
        if initial >> 5 == 7 {
            throw CBORError(information == 24 ? .simpleValue : .floatingPoint, at: offset)
        }
        let length = 1 << Int(information - 24)
        guard end - offset > length else { throw CBORError(.truncated, at: offset) }
        let word = bytes.prefixWord((offset + 1)..<(offset + 1 + length))
        let argument = word >> UInt64(64 - 8 * length)
        let least: UInt64 = length == 1 ? 24 : 1 << UInt64(length * 4)
        guard argument >= least else {  // R5 shortest
            throw CBORError(.nonMinimalHead, at: offset)
        }
        offset += 1 + length
        return CBORHead(initial >> 5, argument)
    }

    /// Moves over so many bytes, the content of the string whose head began at `start`.
    @inline(__always)
    private mutating func take(_ count: UInt64, from start: Int) throws(CBORError) -> Range<Int> {
        guard count <= UInt64(end - offset) else { throw CBORError(.truncated, at: start) }
        let range = offset..<(offset + Int(count))
        offset = range.upperBound
        return range
    }

    /// A count of items that the remaining bytes can hold at all.
    @inline(__always)
    private func count(_ head: CBORHead, from start: Int) throws(CBORError) -> Int {
        let least: UInt64 = head.majorType == 5 ? 2 : 1
        guard head.argument <= UInt64(end - offset) / least
        else { throw CBORError(.truncated, at: start) }
        return Int(head.argument)
    }

    @inline(__always)
    private mutating func readHead(_ majorType: UInt8) throws(CBORError) -> CBORHead {
        let start = offset
        let head = try nextHead()
        guard head.majorType == majorType else {
            offset = start
            throw CBORError(.unexpectedType, at: start)
        }
        return head
    }

    /// Reads an unsigned integer.
    public mutating func readUnsigned() throws(CBORError) -> UInt64 {
        try readHead(0).argument
    }

    /// Reads an integer that fits sixty-four bits with sign.
    public mutating func readInteger() throws(CBORError) -> Int64 {
        let start = offset
        let head = try nextHead()
        guard head.majorType <= 1 else { throw CBORError(.unexpectedType, at: start) }
        guard let value = Int64(exactly: head.argument)
        else { throw CBORError(.integerOutOfRange, at: start) }
        return head.majorType == 0 ? value : -1 - value
    }

    /// Reads a byte string and returns where its content lies.
    public mutating func readBytes() throws(CBORError) -> Range<Int> {
        let start = offset
        return try take(readHead(2).argument, from: start)
    }

    /// Reads text and returns where its content, valid UTF-8, lies.
    public mutating func readText() throws(CBORError) -> Range<Int> {
        let start = offset
        let range = try take(readHead(3).argument, from: start)
        try checkText(range, from: start)
        return range
    }

    /// Reads text as a string.
    public mutating func readString() throws(CBORError) -> String {
        String(decoding: bytes[try readText()], as: UTF8.self)
    }

    /// Reads the head of an array: the number of items that follow.
    public mutating func readArrayCount() throws(CBORError) -> Int {
        let start = offset
        let head = try readHead(4)
        return try count(head, from: start)
    }

    /// Reads the head of a map: the number of pairs that follow, whose order the caller checks.
    public mutating func readMapCount() throws(CBORError) -> Int {
        let start = offset
        let head = try readHead(5)
        return try count(head, from: start)
    }

    /// Reads the head of a tag that is among those asked for.
    public mutating func readTag() throws(CBORError) -> UInt64 {
        let start = offset
        let tag = try readHead(6).argument
        guard tags.allow(tag) else { throw CBORError(.unexpectedTag, at: start) }
        return tag
    }

    /// Reads false or true.
    public mutating func readBool() throws(CBORError) -> Bool {
        let start = offset
        switch try readHead(7).argument {
        case 20: return false
        case 21: return true
        default: throw CBORError(.unexpectedType, at: start)
        }
    }

    /// Reads null when it is next, and says whether it was.
    public mutating func readNull() -> Bool {
        guard offset < end, bytes[offset] == 0xF6 else { return false }
        offset += 1
        return true
    }

    private mutating func readDecimalContent(from start: Int) throws(CBORError) -> DecimalNumber {
        guard try nextHead() == CBORHead(4, 2) else {
            throw CBORError(.malformedDecimal, at: start)
        }
        let exponent = try readDecimalPart(from: start)
        let mantissa = try readDecimalPart(from: start)
        guard let exponent = Int8(exactly: exponent),
            let number = DecimalNumber(mantissa: mantissa, exponent: exponent)
        else { throw CBORError(.malformedDecimal, at: start) }
        return number
    }

    @inline(__always)
    private mutating func readDecimalPart(from start: Int) throws(CBORError) -> Int64 {
        let head = try nextHead()
        guard head.majorType <= 1, let value = Int64(exactly: head.argument)
        else { throw CBORError(.malformedDecimal, at: start) }
        return head.majorType == 0 ? value : -1 - value
    }

    /// Ends reading: an error when bytes are left.
    public func expectEnd() throws(CBORError) {
        guard offset == end else {  // R1 R5 end
            throw CBORError(.trailingBytes, at: offset)
        }
    }

    /// Whether the key at `key` may follow the key at `previous`: bytewise greater (§4.2.1).
    public func checkOrder(of key: Range<Int>, after previous: Range<Int>) throws(CBORError) {
        var (left, right) = (previous.lowerBound, key.lowerBound)
        // No encoded key is the beginning of another, so equal bytes to an end mean equal keys.
        while left < previous.upperBound, right < key.upperBound {
            if bytes[left] != bytes[right] {
                guard bytes[left] < bytes[right]  // R5 order
                else { throw CBORError(.mapKeyOrder, at: key.lowerBound) }
                return
            }
            left += 1
            right += 1
        }
        throw CBORError(.duplicateMapKey, at: key.lowerBound)
    }

    /// Checks one whole item strictly, moves over it and returns where it lies.
    @discardableResult
    public mutating func skipItem(
        maximumNesting: Int = CBORReader.maximumNesting
    ) throws(CBORError) -> Range<Int> {
        let start = offset
        try validateItems(1, maximumNesting)
        return start..<offset
    }

    /// Checks items each of which may hold so many levels inside each other.
    private mutating func validateItems(_ items: Int, _ levels: Int) throws(CBORError) {
        for _ in 0..<items {
            let start = offset
            let head = try nextHead()
            switch head.majorType {
            case 0, 1: break
            case 2: _ = try take(head.argument, from: start)
            case 3: try checkText(try take(head.argument, from: start), from: start)
            case 4:
                try checkNesting(levels, at: start)
                try validateItems(try count(head, from: start), levels - 1)
            case 5:
                try checkNesting(levels, at: start)
                try validateMap(try count(head, from: start), levels)
            case 6: try validateTag(head.argument, levels, from: start)
            default:
                guard head.argument >= 20, head.argument <= 22 else {  // R5 simple
                    throw CBORError(.simpleValue, at: start)
                }
            }
        }
    }

    private mutating func validateTag(
        _ tag: UInt64, _ levels: Int, from start: Int
    ) throws(CBORError) {
        guard tags.allow(tag) else {  // R5 tags
            throw CBORError(.unexpectedTag, at: start)
        }
        try checkNesting(levels, at: start)
        if tag == CBORTags.decimalNumber {
            try checkNesting(levels - 1, at: start)
            _ = try readDecimalContent(from: start)
        } else {
            try validateItems(1, levels - 1)
        }
    }

    private mutating func validateMap(_ count: Int, _ levels: Int) throws(CBORError) {
        var previous: Range<Int>?
        for _ in 0..<count {
            let key = try readKey()
            if let previous { try checkOrder(of: key, after: previous) }
            previous = key
            try validateItems(1, levels - 1)
        }
    }

    @inline(__always)
    private func checkText(_ text: Range<Int>, from start: Int) throws(CBORError) {
        guard UTF8Text.isValid(bytes, text) else { throw CBORError(.invalidUTF8, at: start) }
    }

    /// Reads a map key, an integer or text, and returns where its encoding lies.
    public mutating func readKey() throws(CBORError) -> Range<Int> {
        let start = offset
        let head = try readHead()
        if head.majorType == 3 {
            try checkText(try take(head.argument, from: start), from: start)
        } else if head.majorType > 1 {
            throw CBORError(.mapKeyType, at: start)
        }
        return start..<offset
    }

    @inline(__always)
    private func checkNesting(_ levels: Int, at start: Int) throws(CBORError) {
        guard levels > 0 else {  // R5 R35 nesting
            throw CBORError(.nestingTooDeep, at: start)
        }
    }
}
