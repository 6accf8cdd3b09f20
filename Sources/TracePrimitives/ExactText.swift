// SPDX-License-Identifier: Apache-2.0

/// A text that equals another only where the bytes are the same.
///
/// `String` equates what Unicode holds for canonically equivalent ("é" in one scalar or two). Names in
/// a log are compared by bytes (SPEC.md section 1): a second implementation must come to the same end.
public struct ExactText: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The bytes, UTF-8.
    public let bytes: [UInt8]

    /// The text of these bytes.
    public init(_ text: String) { bytes = Array(text.utf8) }

    /// A text in the source.
    public init(stringLiteral text: String) { self.init(text) }

    /// The text.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension String {
    /// Whether both have the same bytes.
    public func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
