// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TracePrimitives
import TraceStorage

/// Statements that wait for an earlier number, in `private/held`, each a durable file of its own.
///
/// A file is dCBOR `["traceledger/held/1", entry, disclosures / null]` under the name
/// `<issuer>.<number>.<record id>`; nothing of it is believed when it is read again.
struct HeldStatements {
    private let folder: LedgerFolder
    /// What waits, in the order of issuers and numbers.
    private(set) var statements: [SubmittedStatement] = []

    /// The most statements that wait in one ledger.
    static let most = 4_096
    /// The most of one issuer, so that none fills the room of the others.
    static let mostOfIssuer = 256
    /// The most of one issuer whose key the ledger does not know yet, so that nobody could check
    /// their signatures.
    static let mostUnchecked = 16
    private static let label = "traceledger/held/1"
    private static let maximumSize = 65_535 + (1 << 20) + 64

    private static func path(in folder: LedgerFolder) -> String { folder.privatePath + "/held" }

    /// Reads what waits; a file that is none of ours is named.
    init(in folder: LedgerFolder) throws {
        self.folder = folder
        let path = Self.path(in: folder)
        let names: [FolderEntry]
        do {
            names = try folder.files.entries(of: path)
        } catch {
            guard error.code == .notFound else { throw error }
            return
        }
        for entry in names.sorted(by: { $0.name < $1.name }) {
            let file = path + "/" + entry.name
            if entry.name.hasSuffix(".new") {
                try DurableFile.remove(file, in: folder.files)
                continue
            }
            guard let bytes = try folder.files.contents(of: file, limit: Self.maximumSize),
                let parts = (try? CBORValue.decode(bytes))?.arrayValue, parts.count == 3,
                parts[0].textValue == Self.label, let statement = parts[1].bytesValue
            else {
                throw StoreError(.damaged, file, "the file is no held statement")
            }
            statements.append(
                try SubmittedStatement(
                    statement, disclosures: parts[2].bytesValue, name: entry.name))
        }
        statements.sort { ($0.issuer, $0.seq, $0.record) < ($1.issuer, $1.seq, $1.record) }
    }

    /// Whether a statement waits already.
    func contains(_ statement: SubmittedStatement) -> Bool {
        statements.contains { $0.record == statement.record }
    }

    /// Makes a statement wait; returns when it is durable.
    mutating func hold(_ statement: SubmittedStatement) throws {
        guard !contains(statement) else { return }
        guard statements.count < Self.most else {
            throw WritingError(
                "\(statement.name): \(Self.most) statements wait already; add the missing ones "
                    + "first")
        }
        let path = Self.path(in: folder)
        try folder.files.makeFolder(at: path, .ownerOnly)
        try folder.files.synchronizeFolder(folder.privatePath)
        let bytes = try CBORValue.array([
            .text(Self.label), .bytes(statement.bytes),
            try statement.disclosures.map { .bytes(try $0.encoded()) } ?? .null,
        ]).encoded()
        try DurableFile.replace(file(statement), with: bytes, in: folder.files)
        statements.append(statement)
    }

    /// Forgets a statement that was registered or refused.
    mutating func release(_ statement: SubmittedStatement) throws {
        guard contains(statement) else { return }
        // Crash here: a registered statement still waits; the next run finds it registered.
        try DurableFile.remove(file(statement), in: folder.files)
        statements.removeAll { $0.record == statement.record }
    }

    /// The numbers below a held one that are not there, from the next expected one on.
    func missing(of issuer: Digest, from next: UInt64) -> [UInt64] {
        let held = Set(statements.filter { $0.issuer == issuer }.map(\.seq))
        guard let last = held.max(), last > next else { return [] }
        var missing: [UInt64] = []
        for number in next..<last where !held.contains(number) {
            missing.append(number)
            if missing.count == 20 { break }
        }
        return missing
    }

    private func file(_ statement: SubmittedStatement) -> String {
        Self.path(in: folder)
            + "/\(statement.issuer.base64URL).\(statement.seq).\(statement.record)"
    }
}
