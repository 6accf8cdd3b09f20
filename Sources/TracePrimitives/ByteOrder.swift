// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
    /// The first eight bytes of a range as a number that orders as they do; zeros stand behind fewer.
    @inlinable @inline(__always)
    public func prefixWord(_ range: Range<Int>) -> UInt64 {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range within its bytes")
        guard count - range.lowerBound >= 8 else { return lastWord(range) }
        let word = unsafe withUnsafeBytes {
            unsafe $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self).bigEndian
        }
        return range.count >= 8 ? word : word & ~(UInt64.max &>> UInt64(8 * range.count))
    }

    /// The same where the array ends too soon to be read eight bytes at a time.
    @usableFromInline
    func lastWord(_ range: Range<Int>) -> UInt64 {
        (0..<8).reduce(0) { word, place in
            let index = range.lowerBound + place
            return word << 8 | (index < range.upperBound ? UInt64(self[index]) : 0)
        }
    }

    /// Whether the bytes of another array stand at an offset; false when they are not all there.
    public func holds(_ part: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, part.count <= count, offset <= count - part.count else { return false }
        return unsafe withUnsafeBytes { whole in
            unsafe part.withUnsafeBytes { part in
                var place = 0
                while part.count - place >= 8 {
                    let (left, right) = unsafe (
                        whole.loadUnaligned(fromByteOffset: offset + place, as: UInt64.self),
                        part.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                    )
                    if left != right { return false }
                    place += 8
                }
                while place < part.count {
                    if unsafe whole[offset + place] != part[place] { return false }
                    place += 1
                }
                return true
            }
        }
    }
}
