// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceCBOR
import TraceCOSE
import TraceIssuing
import TraceKeys
import TraceMerkle
import TracePrimitives
import TraceRecords
import TraceWriting

/// Inputs to begin with: what stands in the ledgers of `Tests/Vectors`, and a few made here.
struct Seeds {
    private var inputs: [String: Set<[UInt8]>] = [:]

    private struct Vector: Decodable {
        let files: [String: String]?
    }

    /// Reads the vectors below the folder of the package.
    init(package: URL) {
        let folder = package.appendingPathComponent("Tests/Vectors/ledgers")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names.sorted() where name.hasSuffix(".json") {
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)),
                let vector = try? JSONDecoder().decode(Vector.self, from: data)
            else { continue }
            for (path, content) in vector.files ?? [:] {
                add(path: path, Base64.decode(content) ?? [])
            }
        }
        addWorkbooks(package.appendingPathComponent("Examples/workbooks/first-steps"))
        addWorkbooks(package.appendingPathComponent("Examples/lists"))
        addMade()
    }

    /// The seeds of a decoder in a fixed order.
    func inputs(for decoder: String) -> [[UInt8]] {
        (inputs[decoder] ?? []).sorted { $0.lexicographicallyPrecedes($1) }
    }

    private mutating func add(_ decoder: String, _ bytes: [UInt8]) {
        guard bytes.count <= 1 << 16 else { return }
        inputs[decoder, default: []].insert(bytes)
    }

    private mutating func add(path: String, _ bytes: [UInt8]) {
        add("tilepath", Array(path.utf8))
        if path.hasPrefix("checkpoint") {
            add("note", bytes)
            add("checkpoint", bytes)
            if let note = try? SignedNote(parsing: bytes) { add("checkpoint", note.text) }
        } else if path.hasPrefix("tile/entries/"), let tile = Tile(path: path) {
            add("bundle", [UInt8(truncatingIfNeeded: tile.width - 1)] + bytes)
            for range in (try? EntryBundle.entries(tile.width, in: bytes)) ?? [] {
                add(entry: Array(bytes[range]))
            }
        }
    }

    private mutating func add(entry bytes: [UInt8]) {
        add("entry", bytes)
        guard let entry = try? SignedStatementBytes(parsing: bytes) else { return }
        for (decoder, range) in [("header", entry.protectedHeader), ("payload", entry.payload)] {
            add(decoder, Array(bytes[range]))
            add("cbor", Array(bytes[range]))
        }
    }

    private mutating func addWorkbooks(_ folder: URL) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name.hasSuffix(".csv") {
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name))
            else { continue }
            add(folder.lastPathComponent == "lists" ? "ofac" : "csv", [UInt8](data.prefix(4_000)))
        }
    }

    private mutating func addMade() {
        if let journal = JournalFolder.fresh() { add("journal", journal) }
        if let salt = Salt([UInt8](repeating: 7, count: 16)) {
            let set = DisclosureSet(
                record: RecordID(.zero),
                fields: [FieldDisclosure(salt: salt, key: "name", value: .text("A party"))],
                openings: [SubjectOpening(salt: salt, kind: .lot, id: "L-1")])
            if let bytes = try? set.encoded() { add("disclosure", bytes) }
            if let frame = try? Annex.frame(set) { add("annex", frame + frame) }
        }
        guard let secret = try? SecretKey(seed: [UInt8](repeating: 1, count: 32)) else { return }
        if let key = try? VerifierKey(name: "ledger.example/fuzz", key: secret.publicKey) {
            let digest = String(repeating: "0a", count: 32)
            add("trust", Array("origin ledger.example/fuzz\nlog \(key)\nentry0 \(digest)\n".utf8))
        }
        let entries = inputs(for: "entry").filter {
            (try? SignedStatementBytes(parsing: $0)) != nil
        }
        for (decoder, bytes) in Decoder.witnessingSeeds(secret)
            + Decoder.provingSeeds(secret, entries: entries)
        { add(decoder, bytes) }
        if let file = try? KeyFile(unprotected: secret, role: .log, created: 0),
            let bytes = try? file.encoded()
        {
            unsafe bytes.withBytes { unsafe add("keyfile", [UInt8]($0)) }
        }
    }
}
