// SPDX-License-Identifier: Apache-2.0
#if SQLite
    import TraceIndex
    public import TracePrimitives
    public import TraceStorage
    import TraceVerifier

    /// The search index of a ledger folder; what it names is compared with the log.
    ///
    /// That it leaves nothing out was so of the verified ledger when it was made.
    public struct LedgerIndex {
        /// A statement that an answer names, found in the log as the index says.
        public struct Answer: Sendable, Hashable {
            /// Position in the ledger.
            public let index: UInt64
            /// Record id, which is the hash of the entry that was read.
            public let record: RecordID
            /// Kind of the statement.
            public let kind: String
            /// The recorder's id, where it is disclosed.
            public let id: String?
        }

        let folder: LedgerFolder
        let index: SearchIndex

        /// Opens the index of a folder, or makes an empty one.
        public init(_ folder: LedgerFolder) throws {
            self.folder = folder
            index = try Self.naming(folder) { try SearchIndex(path: folder.indexPath) }
        }

        /// What a database says of a file names neither the file nor what helps.
        private static func naming<Answer>(
            _ folder: LedgerFolder, _ answer: () throws -> Answer
        ) throws -> Answer {
            do {
                return try answer()
            } catch {
                throw WritingError(
                    "\(folder.indexPath): \(error). The index is derived from the log and can be "
                        + "made anew: traceledger index \(folder.path) --rebuild")
            }
        }

        /// Opens the index of a folder that is to be made anew: a file that is no index goes.
        public static func replacing(in folder: LedgerFolder) throws -> LedgerIndex {
            if let index = try? LedgerIndex(folder) { return index }
            try folder.files.removeFile(at: folder.indexPath)
            return try LedgerIndex(folder)
        }

        /// Makes the index anew from the verified ledger and its annex; returns the entries indexed.
        @discardableResult
        public func rebuild() throws -> UInt64 {
            let source = try IndexSource(folder)
            try rebuild(source)
            return source.basis.size
        }

        private func rebuild(_ source: IndexSource) throws {
            let content = source.content(from: 0)
            try index.rebuild(
                source.basis, content.rows, openings: content.openings,
                coverage: source.coverage(content))
        }

        /// Adds what the index does not hold yet; returns the entries added.
        ///
        /// An index of another ledger, or of none, is made anew; so is one whose disclosures are others
        /// now, or have grown for statements that it holds.
        @discardableResult
        public func refresh() throws -> UInt64 {
            let source = try IndexSource(folder)
            let (basis, coverage) = try Self.naming(folder) {
                (try index.basis(), try index.coverage())
            }
            guard let earlier = basis, earlier.size <= source.basis.size,
                source.tree.root(of: earlier.size) == earlier.root
            else {
                try rebuild(source)
                return source.basis.size
            }
            if source.continues(coverage, from: earlier.size) {
                let content = source.content(from: earlier.size)
                guard
                    try index.extend(
                        earlier, to: source.basis, content.rows, names: source.names,
                        openings: content.openings, coverage: source.coverage(content))
                else {
                    throw WritingError("\(folder.indexPath) was changed by someone else meanwhile")
                }
            } else {
                try rebuild(source)
            }
            return source.basis.size - earlier.size
        }

        /// The statements about what bears an id: each read in the log and compared by its hash.
        public func statements(about id: String) throws -> [Answer] {
            let reader = LogReader(folder.log)
            guard let bytes = try reader.unverifiedCheckpoint(),
                let head = ReadCheckpoint(bytes)?.checkpoint.head
            else { throw WritingError("\(folder.path) holds no ledger") }
            let basis = try Self.naming(folder) { try index.basis() }
            guard let basis, basis.size == head.size, basis.root == head.rootHash else {
                throw WritingError(
                    "\(folder.indexPath) was made of another state of the ledger: "
                        + "traceledger index \(folder.path) --rebuild")
            }
            let rows = try Self.naming(folder) { try index.statements(aboutID: id) }
            return try rows.map { row in
                let batch = try reader.unverifiedEntries(
                    bundle: row.index >> 8, inLogOf: head.size)
                guard let entry = batch.entry(row.index),
                    SHA256Hash.leafHash(of: entry) == row.record.digest
                else {
                    throw WritingError(
                        "\(folder.indexPath): entry \(row.index) of the log is not what the index "
                            + "says. Rebuild the index; verify the ledger if this stays so")
                }
                return Answer(
                    index: row.index, record: row.record, kind: row.kind, id: row.id)
            }
        }
    }
#endif
