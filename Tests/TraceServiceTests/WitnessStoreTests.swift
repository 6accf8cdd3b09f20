// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import Testing
import TraceMerkle
import TracePrimitives
import TraceStorage
import TraceTesting
import TraceWitness

@testable import TraceService

/// A folder that is gone when the test is over.
final class ServiceFolder: Sendable {
    let path = NSTemporaryDirectory() + "traceledger-service-" + UUID().uuidString
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func bytes() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/state")))
    }

    func write(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/state"))
    }
}

@Suite struct WitnessStoreTests {
    private static func note(_ size: Int, _ origin: String = "a.example") throws -> [UInt8] {
        let head = TreeHead(size: UInt64(size), rootHash: NaiveTree(counting: size).root)
        return try Checkpoint(origin: origin, head: head).note
            .signed(name: origin, by: SampleStatement.key(1)).encoded
    }

    private static func size(_ store: WitnessStore, _ origin: String = "a.example") -> UInt64? {
        store.state.latest(origin)?.head.size
    }

    @Test func `what was appended is there again`() throws {
        let folder = ServiceFolder()
        do {
            let store = try WitnessStore(opening: folder.path)
            try store.append([Self.note(3), Self.note(9, "b.example")])
            try store.append([Self.note(5)])
            try store.append([])
        }
        let store = try WitnessStore(opening: folder.path)
        #expect(Self.size(store) == 5)
        #expect(Self.size(store, "b.example") == 9)
    }

    @Test func `two processes are one too many`() throws {
        let folder = ServiceFolder()
        let store = try WitnessStore(opening: folder.path)
        #expect(throws: StoreError(.locked, folder.path + "/lock", "")) {
            try WitnessStore(opening: folder.path)
        }
        withExtendedLifetime(store) {}
    }

    @Test func `a torn end at every byte drops that frame alone`() throws {
        let folder = ServiceFolder()
        do {
            let store = try WitnessStore(opening: folder.path)
            try store.append([Self.note(3)])
        }
        let first = try #require(try folder.bytes().lastIndex { $0 != 0 }) + 1
        do {
            let store = try WitnessStore(opening: folder.path)
            try store.append([Self.note(5)])
        }
        let whole = try folder.bytes()
        let second = try #require(whole.lastIndex { $0 != 0 }) + 1
        for cut in stride(from: first, to: second, by: 7) {
            try folder.write(Array(whole[..<cut]) + [UInt8](repeating: 0, count: whole.count - cut))
            do {
                let store = try WitnessStore(opening: folder.path)
                #expect(Self.size(store) == 3, "cut at \(cut)")
                try store.append([Self.note(4)])
            }
            #expect(Self.size(try WitnessStore(opening: folder.path)) == 4)
        }
    }

    @Test func `damage before a whole frame is no torn end: the witness does not start`() throws {
        let folder = ServiceFolder()
        do {
            let store = try WitnessStore(opening: folder.path)
            try store.append([Self.note(3)])
            try store.append([Self.note(5)])
        }
        var bytes = try folder.bytes()
        bytes[60] ^= 1
        try folder.write(bytes)
        #expect(throws: StoreError(.damaged, folder.path + "/state", "")) {
            try WitnessStore(opening: folder.path)
        }
    }

    @Test func `another file under the name is refused`() throws {
        let folder = ServiceFolder()
        do { _ = try WitnessStore(opening: folder.path) }
        try folder.write(Array("something else".utf8))
        #expect(throws: StoreError(.damaged, folder.path + "/state", "")) {
            try WitnessStore(opening: folder.path)
        }
    }

    @Test func `a failed write stops the witness until it is opened again`() async throws {
        let folder = ServiceFolder()
        let files = FailingFiles()
        let store = try WitnessStore(opening: folder.path, files: files)
        let signer = try WitnessSigner(SampleStatement.key(9), name: "w.example")
        let key = try VerifierKey(name: "a.example", key: SampleStatement.key(1).publicKey)
        let witness = WitnessCommitter(store, rules: WitnessRules(logs: [key]), signer: signer) {
            7
        }
        let note = try SignedNote(parsing: Self.note(3))
        let request = try AddCheckpoint(oldSize: 0, path: [], note: note).encoded
        files.fails.store(true, ordering: .relaxed)
        await #expect(throws: StoreError.self) { try await witness.answer(request) }
        files.fails.store(false, ordering: .relaxed)
        // The disk works again, but what it holds is not known to this process.
        let next = try AddCheckpoint(
            oldSize: 3, path: NaiveTree(counting: 5).consistencyPath(3),
            note: SignedNote(parsing: Self.note(5)))
        await #expect(throws: StoreError.self) { try await witness.answer(next.encoded) }
    }

    @Test func `a long file is written anew with the notes in force`() throws {
        let folder = ServiceFolder()
        let store = try WitnessStore(opening: folder.path)
        var state = WitnessState()
        for round in 1...60 {
            var notes: [[UInt8]] = []
            for index in 0..<400 {
                let head = TreeHead(
                    size: UInt64(round * 400 + index), rootHash: SampleStatement.digest("\(index)"))
                notes.append(
                    try Checkpoint(origin: "a.example", head: head).note
                        .signed(name: "a.example", by: SampleStatement.key(1)).encoded)
            }
            for note in notes { _ = state.take(note) }
            store.state = state
            try store.append(notes)
        }
        #expect(try folder.bytes().count < 5 << 20)
        let last = Self.size(store)
        withExtendedLifetime(store) {}
        #expect(last == 60 * 400 + 399)
    }
}
