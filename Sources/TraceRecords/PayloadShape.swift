// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TracePrimitives

/// The forms of values (SPEC.md section 4), asked of bytes that are strict CBOR already.
enum PayloadShape {
    /// Whether a value has the form of a type.
    static func fits(
        _ bytes: [UInt8], _ value: Range<Int>, _ entry: CompiledSchema.Entry, key: Range<Int>
    ) -> Bool {
        let at = value.lowerBound
        switch entry.type {
        case .text: return isText(bytes, at)
        case .texts: return allItems(bytes, value) { isText(bytes, $0.lowerBound) }
        case .word: return isWord(bytes, value, entry.words)
        case .words:
            return bytes[at] != 0x80 && allItems(bytes, value) { isWord(bytes, $0, entry.words) }
        case .date: return isDate(bytes, value)
        case .decimal: return isDecimal(bytes, value)
        case .count: return bytes[at] >> 5 == 0
        case .reference, .digest: return digest(bytes, value) != nil
        case .references:
            return bytes[at] != 0x80 && allItems(bytes, value) { digest(bytes, $0) != nil }
        case .lots: return bytes[at] != 0x80 && allItems(bytes, value) { isShare(bytes, $0) }
        case .bytes(let count):
            return bytes[at] >> 5 == 2 && value.count == count + (count < 24 ? 1 : 2)
        case .structure: return isStructure(bytes, value, key)
        }
    }

    /// The digest that a value is.
    static func digest(_ bytes: [UInt8], _ value: Range<Int>) -> Digest? {
        guard value.count == 34, bytes[value.lowerBound] == 0x58,
            bytes[value.lowerBound + 1] == 0x20
        else { return nil }
        return Digest(bytes, at: value.lowerBound + 2)
    }

    /// The lots of a list of shares, which was checked.
    static func forEachLot(_ bytes: [UInt8], _ value: Range<Int>, _ body: (Digest) -> Void) {
        _ = allItems(bytes, value) { share in
            // A share is 83 58 20 <lot> ...
            body(Digest(bytes, at: share.lowerBound + 3))
            return true
        }
    }

    private static func isText(_ bytes: [UInt8], _ at: Int) -> Bool {
        var reader = CBORReader(bytes, at..<bytes.count)
        guard let head = try? reader.readHead() else { return false }
        return head.majorType == 3 && head.argument <= 4_096  // R7 R35 text
    }

    private static func isWord(_ bytes: [UInt8], _ value: Range<Int>, _ words: [[UInt8]]) -> Bool {
        // Words are shorter than 24 bytes: one byte of head.
        guard bytes[value.lowerBound] >> 5 == 3, value.count <= 24 else { return false }
        search: for word in words where value.count == word.count + 1 {
            var at = value.lowerBound + 1
            for byte in word {
                if bytes[at] != byte { continue search }
                at += 1
            }
            return true
        }
        return false
    }

    private static func isDate(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        guard value.count == 11, bytes[value.lowerBound] == 0x6A else { return false }
        let at = value.lowerBound + 1
        guard bytes[at + 4] == 0x2D, bytes[at + 7] == 0x2D,
            let year = number(bytes, at, 4), let month = number(bytes, at + 5, 2),
            let day = number(bytes, at + 8, 2)
        else { return false }
        return (1_900...2_200).contains(year)
            && CalendarDate(year: year, month: month, day: day) != nil
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ digits: Int) -> Int? {
        var result = 0
        for index in at..<(at + digits) {
            guard (0x30...0x39).contains(bytes[index]) else { return nil }
            result = result * 10 + Int(bytes[index] - 0x30)
        }
        return result
    }

    private static func isDecimal(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        guard bytes[value.lowerBound] == 0xC4 else { return false }  // R7 decimal
        var reader = CBORReader(bytes, value)
        return (try? reader.readDecimal()) != nil
    }

    private static func isShare(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        guard bytes[value.lowerBound] == 0x83, value.count > 35,
            digest(bytes, (value.lowerBound + 1)..<(value.lowerBound + 35)) != nil
        else { return false }
        var reader = CBORReader(bytes, (value.lowerBound + 35)..<value.upperBound)
        for _ in 0..<2 where !reader.readNull() {
            guard let share = try? reader.readDecimal(), share.mantissa >= 0 else { return false }
        }
        return true
    }

    /// `_sd` and `read_from`; what policies hold is read by ``Policy``.
    private static func isStructure(
        _ bytes: [UInt8], _ value: Range<Int>, _ key: Range<Int>
    ) -> Bool {
        let name = bytes[key]
        if name.elementsEqual("_sd".utf8) { return isDigestList(bytes, value) }
        if name.elementsEqual("read_from".utf8) { return isReadFrom(bytes, value) }
        return true
    }

    /// R8: 1 to 64 digests, strictly ascending.
    private static func isDigestList(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        var previous: Digest?
        var count = 0
        let sorted = allItems(bytes, value) { item in
            guard let next = digest(bytes, item) else { return false }
            if let previous, previous >= next { return false }  // R8
            previous = next
            count += 1
            return true
        }
        return sorted && (1...64).contains(count)  // R8 R35 count
    }

    private static func isReadFrom(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        var reader = CBORReader(bytes, value)
        guard let count = try? reader.readMapCount(), count > 0 else { return false }
        for _ in 0..<count {
            guard (try? reader.readText()) != nil, let item = try? reader.skipItem(),
                digest(bytes, item) != nil
            else { return false }
        }
        return true
    }

    /// Whether a value is an array of items that all pass.
    private static func allItems(
        _ bytes: [UInt8], _ value: Range<Int>, _ test: (Range<Int>) -> Bool
    ) -> Bool {
        var reader = CBORReader(bytes, value)
        guard let count = try? reader.readArrayCount() else { return false }
        for _ in 0..<count {
            guard let item = try? reader.skipItem(), test(item) else { return false }
        }
        return true
    }
}
