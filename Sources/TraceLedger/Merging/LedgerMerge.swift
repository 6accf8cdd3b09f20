// SPDX-License-Identifier: Apache-2.0
public import TraceIssuing
import TraceMerkle
import TracePrimitives
public import TraceRecords
public import TraceStorage
import TraceVerifier
public import TraceWriting

/// Puts several ledgers under one: each whole and in its own order, each named by a statement.
///
/// Statements stay bound to the ledger they were made for (`aud`), and are judged by its policy and
/// key state; the merged ledger adds an entry 0 of its own and one source statement for each.
public enum LedgerMerge {
    /// The keys of the new ledger.
    public struct Keys: ~Copyable {
        let authority: StatementSigner
        let recorder: SecretKey
        let log: CheckpointIssuer

        /// The authority of entry 0, the recorder of source statements, and the log.
        public init(
            authority: StatementSigner, recorder: consuming SecretKey, log: CheckpointIssuer
        ) {
            self.authority = authority
            self.recorder = recorder
            self.log = log
        }
    }

    /// Whether a record is the source statement of a merged ledger.
    static func isSource(_ record: Record) -> Bool {
        guard record.kind == .document, record.id.hasPrefix("source/") else { return false }
        return UInt64(record.id.dropFirst("source/".count)) != nil
    }

    /// The folder of the sources within a merged ledger.
    static func sourcesPath(_ folder: LedgerFolder) -> String { folder.path + "/sources" }

    /// Merges sources into a new folder and verifies it; nothing is called done before.
    public static func run(
        _ sources: [MergeSource], into folder: LedgerFolder, policy: Policy,
        keys: consuming Keys, time: UInt64
    ) throws -> MergedVerification.Report {
        let kept = withoutCopies(sources)
        guard !kept.isEmpty else { throw WritingError("there is nothing to merge") }
        let (authority, log) = (keys.authority, keys.log)
        let recorder = keys.recorder
        // It refuses a folder that holds a ledger already.
        _ = try LedgerCreation.create(
            folder, policy: policy, authority: authority, checkpoints: log, time: time)
        try folder.files.makeFolder(at: sourcesPath(folder), .everyone)
        let writer = try LedgerWriter(opening: folder, key: recorder, checkpoints: log)
        var first: UInt64 = 0
        for (number, source) in kept.enumerated() {
            let record = SourceRecord(source, number: number, first: first)
            let bytes = try record.encoded()
            try copy(source, record: bytes, number, folder)
            // Crash here: files that no statement names; merging again needs another folder.
            try writer.state(
                Record(
                    kind: .document, id: "source/\(number)",
                    fields: [
                        "type": .text("other"), "number": .text(source.origin),
                        "sha256": .bytes(SHA256Hash.hash(bytes).bytes),
                        "file": .text("sources/\(number)/source"),
                    ]), time: time)
            first += source.size
        }
        try writer.close()
        return try MergedVerification(folder).run()
    }

    /// Leaves out a ledger that is an earlier state of another one; its entries stand there already.
    ///
    /// What opens them may stand with the copy alone, as where the other is named by its log.
    static func withoutCopies(_ sources: [MergeSource]) -> [MergeSource] {
        var kept: [Int: MergeSource] = [:]
        // Places, not locations: one folder may be named twice.
        for place in sources.indices.sorted(by: { sources[$0].size > sources[$1].size }) {
            let source = sources[place]
            let larger = kept.keys.sorted().first { other in
                kept[other]?.origin == source.origin
                    && kept[other]?.state.tree.root(of: source.size)
                        == source.ledger.checkpoint.head.rootHash
            }
            if let larger {
                kept[larger]?.learn(from: source)
            } else {
                kept[place] = source
            }
        }
        return sources.indices.compactMap { kept[$0] }
    }

    private static func copy(
        _ source: MergeSource, record: [UInt8], _ number: Int, _ folder: LedgerFolder
    ) throws {
        let base = sourcesPath(folder) + "/\(number)"
        let files = folder.files
        try files.makeFolder(at: base, .everyone)
        try files.makeFolder(at: base + "/log", .everyone)
        var made: Set<String> = []
        for file in try source.log.list() {
            guard let size = file.size,
                let bytes = try source.log.bytes(file.path, limit: size)
            else {
                throw WritingError("\(source.location): \(file.path) changed while it was read")
            }
            let parts = file.path.split(separator: "/").dropLast()
            var path = base + "/log"
            for part in parts {
                path += "/" + part
                if made.insert(path).inserted { try files.makeFolder(at: path, .everyone) }
            }
            try files.replaceFile(base + "/log/" + file.path, with: bytes)
        }
        try files.replaceFile(base + "/source", with: record)
        try files.makeFolder(at: annexPath(folder), .ownerOnly)
        var frames: [UInt8] = []
        for set in source.disclosures { frames += try Annex.frame(set) }
        try files.replaceFile(annexPath(folder) + "/\(number).disclosures", with: frames)
    }

    private static func annexPath(_ folder: LedgerFolder) -> String {
        folder.privatePath + "/sources"
    }

    /// What opens the statements of a source; nothing where the private part is not at hand.
    static func disclosures(of number: Int, in folder: LedgerFolder) throws -> [DisclosureSet] {
        let path = annexPath(folder) + "/\(number).disclosures"
        guard let bytes = try folder.files.contents(of: path, limit: AnnexFile.maximumLength)
        else { return [] }
        do {
            return try Annex.read(bytes).sets
        } catch { throw StoreError(.damaged, path, "\(error)") }
    }
}
