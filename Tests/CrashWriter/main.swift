// SPDX-License-Identifier: Apache-2.0
// Writes to a ledger until it is killed, or checks what such a kill left. `Scripts/kill-loop` runs it.
//
//   CrashWriter write DIR       appends and publishes without end; prints each acknowledged size
//   CrashWriter check DIR SIZE  recovers, prints the step the kill fell in, checks every entry

import TraceMerkle
import TracePrimitives
import TraceStorage
import TraceWriting

/// The entry of an index: the same in every process, of 40 to 1,400 bytes.
func entry(_ index: UInt64) -> PendingEntry {
    let length = 40 + Int(index &* 2_654_435_761 % 1_360)
    let text = Array("entry \(index) ".utf8)
    return PendingEntry(text + [UInt8](repeating: UInt8(index & 255), count: length - text.count))
}

func note(_ head: TreeHead) throws -> [UInt8] {
    let line = NoteSignature(
        name: "kill-loop", keyID: 1, bytes: [UInt8](repeating: 0, count: 64))
    let text = try Checkpoint(origin: "kill-loop", head: head).text
    return SignedNote(text: text, signatures: [line]).encoded
}

func write(_ path: String) throws {
    let folder = LedgerFolder(path, files: SlowFileSystem())
    if try !folder.isLedger() { try folder.create(journalCapacity: 1 << 16) }
    let writer = try Sequencer(opening: folder, sign: note)
    while true {
        for _ in 0..<Int.random(in: 1...4) {
            let first = writer.head.size
            let last = first + UInt64.random(in: 1...40)
            _ = try writer.append((first..<last).map(entry))
            SlowFileSystem.say("acknowledged \(last)\n")
        }
        try writer.publish()
        SlowFileSystem.say("published \(writer.head.size)\n")
    }
}

func check(_ path: String, _ acknowledged: UInt64) throws {
    let folder = LedgerFolder(path)
    guard try folder.isLedger() else {
        guard acknowledged == 0 else { throw Loss.entry(0) }
        return SlowFileSystem.say("found create\n")
    }
    let writer = try Sequencer(opening: folder, sign: note)
    SlowFileSystem.say("found \(writer.recovery.interrupted?.rawValue ?? "nothing")\n")
    let size = writer.head.size
    guard size >= acknowledged else { throw Loss.entry(size) }
    try writer.close()
    guard size > 0 else { return }
    let reader = LogReader(folder.log)
    var range = CompactRange()
    try reader.forEachBatch(of: 0..<size, inLogOf: size) { batch in
        for index in batch.indexes {
            let expected = entry(index)
            guard batch.entry(index) == expected.bytes else { throw Loss.entry(index) }
            range.append(expected.leafHash)
        }
    }
    guard try range.treeHead() == writer.head else { throw Loss.root }
    for checkpoint in try LogInventory(of: folder.log).checkpoints where checkpoint.size > size {
        throw Loss.entry(checkpoint.size)
    }
    guard try LogInventory(of: folder.log).unexpected.isEmpty else { throw Loss.strayFile }
}

enum Loss: Error {
    case entry(UInt64)
    case root
    case strayFile
}

let arguments = CommandLine.arguments
switch (arguments.dropFirst().first, arguments.count) {
case ("write", 3): try write(arguments[2])
case ("check", 4): try check(arguments[2], UInt64(arguments[3]) ?? 0)
default: SlowFileSystem.say("usage: CrashWriter write DIR | check DIR SIZE\n")
}
