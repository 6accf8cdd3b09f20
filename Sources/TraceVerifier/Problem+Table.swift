// SPDX-License-Identifier: Apache-2.0

extension Problem.Code {
    /// The group of checks that finds it (SPEC.md section 9).
    var group: Int { row.group }

    /// The place among the checks, from the order in which the cases are written.
    var step: Int { Problem.Code.allCases.firstIndex(of: self) ?? 0 }

    /// The requirement of SPEC.md that is broken.
    public var requirement: String { row.requirement }

    /// What to do about it.
    public var remedy: String { row.remedy }

    /// The table of SPEC.md section 12.
    private var row: (group: Int, requirement: String, remedy: String) {
        switch self {
        case .checkpointMalformed: (1, "R25", "fetch it again; if it stays so, ask the operator")
        case .fileMissing: (2, "R26", "fetch the named file again, from a mirror if need be")
        case .bundleMalformed: (2, "R26", "fetch the named file again")
        case .entryAltered:
            (2, "R27", "fetch the bundle again; a copy that keeps failing was altered")
        case .rootMismatch:
            (2, "R27", "fetch the folder again as a whole; else one of the two was replaced")
        case .tileAltered:
            (2, "R28", "fetch the named file again; the entries themselves are sound")
        case .fileUnexpected: (2, "R28", "remove it, after asking how it came there")
        case .entryMalformed: (3, "R1", "the log should have refused it; ask the operator")
        case .headerMalformed: (3, "R2", "the log should have refused it; ask the operator")
        case .audienceMismatch: (3, "R4", "the issuer states it again for this ledger")
        case .kindUnknown: (3, "R6", "use a verifier for the version that defines it")
        case .payloadMalformed: (3, "R5", "the issuer corrects its software and states it again")
        case .fieldInClear: (3, "R9", "treat it as disclosed; the issuer commits it from now on")
        case .subjectMissing: (3, "R10", "the issuer states it again with all subjects")
        case .issuerFork:
            (3, "R12", "ask the issuer which one it stands by; the first registered counts")
        case .issuerChainBroken: (3, "R12", "ask the issuer for the missing statement")
        case .subjectChainBroken: (3, "R13", "ask the issuer for the missing statement")
        case .policyMissing: (3, "R15", "this is no ledger to rely on")
        case .policyUnauthorised: (3, "R16", "disregard it; ask the authority")
        case .issuerUnknown: (3, "R17", "ask the authority; until then disregard the statement")
        case .keyCompromised:
            (3, "R18", "disregard the statement; the issuer states it again with its new key")
        case .keyNotActive: (3, "R18", "the issuer states it again with its active key")
        case .kindNotPermitted:
            (3, "R19", "ask the authority to widen the role, or disregard the statement")
        case .assertionNotPermitted:
            (3, "R20", "the one who asserts states it, or the authority widens the role")
        case .targetUnknown:
            (3, "R11", "the issuer names the record id of the statement as it first stood")
        case .keyUnacceptable: (3, "R23", "make a new key")
        case .keyStatementUnauthorised: (3, "R21", "the authority or the recovery key states it")
        case .possessionUnproved: (3, "R22", "make the statement again with the proof")
        case .signatureInvalid: (3, "R24", "disregard the statement; ask the issuer")
        case .checkpointSignature: (4, "R29", "fetch it again; else someone else signed it")
        case .checkpointOrigin: (4, "R29", "fetch the right one")
        case .checkpointInconsistent:
            (4, "R30", "keep both: together they may prove that history was rewritten")
        case .overlapMissing:
            (4, "R30", "fetch the named file; without it the log's old key vouches for nothing")
        case .trustOrigin: (5, "R31", "check which ledger was meant")
        case .trustKey: (5, "R31", "ask the operator through a second channel")
        case .trustEntry0: (5, "R31", "this is another ledger under the same name")
        case .trustQuorum:
            (5, "R31", "wait for the witnesses, or ask the operator why they do not sign")
        case .sinceMalformed: (5, "R32", "give the file as it was kept")
        case .sinceSignature: (5, "R32", "give one of this ledger")
        case .sinceNewer: (5, "R32", "fetch again; else keep both as evidence")
        case .sinceInconsistent: (5, "R32", "keep both: they prove that history was rewritten")
        case .rollback: (5, "R33", "restore the newer log; do not write until then")
        }
    }
}
