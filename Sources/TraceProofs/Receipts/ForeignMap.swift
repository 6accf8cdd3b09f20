// SPDX-License-Identifier: Apache-2.0
import TraceCBOR

/// Walks a map that another producer encoded: heads are shortest and no integer label stands twice,
/// but the order of labels is theirs.
struct ForeignMap {
    /// What is read from, behind the map when it was walked to its end.
    private(set) var reader: CBORReader
    private var left: Int
    private var seen: Set<Int64> = []
    private let isWhole: Bool

    /// A map that fills a range; anything else is refused at the first step.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        reader = CBORReader(bytes, range, tags: [])
        left = -1
        isWhole = true
    }

    /// The map that a reader comes to next.
    init(_ reader: CBORReader) {
        self.reader = reader
        left = -1
        isWhole = false
    }

    /// Where the next item begins.
    var offset: UInt64 { UInt64(reader.offset) }

    private mutating func read<Item>(
        _ body: (inout CBORReader) throws(CBORError) -> Item
    ) throws(ProofError) -> Item {
        do throws(CBORError) { return try body(&reader) } catch {
            throw ProofError(
                .receiptHeader, at: UInt64(error.offset), "\(error.code.rawValue) in a header")
        }
    }

    /// The next integer label, nil at the end; pairs with text labels are passed over.
    mutating func next() throws(ProofError) -> Int64? {
        if left < 0 { left = try read { reader throws(CBORError) in try reader.readMapCount() } }
        while left > 0 {
            left -= 1
            if reader.nextMajorType == 3 {
                try skip()
                try skip()
                continue
            }
            let start = offset
            let label = try read { reader throws(CBORError) in try reader.readInteger() }
            guard seen.insert(label).inserted else {
                throw ProofError(.receiptHeader, at: start, "the label \(label) stands twice")
            }
            return label
        }
        if isWhole { try read { reader throws(CBORError) in try reader.expectEnd() } }
        return nil
    }

    mutating func integer() throws(ProofError) -> Int64 {
        try read { reader throws(CBORError) in try reader.readInteger() }
    }

    mutating func bytes() throws(ProofError) -> [UInt8] {
        try read { reader throws(CBORError) in Array(reader.bytes[try reader.readBytes()]) }
    }

    mutating func text() throws(ProofError) -> String {
        try read { reader throws(CBORError) in try reader.readString() }
    }

    mutating func skip() throws(ProofError) {
        try read { reader throws(CBORError) in _ = try reader.skipItem() }
    }

    /// Walks the map that is the value at hand, to its end.
    mutating func map(
        _ body: (Int64, inout ForeignMap) throws(ProofError) -> Void
    ) throws(ProofError) {
        var inner = ForeignMap(reader)
        while let label = try inner.next() { try body(label, &inner) }
        reader = inner.reader
    }

    /// The byte strings of the array that is the value at hand.
    mutating func strings() throws(ProofError) -> [Range<Int>] {
        let count = try read { reader throws(CBORError) in try reader.readArrayCount() }
        var found: [Range<Int>] = []
        for _ in 0..<count {
            found.append(try read { reader throws(CBORError) in try reader.readBytes() })
        }
        return found
    }
}
