// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// The last link of every (issuer, subject) chain, in about a hundred bytes each.
///
/// Links stand in blocks that never move, so growing does not hold two copies; an index of 32-bit
/// positions finds them. Subjects are chosen by issuers, so the hash is seeded: with the
/// checkpoint's root, which depends on the subjects, nobody can choose colliding ones.
struct ChainTable: Sendable {
    /// How a link continues its chain.
    enum Step {
        case continues, fork, broken
    }

    private struct Link {
        let subject: Digest
        var last: Digest
        var next: UInt64
        let issuer: UInt32
    }

    private static let blockSize = 4_096
    private var blocks: [[Link]] = []
    private var index: [UInt32]
    private let seed: UInt64
    /// Number of chains.
    private(set) var count = 0

    init(seed: UInt64) {
        self.seed = seed
        index = [UInt32](repeating: 0, count: 1_024)
    }

    /// Puts a statement at the end of a chain, or says why it does not fit.
    mutating func advance(
        issuer: UInt32, subject: Digest, seq: UInt64, prev: Digest, to record: Digest
    ) -> Step {
        var slot = hash(issuer, subject) & (index.count - 1)
        while index[slot] != 0 {
            let position = Int(index[slot]) - 1
            let (block, offset) = (position / Self.blockSize, position % Self.blockSize)
            if blocks[block][offset].issuer == issuer, blocks[block][offset].subject == subject {
                if seq < blocks[block][offset].next { return .fork }
                let step: Step =
                    seq == blocks[block][offset].next && prev == blocks[block][offset].last
                    ? .continues : .broken  // R13
                blocks[block][offset].last = record
                blocks[block][offset].next = seq &+ 1
                return step
            }
            slot = (slot + 1) & (index.count - 1)
        }
        append(Link(subject: subject, last: record, next: seq &+ 1, issuer: issuer), at: slot)
        return seq == 0 ? .continues : .broken  // R13 start
    }

    /// The next number and the last record of a chain; 0 and zero bytes where there is none.
    func head(issuer: UInt32, subject: Digest) -> (next: UInt64, last: Digest) {
        var slot = hash(issuer, subject) & (index.count - 1)
        while index[slot] != 0 {
            let position = Int(index[slot]) - 1
            let link = blocks[position / Self.blockSize][position % Self.blockSize]
            if link.issuer == issuer, link.subject == subject { return (link.next, link.last) }
            slot = (slot + 1) & (index.count - 1)
        }
        return (0, .zero)
    }

    private mutating func append(_ link: Link, at slot: Int) {
        if count % Self.blockSize == 0 {
            var block: [Link] = []
            block.reserveCapacity(Self.blockSize)
            blocks.append(block)
        }
        blocks[blocks.count - 1].append(link)
        count += 1
        index[slot] = UInt32(truncatingIfNeeded: count)
        if count * 3 > index.count * 2 { grow() }
    }

    private mutating func grow() {
        var larger = [UInt32](repeating: 0, count: index.count * 2)
        index = []
        var position: UInt32 = 0
        for block in blocks {
            for link in block {
                position += 1
                var slot = hash(link.issuer, link.subject) & (larger.count - 1)
                while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
                larger[slot] = position
            }
        }
        index = larger
    }

    private func hash(_ issuer: UInt32, _ subject: Digest) -> Int {
        let value = subject.bucket(seed &+ UInt64(issuer) &* 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: value) & Int.max
    }
}
