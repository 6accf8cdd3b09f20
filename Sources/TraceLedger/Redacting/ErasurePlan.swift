// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TracePrimitives
import TraceRecords
import TraceStorage

/// An erasure that was decided: written down durably before anything is deleted.
///
/// As long as `private/erasing` stands, nobody reads what it names, and whoever opens the ledger to
/// write deletes it first.
struct ErasurePlan: Sendable, Hashable {
    /// Who erases: the issuer of the statement.
    let issuer: Digest
    /// The statement as it first stood, which the tombstone names.
    let target: RecordID
    /// A reason code.
    let reason: String
    /// The statement and its corrections.
    let records: Set<RecordID>
    /// The fields; none means all.
    let fields: Set<String>
    /// How many entries the ledger had when it was decided: its tombstone stands behind them.
    let size: UInt64

    private static let label = "traceledger/erasing/2"
    private static let maximumSize = 1 << 20

    static func path(in folder: LedgerFolder) -> String { folder.privatePath + "/erasing" }

    /// The plan that waits in a folder.
    static func pending(in folder: LedgerFolder) throws -> ErasurePlan? {
        let path = path(in: folder)
        guard let bytes = try folder.files.contents(of: path, limit: maximumSize) else {
            return nil
        }
        guard let plan = ErasurePlan(bytes) else {
            throw StoreError(.damaged, path, "the file is no erasure plan")
        }
        return plan
    }

    /// Makes the plan durable: from here on it is carried out, now or when next opened.
    func write(in folder: LedgerFolder) throws {
        try DurableFile.replace(Self.path(in: folder), with: encoded(), in: folder.files)
    }

    /// What is left of a disclosure set.
    func applied(to set: DisclosureSet) -> DisclosureSet {
        guard records.contains(set.record) else { return set }
        return DisclosureSet(
            record: set.record,
            fields: set.fields.filter { !fields.isEmpty && !fields.contains($0.key) },
            openings: set.openings)
    }

    private func encoded() throws -> [UInt8] {
        try CBORValue.array([
            .text(Self.label), .digest(issuer), .digest(target.digest), .text(reason),
            .array(records.sorted().map { .digest($0.digest) }),
            .array(fields.sorted().map { .text($0) }), .unsigned(size),
        ]).encoded()
    }

    init(
        issuer: Digest, target: RecordID, reason: String, records: Set<RecordID>,
        fields: Set<String>, size: UInt64
    ) {
        self.issuer = issuer
        self.target = target
        self.reason = reason
        self.records = records
        self.fields = fields
        self.size = size
    }

    private init?(_ bytes: [UInt8]) {
        guard let parts = (try? CBORValue.decode(bytes))?.arrayValue, parts.count == 7,
            parts[0].textValue == Self.label, let issuer = parts[1].digestValue,
            let target = parts[2].digestValue, let reason = parts[3].textValue,
            let records = parts[4].arrayValue?.compactMap(\.digestValue),
            let fields = parts[5].arrayValue?.compactMap(\.textValue),
            let size = parts[6].integerValue.flatMap({ UInt64(exactly: $0) })
        else { return nil }
        self.init(
            issuer: issuer, target: RecordID(target), reason: reason,
            records: Set(records.map { RecordID($0) }), fields: Set(fields), size: size)
    }
}
