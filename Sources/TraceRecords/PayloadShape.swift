// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TracePrimitives

/// The forms of values (SPEC.md section 4), asked of bytes that are strict CBOR already.
enum PayloadShape {
    /// Whether a value has the form that an entry of a schema asks for; lots are handed on.
    static func fits(
        _ bytes: [UInt8], _ value: Range<Int>, _ entry: CompiledSchema.Entry,
        _ schema: CompiledSchema, lot: (Digest) -> Void = { _ in }
    ) -> Bool {
        let first = bytes[value.lowerBound]
        return switch entry.form {
        case .text: isText(bytes, value)
        case .texts: allItems(bytes, value) { isText(bytes, $0) }
        case .word: isWord(bytes, value, entry, schema)
        case .words:
            first != 0x80 && allItems(bytes, value) { isWord(bytes, $0, entry, schema) }
        case .date: isDate(bytes, value)
        case .decimal: first == 0xC4  // R7 decimal
        case .count:  // Below 2^63.
            first >> 5 == 0 && (value.count < 9 || bytes[value.lowerBound + 1] < 0x80)
        case .digest: digest(bytes, value) != nil
        case .digests:
            first != 0x80 && allItems(bytes, value) { digest(bytes, $0) != nil }
        case .lots: areLots(bytes, value, lot)
        case .bytes:
            first >> 5 == 2 && value.count == entry.length + (entry.length < 24 ? 1 : 2)
        case .commitments: areCommitments(bytes, value)
        case .readFrom: isReadFrom(bytes, value)
        case .other: true  // What policies hold is read by ``Policy``.
        }
    }

    /// The digest that a value is.
    static func digest(_ bytes: [UInt8], _ value: Range<Int>) -> Digest? {
        guard value.count == 34, bytes[value.lowerBound] == 0x58,
            bytes[value.lowerBound + 1] == 0x20
        else { return nil }
        return Digest(bytes, at: value.lowerBound + 2)
    }

    private static func isText(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
        // The head takes one byte, two or three: 4,096 bytes of text are at most 4,099.
        bytes[value.lowerBound] >> 5 == 3 && value.count <= 4_099  // R7 R35 text
    }

    private static func isWord(
        _ bytes: [UInt8], _ value: Range<Int>, _ entry: CompiledSchema.Entry,
        _ schema: CompiledSchema
    ) -> Bool {
        // Words are shorter than 24 bytes: one byte of head.
        guard bytes[value.lowerBound] >> 5 == 3, value.count <= 24 else { return false }
        let text = (value.lowerBound + 1)..<value.upperBound
        return schema.vocabulary.position(of: bytes, text, in: entry.words) != nil
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

    /// One or more of `[lot, pieces / null, kg / null]`, nothing negative.
    private static func areLots(
        _ bytes: [UInt8], _ value: Range<Int>, _ lot: (Digest) -> Void
    ) -> Bool {
        var reader = CBORReader(bytes, value)
        guard let count = try? reader.readArrayCount(), count > 0 else { return false }
        // The bytes are whole items, so what a head announces is there.
        var at = reader.offset
        for _ in 0..<count {
            guard bytes[at] == 0x83, bytes[at + 1] == 0x58, bytes[at + 2] == 0x20,
                let pieces = amountEnd(bytes, at + 35), let kg = amountEnd(bytes, pieces)
            else { return false }
            lot(Digest(bytes, at: at + 3))
            at = kg
        }
        return true
    }

    /// Where null or a decimal that is not negative ends.
    private static func amountEnd(_ bytes: [UInt8], _ at: Int) -> Int? {
        if bytes[at] == 0xF6 { return at + 1 }
        // A decimal is C4 82, one byte of exponent and the mantissa.
        guard bytes[at] == 0xC4, bytes[at + 3] >> 5 == 0 else { return nil }
        let information = bytes[at + 3] & 31
        return at + 4 + (information < 24 ? 0 : 1 << Int(information - 24))
    }

    /// R8: 1 to 64 digests, strictly ascending.
    private static func areCommitments(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
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
