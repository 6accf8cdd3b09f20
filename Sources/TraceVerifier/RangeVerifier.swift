// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
public import TracePrimitives
import TraceRecords

/// Checks what each entry of a range shows by itself, and notes what must be compared with others.
///
/// The steps R1 to R10 are judged here, and R24 where the signing key is at hand. Chains (R12, R13)
/// and registration (R15 to R23) need the ranges before and are judged by ``LedgerState``.
public struct RangeVerifier: Sendable {
    /// What happens to signatures in this pass.
    public enum Signatures: Sendable {
        /// Each is checked, or left open when its key is not known.
        case all
        /// Those of control statements are left open for later; no other is looked at.
        case controlsOnly
        /// None; only statements of these keys are listed.
        case watching(Set<Digest>)
    }

    private let rules: EntryRules
    private let signatures: Signatures
    private let collects: Bool
    private var findings: RangeFindings
    private var scan = PayloadScan()
    private var subjects: [SubjectLink] = []
    private var structure: [UInt8] = []
    private var signerOf: [Digest: KnownSigner] = [:]
    private var usageAt: [Int32] = []
    private var index: UInt64

    /// The signer that a kid last stood for, with its key when that is known.
    private struct KnownSigner {
        let signer: Int32
        let issuer: Digest
        let key: PublicKey?
    }

    /// Begins a range.
    public init(
        start: UInt64, rules: EntryRules, signatures: Signatures, keys: KeyDirectory = [:],
        collects: Bool = false
    ) {
        self.rules = rules
        self.signatures = signatures
        self.collects = collects
        findings = RangeFindings(start: start)
        findings.keys = keys
        index = start
    }

    /// Goes on at a later index: the entries between are not shown.
    mutating func skip(to index: UInt64) { self.index = index }

    /// Checks the entries of one bundle, which follow those checked before.
    public mutating func verify(_ bytes: [UInt8], entries: [Range<Int>]) {
        let first = findings.leaves.count
        for range in entries {
            let leaf = SHA256Hash.leafHash(of: bytes, range)
            findings.leaves.append(leaf)
            if let problem = check(bytes, range, leaf) { report(problem, leaf, range) }
            index += 1
        }
        if entries.count == 256, findings.start % 256 == 0, first % 256 == 0 {
            findings.tileRoots.append(TileTree.root(findings.leaves[first...]))
        }
    }

    /// The findings, complete.
    public consuming func finish() -> RangeFindings { findings }

    private mutating func report(_ problem: Problem, _ leaf: Digest, _ range: Range<Int>) {
        var problem = problem
        problem.record = RecordID(leaf)
        problem.byteRange = range
        findings.problems.append(problem)
    }

    /// R1 to R10 for one entry, then its facts; the first failing step ends it.
    private mutating func check(_ bytes: [UInt8], _ range: Range<Int>, _ leaf: Digest) -> Problem? {
        let parts: SignedStatementBytes
        do throws(COSEError) {
            parts = try SignedStatementBytes(parsing: bytes, range)
        } catch {
            return Problem(.entryMalformed, at: index, detail: "\(error)")
        }
        if range.count > rules.maxEntry, index > 0 {  // R35
            return Problem(.entryMalformed, at: index, detail: "longer than the policy's max_entry")
        }
        let header: ProtectedHeader
        do throws(COSEError) {
            header = try ProtectedHeader(
                parsing: bytes, parts.protectedHeader, subjects: &subjects)
        } catch {
            return Problem(.headerMalformed, at: index, detail: "\(error)")
        }
        let isHere =
            header.audience.count == rules.origin.count
            && bytes.holds(rules.origin, at: header.audience.lowerBound)
        if !isHere {  // R4
            return Problem(.audienceMismatch, at: index, detail: "aud is another ledger's origin")
        }
        do throws(PayloadFault) {
            try scan.read(bytes, parts.payload, profile: rules.profile)
        } catch {
            return Problem(error, at: index)
        }
        let known = signer(header)
        note(bytes, parts, header, known)
        if let fault = scan.fieldInClear { return Problem(fault, at: index) }  // R9
        for required in scan.requiredSubjects {
            if !subjects.contains(where: { $0.subject == required }) {  // R10
                return Problem(.subjectMissing, at: index)
            }
        }
        return checkSignature(bytes, parts, header, known)
    }

    private mutating func signer(_ header: ProtectedHeader) -> KnownSigner {
        if let known = signerOf[header.kid], known.issuer == header.issuer { return known }
        let signer = Signer(issuer: header.issuer, kid: header.kid)
        let position = findings.signers.firstIndex(of: signer) ?? findings.signers.count
        if position == findings.signers.count { findings.signers.append(signer) }
        let known = KnownSigner(
            signer: Int32(position), issuer: header.issuer, key: findings.keys[header.kid])
        signerOf[header.kid] = known
        return known
    }

    /// Keeps what the ranges before and after are needed for.
    private mutating func note(
        _ bytes: [UInt8], _ parts: SignedStatementBytes, _ header: ProtectedHeader,
        _ known: KnownSigner
    ) {
        findings.statements.append(
            StatementLink(
                signer: known.signer, subjects: Int32(subjects.count), seq: header.seq,
                prev: header.prev))
        findings.links.append(contentsOf: subjects)
        findings.unknownKeys += scan.unknownKeys
        use(known.signer)
        if let target = scan.target {
            findings.targets.append(
                TargetClaim(
                    index: index, issuer: findings.signers[Int(known.signer)].issuer,
                    target: target, ref: scan.ref, corrected: scan.corrected))
        }
        if scan.kind == .policy || scan.kind == .key { end(bytes, parts.payload, known.signer) }
        if collects {
            findings.collected.append(
                CollectedStatement(
                    index: index, signer: known.signer, kind: scan.kind,
                    payload: Array(bytes[parts.payload]), subjects: subjects.map(\.subject)))
        }
    }

    /// Counts the statement with the others of its signer, kind and assertion.
    private mutating func use(_ signer: Int32) {
        let place = (Int(signer) * 32 + scan.kind.ordinal) * 2 + (scan.namesAsserter ? 1 : 0)
        if place >= usageAt.count {
            usageAt.append(
                contentsOf: repeatElement(-1, count: (Int(signer) + 1) * 64 - usageAt.count))
        }
        let current = findings.segments.count - 1
        let known = Int(usageAt[place])
        if known >= 0 {
            findings.segments[current].usages[known].last = index
            findings.segments[current].usages[known].count += 1
            return
        }
        usageAt[place] = Int32(findings.segments[current].usages.count)
        findings.segments[current].usages.append(
            Usage(
                signer: signer, kind: scan.kind, namesAsserter: scan.namesAsserter, first: index,
                last: index, count: 1))
    }

    /// Ends the segment: from here on other rules may hold.
    private mutating func end(_ bytes: [UInt8], _ payload: Range<Int>, _ signer: Int32) {
        // The scan accepted these bytes, so they decode.
        let value = (try? CBORValue.decode(bytes, payload)) ?? .null
        let current = findings.segments.count - 1
        for usage in findings.segments[current].usages {
            let place = (Int(usage.signer) * 32 + usage.kind.ordinal) * 2
            usageAt[place] = -1
            usageAt[place + 1] = -1
        }
        findings.segments[current].event = ControlEvent(
            index: index, signer: signer, kind: scan.kind, payload: value)
        findings.segments.append(Segment(usages: [], event: nil))
        // A key that is named here may sign the next entry: learn it, without trusting it.
        for key in LedgerState.keysNamed(in: value) {
            findings.keys[COSEKey.thumbprint(of: key)] = key
        }
        signerOf.removeAll(keepingCapacity: true)
    }

    /// R24, or a note that it must be checked later.
    private mutating func checkSignature(
        _ bytes: [UInt8], _ parts: SignedStatementBytes, _ header: ProtectedHeader,
        _ known: KnownSigner
    ) -> Problem? {
        switch signatures {
        case .controlsOnly:
            if scan.kind.isControl { findings.openSignatures.append(index) }
            return nil
        case .watching(let keys):
            if keys.contains(header.kid) {
                findings.watched.append(WatchedStatement(index: index, kid: header.kid))
            }
            return nil
        case .all:
            guard let key = known.key ?? findings.keys[header.kid] else {
                findings.openSignatures.append(index)
                return nil
            }
            findings.signaturesChecked += 1
            SigStructure.write(parts, of: bytes, to: &structure)
            let isValid = key.isValid(
                signatureIn: bytes, at: parts.signature.lowerBound, message: structure,
                0..<structure.count)
            return isValid ? nil : Problem(.signatureInvalid, at: index)  // R24
        }
    }
}

extension Problem {
    fileprivate init(_ fault: PayloadFault, at index: UInt64) {
        let code: Code =
            switch fault.code {
            case .malformed: .payloadMalformed
            case .unknownKind: .kindUnknown
            case .fieldInClear: .fieldInClear
            case .subjectMissing: .subjectMissing
            }
        self.init(
            code, at: index, field: fault.field, detail: "at byte \(fault.offset) of its file")
    }
}
