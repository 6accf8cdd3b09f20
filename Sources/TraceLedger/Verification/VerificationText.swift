// SPDX-License-Identifier: Apache-2.0
import Foundation
public import TraceVerifier

/// A verification report as people and programs read it.
public enum VerificationText {
    /// Problems that are printed one by one.
    static let shown = 20
    /// Ranges of entries under suspicion that are printed.
    static let shownRanges = 50

    /// Verdict, counts, what was not checked, and the problems with their remedies.
    public static func plain(_ report: VerificationReport) -> String {
        var lines = [report.verdict]
        lines += report.caveats
        if report.isVerified {
            lines.append("")
            lines.append("origin         \(report.origin)")
            lines.append("entries        \(report.entries)")
            lines.append("root           \(report.root?.hex ?? "")")
            lines.append("mode           \(report.mode.rawValue)")
            lines.append("signatures     \(report.signaturesChecked) checked")
            lines.append("issuers        \(report.issuers), each an unbroken chain")
            lines.append("subject chains \(report.subjectChains)")
            lines.append("keys           \(report.keys)")
            if report.unknownPayloadKeys > 0 {
                lines.append(
                    "unknown keys   \(report.unknownPayloadKeys) payload fields of a later version")
            }
            if let suspicion = suspicion(report) { lines.append(suspicion) }
            for file in report.beyondCheckpoint {
                lines.append("reaching beyond the checkpoint: \(file)")
            }
            return lines.joined(separator: "\n") + "\n"
        }
        for problem in report.problems.prefix(shown) {
            lines.append("")
            lines.append(problem.sentence)
            lines.append("  remedy: \(problem.code.remedy)")
        }
        if report.problems.count > shown {
            lines.append("")
            lines.append("and \(report.problems.count - shown) more (--format json lists all)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The entries under suspicion, neighbours joined; `nil` where there are none.
    public static func suspicion(_ report: VerificationReport) -> String? {
        var ranges: [ClosedRange<UInt64>] = []
        for index in report.underSuspicion {
            if let last = ranges.last, last.upperBound + 1 == index {
                ranges[ranges.count - 1] = last.lowerBound...index
            } else {
                ranges.append(index...index)
            }
        }
        guard !ranges.isEmpty else { return nil }
        let shown = ranges.prefix(shownRanges).map { range in
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        }
        let rest = ranges.count > shownRanges ? " and more (--format json lists all)" : ""
        return "under suspicion: entries " + shown.joined(separator: ", ") + rest
    }

    /// One JSON object with sorted keys.
    ///
    /// Of a merged ledger, `sources` is what was found of them; where one does not hold, nothing does:
    /// `verified` is false, and the problem `source-failed` names the source, as in an audit.
    public static func json(
        _ report: VerificationReport,
        sources: Result<MergedVerification.Report, WritingError>? = nil
    ) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var document = Document(report)
        switch sources {
        case .success(let merged)?: document.merged = Merged(merged)
        case .failure(let fault)?: document.fail(source: fault)
        case nil: break
        }
        let data = try encoder.encode(document)
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private struct Document: Encodable {
        struct Item: Encodable {
            let code, requirement, remedy, message: String
            var index: UInt64?
            var record, issuer, file, field: String?
            var bytes: [Int]?
        }
        let schema = "traceledger-verification/1"
        let mode, origin: String
        var verdict: String
        var verified: Bool
        var caveats: [String]
        let root: String?
        let entries: UInt64
        let signatures_checked, issuers, subject_chains, keys, unknown_payload_keys: Int
        let identity: String
        let log_key_replaced_at: UInt64?
        let witnesses: Int
        let witnessed: String?
        let under_suspicion: [UInt64]
        let beyond_checkpoint: [String]
        var problems: [Item]
        var merged: Merged?

        init(_ report: VerificationReport) {
            verdict = report.verdict
            mode = report.mode.rawValue
            origin = report.origin
            verified = report.isVerified
            caveats = report.caveats
            root = report.root?.hex
            entries = report.entries
            signatures_checked = report.signaturesChecked
            issuers = report.issuers
            subject_chains = report.subjectChains
            keys = report.keys
            unknown_payload_keys = report.unknownPayloadKeys
            identity = report.isPinned ? "pinned" : "self-declared"
            log_key_replaced_at = report.logKeyReplaced
            witnesses = report.witnesses
            witnessed = report.witnessed
            under_suspicion = report.underSuspicion
            beyond_checkpoint = report.beyondCheckpoint
            problems = report.problems.map {
                Item(
                    code: $0.code.rawValue, requirement: $0.code.requirement,
                    remedy: $0.code.remedy, message: $0.sentence, index: $0.index,
                    record: $0.record?.description, issuer: $0.issuer, file: $0.file,
                    field: $0.field, bytes: $0.byteRange.map { [$0.lowerBound, $0.upperBound] })
            }
        }

        mutating func fail(source fault: WritingError) {
            verdict = "failed: 1 problems; first: source-failed"
            verified = false
            caveats = []
            problems = [
                Item(
                    code: "source-failed", requirement: "E.6",
                    remedy: "Take the source again from whoever keeps it, and merge anew.",
                    message: fault.description)
            ]
        }
    }

    /// The sources of a merged ledger, each verified exhaustively (SPEC.md E.6).
    private struct Merged: Encodable {
        struct Source: Encodable {
            let origin, root: String
            let first: UInt64
            let entries: Int
            let under_suspicion: [UInt64]
        }
        struct Fork: Encodable {
            let issuer: String
            let seq: UInt64
            let records: [String]
        }
        let sources: [Source]
        let forks: [Fork]
        let repeated: Int

        init(_ report: MergedVerification.Report) {
            sources = report.sources.map {
                Source(
                    origin: $0.origin, root: $0.root.hex, first: $0.indexes.lowerBound,
                    entries: $0.indexes.count, under_suspicion: $0.underSuspicion)
            }
            forks = report.forks.map {
                Fork(issuer: $0.issuer, seq: $0.seq, records: $0.records.map(\.description))
            }
            repeated = report.repeated
        }
    }
}
