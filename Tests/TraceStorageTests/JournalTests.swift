// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle

@testable import TraceStorage

@Suite("Journal")
struct JournalTests {
    private static let path = "/ledger/private/journal"

    /// A folder with three commits of 2, 1 and 5 entries, closed or cut off.
    private func folder(closed: Bool) throws -> (LedgerFolder, CrashingFileSystem) {
        let disk = CrashingFileSystem()
        let folder = LedgerFolder("/ledger", files: disk)
        try folder.create(journalCapacity: JournalLayout.leastCapacity)
        let writer = try Sequencer(opening: folder, clock: { .zero }, sign: testNote)
        for range in [0..<2, 2..<3, 3..<8] {
            _ = try writer.append(entries(range, length: 900))
        }
        if closed { try writer.close() }
        return (folder, disk.afterKill())
    }

    private func image(_ disk: CrashingFileSystem) throws -> [UInt8] {
        try #require(try disk.contents(of: Self.path, limit: 1 << 22))
    }

    @Test(
        "a flipped bit anywhere in the records is an error, never a shorter log",
        arguments: [true, false])
    func flippedBits(_ closed: Bool) throws {
        let (_, disk) = try folder(closed: closed)
        let bytes = try image(disk)
        let scan = try JournalScan(bytes, path: Self.path)
        #expect(scan.records.count == 3)
        #expect(scan.head.size == 8)
        for offset in stride(from: JournalLayout.records, to: scan.end, by: 13) {
            var changed = bytes
            changed[offset] ^= 1 << UInt8(offset % 8)
            let padding = try isPadding(offset, scan)
            do {
                let found = try JournalScan(changed, path: Self.path)
                #expect(padding && found.head == scan.head, "byte \(offset)")
            } catch {
                #expect(error.code == .damaged)
            }
        }
    }

    /// Behind each record the sector is filled up with zeros that mean nothing.
    private func isPadding(_ offset: Int, _ scan: JournalScan) throws -> Bool {
        var start = JournalLayout.records
        for record in scan.records {
            let end = start + JournalRecord.headerLength + record.body.count
            let extent = JournalRecord.extent(bodyLength: record.body.count)
            if (end..<start + extent).contains(offset) { return true }
            start += extent
        }
        return false
    }

    @Test("either copy of the start may be unreadable, not both")
    func slots() throws {
        let (folder, disk) = try folder(closed: true)
        for offsets in [[3], [4_099], [515], [4_611], [3, 4_611]] {
            let copy = disk.copy()
            copy.alter(Self.path) { bytes in for offset in offsets { bytes[offset] ^= 1 } }
            let writer = try Sequencer(
                opening: LedgerFolder(folder.path, files: copy), sign: testNote)
            #expect(writer.head.size == 8)
            #expect(writer.recovery.interrupted == nil)
            #expect(try image(copy) == image(disk))
        }
        for offsets in [[3, 4_099], [515, 4_611]] {
            var bytes = try image(disk)
            for offset in offsets { bytes[offset] ^= 1 }
            #expect(throws: StoreError(.damaged, Self.path, "")) {
                try JournalScan(bytes, path: Self.path)
            }
        }
    }

    @Test("a generation that has none after it is never written, and not read")
    func lastGeneration() throws {
        let (_, disk) = try folder(closed: true)
        let slot = try JournalScan(image(disk), path: Self.path).slot
        for (generation, isRead) in [(UInt64.max - 1, true), (.max, false)] {
            let forged = JournalSlot(
                generation: generation, capacity: slot.capacity, base: slot.base,
                tailLength: slot.tailLength, tailHash: slot.tailHash, previous: slot.previous)
            #expect((JournalSlot.read(forged.sector(), at: 0) == forged) == isRead)
        }
    }

    @Test("a journal of another length is an error", arguments: [0, 1, 511, 4_096, 8_192, 74_000])
    func truncated(_ length: Int) throws {
        let (folder, disk) = try folder(closed: false)
        disk.alter(Self.path) { $0 = Array($0.prefix(length)) }
        #expect(throws: StoreError(.damaged, Self.path, "")) {
            try Sequencer(opening: LedgerFolder(folder.path, files: disk), sign: testNote)
        }
    }

    @Test("every choice of a cut-off record's sectors is told from damage")
    func cutOff() throws {
        let (_, disk) = try folder(closed: false)
        let bytes = try image(disk)
        let scan = try JournalScan(bytes, path: Self.path)
        let last = scan.end - JournalRecord.extent(bodyLength: scan.records[2].body.count)
        let sectors = (scan.end - last) / JournalLayout.sector
        for choice in 0..<(1 << sectors) - 1 {
            var cut = bytes
            for sector in 0..<sectors where choice & (1 << sector) == 0 {
                let start = last + sector * JournalLayout.sector
                for offset in start..<start + JournalLayout.sector { cut[offset] = 0 }
            }
            let found = try JournalScan(cut, path: Self.path)
            #expect(found.records == Array(scan.records.prefix(2)))
            #expect(found.isTorn == (choice != 0))
        }
    }

    @Test("a record that is gone while a later one stands is an error", arguments: [0, 1])
    func missingRecord(_ number: Int) throws {
        let (_, disk) = try folder(closed: false)
        var bytes = try image(disk)
        let scan = try JournalScan(bytes, path: Self.path)
        let lengths = scan.records.map { JournalRecord.extent(bodyLength: $0.body.count) }
        let start = JournalLayout.records + lengths.prefix(number).reduce(0, +)
        for offset in start..<start + lengths[number] { bytes[offset] = 0 }
        #expect(throws: StoreError(.damaged, Self.path, "")) {
            try JournalScan(bytes, path: Self.path)
        }
    }

    @Test("records of the generation before are never taken for new ones")
    func generations() throws {
        let (folder, disk) = try folder(closed: true)
        let old = try image(disk)
        let copy = LedgerFolder(folder.path, files: disk)
        let writer = try Sequencer(opening: copy, clock: { .zero }, sign: testNote)
        let start = try JournalScan(image(disk), path: Self.path).slot.generation
        var count = 8
        while try JournalScan(image(disk), path: Self.path).slot.generation == start {
            _ = try writer.append(entries(count..<count + 5, length: 900))
            count += 5
        }
        var mixed = try image(disk)
        let scan = try JournalScan(mixed, path: Self.path)
        mixed.replaceSubrange(scan.end..., with: old[scan.end...])
        // A reset clears the file before it counts, so this is no crash's doing.
        #expect(throws: StoreError.self) { try JournalScan(mixed, path: Self.path) }
        mixed.replaceSubrange(
            JournalLayout.records..., with: old[JournalLayout.records...])
        #expect(throws: StoreError.self) { try JournalScan(mixed, path: Self.path) }
    }

    @Test("an altered tail file is refused")
    func tail() throws {
        let (folder, disk) = try folder(closed: true)
        let copy = LedgerFolder(folder.path, files: disk)
        let writer = try Sequencer(opening: copy, clock: { .zero }, sign: testNote)
        _ = try writer.append(entries(8..<100, length: 900))
        try writer.close()
        let names = try disk.entries(of: folder.privatePath).map(\.name)
        let name = try #require(names.first { $0.hasPrefix("tail.") })
        disk.alter(folder.privatePath + "/" + name) { $0[5] ^= 1 }
        #expect(throws: StoreError(.damaged, folder.privatePath + "/" + name, "")) {
            try Sequencer(opening: LedgerFolder(folder.path, files: disk), sign: testNote)
        }
    }
}
