// SPDX-License-Identifier: Apache-2.0

extension EvidencePacket {
    /// What lets a reader check a packet's records without whoever made it.
    public struct Proof: Sendable, Equatable {
        /// The verdict on the lot's bundle, how far its chains go, and what is not shown.
        public var verdict: [String]
        /// The lines of the trust file.
        public var trust: [String]
        /// Commands that repeat the checks offline.
        public var commands: [String]

        /// A proof in words.
        public init(verdict: [String], trust: [String], commands: [String]) {
            self.verdict = verdict
            self.trust = trust
            self.commands = commands
        }
    }

    /// A file that lies beside the page.
    public struct File: Sendable, Equatable {
        /// Its name in the folder.
        public var name: String
        /// What it is, in a few words.
        public var content: String
        /// How long it is.
        public var bytes: Int
        /// SHA-256 in hexadecimal.
        public var sha256: String

        /// A file with its hash.
        public init(name: String, content: String, bytes: Int, sha256: String) {
            self.name = name
            self.content = content
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    /// The files with their hashes, as a table.
    var fileTable: Table {
        Table(
            head: ["File", "What it is", "Bytes", "SHA-256"],
            rows: files.map { file in
                [
                    file.name, file.content, Double(file.bytes).readableFigure,
                    file.sha256.grouped,
                ]
            })
    }
}
