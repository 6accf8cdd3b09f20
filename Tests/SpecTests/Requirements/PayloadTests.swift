// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger

/// SPEC.md section 4.
@Suite struct PayloadTests {
    @Test(arguments: [
        "payload-empty", "payload-truncated", "payload-trailing-byte", "payload-not-a-map",
        "payload-key-twice", "payload-key-order-by-length", "payload-key-integer",
        "payload-key-bytes-inside", "payload-integer-head-longer", "payload-length-head-longer",
        "payload-indefinite-array", "payload-indefinite-text", "payload-break-alone",
        "payload-reserved-head", "payload-huge-array", "payload-huge-text", "payload-float",
        "payload-float-16", "payload-undefined", "payload-simple-value",
        "payload-simple-value-long", "payload-nested-17", "payload-tag-1", "payload-tag-bignum",
        "payload-tag-4-exponent-19", "payload-tag-4-exponent-positive", "payload-tag-4-of-text",
        "payload-tag-4-of-three", "payload-text-not-utf8", "payload-text-overlong",
        "payload-text-surrogate",
    ])
    func `R5 a payload is strict dCBOR`(name: String) throws {
        try LedgerVector.expect(name, .payloadMalformed, at: 2)
    }

    @Test(arguments: [
        "good-payload-nested-16", "good-payload-integers-of-64-bits", "good-edge-values",
    ])
    func `R5 what dCBOR allows is accepted up to its edges`(name: String) throws {
        try LedgerVector.expect(name, nil)
    }

    @Test(arguments: ["kind-unknown", "kind-capital", "kind-unknown-and-v-2"])
    func `R6 a kind of another version is named as such`(name: String) throws {
        try LedgerVector.expect(name, .kindUnknown, at: 2)
    }

    @Test(arguments: [
        "payload-v-2", "payload-v-missing", "payload-v-true", "payload-kind-bytes",
        "payload-kind-missing", "payload-ref-missing", "payload-ref-31-bytes",
    ])
    func `R6 v, kind and ref stand in every payload`(name: String) throws {
        try LedgerVector.expect(name, .payloadMalformed, at: 2)
    }

    @Test(arguments: [
        "payload-text-as-bytes", "payload-text-4097-bytes", "payload-text-4097-bytes-of-utf8",
        "payload-word-unknown", "payload-list-empty", "payload-list-word-unknown",
        "payload-date-short", "payload-date-with-time", "payload-date-arabic-digits",
        "payload-date-30-february", "payload-date-1900-leap", "payload-date-1899",
        "payload-date-2201", "payload-decimal-as-integer", "payload-decimal-as-text",
        "payload-decimal-mantissa-2-63", "payload-decimal-mantissa-minus-2-63",
        "payload-shares-empty", "payload-share-of-two", "payload-share-negative",
        "payload-according-to-text", "payload-basis-unknown", "payload-reading-empty",
        "payload-reading-of-text", "payload-correction-field-type",
    ])
    func `R7 a field has the stated type`(name: String) throws {
        try LedgerVector.expect(name, .payloadMalformed, at: 2)
    }

    @Test(arguments: [
        "payload-correction-without-of", "payload-correction-of-correction",
        "payload-correction-of-policy", "payload-correction-of-unknown",
        "payload-retraction-without-reason", "payload-retraction-reason-unknown",
        "payload-policy-without-roles", "payload-policy-role-key-extra",
    ])
    func `R7 a control statement is whole`(name: String) throws {
        try LedgerVector.expect(name, .payloadMalformed, at: 2)
    }

    @Test func `R7 keys that the kind does not define are kept and counted`() throws {
        let vector = try LedgerVector.named("good-unknown-key-under-closed-profile")
        let report = try vector.verify(.exhaustive, threads: 1)
        #expect(report.isVerified)
        #expect(report.unknownPayloadKeys > 0)
    }

    @Test func `R7 keys of other kinds are unknown ones, whatever their type`() throws {
        try LedgerVector.expect("good-unknown-keys-of-other-kinds", nil)
    }

    @Test(arguments: [
        "payload-sd-empty", "payload-sd-31-bytes", "payload-sd-65", "payload-sd-descending",
        "payload-sd-twice",
    ])
    func `R8 commitments stand sorted, one to sixty-four of them`(name: String) throws {
        try LedgerVector.expect(name, .payloadMalformed, at: 2)
    }

    @Test func `R9 what is to be committed never stands in clear`() throws {
        try LedgerVector.expect("clear-name", .fieldInClear, at: 5)
        try LedgerVector.expect("clear-price", .fieldInClear, at: 5)
        try LedgerVector.expect("clear-in-correction", .fieldInClear, at: 5)
        try LedgerVector.expect("clear-under-closed-profile", .fieldInClear, at: 7)
        try LedgerVector.expect("good-price-under-open-profile", nil)
        try LedgerVector.expect("good-closed-profile", nil)
    }

    @Test(arguments: [
        "subject-of-lot-missing", "subject-of-input-missing", "subject-of-site-missing",
        "subject-of-rate-missing", "subject-of-corrected-share-missing",
    ])
    func `R10 what a statement is about is among its subjects`(name: String) throws {
        try LedgerVector.expect(name, .subjectMissing, at: 5)
    }

    @Test func `R10 a correction takes the subjects of its target`() throws {
        try LedgerVector.expect("good-correction-without-ref", nil)
    }

    @Test(arguments: [
        "correction-of-nothing", "correction-of-another-issuers", "retraction-of-nothing",
        "retraction-of-another-issuers", "retraction-of-a-retraction",
        "retraction-of-policy-by-importer", "erasure-of-nothing", "erasure-of-another-issuers",
    ])
    func `R11 a target is an earlier statement of the same issuer about goods`(
        name: String
    ) throws {
        try LedgerVector.expect(name, .targetUnknown)
    }

    @Test(arguments: [
        "correction-of-another-record", "correction-of-another-kind",
        "retraction-of-another-record", "erasure-of-another-record",
    ])
    func `R11 a target is about the record and of the kind that is named`(name: String) throws {
        try LedgerVector.expect(name, .targetUnknown, at: 5)
    }

    @Test func `R7 the issuers of a policy stand in ascending order, each once`() throws {
        try LedgerVector.expect("policy-issuers-descending", .policyMissing, at: 0)
        try LedgerVector.expect("policy-issuers-twice", .policyMissing, at: 0)
    }
}
