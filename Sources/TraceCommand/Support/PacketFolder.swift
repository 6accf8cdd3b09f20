// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// The folder of an evidence packet: files with their hashes, and the page that names them.
struct PacketFolder {
    let path: String
    private(set) var files: [EvidencePacket.File] = []

    /// Makes the folder, which must not be there yet.
    init(_ path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Refusal("\(path) cannot be made: \(FileTrouble.words(error))")
        }
    }

    /// Writes a file and keeps its hash.
    mutating func add(_ name: String, _ content: String, _ bytes: [UInt8]) throws {
        try OutputFile(path: "\(path)/\(name)").write(bytes)
        files.append(
            EvidencePacket.File(
                name: name, content: content, bytes: bytes.count,
                sha256: SHA256Hash.hash(bytes).hex))
    }

    /// Writes a text and keeps its hash.
    mutating func add(_ name: String, _ content: String, _ text: String) throws {
        try add(name, content, Array(text.utf8))
    }

    /// Copies the papers that lie beside a workbook.
    mutating func add(papers names: [String], from folder: String) throws {
        let files = FileManager.default
        for name in names {
            let from = folder + "/" + name
            // Links could lead out of the folder; only regular files are taken.
            guard let kind = try? files.attributesOfItem(atPath: from)[.type] as? FileAttributeType,
                kind == .typeRegular
            else { continue }
            if !files.fileExists(atPath: path + "/documents") {
                try files.createDirectory(
                    atPath: path + "/documents", withIntermediateDirectories: true)
            }
            try add("documents/" + name, "paper of a record", try InputFile.bytes(from))
        }
    }

    /// The hashes in the form that `sha256sum -c` reads.
    func seal() throws {
        let lines = files.map { "\($0.sha256)  \($0.name)\n" }.joined()
        try OutputFile(path: path + "/" + PacketProof.sumsName).write(lines)
    }
}
