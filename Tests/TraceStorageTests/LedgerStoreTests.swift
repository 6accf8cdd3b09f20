// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle
import TraceTesting

@testable import TraceStorage

/// The stores that keep the promises of `LedgerStore`, each made anew for a test.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
    case memory
    case folder
    case folderOnADouble

    var testDescription: String { rawValue }

    func withStore(_ body: (any LedgerStore) throws -> Void) throws {
        switch self {
        case .memory: try body(MemoryLedgerStore(sign: testNote))
        case .folder:
            let temporary = try TemporaryFolder()
            let folder = LedgerFolder(temporary.path)
            try folder.create()
            try body(Sequencer(opening: folder, sign: testNote))
        case .folderOnADouble:
            let folder = LedgerFolder("/ledger", files: CrashingFileSystem())
            try folder.create(journalCapacity: JournalLayout.leastCapacity)
            try body(Sequencer(opening: folder, sign: testNote))
        }
    }
}

@Suite("Store conformance")
struct LedgerStoreTests {
    private func check(_ store: some LedgerStore) throws -> CheckedLog { try CheckedLog(store.log) }

    private func tiles(_ store: some LedgerStore) throws -> [String] {
        try LogInventory(of: store.log).tiles.map(\.tile.path).sorted()
    }

    private func checkpoints(_ store: some LedgerStore) throws -> [UInt64] {
        try LogInventory(of: store.log).checkpoints.map(\.size)
    }

    @Test("appended entries have their indexes at once", arguments: StoreKind.allCases)
    func indexes(_ kind: StoreKind) throws {
        try kind.withStore { (store) throws in
            #expect(store.head == .empty)
            #expect(try store.append(entries(0..<3)) == 0..<3)
            #expect(try store.append([entry(3)]) == 3..<4)
            #expect(try store.append([]) == 4..<4)
            #expect(try store.head == referenceHead(entries(0..<4)))
        }
    }

    @Test("a published log holds every file of its size", arguments: StoreKind.allCases)
    func publication(_ kind: StoreKind) throws {
        try kind.withStore { (store) throws in
            var count = 0
            for step in [1, 254, 1, 1, 255, 400] {
                _ = try store.append(entries(count..<count + step))
                count += step
                let note = try store.publish()
                #expect(TreeHead(checkpoint: note) == store.head)
                let log = try check(store)
                #expect(log.head == store.head)
                #expect(log.entries == entries(0..<count).map(\.bytes))
                #expect(try store.publish() == note)
            }
            try store.close()
            #expect(throws: StoreError.self) { try store.append([entry(0)]) }
        }
    }

    @Test("partial tiles stay until the full one is there", arguments: StoreKind.allCases)
    func partials(_ kind: StoreKind) throws {
        guard kind != .memory else { return }
        try kind.withStore { (store) throws in
            for size in [10, 20, 255] {
                _ = try store.append(entries(Int(store.head.size)..<size))
                try store.publish()
            }
            #expect(try tiles(store).filter { $0.hasPrefix("tile/0/") }.count == 3)
            _ = try store.append([entry(255)])
            try store.publish()
            #expect(try tiles(store) == ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"])
            #expect(try checkpoints(store) == [10, 20, 255, 256])
        }
    }

    @Test("an entry that is refused ends its call", arguments: StoreKind.allCases)
    func admission(_ kind: StoreKind) throws {
        struct Refusal: Error {}
        try kind.withStore { (store) throws in
            store.admit = { bytes, index in
                #expect(bytes == entry(Int(index)).bytes)
                if index == 2 { throw Refusal() }
            }
            #expect(throws: Refusal.self) { try store.append(entries(0..<5)) }
            #expect(try store.head == referenceHead(entries(0..<2)))
            store.admit = nil
            #expect(try store.append([entry(2)]) == 2..<3)
        }
    }

    @Test("an entry without bytes or beyond 65,535 is refused", arguments: StoreKind.allCases)
    func limits(_ kind: StoreKind) throws {
        try kind.withStore { (store) throws in
            let longest = PendingEntry([UInt8](repeating: 1, count: 65_535))
            #expect(try store.append([longest, longest, longest]) == 0..<3)
            for bytes in [[], [UInt8](repeating: 1, count: 65_536)] {
                let error = #expect(throws: StoreError.self) {
                    try store.append([PendingEntry(bytes)])
                }
                #expect(error?.code == .tooLarge)
            }
            #expect(store.head.size == 3)
            try store.publish()
            #expect(try check(store).entries.count == 3)
        }
    }

    @Test("a log without entries has no checkpoint", arguments: StoreKind.allCases)
    func noEntries(_ kind: StoreKind) throws {
        try kind.withStore { (store) throws in
            #expect(throws: StoreError.self) { try store.publish() }
        }
        try kind.withStore { (store) throws in try store.close() }
    }

    @Test("a note of another head stops the writer")
    func wrongNote() throws {
        let store = MemoryLedgerStore { _ in try testNote(.empty) }
        _ = try store.append([entry(0)])
        #expect(throws: StoreError(.wrongCheckpoint, "memory", "")) { try store.publish() }
    }
}
