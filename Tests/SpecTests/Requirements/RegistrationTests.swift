// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger

/// SPEC.md section 7: the policy, issuers and what they may state.
@Suite struct RegistrationTests {
    @Test(arguments: [
        "policy-missing", "policy-signed-by-another", "policy-kid-of-another",
        "policy-of-kind-lot", "policy-iss-of-another",
    ])
    func `R15 entry 0 is the policy of its own authority`(name: String) throws {
        try LedgerVector.expect(name, .policyMissing, at: 0)
    }

    @Test func `R15 a ledger may hold its policy alone`() throws {
        try LedgerVector.expect("good-policy-only", nil)
    }

    @Test(arguments: [
        "later-policy-by-importer", "later-policy-by-stranger", "later-policy-other-authority",
        "later-policy-other-limit", "later-policy-other-origin", "later-policy-other-profile",
        "later-policy-with-issuers", "log-key-by-importer", "log-key-by-recovery-key",
    ])
    func `R16 a later policy comes from the authority and keeps what is fixed`(
        name: String
    ) throws {
        try LedgerVector.expect(name, .policyUnauthorised, at: 5)
    }

    @Test func `R16 R23 a new log key is new, and no other key`() throws {
        try LedgerVector.expect("log-key-back-to-the-first", .policyUnauthorised, at: 8)
        try LedgerVector.expect("log-key-is-importers-key", .keyUnacceptable, at: 5)
    }

    @Test(
        arguments: LedgerVector.all.map(\.name).filter {
            $0.hasPrefix("log-key-proof-") && !$0.hasSuffix("63-bytes")
        })
    func `R22 a new log key signs that it is this ledger's`(name: String) throws {
        try LedgerVector.expect(name, .possessionUnproved, at: 5)
    }

    @Test func `R17 an issuer is known before it states anything`() throws {
        try LedgerVector.expect("issuer-unknown", .issuerUnknown, at: 5)
        try LedgerVector.expect("issuer-is-log-key", .issuerUnknown, at: 5)
    }

    @Test(arguments: [
        "key-retired-signs", "key-none-signs", "key-rotate-signed-by-new-key",
        "kid-of-another-issuer", "kid-of-nobody",
    ])
    func `R18 a statement is signed with the active key`(name: String) throws {
        try LedgerVector.expect(name, .keyNotActive)
    }

    @Test func `R18 a compromised key signs nothing any more`() throws {
        try LedgerVector.expect("key-compromised-signs", .keyCompromised, at: 6)
        try LedgerVector.expect("key-compromised-later-key-too", .keyCompromised, at: 7)
        try LedgerVector.expect("good-key-compromised-and-replaced", nil)
    }

    @Test(arguments: [
        "kind-lot-by-authority", "kind-lot-by-recovery-key", "kind-not-in-role",
        "kind-not-in-later-policy", "role-not-in-later-policy", "kind-retraction-by-authority",
    ])
    func `R19 an issuer states the kinds of its role`(name: String) throws {
        try LedgerVector.expect(name, .kindNotPermitted)
    }

    @Test(arguments: [
        "assertion-by-self-role", "assertion-in-key-statement", "policy-asserts-for-another",
    ])
    func `R20 only a recorder states what others assert`(name: String) throws {
        try LedgerVector.expect(name, .assertionNotPermitted)
    }

    @Test(arguments: [
        "key-add-by-importer", "key-add-by-recovery-key", "key-add-known-same-key",
        "key-add-known-with-active-key", "key-add-name-of-another-key",
        "key-add-recovery-key-as-issuer", "key-add-role-unknown", "key-add-with-from-index",
        "key-add-without-role", "key-add-after-retirement-same-key",
    ])
    func `R21 add makes a new issuer known or gives a bare one a new key`(name: String) throws {
        try LedgerVector.expect(name, .keyStatementUnauthorised)
    }

    @Test func `R7 a policy with the keys of a key statement is none`() {
        func change(_ kind: String) -> KeyChange? {
            KeyChange(
                payload: .map([
                    CBORPair("key", .bytes([UInt8](repeating: 1, count: 32))),
                    CBORPair("kind", .text(kind)), CBORPair("action", .text("add")),
                    CBORPair("issuer", .text("x")),
                ]))
        }
        #expect(change("key") != nil)
        #expect(change("policy") == nil)
    }

    @Test(arguments: ["good-key-add-like-a-policy", "good-key-rotate-like-a-policy"])
    func `R7 R21 a key statement with the keys of a policy stays a key statement`(
        name: String
    ) throws {
        try LedgerVector.expect(name, nil)
    }

    @Test(arguments: [
        "key-rotate-another-issuers", "key-rotate-back", "key-rotate-by-authority",
        "key-rotate-to-same-key", "key-rotate-with-role", "key-recovery-rotates",
        "order-rule-before-proof",
    ])
    func `R21 rotate replaces an issuer's own key by a new one`(name: String) throws {
        try LedgerVector.expect(name, .keyStatementUnauthorised)
    }

    @Test(arguments: [
        "key-retire-by-another-issuer", "key-retire-by-recovery-key", "key-retire-not-active",
        "key-retire-unknown-issuer", "key-recovery-retires",
        "key-retire-recovery-key-by-authority",
    ])
    func `R21 retire ends the active key`(name: String) throws {
        try LedgerVector.expect(name, .keyStatementUnauthorised)
    }

    @Test(arguments: [
        "key-compromised-by-another", "key-compromised-by-itself", "key-compromised-from-later",
        "key-compromised-not-its-key", "key-compromised-recovery-of-another",
        "key-compromised-without-from-index",
    ])
    func `R21 compromised comes from the authority or the recovery key`(name: String) throws {
        try LedgerVector.expect(name, .keyStatementUnauthorised)
    }

    @Test func `R21 statements of the doubted part are under suspicion`() throws {
        for mode in [VerificationMode.exhaustive, .anchored] {
            let vector = try LedgerVector.named("good-key-compromised-and-replaced")
            let report = try vector.verify(mode, threads: 1)
            #expect(report.isVerified && !report.underSuspicion.isEmpty)
        }
    }

    @Test(arguments: [
        "key-add-proof-missing", "key-add-proof-by-another-key",
        "key-add-proof-for-another-issuer", "key-add-proof-for-another-origin",
        "key-rotate-proof-by-old-key",
    ])
    func `R22 a new key signs that it belongs to its issuer`(name: String) throws {
        try LedgerVector.expect(name, .possessionUnproved, at: 5)
    }

    struct Proof: Decodable {
        let name, origin, issuer, key, message, proof: String
        let valid: Bool
    }

    @Test func `R22 the proof covers origin, issuer and key`() throws {
        for vector in try PrimitiveVectors<Proof>.read("possession-proofs") {
            let key = try #require(Hex.decode(vector.key).flatMap { PublicKey($0) })
            let message = KeyChange.possessionMessage(
                origin: vector.origin, issuer: vector.issuer, key: key)
            #expect(Hex.encode(message) == vector.message)
            let proof = try #require(Hex.decode(vector.proof).flatMap { Signature($0) })
            #expect(key.isValid(proof, of: message) == vector.valid, "\(vector.name)")
        }
    }

    @Test(arguments: [
        "key-point-not-canonical", "key-point-not-on-curve", "key-point-of-order-1",
        "key-point-of-order-1-sign-set", "key-point-of-order-8", "key-point-order-2-component",
        "key-point-order-4-component", "key-point-order-8-component",
        "policy-checkpoint-key-not-canonical", "policy-checkpoint-key-not-on-curve",
        "policy-checkpoint-key-order-1", "policy-checkpoint-key-order-2",
        "policy-checkpoint-key-order-4",
    ])
    func `R23 a registered key is an acceptable one`(name: String) throws {
        try LedgerVector.expect(name, .keyUnacceptable)
    }

    struct Point: Decodable {
        let name: String
        let `public`: String
        let acceptable: Bool
    }

    @Test func `R23 only points of the prime-order subgroup are acceptable`() throws {
        for vector in try PrimitiveVectors<Point>.read("key-points") {
            let key = try #require(Hex.decode(vector.public).flatMap { PublicKey($0) })
            #expect(key.isInPrimeOrderSubgroup == vector.acceptable, "\(vector.name)")
        }
    }

    @Test(arguments: [
        "key-add-log-key-as-issuer", "key-add-recovery-is-importers-key",
        "key-add-recovery-is-own-key", "key-rotate-to-recovery-key",
        "key-rotate-to-workshops-key", "later-policy-recovery-is-importers-key",
        "policy-authority-is-issuer", "policy-authority-is-log-key",
        "order-key-use-before-rule",
    ])
    func `R23 a key has one use`(name: String) throws {
        try LedgerVector.expect(name, .keyUnacceptable)
    }

    @Test(arguments: [
        "policy-signature-invalid", "signature-all-zero", "signature-of-other-payload",
        "signature-last-by-another-key", "signature-r-sign-flipped", "signature-r-small-order",
        "signature-s-plus-order", "signature-of-correction", "signature-of-retraction",
        "signature-of-erasure", "signature-of-rotation", "signature-before-compromise",
        "signature-by-another-key", "signature-before-rotation",
    ])
    func `R24 a signature is valid under the key that kid names`(name: String) throws {
        try LedgerVector.expect(name, .signatureInvalid)
    }
}
