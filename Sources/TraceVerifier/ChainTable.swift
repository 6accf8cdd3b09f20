// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
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

    /// Where chains stand in the table, `nil` for those that have not begun; each subject with its
    /// issuer.
    ///
    /// Most of the time goes into waiting for memory: looking up all in steps that do not depend on
    /// each other lets the processor wait for many at once.
    func positions(of links: [SubjectLink], by issuers: [UInt32]) -> [Int?] {
        let guesses = zip(links, issuers).map { index[hash($1, $0.subject) & (index.count - 1)] }
        return links.indices.map { place in
            let (subject, issuer) = (links[place].subject, issuers[place])
            let guess = Int(guesses[place]) - 1
            if guess >= 0, isChain(at: guess, of: subject, by: issuer) { return guess }
            return position(of: subject, by: issuer)
        }
    }

    private func isChain(at position: Int, of subject: Digest, by issuer: UInt32) -> Bool {
        let (block, offset) = (position / Self.blockSize, position % Self.blockSize)
        return blocks[block][offset].issuer == issuer && blocks[block][offset].subject == subject
    }

    /// Where a chain stands in the table, `nil` for one that has not begun.
    private func position(of subject: Digest, by issuer: UInt32) -> Int? {
        var slot = hash(issuer, subject) & (index.count - 1)
        while index[slot] != 0 {
            let position = Int(index[slot]) - 1
            if isChain(at: position, of: subject, by: issuer) { return position }
            slot = (slot + 1) & (index.count - 1)
        }
        return nil
    }

    /// Puts a statement at the end of a chain, or says why it does not fit.
    ///
    /// `known` is where the chain stood before, if it had begun then.
    mutating func advance(
        _ link: SubjectLink, by issuer: UInt32, at known: Int?, to record: Digest
    ) -> Step {
        guard let position = known ?? position(of: link.subject, by: issuer) else {
            append(Link(subject: link.subject, last: record, next: link.seq &+ 1, issuer: issuer))
            return link.seq == 0 ? .continues : .broken  // R13 start
        }
        let (block, offset) = (position / Self.blockSize, position % Self.blockSize)
        let (next, last) = (blocks[block][offset].next, blocks[block][offset].last)
        if link.seq < next { return .fork }
        blocks[block][offset].last = record
        blocks[block][offset].next = link.seq &+ 1
        return link.seq == next && link.prev == last
            ? .continues : .broken  // R13
    }

    /// The next number and the last record of a chain; 0 and zero bytes where there is none.
    func head(issuer: UInt32, subject: Digest) -> (next: UInt64, last: Digest) {
        guard let position = position(of: subject, by: issuer) else { return (0, .zero) }
        let link = blocks[position / Self.blockSize][position % Self.blockSize]
        return (link.next, link.last)
    }

    private mutating func append(_ link: Link) {
        if count % Self.blockSize == 0 {
            var block: [Link] = []
            block.reserveCapacity(Self.blockSize)
            blocks.append(block)
        }
        blocks[blocks.count - 1].append(link)
        count += 1
        var slot = hash(link.issuer, link.subject) & (index.count - 1)
        while index[slot] != 0 { slot = (slot + 1) & (index.count - 1) }
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
