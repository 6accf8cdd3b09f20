// SPDX-License-Identifier: Apache-2.0
import Synchronization

@testable import TraceStorage

/// A disk in memory that keeps what was written and what is durable apart, can stop at any step, and comes
/// back with any choice of the sectors and names that nobody had synchronized.
final class CrashingFileSystem: FileSystem {
    /// What a crash leaves of the writes that were not synchronized.
    enum Survival: CustomStringConvertible {
        case nothing
        case everything
        case some(seed: UInt64)

        var description: String {
            switch self {
            case .nothing: "nothing survives"
            case .everything: "everything survives"
            case .some(let seed): "some survives (seed \(seed))"
            }
        }
    }

    /// Names one mutating step, for counting.
    struct Step: Hashable, CustomStringConvertible {
        let operation: String
        let path: String
        var description: String { operation + " " + path }
    }

    private let state: Mutex<DiskState>

    init() {
        state = Mutex(DiskState())
    }

    private init(_ state: DiskState) {
        self.state = Mutex(state)
    }

    // MARK: - The test's side

    /// The steps taken so far.
    var steps: [Step] { state.withLock { $0.steps } }

    /// Stops at the step with this number, counted from zero over the disk's life.
    func crash(atStep number: Int) { state.withLock { $0.crashStep = number } }

    /// Fails each coming operation that the rule answers with an error.
    func fail(_ rule: (@Sendable (Step) -> StoreError.Code?)?) { state.withLock { $0.rule = rule } }

    var isCrashed: Bool { state.withLock { $0.isCrashed } }

    /// The disk after the machine starts again.
    func restarted(_ survival: Survival) -> CrashingFileSystem {
        CrashingFileSystem(state.withLock { $0.restarted(survival) })
    }

    /// The same disk after the process alone was killed: nothing written is lost.
    func afterKill() -> CrashingFileSystem {
        CrashingFileSystem(state.withLock { $0.killed() })
    }

    /// Changes bytes of a file behind everybody's back.
    func alter(_ path: String, _ change: (inout [UInt8]) -> Void) {
        state.withLock { $0.alter(path, change) }
    }

    /// A copy of everything, as a backup.
    func copy() -> CrashingFileSystem { afterKill() }

    /// Puts the files under a folder back as they are in another disk.
    func restore(_ folder: String, from other: CrashingFileSystem) {
        let source = other.state.withLock { $0 }
        state.withLock { $0.restore(folder, from: source) }
    }

    // MARK: - The writer's side

    func file(at path: String, _ access: FileAccess) throws(StoreError) -> any StoredFile {
        let number = try state.withLock { state throws(StoreError) in
            try state.open(path, access)
        }
        return CrashingFile(self, path, number)
    }

    func entries(of path: String) throws(StoreError) -> [FolderEntry] {
        try state.withLock { state throws(StoreError) in try state.entries(of: path) }
    }

    func makeFolder(at path: String, _ visibility: FileVisibility) throws(StoreError) {
        try state.withLock { state throws(StoreError) in try state.makeFolder(path) }
    }

    func move(_ path: String, to newPath: String) throws(StoreError) {
        try state.withLock { state throws(StoreError) in try state.move(path, newPath) }
    }

    func removeFile(at path: String) throws(StoreError) {
        try state.withLock { state throws(StoreError) in try state.remove(path, isFolder: false) }
    }

    func removeFolder(at path: String) throws(StoreError) {
        try state.withLock { state throws(StoreError) in try state.remove(path, isFolder: true) }
    }

    func synchronizeFolder(_ path: String) throws(StoreError) {
        try state.withLock { state throws(StoreError) in try state.synchronizeFolder(path) }
    }

    func lock(at path: String) throws(StoreError) -> any FileLock {
        try state.withLock { state throws(StoreError) in
            guard state.locks.insert(path).inserted else {
                throw StoreError(.locked, path, "the ledger is being written by a test")
            }
        }
        return CrashingLock(self, path)
    }

    fileprivate func unlock(_ path: String) {
        state.withLock { _ = $0.locks.remove(path) }
    }

    fileprivate func with<Value: Sendable>(
        _ body: (inout DiskState) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try state.withLock { state throws(StoreError) in try body(&state) }
    }
}

private final class CrashingLock: FileLock {
    private let disk: CrashingFileSystem
    private let path: String

    init(_ disk: CrashingFileSystem, _ path: String) {
        self.disk = disk
        self.path = path
    }

    deinit { disk.unlock(path) }
}

private final class CrashingFile: StoredFile {
    private let disk: CrashingFileSystem
    private let path: String
    private let number: Int

    init(_ disk: CrashingFileSystem, _ path: String, _ number: Int) {
        self.disk = disk
        self.path = path
        self.number = number
    }

    func read(at offset: Int, count: Int) throws(StoreError) -> [UInt8] {
        try disk.with { state throws(StoreError) in
            let bytes = try state.contents(number)
            return Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
        }
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(StoreError) {
        try disk.with { state throws(StoreError) in
            try state.write(number, path, bytes, at: offset)
        }
    }

    func synchronize() throws(StoreError) {
        try disk.with { state throws(StoreError) in try state.synchronize(number, path) }
    }

    func size() throws(StoreError) -> Int {
        try disk.with { state throws(StoreError) in try state.contents(number).count }
    }
}
