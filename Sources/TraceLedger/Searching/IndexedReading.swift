// SPDX-License-Identifier: Apache-2.0
#if SQLite
    import TraceIndex
    import TraceIssuing
    import TraceMerkle
    import TracePrimitives
    import TraceRecords
    import TraceStorage
    import TraceVerifier
    import TraceWriting

    /// Reads the statements that an index names, in parts: each led to the checkpoint's root and checked
    /// as SPEC.md Appendix C does, with the policy and key statements of the ledger in every part.
    struct IndexedReading: Sendable {
        let folder: LedgerFolder
        let reader: LogReader<FolderLogSource>
        let checkpoint: ReadCheckpoint
        let controls: [SearchIndex.Place]
        let names: RecordReader

        /// Statements of one part: enough that the controls weigh little beside them.
        static let part = 512

        /// The records of some statements, in parts on several threads, in the order of the ledger.
        func checked(_ rows: [SearchIndex.Place], part: Int) throws -> [Checked] {
            let parts = stride(from: 0, to: max(rows.count, 1), by: part).map {
                Array(rows.dropFirst($0).prefix(part))
            }
            var all: [Checked] = []
            try OrderedFold.run(parts, threads: Cores.count) { part in
                try records(part)
            } absorb: {
                all += $0
            }
            return all
        }

        private func records(_ rows: [SearchIndex.Place]) throws -> [Checked] {
            let sets = try disclosures(rows)
            let shown = (controls + rows).sorted { $0.index < $1.index }
            return try verified(shown).filter {
                $0.payload.kind != .policy && $0.payload.kind != .key
            }.map { try Checked($0, names, sets[$0.payload.record]) }
        }

        private func verified(_ rows: [SearchIndex.Place]) throws -> [Verified<Statement>] {
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
                let path = try plan.path(hashes: hashes)
                entries.append(
                    (entry, InclusionProof(leafIndex: row.index, treeSize: size, path: path)))
            }
            return try LedgerState.excerpt(entries, under: checkpoint).statements
        }

        private func disclosures(
            _ rows: [SearchIndex.Place]
        ) throws -> [RecordID: DisclosureSet] {
            guard let file = try AnnexFile.stored(in: folder) else { return [:] }
            let size = try file.size()
            var sets: [RecordID: DisclosureSet] = [:]
            for row in rows {
                guard let place = row.annex else { continue }
                // No more is asked for than there is, whatever the index says.
                guard place.lowerBound >= 0, place.upperBound <= size,
                    let set = try Annex.read(
                        file.read(at: place.lowerBound, count: place.count)
                    ).sets.first, set.record == row.record
                else {
                    throw WritingError(
                        "\(AnnexFile.path(in: folder)): the disclosures of entry \(row.index) are not "
                            + "where the index says. Rebuild the index")
                }
                sets[row.record] = set
            }
            return sets
        }
    }

    extension AnnexFile {
        /// The file of disclosures; nil where there is none.
        static func stored(in folder: LedgerFolder) throws -> (any StoredFile)? {
            do throws(StoreError) {
                return try folder.files.file(at: path(in: folder), .read)
            } catch {
                guard error.code == .notFound else { throw error }
                return nil
            }
        }
    }
#endif
