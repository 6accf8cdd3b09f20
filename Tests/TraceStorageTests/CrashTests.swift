// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceMerkle
import TraceWriting

@testable import TraceStorage

/// A writer's life on a disk that may stop at any step: what it was told, and what it signed.
private final class Life {
    private(set) var acknowledged = 0
    private(set) var signed: [TreeHead] = []
    private(set) var recovery: RecoveryReport?

    static let path = "/ledger"

    /// Every entry that a life can append, and the head after each of them.
    static let entries = TraceStorageTests.entries(0..<300, length: 500)
    private static let heads: [TreeHead?] = {
        var range = CompactRange()
        return [nil]
            + entries.map { entry in
                range.append(entry.leafHash)
                return try? range.treeHead()
            }
    }()

    /// Fills a bundle, publishes partial tiles that become superfluous, fills the journal twice.
    static let plan = [1, 40, 3, 150, 50, 1, 30, 20]

    func live(on disk: CrashingFileSystem) throws {
        let folder = LedgerFolder(Life.path, files: disk)
        if try !folder.isLedger() {
            try folder.create(journalCapacity: JournalLayout.leastCapacity)
        }
        let writer = try open(folder)
        for (turn, count) in Life.plan.enumerated() {
            let first = Int(writer.head.size)
            _ = try writer.append(Array(Life.entries[first..<first + count]))
            acknowledged = first + count
            if turn % 2 == 0 { try writer.publish() }
        }
        try writer.close()
    }

    /// Opens the folder again and checks that nothing is lost and nothing forked.
    func recover(on disk: CrashingFileSystem) throws {
        let folder = LedgerFolder(Life.path, files: disk)
        if try !folder.isLedger() {
            try #require(acknowledged == 0)
            try folder.create(journalCapacity: JournalLayout.leastCapacity)
        }
        let writer = try open(folder)
        recovery = writer.recovery
        let size = Int(writer.head.size)
        try #require(size >= acknowledged, "acknowledged entries are lost")
        _ = try writer.append(Array(Life.entries[size..<size + 2]))
        try writer.close()
        let log = try CheckedLog(folder.log)
        try #require(log.entries == Life.entries[..<(size + 2)].map(\.bytes))
        try #require(log.superfluous.isEmpty)
        for head in signed {
            try #require(head == Life.heads[Int(head.size)])
        }
        // Nothing of the crash is left: a writer that was closed is found as such.
        let again = try open(folder)
        try #require(again.recovery.interrupted == nil)
        try again.close()
        let own = try disk.entries(of: folder.privatePath).map(\.name)
        try #require(own.filter { $0.hasPrefix("stage-") }.isEmpty)
        try #require(own.filter { $0.hasPrefix("tail.") }.count <= 1)
    }

    private func open(_ folder: LedgerFolder) throws -> Sequencer {
        try Sequencer(opening: folder, clock: { .zero }) { head in
            self.signed.append(head)
            return try testNote(head)
        }
    }
}

@Suite("Crashes")
struct CrashTests {
    private static let survivals: [CrashingFileSystem.Survival] = [
        .nothing, .everything, .some(seed: 1), .some(seed: 2),
    ]

    private static func stepCount() throws -> Int {
        let disk = CrashingFileSystem()
        try Life().live(on: disk)
        return disk.steps.count
    }

    /// Lives until the step, then says what a restart leaves.
    private static func crash(
        _ life: Life, atStep step: Int, _ survival: CrashingFileSystem.Survival
    ) throws -> CrashingFileSystem {
        let disk = CrashingFileSystem()
        disk.crash(atStep: step)
        #expect(throws: StoreError.self) { try life.live(on: disk) }
        #expect(disk.isCrashed)
        return disk.restarted(survival)
    }

    @Test(
        "a crash at every step, with writes dropped and reordered, loses nothing",
        arguments: survivals)
    func everyStep(_ survival: CrashingFileSystem.Survival) throws {
        var found: Set<WriteStep> = []
        for step in 0..<(try Self.stepCount()) {
            let life = Life()
            let disk = try Self.crash(life, atStep: step, survival)
            do {
                try life.recover(on: disk)
            } catch {
                Issue.record("crash at step \(step), \(survival): \(error)")
            }
            if let step = life.recovery?.interrupted { found.insert(step) }
        }
        // A cut-off record needs a choice of sectors; with none or all of them it is absent or whole.
        let possible = Set(WriteStep.allCases)
        switch survival {
        case .some: #expect(found == possible)
        case .nothing, .everything: #expect(found.isSuperset(of: possible.subtracting([.stage])))
        }
    }

    @Test("the killed process alone, at every step, loses nothing")
    func everyKill() throws {
        var found: Set<WriteStep> = []
        for step in 0..<(try Self.stepCount()) {
            let disk = CrashingFileSystem()
            disk.crash(atStep: step)
            let life = Life()
            #expect(throws: StoreError.self) { try life.live(on: disk) }
            try life.recover(on: disk.afterKill())
            if let step = life.recovery?.interrupted { found.insert(step) }
        }
        #expect(found.isSuperset(of: [.apply, .publish, .replace, .discard, .reset]))
    }

    @Test("a crash during recovery from a crash loses nothing", arguments: [UInt64](0..<3))
    func crashDuringRecovery(_ seed: UInt64) throws {
        var crashes = 0
        for step in stride(from: Int(seed), to: try Self.stepCount(), by: 9) {
            let life = Life()
            let disk = try Self.crash(life, atStep: step, .some(seed: seed))
            for second in stride(from: Int(seed) % 3, to: 60, by: 5) {
                let again = disk.afterKill()
                again.crash(atStep: second)
                try? life.recover(on: again)
                guard again.isCrashed else { break }
                crashes += 1
                try life.recover(on: again.restarted(.some(seed: seed &+ 77)))
            }
        }
        #expect(crashes > 0)
    }

    @Test("every kind of step is among those that were crashed at")
    func stepsAreAllThere() throws {
        let disk = CrashingFileSystem()
        try Life().live(on: disk)
        let kinds = Set(
            disk.steps.map { step in
                step.operation + " " + (step.path.split(separator: "/").dropFirst().first ?? "")
            })
        for operation in ["create", "write", "synchronize", "synchronizeFolder", "remove"] {
            #expect(kinds.contains(operation + " private"))
        }
        for operation in ["makeFolder", "move", "synchronizeFolder", "remove"] {
            #expect(kinds.contains(operation + " log"))
        }
    }
}
