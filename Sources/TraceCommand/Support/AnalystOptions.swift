// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// The issuers whose decisions on matches of names count.
struct AnalystOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An issuer whose decisions on matches of names count; may be repeated.",
            discussion: "The name as `key show` prints it, or the thumbprint in it."))
    var analyst: [String] = []

    /// Names them to an audit.
    ///
    /// A slip in a name would leave every decision out, so one that no record names is refused.
    func name(to audit: inout Audit, in records: AuditInput.Records, of input: String) throws {
        guard !analyst.isEmpty, records.integrity.status != .failed else { return }
        audit.analysts = Set(
            try analyst.map { name in
                guard let issuer = COSEKey.thumbprint(ofIssuerName: name) ?? Digest(base64URL: name)
                else {
                    throw Refusal(
                        "--analyst takes an issuer's name as `traceledger key show` prints it, or "
                            + "the thumbprint in it; \(name) is neither.")
                }
                guard records.issuers.contains(issuer.base64URL) else {
                    throw Refusal(
                        "No record of \(input) names the issuer \(name): no decision could count.")
                }
                return issuer.base64URL
            })
    }
}
