// SPDX-License-Identifier: Apache-2.0
//
// A gate in a compliance tool: may this lot be booked in?
//
//     ShipmentGate LEDGER LOT [LISTS-FOLDER [TRUST-FILE]]
//
// Paste it, and replace the three `print`s by what your house does. It answers with the exit status of
// `traceledger audit`: 0 release, 1 a person must look, 2 unusable input, 3 the ledger does not verify.

import Foundation
import TraceLedger

/// What the gate decides for one lot.
enum Decision {
    case release
    case hold(reasons: [String], questions: [String])
    case refuse(verdict: String)
}

/// Opens a ledger, verifies it with everything pinned that is known, and audits it.
func decide(
    ledger path: String, lot: String, lists: ListSnapshot, trust: TrustFile?
) throws -> Decision {
    let audit = Audit(parameters: .standard, lists: lists)
    let options = VerificationOptions(mode: .exhaustive, trust: trust)
    let outcome = try LedgerAudit(audit, verification: options).run(LedgerFolder(path))

    // Nothing is read out of a ledger that does not verify.
    guard outcome.isVerified else { return .refuse(verdict: outcome.verdict) }
    let found = outcome.result.lots.first { $0.lot == lot }
    guard let result = found, result.assessment != .notAssessed else {
        let reason = found == nil ? "the ledger has no lot \(lot)" : "\(lot) was not assessed"
        return .hold(reasons: [reason], questions: ["Which lot is meant?"])
    }
    switch result.action {
    case .release: return .release
    case .ask, .review:
        let raised = result.findings.filter { $0.result == .raised }
        let untested = result.findings.filter { $0.result == .notTestable }.map {
            "\($0.pattern) could not be tested: \($0.missing.joined(separator: ", "))"
        }
        let refused = outcome.refusedDisclosures.map { "disclosures were not used: \($0)" }
        return .hold(
            reasons: raised.map(\.explanation) + untested + refused,
            questions: Array(Set(raised.flatMap(\.ask))).sorted())
    }
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard (2...4).contains(arguments.count) else {
    print("usage: ShipmentGate LEDGER LOT [LISTS-FOLDER [TRUST-FILE]]")
    exit(2)
}
do {
    let lists = arguments.count > 2 ? try ListFolder.read(arguments[2]) : .none
    var trust: TrustFile?
    if arguments.count > 3 {
        trust = TrustFile(try String(contentsOfFile: arguments[3], encoding: .utf8))
        guard trust != nil else {
            print("\(arguments[3]) is no trust file")
            exit(2)
        }
    }
    switch try decide(ledger: arguments[0], lot: arguments[1], lists: lists, trust: trust) {
    case .release:
        print("release \(arguments[1])")
    case .hold(let reasons, let questions):
        print("hold \(arguments[1]); a person decides")
        for reason in reasons { print("  because: \(reason)") }
        for question in questions { print("  ask for: \(question)") }
        exit(1)
    case .refuse(let verdict):
        print("refuse: \(verdict)")
        exit(3)
    }
} catch {
    print("\(error)")
    exit(2)
}
