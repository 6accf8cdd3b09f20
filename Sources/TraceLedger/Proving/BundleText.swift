// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceCOSE
public import TraceProofs
public import TraceRisk

/// What the verification of a bundle showed, as people and programs read it.
public enum BundleText {
    /// Verdict, how far each issuer's chains go, what is not shown, and the figures.
    public static func plain(_ report: BundleReport) -> String {
        var lines = [report.verdict] + report.completeness + report.caveats
        lines += [
            "",
            "lots           \(report.lotNames.joined(separator: ", "))",
            "origin         \(report.checkpoint.origin)",
            "size           \(report.checkpoint.head.size)",
            "root           \(report.checkpoint.head.rootHash)",
            "statements     \(report.statements)",
            "signatures     \(report.signaturesChecked) checked",
            "witnesses      \(report.cosignatures.count)",
            "disclosed      \(report.disclosed) fields; \(report.withheld) stay committed",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// One JSON object with sorted keys.
    public static func json(_ report: BundleReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Document(report)), as: UTF8.self) + "\n"
    }

    private struct Document: Encodable {
        struct Chain: Encodable {
            let issuer, subject, name: String
            let complete_to: UInt64
        }
        struct Witness: Encodable {
            let name: String
            let time: UInt64?
        }
        let schema = "traceledger-bundle-verification/1"
        let verdict, origin, root, identity: String
        let witnessed: String?
        let verified = true
        let completeness, caveats, lots, unstated, strangers: [String]
        let size: UInt64
        let statements, signatures_checked, disclosed, withheld: Int
        let under_suspicion: [UInt64]
        let chains: [Chain]
        let witnesses: [Witness]

        init(_ report: BundleReport) {
            verdict = report.verdict
            origin = report.checkpoint.origin
            root = report.checkpoint.head.rootHash.hex
            identity = report.isPinned ? "pinned" : "self-declared"
            witnessed = report.witnessed
            completeness = report.completeness
            caveats = report.caveats
            lots = report.lotNames
            unstated = report.unstated
            strangers = report.strangers
            size = report.checkpoint.head.size
            statements = report.statements
            signatures_checked = report.signaturesChecked
            disclosed = report.disclosed
            withheld = report.withheld
            under_suspicion = report.underSuspicion
            chains = report.chains.map {
                Chain(
                    issuer: COSEKey.issuerName($0.issuer), subject: $0.subject.base64URL,
                    name: $0.name, complete_to: $0.last)
            }
            witnesses = report.cosignatures.map { Witness(name: $0.key.name, time: $0.time) }
        }
    }
}

extension AuditResult.Integrity {
    /// What the verification of a bundle says, in the words of the audit result.
    public init(_ report: BundleReport) {
        self.init(
            status: .verified, mode: .exhaustive, signaturesChecked: report.signaturesChecked,
            identity: report.isPinned ? .pinned : .selfDeclared,
            witnesses: report.cosignatures.count, records: report.statements, problems: [],
            freshness: .notChecked, underSuspicion: report.underSuspicion.count)
    }

    /// A bundle that does not verify: nothing in it may be believed.
    public init(_ error: ProofError) {
        self.init(
            status: .failed, mode: .exhaustive, signaturesChecked: 0, identity: .selfDeclared,
            witnesses: 0, records: 0,
            problems: [
                Problem(
                    code: error.code.rawValue,
                    record: error.location.map { "entry \($0)" } ?? "bundle",
                    message: error.description)
            ])
    }
}
