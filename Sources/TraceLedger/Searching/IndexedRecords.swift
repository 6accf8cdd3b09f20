// SPDX-License-Identifier: Apache-2.0
#if SQLite
    import TraceIndex
    import TraceIssuing
    import TraceMerkle
    import TracePrimitives
    public import TraceRecords
    import TraceStorage
    public import TraceVerifier
    import TraceWriting

    /// The records that an answer rests on: found by the index, read in the log, verified one by one.
    ///
    /// The index is believed in one thing only, that it leaves none out; that was so of the verified
    /// ledger when it was made.
    public struct IndexedRecords: Sendable {
        /// The records, each with its own signature checked.
        public let checked: [Checked]
        /// Statements that were read, policy and key statements included.
        public let read: Int
        /// Records of the whole ledger.
        public let records: Int
        /// Size of the ledger.
        public let size: UInt64

        /// What was checked and what was not, in words.
        public var words: String {
            "Answered from the search index: \(read) statements of \(size) were read in the log, each "
                + "led to the root of the checkpoint that the log's key signed, its signature and "
                + "its issuer's right checked. The others were not read; that the index leaves none "
                + "out was so when it was made of the verified ledger."
        }
    }

    extension LedgerIndex {
        /// The most statements that are verified one by one; a whole verification is faster beyond.
        static let mostIndexed = 20_000

        /// The one thing among lots, parties and sites that bears an id; nil for none or several.
        public func thing(_ id: String) throws -> Reference? {
            let kinds = try index.kinds(ofID: id)
            guard kinds.count == 1, let kind = RecordKind(rawValue: kinds[0]) else { return nil }
            return Reference(kind, id)
        }

        /// The records from which what is downstream of a thing is computed; nil where the index cannot
        /// tell: it is of another state of ledger or annex, something has two names, or too much
        /// of the ledger is needed.
        ///
        /// It throws where the log is not what the index says.
        public func records(downstreamOf thing: Reference) throws -> IndexedRecords? {
            let reader = LogReader(folder.log)
            guard let note = try reader.unverifiedCheckpoint(), let read = ReadCheckpoint(note),
                let coverage = try current(read.checkpoint.head)
            else { return nil }
            let limit = min(Self.mostIndexed, max(64, coverage.records / 8))
            let name = SearchIndex.Thing(kind: thing.kind.rawValue, id: thing.id)
            guard let reach = try index.reach(downstreamOf: name, limit: limit) else { return nil }
            let statements = try verified(reach.rows, reader, read)
            let sets = try disclosures(reach.rows)
            var names = RecordReader()
            for opening in reach.openings {
                guard let kind = RecordKind(rawValue: opening.thing.kind),
                    let salt = Salt(opening.salt)
                else { continue }
                let known = SubjectOpening(salt: salt, kind: kind, id: opening.thing.id)
                names.names[known.subject] = known
            }
            var checked: [Checked] = []
            for statement in statements
            where statement.payload.kind != .policy && statement.payload.kind != .key {
                checked.append(
                    try Checked(statement, names, sets[statement.payload.record]))
            }
            return IndexedRecords(
                checked: checked, read: statements.count, records: coverage.records,
                size: read.checkpoint.head.size)
        }

        /// The index's coverage, where it is of this state of ledger and annex.
        private func current(_ head: TreeHead) throws -> SearchIndex.Coverage? {
            guard let basis = try index.basis(), basis.size == head.size,
                basis.root == head.rootHash, let coverage = try index.coverage(), coverage.isPlain,
                try ErasurePlan.pending(in: folder) == nil,
                try folder.writerState()?.published?.size ?? head.size == head.size,
                coverage.annexLength == (try annex()?.size() ?? 0)
            else { return nil }
            return coverage
        }

        private func annex() throws -> (any StoredFile)? {
            do throws(StoreError) {
                return try folder.files.file(at: AnnexFile.path(in: folder), .read)
            } catch {
                guard error.code == .notFound else { throw error }
                return nil
            }
        }

        /// The statements of an index, led to the checkpoint's root and checked as SPEC.md Appendix C does.
        private func verified(
            _ rows: [SearchIndex.Place], _ reader: LogReader<FolderLogSource>,
            _ checkpoint: ReadCheckpoint
        ) throws -> [Verified<Statement>] {
            let size = checkpoint.checkpoint.head.size
            var nodes = NodeReader(reader, size: size)
            var batch: EntryBatch?
            var entries: [(bytes: [UInt8], proof: InclusionProof)] = []
            for row in rows {
                if batch?.entry(row.index) == nil {
                    batch = try reader.unverifiedEntries(bundle: row.index >> 8, inLogOf: size)
                }
                guard let entry = batch?.entry(row.index),
                    SHA256Hash.leafHash(of: entry) == row.record.digest
                else {
                    throw WritingError(
                        "\(folder.indexPath): entry \(row.index) of the log is not what the index "
                            + "says. Rebuild the index; verify the ledger if this stays so")
                }
                let plan = try InclusionProof.plan(leafIndex: row.index, treeSize: size)
                var hashes: [Digest] = []
                for node in plan.nodes { hashes.append(try nodes.hash(node)) }
                entries.append(
                    (
                        entry,
                        InclusionProof(
                            leafIndex: row.index, treeSize: size,
                            path: try plan.path(hashes: hashes))
                    ))
            }
            return try LedgerState.excerpt(entries, under: checkpoint).statements
        }

        private func disclosures(
            _ rows: [SearchIndex.Place]
        ) throws -> [RecordID: DisclosureSet] {
            guard let file = try annex() else { return [:] }
            var sets: [RecordID: DisclosureSet] = [:]
            for row in rows {
                guard let place = row.annex else { continue }
                let bytes = try file.read(at: place.lowerBound, count: place.count)
                guard let set = try Annex.read(bytes).sets.first, set.record == row.record else {
                    throw WritingError(
                        "\(AnnexFile.path(in: folder)): the disclosures of entry \(row.index) are not "
                            + "where the index says. Rebuild the index")
                }
                sets[row.record] = set
            }
            return sets
        }
    }
#endif
