// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not the deterministic CBOR that was asked for, and where.
public struct CBORError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The name of the code, stable across versions.
        public let rawValue: String

        /// The code of this name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The bytes end inside an item.
        public static let truncated = Code(rawValue: "cbor-truncated")
        /// Bytes follow the one item that was asked for.
        public static let trailingBytes = Code(rawValue: "cbor-trailing-bytes")
        /// A number or length is written longer than it needs.
        public static let nonMinimalHead = Code(rawValue: "cbor-non-minimal-head")
        /// A length is left open.
        public static let indefiniteLength = Code(rawValue: "cbor-indefinite-length")
        /// The initial byte is reserved.
        public static let reservedHead = Code(rawValue: "cbor-reserved-head")
        /// Floating-point numbers are not used.
        public static let floatingPoint = Code(rawValue: "cbor-floating-point")
        /// A simple value other than false, true and null.
        public static let simpleValue = Code(rawValue: "cbor-simple-value")
        /// A map key that is neither an integer nor text.
        public static let mapKeyType = Code(rawValue: "cbor-map-key-type")
        /// A map key that sorts before the one in front of it.
        public static let mapKeyOrder = Code(rawValue: "cbor-map-key-order")
        /// A map key for the second time.
        public static let duplicateMapKey = Code(rawValue: "cbor-duplicate-map-key")
        /// Text that is not UTF-8.
        public static let invalidUTF8 = Code(rawValue: "cbor-invalid-utf8")
        /// More than sixteen arrays, maps and tags inside each other.
        public static let nestingTooDeep = Code(rawValue: "cbor-nesting-too-deep")
        /// A tag that this place does not allow.
        public static let unexpectedTag = Code(rawValue: "cbor-unexpected-tag")
        /// An item of another kind than this place demands.
        public static let unexpectedType = Code(rawValue: "cbor-unexpected-type")
        /// An integer that this place cannot hold.
        public static let integerOutOfRange = Code(rawValue: "cbor-integer-out-of-range")
        /// Tag 4 without an exponent of -18 to 0 and a 64-bit mantissa.
        public static let malformedDecimal = Code(rawValue: "cbor-malformed-decimal")
    }

    /// What is wrong.
    public let code: Code
    /// The offset of the byte where the offending item begins.
    public let offset: Int

    /// An error of this code at this offset.
    public init(_ code: Code, at offset: Int) {
        self.code = code
        self.offset = offset
    }

    /// Code and offset in one line.
    public var description: String { "\(code.rawValue) at byte \(offset)" }
}
