// SPDX-License-Identifier: Apache-2.0
#if SQLite
    import TraceIndex
    import TraceIssuing
    import TracePrimitives
    import TraceRecords
    import TraceStorage
    import TraceVerifier

    /// What an index is made of: verified statements, and what the annex opens of them.
    struct IndexSource {
        /// A part of it: rows to be written, and what became known while they were read.
        final class Content {
            fileprivate(set) var rows: AnySequence<SearchIndex.Row> = AnySequence([])
            fileprivate(set) var openings: [SearchIndex.Opening] = []
            fileprivate(set) var isPlain = true
        }

        let basis: SearchIndex.Basis
        let tree: TileTree
        /// The ids that disclosures open.
        let names: [Digest: String]
        private let ledger: VerifiedLedger
        private let sets: [RecordID: DisclosureSet]
        private let places: [RecordID: Range<Int>]
        private let order: [RecordID]
        private let annex: [UInt8]
        private let reader: RecordReader

        /// Verifies a ledger by its anchors and reads its annex.
        init(_ folder: LedgerFolder) throws {
            let outcome = try LedgerVerification(
                folder.log, VerificationOptions(mode: .anchored, keepsStatements: true)
            ).run()
            guard let ledger = outcome.ledger, let state = outcome.state else {
                throw WritingError(
                    "\(folder.path): no index is made of a ledger that does not verify. "
                        + outcome.report.verdict)
            }
            self.ledger = ledger
            tree = state.tree
            let head = ledger.checkpoint.head
            basis = SearchIndex.Basis(size: head.size, root: head.rootHash)
            let sets = try AnnexFile.sets(in: folder)
            annex = try AnnexFile.bytes(in: folder)
            order = sets.map(\.record)
            self.sets = Dictionary(sets.map { ($0.record, $0) }) { _, last in last }
            places = Dictionary(zip(order, Annex.places(in: annex))) { _, last in last }
            var names: [Digest: String] = [:]
            for set in sets {
                for opening in set.openings { names[opening.subject] = opening.id }
            }
            self.names = names
            // As an audit reads the ledger: of two things under one id, the first named keeps it.
            var reader = RecordReader()
            for statement in ledger.statements.sorted(by: { $0.index < $1.index }) {
                for opening in self.sets[statement.record]?.openings ?? [] { reader.learn(opening) }
            }
            self.reader = reader
        }

        /// Whether an index with a coverage has only to be continued from a size.
        func continues(_ coverage: SearchIndex.Coverage?, from size: UInt64) -> Bool {
            guard let coverage, coverage.annexLength <= annex.count,
                SHA256Hash.hash(Array(annex.prefix(coverage.annexLength))) == coverage.annexHash
            else { return false }
            let known = Set(ledger.statements.lazy.filter { $0.index < size }.map(\.record))
            return zip(order, Annex.places(in: annex)).allSatisfy { record, place in
                place.lowerBound < coverage.annexLength || !known.contains(record)
            }
        }

        /// What the index covers once a part has been written.
        func coverage(_ content: Content) -> SearchIndex.Coverage {
            let isPlain = !reader.names.values.contains { $0.id.contains("~") }
            return SearchIndex.Coverage(
                records: ledger.statements.count { $0.kind != .policy && $0.kind != .key },
                annexLength: annex.count, annexHash: SHA256Hash.hash(annex),
                isPlain: isPlain && content.isPlain)
        }

        /// The rows of the statements from an index on, read one by one as they are written.
        func content(from first: UInt64) -> Content {
            let content = Content()
            let verified = ledger.verified.lazy.filter { $0.payload.index >= first }.compactMap {
                row($0.payload, try? Checked($0, reader, sets[$0.payload.record]), content)
            }
            let anchored = ledger.anchored.lazy.filter { $0.payload.index >= first }.compactMap {
                row($0.payload, try? Checked($0, reader, sets[$0.payload.record]), content)
            }
            content.rows = AnySequence(
                [AnySequence(verified), AnySequence(anchored)].lazy.joined())
            var seen: Set<Digest> = []
            for statement in ledger.statements where statement.index >= first {
                for opening in sets[statement.record]?.openings ?? []
                where seen.insert(opening.subject).inserted {
                    content.openings.append(
                        SearchIndex.Opening(
                            SearchIndex.Thing(kind: opening.kind.rawValue, id: opening.id),
                            salt: opening.salt.bytes))
                }
            }
            return content
        }

        private func row(
            _ statement: Statement, _ checked: Checked?, _ content: Content
        ) -> SearchIndex.Row? {
            guard let ref = statement.ref else { return nil }
            var row = SearchIndex.Row(
                index: statement.index, record: statement.record, kind: statement.kind.rawValue,
                ref: ref, id: names[ref], subjects: statement.subjects)
            guard statement.kind != .policy, statement.kind != .key else { return row }
            let kind =
                switch statement.kind {
                case .correction: checked?.record.text("of")
                case .retraction, .erasure: reader.names[ref]?.kind.rawValue
                default: statement.kind.rawValue
                }
            guard let checked, let kind else {
                content.isPlain = false
                return row
            }
            row.states = SearchIndex.Thing(kind: kind, id: checked.record.id)
            row.mentions = checked.record.mentions
            row.annex = places[statement.record]
            return row
        }
    }

    extension Record {
        /// Lots, parties and sites that its fields name, each lot with its part in the work.
        fileprivate var mentions: [SearchIndex.Mention] {
            fields.flatMap { key, value -> [SearchIndex.Mention] in
                switch value {
                case .reference(let reference): [reference].mentions
                case .references(let references): references.mentions
                case .lots(let shares):
                    shares.map { share in
                        let side: SearchIndex.Mention.Side =
                            switch key {
                            case "inputs", "made_from": .input
                            case "outputs": .output
                            default: .other
                            }
                        let kind = RecordKind.lot.rawValue
                        return SearchIndex.Mention(
                            SearchIndex.Thing(kind: kind, id: share.lot), side)
                    }
                default: []
                }
            }
        }
    }

    extension [Reference] {
        fileprivate var mentions: [SearchIndex.Mention] {
            filter { [.lot, .party, .site].contains($0.kind) }.map { reference in
                SearchIndex.Mention(
                    SearchIndex.Thing(kind: reference.kind.rawValue, id: reference.id), .other)
            }
        }
    }
#endif
