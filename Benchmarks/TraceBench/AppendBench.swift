// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives
import TraceStorage

/// Appending 1 KiB entries durably: in bulk, and one at a time against the bare disk.
///
/// Works under `TRACEBENCH_DIR`, by default the current folder: `/tmp` may be memory.
func appendBench(in folder: String = ".") throws {
    try FolderBench(folder).run()
}

private struct FolderBench {
    private let path: String
    private let files = POSIXFileSystem()
    private static let bulkCount = 120_000
    private static let loneCount = 3_000
    private static let rounds = 3

    init(_ folder: String) {
        path = folder + "/append-bench-\(UInt32.random(in: 0..<(.max)))"
    }

    func run() throws {
        try files.makeFolder(at: path, .ownerOnly)
        defer { try? remove(path) }
        let bulk = try median { try bulkRate($0) }
        print("append, bulk, 1 KiB, durable: \(Int(bulk)) entries/s (asked: 60000)")
        var ratios: [Double] = []
        let lone = try median { round in
            let raw = try rawRate(round)
            let rate = try loneRate(round)
            ratios.append(rate / raw)
            return rate
        }
        let ratio = ratios.sorted()[ratios.count / 2]
        print("append, lone writer, 1 KiB, durable: \(Int(lone)) entries/s (asked: 2000)")
        print("append, lone writer / pwrite + fdatasync: \(hundredths(ratio)) (asked: 0.30)")
        let disk = try mebibytes()
        print("append, \(Self.loneCount) by one process: \(disk) MiB on disk (asked: < 8)")
    }

    private func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    private func median(_ measure: (Int) throws -> Double) throws -> Double {
        try (0..<Self.rounds).map(measure).sorted()[Self.rounds / 2]
    }

    private func rate(_ count: Int, _ body: () throws -> Void) rethrows -> Double {
        let time = try ContinuousClock().measure(body)
        return Double(count) / (time / .seconds(1))
    }

    private func entries(_ count: Int) -> [PendingEntry] {
        (0..<count).map { number in
            var bytes = [UInt8](repeating: 0xA5, count: 1_024)
            for place in 0..<8 { bytes[place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
            return PendingEntry(bytes)
        }
    }

    private func writer(_ name: String) throws -> Sequencer {
        let folder = LedgerFolder(path + "/" + name)
        try folder.create()
        return try Sequencer(opening: folder) { head in
            let line = NoteSignature(
                name: "bench", keyID: 1, bytes: [UInt8](repeating: 0, count: 64))
            let text = try Checkpoint(origin: "bench", head: head).text
            return SignedNote(text: text, signatures: [line]).encoded
        }
    }

    private func bulkRate(_ round: Int) throws -> Double {
        let pending = entries(Self.bulkCount)
        let writer = try writer("bulk-\(round)")
        let rate = try rate(pending.count) {
            for start in stride(from: 0, to: pending.count, by: 1_000) {
                _ = try writer.append(Array(pending[start..<start + 1_000]))
            }
            try writer.close()
        }
        try remove(path + "/bulk-\(round)")
        return rate
    }

    private func loneRate(_ round: Int) throws -> Double {
        let pending = entries(Self.loneCount)
        let writer = try writer("lone-\(round)")
        return try rate(pending.count) {
            for entry in pending { _ = try writer.append([entry]) }
            try writer.close()
        }
    }

    /// The same bytes by pwrite and fdatasync into a file of zeros, over and over.
    private func rawRate(_ round: Int) throws -> Double {
        let pending = entries(Self.loneCount)
        let file = try files.file(at: path + "/raw-\(round)", .create(.ownerOnly))
        let length = 2 << 20
        try file.write([UInt8](repeating: 0, count: length), at: 0)
        try file.synchronize()
        return try rate(pending.count) {
            var offset = 0
            for entry in pending {
                try file.write(entry.bytes, at: offset)
                try file.synchronize()
                offset = (offset + entry.bytes.count) % (length - 1_024)
            }
        }
    }

    private func mebibytes() throws -> Double {
        let bytes = try files.allocatedBytes(under: path + "/lone-0")
        return hundredths(Double(bytes) / Double(1 << 20))
    }

    private func remove(_ path: String) throws {
        for entry in try files.entries(of: path) {
            let name = path + "/" + entry.name
            if entry.kind == .folder { try remove(name) } else { try files.removeFile(at: name) }
        }
        try files.removeFolder(at: path)
    }
}
