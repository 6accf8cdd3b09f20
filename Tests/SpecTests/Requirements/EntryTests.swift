// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger

/// SPEC.md section 3.
@Suite struct EntryTests {
    @Test(arguments: [
        "entry-array-indefinite", "entry-array-of-five", "entry-empty", "entry-one-byte",
        "entry-payload-detached", "entry-protected-head-longer", "entry-signature-63-bytes",
        "entry-signature-65-bytes", "entry-signature-is-text", "entry-tag-19", "entry-tag-98",
        "entry-tag-in-two-bytes", "entry-trailing-byte", "entry-truncated",
        "entry-unprotected-is-array", "entry-unprotected-not-empty", "entry-untagged",
    ])
    func `R1 an entry is tag 18 around four items with shortest heads`(name: String) throws {
        try LedgerVector.expect(name, .entryMalformed, at: 2)
    }

    @Test(arguments: [
        "header-empty", "header-not-a-map", "header-trailing-byte", "header-key-order",
        "header-key-twice", "header-integer-head-longer", "header-extra-label",
        "header-label-as-text", "header-crit", "header-algorithm-missing",
        "header-algorithm-es256", "header-content-type-other", "header-kid-31-bytes",
        "header-kid-text", "header-claim-extra", "header-claim-missing", "header-aud-bytes",
        "header-iat-float", "header-iat-negative", "header-iat-over-63-bits",
        "header-link-of-two", "header-links-empty", "header-links-257", "header-prev-31-bytes",
        "header-seq-over-63-bits", "header-label-other", "header-content-type-letter",
        "header-kid-label-other", "header-claims-label-other",
    ])
    func `R2 the protected header holds exactly its labels`(name: String) throws {
        try LedgerVector.expect(name, .headerMalformed, at: 2)
    }

    @Test(arguments: [
        "header-sub-of-another-subject", "header-links-descending", "header-links-equal",
        "header-prev-not-zero-at-seq-0", "header-prev-zero-at-seq-9",
        "header-link-prev-not-zero", "header-iss-did-web", "header-iss-too-short",
        "header-iss-base64-alphabet", "header-iss-trailing-bits",
        "header-iss-other-namespace",
    ])
    func `R3 names and links of the header hang together`(name: String) throws {
        try LedgerVector.expect(name, .headerMalformed, at: 2)
    }

    @Test func `R4 a statement for another ledger is refused`() throws {
        try LedgerVector.expect("audience-of-another-ledger", .audienceMismatch, at: 2)
        try LedgerVector.expect("policy-for-another-origin", .audienceMismatch, at: 0)
        try LedgerVector.expect("order-audience-before-payload", .audienceMismatch, at: 5)
    }
}
