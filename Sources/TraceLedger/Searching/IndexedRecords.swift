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
            try records(downstreamOf: thing, part: IndexedReading.part)
        }

        func records(downstreamOf thing: Reference, part: Int) throws -> IndexedRecords? {
            let reader = LogReader(folder.log)
            guard let note = try reader.unverifiedCheckpoint(), let read = ReadCheckpoint(note),
                let coverage = try current(read.checkpoint.head)
            else { return nil }
            // Beyond this share a whole verification is as fast.
            let limit = max(64, coverage.records / 8)
            let name = SearchIndex.Thing(kind: thing.kind.rawValue, id: thing.id)
            guard let reach = try index.reach(downstreamOf: name, limit: limit) else { return nil }
            var names = RecordReader()
            for opening in reach.openings {
                guard let kind = RecordKind(rawValue: opening.thing.kind),
                    let salt = Salt(opening.salt)
                else { continue }
                let known = SubjectOpening(salt: salt, kind: kind, id: opening.thing.id)
                names.names[known.subject] = known
            }
            let reading = IndexedReading(
                folder: folder, reader: reader, checkpoint: read,
                controls: reach.rows.filter(\.isControl), names: names)
            let checked = try reading.checked(
                reach.rows.filter { !$0.isControl }, part: part)
            return IndexedRecords(
                checked: checked, read: reach.rows.count, records: coverage.records,
                size: read.checkpoint.head.size)
        }

        /// The index's coverage, where it is of this state of ledger and annex.
        private func current(_ head: TreeHead) throws -> SearchIndex.Coverage? {
            guard let basis = try index.basis(), basis.size == head.size,
                basis.root == head.rootHash, let coverage = try index.coverage(), coverage.isPlain,
                try ErasurePlan.pending(in: folder) == nil,
                try folder.writerState()?.published?.size ?? head.size == head.size,
                coverage.annexLength == (try AnnexFile.stored(in: folder)?.size() ?? 0)
            else { return nil }
            return coverage
        }
    }
#endif
