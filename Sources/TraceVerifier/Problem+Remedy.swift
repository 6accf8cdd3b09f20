// SPDX-License-Identifier: Apache-2.0

extension Problem.Code {
    /// What to do about it (SPEC.md section 12).
    public var remedy: String {
        switch self {
        case .checkpointMalformed: "fetch it again; if it stays so, ask the operator"
        case .fileMissing: "fetch the named file again, from a mirror if need be"
        case .bundleMalformed: "fetch the named file again"
        case .entryAltered: "fetch the bundle again; a copy that keeps failing was altered"
        case .rootMismatch: "fetch the folder again as a whole; else one of the two was replaced"
        case .tileAltered: "fetch the named file again; the entries themselves are sound"
        case .fileUnexpected: "remove it, after asking how it came there"
        case .entryMalformed: "the log should have refused it; ask the operator"
        case .headerMalformed: "the log should have refused it; ask the operator"
        case .audienceMismatch: "the issuer states it again for this ledger"
        case .payloadMalformed: "the issuer corrects its software and states it again"
        case .kindUnknown: "use a verifier for the version that defines it"
        case .fieldInClear: "treat it as disclosed; the issuer commits it from now on"
        case .subjectMissing: "the issuer states it again with all subjects"
        case .targetUnknown: "the issuer names the record id of the statement as it first stood"
        case .issuerFork: "ask the issuer which one it stands by; the first registered counts"
        case .issuerChainBroken: "ask the issuer for the missing statement"
        case .subjectChainBroken: "ask the issuer for the missing statement"
        case .policyMissing: "this is no ledger to rely on"
        case .policyUnauthorised: "disregard it; ask the authority"
        case .issuerUnknown: "ask the authority; until then disregard the statement"
        case .keyCompromised: "disregard the statement; the issuer states it again with its new key"
        case .keyNotActive: "the issuer states it again with its active key"
        case .kindNotPermitted: "ask the authority to widen the role, or disregard the statement"
        case .assertionNotPermitted:
            "the one who asserts states it, or the authority widens the role"
        case .keyUnacceptable: "make a new key"
        case .keyStatementUnauthorised: "the authority or the recovery key states it"
        case .possessionUnproved: "make the statement again with the proof"
        case .signatureInvalid: "disregard the statement; ask the issuer"
        case .checkpointOrigin: "fetch the right one"
        case .checkpointSignature: "fetch it again; else someone else signed it"
        case .checkpointInconsistent:
            "keep both: together they may prove that history was rewritten"
        case .trustOrigin: "check which ledger was meant"
        case .trustKey: "ask the operator through a second channel"
        case .trustEntry0: "this is another ledger under the same name"
        case .sinceMalformed: "give the file as it was kept"
        case .sinceSignature: "give one of this ledger"
        case .sinceNewer: "fetch again; else keep both as evidence"
        case .sinceInconsistent: "keep both: they prove that history was rewritten"
        case .rollback: "restore the newer log; do not write until then"
        }
    }
}
