// SPDX-License-Identifier: Apache-2.0

/// UTF-8 as Unicode 15 table 3-7 defines it: no surrogates, no overlong forms, nothing cut off.
public enum UTF8Text {
    /// Whether the range of bytes is well-formed; a range outside the bytes is not.
    @inlinable @inline(__always)
    public static func isValid(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return false }
        var position = range.lowerBound
        // Eight bytes at a time: almost all text is ASCII.
        while position < range.upperBound,
            bytes.prefixWord(position..<range.upperBound) & 0x8080_8080_8080_8080 == 0
        {
            position = min(position + 8, range.upperBound)
        }
        return position == range.upperBound || isValid(bytes, from: position, to: range.upperBound)
    }

    /// The same from a position on, character by character.
    @usableFromInline
    static func isValid(_ bytes: [UInt8], from start: Int, to end: Int) -> Bool {
        var position = start
        while position < end {
            let length = sequenceLength(bytes, position, end)
            guard length > 0 else { return false }
            position += length
        }
        return true
    }

    /// The length of the well-formed sequence at a position, zero when there is none.
    private static func sequenceLength(_ bytes: [UInt8], _ position: Int, _ end: Int) -> Int {
        let first = bytes[position]
        if first < 0x80 { return 1 }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC2, first <= 0xF4, end - position >= length else { return 0 }
        let second = bytes[position + 1]
        let allowed: ClosedRange<UInt8> =
            switch first {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard allowed.contains(second) else { return 0 }
        for next in (position + 2)..<max(position + length, position + 2) {
            guard bytes[next] & 0xC0 == 0x80 else { return 0 }
        }
        return length
    }
}
