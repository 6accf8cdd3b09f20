// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
import TraceRecords
public import TraceRisk
public import TraceStorage
public import TraceVerifier

/// A merged ledger that holds throughout, with the statements of its sources.
///
/// Each source keeps its own order, policy and keys. An audit reads them in the order of the merged
/// ledger, a statement that stands in several sources once, where it stands first.
public struct MergedLedger: Sendable {
    /// One of its ledgers.
    public struct Source: Sendable {
        /// Its entries in the order of the merged ledger.
        public let indexes: Range<UInt64>
        /// Its log.
        public let log: FolderLogSource
        /// The ledger, verified exhaustively.
        public let ledger: VerifiedLedger
        let disclosures: [DisclosureSet]
        /// The keys of statements whose compromise another source declares: what this source may say
        /// of the day of the loss is a claim of its own.
        let doubtedElsewhere: [UInt64: Digest]
        /// The keys that this source declares compromised, with the entry that does so first.
        let compromised: [Digest: UInt64]
    }

    /// What was found.
    public let report: MergedVerification.Report
    /// The verification of the merged ledger's own log.
    public let own: VerificationReport
    /// Its sources, in order.
    public let sources: [Source]

    /// The records of each source for an audit; a disclosure that fits no statement goes to `refuse`.
    ///
    /// Ids are read across the sources: where two use one id for two things, the later is shown apart.
    /// `first` says how many entries of each source to read, all of them by default: they are shown
    /// as those entries show them, without a compromise that is declared behind them.
    public func checked(
        first entries: [UInt64] = [], refuse: (RecordID, DisclosureError) -> Void
    ) -> [[Checked]] {
        let ends = sources.indices.map { entries.indices.contains($0) ? entries[$0] : .max }
        var reader = RecordReader()
        for source in sources {
            let sets = Dictionary(source.disclosures.map { ($0.record, $0) }) { $1 }
            for statement in source.ledger.verified {
                for opening in sets[statement.payload.record]?.openings ?? [] {
                    reader.learn(opening)
                }
            }
        }
        var seen: Set<RecordID> = []
        return sources.indices.map { place in
            let (source, end) = (sources[place], ends[place])
            let sets = Dictionary(source.disclosures.map { ($0.record, $0) }) { $1 }
            return source.ledger.verified.compactMap { statement in
                let (payload, id) = (statement.payload, statement.payload.record)
                guard payload.kind != .policy, payload.kind != .key, payload.index < end,
                    seen.insert(id).inserted
                else { return nil }
                var checked: Checked?
                do throws(DisclosureError) {
                    checked = try Checked(statement, reader, sets[id])
                } catch {
                    refuse(id, error)
                    checked = try? Checked(statement, reader, nil)
                }
                checked?.index = source.indexes.lowerBound + payload.index
                let isDoubted = payload.suspectedBy.map { $0 < end } ?? false
                checked?.underSuspicion =
                    isDoubted
                    || isCompromised(source.doubtedElsewhere[payload.index], beside: place, ends)
                return checked
            }
        }
    }

    /// Whether another source declares a key compromised among its first entries.
    private func isCompromised(_ kid: Digest?, beside place: Int, _ ends: [UInt64]) -> Bool {
        guard let kid else { return false }
        return sources.indices.contains { other in
            other != place && sources[other].compromised[kid].map { $0 < ends[other] } ?? false
        }
    }

    /// Who gave whom keys, in all sources, or in so many entries of each.
    public func keys(first entries: [UInt64] = []) -> IssuerKeys {
        IssuerKeys(
            sources.enumerated().map { place, source in
                (source.ledger, first: entries.indices.contains(place) ? entries[place] : .max)
            })
    }

    /// What the verification says, in the words of the audit result: of everything together.
    public func integrity(_ own: VerificationReport) -> AuditResult.Integrity {
        let reports = sources.map(\.ledger.report)
        return AuditResult.Integrity(
            status: .verified, mode: .exhaustive,
            signaturesChecked: reports.reduce(own.signaturesChecked) { $0 + $1.signaturesChecked },
            identity: own.isPinned ? .pinned : .selfDeclared, witnesses: own.witnesses,
            records: Int(reports.reduce(own.entries) { $0 + $1.entries }), problems: [],
            freshness: own.isFresh ? .compared : .notChecked,
            underSuspicion: report.sources.reduce(0) { $0 + $1.underSuspicion.count })
    }
}
