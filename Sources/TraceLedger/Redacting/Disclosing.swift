// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
public import TracePrimitives
public import TraceRecords
public import TraceStorage
import TraceVerifier

/// Chooses what of a verified ledger is disclosed, and checks what others disclose of it.
public struct Disclosing: Sendable {
    /// A value that was disclosed, as it belongs to its statement.
    public struct Opened: Sendable {
        /// The statement's place.
        public let index: UInt64
        /// The record, with the disclosed values in it.
        public let record: Record
        /// The statement.
        public let id: RecordID
        /// The fields that were opened.
        public let fields: [String]
    }

    /// What to disclose of.
    public enum Choice: Sendable {
        /// One statement, by its place.
        case entry(UInt64)
        /// One statement, by its record id.
        case record(RecordID)
        /// Every statement in the chains of a lot, by its recorder's id.
        case lot(String)
    }

    private let statements: [Statement]
    private let sets: [RecordID: DisclosureSet]
    /// The ledger's origin.
    public let origin: String
    private let location: String

    /// Verifies a ledger by its anchors and takes the disclosures at hand.
    public init(_ source: some LogSource, _ sets: [DisclosureSet], location: String) throws {
        let outcome = try LedgerVerification(
            source, VerificationOptions(mode: .anchored, keepsStatements: true)
        ).run()
        guard let ledger = outcome.ledger else {
            throw WritingError(
                "\(location): the ledger does not verify, and nothing of it is disclosed. "
                    + outcome.report.verdict, isIntegrityFailure: true)
        }
        statements = ledger.statements
        self.sets = Dictionary(sets.map { ($0.record, $0) }) { _, last in last }
        origin = ledger.policy.origin
        self.location = location
    }

    /// The disclosures of some fields; no fields means all.
    ///
    /// Ids travel only where they name the record itself or a lot, unless all are asked for.
    public func reveal(
        _ choice: Choice, fields: Set<String>, withAllNames: Bool = false
    ) throws -> RevealedDisclosures {
        var found: [DisclosureSet] = []
        for statement in try chosen(choice) {
            guard let set = sets[statement.record] else { continue }
            let opened = set.fields.filter { fields.isEmpty || fields.contains($0.key) }
            guard !opened.isEmpty else { continue }
            let names = set.openings.filter {
                withAllNames || $0.kind == .lot || $0.subject == statement.ref
            }
            found.append(
                DisclosureSet(record: statement.record, fields: opened, openings: names))
        }
        guard !found.isEmpty else {
            throw WritingError(
                "\(location): nothing of that is disclosed here; the fields stand in clear, were "
                    + "erased, or have other names")
        }
        return RevealedDisclosures(origin: origin, sets: found)
    }

    private func chosen(_ choice: Choice) throws -> [Statement] {
        switch choice {
        case .entry(let index):
            guard let statement = statements.first(where: { $0.index == index }) else {
                throw WritingError("\(location): there is no entry \(index)")
            }
            return [statement]
        case .record(let id):
            guard let statement = statements.first(where: { $0.record == id }) else {
                throw WritingError("\(location): there is no statement \(id)")
            }
            return [statement]
        case .lot(let id):
            let subjects = Set(
                sets.values.flatMap(\.openings).filter { $0.kind == .lot && $0.id == id }
                    .map(\.subject))
            let found = statements.filter { !subjects.isDisjoint(with: $0.subjects) }
            guard !found.isEmpty else {
                throw WritingError("\(location): no statement here is about a lot \(id)")
            }
            return found
        }
    }

    /// Compares disclosures of others with the ledger's commitments: all of a set or nothing.
    public func check(_ revealed: RevealedDisclosures) throws -> [Opened] {
        guard revealed.origin == origin else {
            throw WritingError(
                "the disclosures are of the ledger \(revealed.origin), \(location) is \(origin)")
        }
        var reader = RecordReader()
        for set in revealed.sets {
            for opening in set.openings { reader.names[opening.subject] = opening }
        }
        return try revealed.sets.map { set in
            guard let statement = statements.first(where: { $0.record == set.record }) else {
                throw WritingError("\(location) holds no statement \(set.record)")
            }
            do {
                let record = try reader.record(
                    payload: try CBORValue.decode(statement.payload),
                    subjects: statement.subjects, disclosures: set)
                return Opened(
                    index: statement.index, record: record, id: set.record,
                    fields: set.fields.map(\.key).sorted())
            } catch {
                throw WritingError("entry \(statement.index): \(error)")
            }
        }
    }
}
