// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
public import TracePrimitives
public import TraceRecords

/// The registration policy as entry 0 carries it (SPEC.md R15); its signature is checked with the
/// other entries.
public struct Genesis: Sendable {
    /// The policy.
    public let policy: Policy
    /// The record id of entry 0, which a trust file pins.
    public let record: RecordID
    /// The rules that it sets for all entries.
    public var rules: EntryRules { EntryRules(policy) }

    /// Reads entry 0.
    public init(entry bytes: [UInt8], _ range: Range<Int>) throws(Problem) {
        record = RecordID(SHA256Hash.leafHash(of: bytes, range))
        let parts: SignedStatementBytes
        var links: [SubjectLink] = []
        let header: ProtectedHeader
        do throws(COSEError) {
            parts = try SignedStatementBytes(parsing: bytes, range)
        } catch { throw Problem(.entryMalformed, at: 0, record: record, detail: "\(error)") }
        do throws(COSEError) {
            header = try ProtectedHeader(parsing: bytes, parts.protectedHeader, subjects: &links)
        } catch { throw Problem(.headerMalformed, at: 0, record: record, detail: "\(error)") }
        if header.seq != 0 {  // R12 first
            throw Problem(.issuerChainBroken, at: 0, record: record)
        }
        // The profile is the policy's own, so nothing can be in clear against it.
        var scan = PayloadScan()
        let isStrict = (try? scan.read(bytes, parts.payload, profile: .open)) != nil
        let payload = (try? CBORValue.decode(bytes, parts.payload)) ?? .null
        guard isStrict, let policy = Policy(payload: payload),  // R15
            header.kid == COSEKey.thumbprint(of: policy.authority),  // R15 kid
            header.issuer == header.kid  // R15 issuer
        else {
            throw Problem(
                .policyMissing, at: 0, record: record,
                detail: "entry 0 is no policy statement of the authority it names")
        }
        self.policy = policy
    }
}
