// SPDX-License-Identifier: Apache-2.0

@testable import TraceStorage

/// The state behind `CrashingFileSystem`: files, names, and for both what is durable and what is not.
struct DiskState: Sendable {
    private enum Node: Equatable, Sendable {
        case folder
        case file(Int)
    }

    private struct Write: Sendable {
        let offset: Int
        let bytes: [UInt8]
    }

    private struct File: Sendable {
        var durable: [UInt8] = []
        var visible: [UInt8] = []
        var pending: [Write] = []
    }

    private struct Naming: Sendable {
        let path: String
        let node: Node?
    }

    private var files: [File] = []
    private var visible: [String: Node] = ["": .folder]
    private var durable: [String: Node] = ["": .folder]
    private var pending: [Naming] = []

    var locks: Set<String> = []
    var steps: [CrashingFileSystem.Step] = []
    var crashStep: Int?
    var isCrashed = false
    var rule: (@Sendable (CrashingFileSystem.Step) -> StoreError.Code?)?

    // MARK: - Steps

    private func refuseCrashed(_ path: String) throws(StoreError) {
        if isCrashed { throw StoreError(.inputOutput, path, "the machine has stopped") }
    }

    /// Counts a step; the crash falls after its effect, which nobody has synchronized yet.
    private mutating func countStep(_ operation: String, _ path: String) throws(StoreError) {
        steps.append(CrashingFileSystem.Step(operation: operation, path: path))
        if steps.count - 1 == crashStep { isCrashed = true }
        try refuseCrashed(path)
    }

    private func refuse(_ operation: String, _ path: String) throws(StoreError) {
        try refuseCrashed(path)
        let step = CrashingFileSystem.Step(operation: operation, path: path)
        if let code = rule?(step) { throw StoreError(code, path, "injected") }
    }

    private func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private mutating func name(_ path: String, _ node: Node?) {
        visible[path] = node
        pending.append(Naming(path: path, node: node))
    }

    // MARK: - Operations

    mutating func open(_ path: String, _ access: FileAccess) throws(StoreError) -> Int {
        try refuseCrashed(path)
        switch (visible[path], access) {
        case (.folder, _): throw StoreError(.notAFile, path, "a folder")
        case (.file, .create): throw StoreError(.alreadyExists, path, "there already")
        case (.file(let number), .read): return number
        case (.file(let number), .update):
            try refuse("update", path)
            return number
        case (nil, .read), (nil, .update): throw StoreError(.notFound, path, "no such file")
        case (nil, .create):
            guard visible[parent(path)] == .folder else {
                throw StoreError(.notFound, path, "no such folder")
            }
            try refuse("create", path)
            files.append(File())
            name(path, .file(files.count - 1))
            try countStep("create", path)
            return files.count - 1
        }
    }

    func contents(_ number: Int) throws(StoreError) -> [UInt8] {
        try refuseCrashed("")
        return files[number].visible
    }

    mutating func write(
        _ number: Int, _ path: String, _ bytes: [UInt8], at offset: Int
    ) throws(StoreError) {
        try refuse("write", path)
        Self.apply(Write(offset: offset, bytes: bytes), to: &files[number].visible)
        files[number].pending.append(Write(offset: offset, bytes: bytes))
        try countStep("write", path)
    }

    mutating func synchronize(_ number: Int, _ path: String) throws(StoreError) {
        do {
            try refuse("synchronize", path)
        } catch {
            // As on Linux: the pages stay visible, count as clean, and no later call writes them.
            files[number].pending = []
            throw error
        }
        try countStep("synchronize", path)
        for write in files[number].pending { Self.apply(write, to: &files[number].durable) }
        files[number].pending = []
    }

    func entries(of path: String) throws(StoreError) -> [FolderEntry] {
        try refuseCrashed(path)
        guard visible[path] == .folder else { throw StoreError(.notFound, path, "no such folder") }
        var result: [FolderEntry] = []
        for (name, node) in visible where !name.isEmpty && parent(name) == path {
            let kind: FolderEntry.Kind =
                if case .file(let number) = node {
                    .file(size: files[number].visible.count)
                } else {
                    .folder
                }
            result.append(FolderEntry(name: String(name.dropFirst(path.count + 1)), kind: kind))
        }
        return result
    }

    mutating func makeFolder(_ path: String) throws(StoreError) {
        try refuse("makeFolder", path)
        guard visible[path] == nil else { return }
        guard visible[parent(path)] == .folder else {
            throw StoreError(.notFound, path, "no such folder")
        }
        name(path, .folder)
        try countStep("makeFolder", path)
    }

    mutating func move(_ path: String, _ newPath: String) throws(StoreError) {
        try refuse("move", newPath)
        guard let node = visible[path], visible[parent(newPath)] == .folder else {
            throw StoreError(.notFound, path, "no such file")
        }
        name(newPath, node)
        name(path, nil)
        try countStep("move", newPath)
    }

    mutating func remove(_ path: String, isFolder: Bool) throws(StoreError) {
        try refuse("remove", path)
        guard let node = visible[path], (node == .folder) == isFolder else {
            throw StoreError(.notFound, path, "no such name")
        }
        if isFolder, try !entries(of: path).isEmpty {
            throw StoreError(.inputOutput, path, "not empty")
        }
        name(path, nil)
        try countStep("remove", path)
    }

    mutating func synchronizeFolder(_ path: String) throws(StoreError) {
        let path = path == "/" ? "" : path
        try refuse("synchronizeFolder", path)
        try countStep("synchronizeFolder", path)
        for naming in pending where parent(naming.path) == path {
            durable[naming.path] = naming.node
        }
        pending = pending.filter { parent($0.path) != path }
    }

    // MARK: - Crashing

    private static func apply(_ write: Write, to bytes: inout [UInt8]) {
        let end = write.offset + write.bytes.count
        if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
        bytes.replaceSubrange(write.offset..<end, with: write.bytes)
    }

    func killed() -> DiskState {
        var next = self
        next.locks = []
        next.steps = []
        next.crashStep = nil
        next.isCrashed = false
        next.rule = nil
        return next
    }

    func restarted(_ survival: CrashingFileSystem.Survival) -> DiskState {
        var coin = Coin(survival)
        var next = killed()
        for naming in pending where coin.isKept() { next.durable[naming.path] = naming.node }
        for index in files.indices {
            for write in files[index].pending {
                for sector in Self.sectors(write) where coin.isKept() {
                    Self.apply(sector, to: &next.files[index].durable)
                }
            }
            next.files[index].pending = []
            next.files[index].visible = next.files[index].durable
        }
        next.pending = []
        next.durable = next.durable.filter { path, _ in next.isReachable(path) }
        next.visible = next.durable
        return next
    }

    private func isReachable(_ path: String) -> Bool {
        path.isEmpty || (durable[parent(path)] == .folder && isReachable(parent(path)))
    }

    private static func sectors(_ write: Write) -> [Write] {
        var result: [Write] = []
        var start = 0
        while start < write.bytes.count {
            let offset = write.offset + start
            let end = min(write.bytes.count, start + 512 - offset % 512)
            result.append(Write(offset: offset, bytes: Array(write.bytes[start..<end])))
            start = end
        }
        return result
    }

    // MARK: - Altering

    mutating func alter(_ path: String, _ change: (inout [UInt8]) -> Void) {
        guard case .file(let number) = visible[path] else { return }
        change(&files[number].visible)
        files[number].durable = files[number].visible
        files[number].pending = []
    }

    mutating func restore(_ folder: String, from other: DiskState) {
        for path in visible.keys where path.hasPrefix(folder + "/") { visible[path] = nil }
        for (path, node) in other.visible where path.hasPrefix(folder + "/") {
            if case .file(let number) = node {
                let bytes = other.files[number].visible
                files.append(File(durable: bytes, visible: bytes))
                visible[path] = .file(files.count - 1)
            } else {
                visible[path] = .folder
            }
        }
        durable = visible
        pending = []
    }
}

/// Decides which of the writes that nobody synchronized survive; the same seed decides alike.
private struct Coin {
    private let survival: CrashingFileSystem.Survival
    private var state: UInt64

    init(_ survival: CrashingFileSystem.Survival) {
        self.survival = survival
        state = if case .some(let seed) = survival { seed } else { 0 }
    }

    mutating func isKept() -> Bool {
        switch survival {
        case .nothing: return false
        case .everything: return true
        case .some:
            // SplitMix64, its highest bit.
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return (mixed ^ (mixed >> 31)) >> 63 == 1
        }
    }
}
