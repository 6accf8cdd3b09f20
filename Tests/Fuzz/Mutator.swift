// SPDX-License-Identifier: Apache-2.0

/// Changes inputs in a way that is the same on every run.
struct Mutator {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// xorshift64*, good enough for choosing bytes.
    private mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    private mutating func below(_ bound: Int) -> Int {
        bound > 0 ? Int(next() >> 33) % bound : 0
    }

    /// Values at which lengths and counts go wrong.
    private static let edges: [UInt8] = [
        0, 1, 0x17, 0x18, 0x19, 0x1B, 0x1F, 0x20, 0x22, 0x2C, 0x3F, 0x40, 0x57, 0x5F, 0x7F,
        0x80, 0x9F, 0xA0, 0xBF, 0xC4, 0xD2, 0xF6, 0xFB, 0xFF, 0x0A, 0x0D, 0x2B, 0x2F,
    ]

    /// One of the seeds with one to four changes.
    mutating func input(from seeds: [[UInt8]]) -> [UInt8] {
        var bytes = seeds.isEmpty ? [] : seeds[below(seeds.count)]
        for _ in 0...below(4) { change(&bytes, seeds) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8], _ seeds: [[UInt8]]) {
        let place = below(bytes.count)
        let length = min(1 + below(16), bytes.count - place)
        switch below(8) {
        case 0 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(below(8))
        case 1 where !bytes.isEmpty: bytes[place] = Mutator.edges[below(Mutator.edges.count)]
        case 2: bytes.insert(Mutator.edges[below(Mutator.edges.count)], at: place)
        case 3: bytes.removeSubrange(place..<(place + length))
        case 4: bytes.insert(contentsOf: bytes[place..<(place + length)], at: place)
        case 5: bytes.removeLast(below(bytes.count + 1))
        case 6:
            for index in place..<(place + length) {
                bytes[index] = UInt8(truncatingIfNeeded: next())
            }
        default:
            guard let other = seeds.isEmpty ? nil : seeds[below(seeds.count)] else { return }
            let start = below(other.count)
            bytes.replaceSubrange(place..., with: other[start...])
        }
    }
}
