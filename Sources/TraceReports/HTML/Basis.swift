// SPDX-License-Identifier: Apache-2.0
import TraceRisk

/// What the report rests on: tests, base rates, parameters, lists, records and the words used.
struct Basis {
    /// A test with its outcome over all lots.
    struct Test {
        let testPattern: Shown
        let testTitle: Shown
        let testQuestion: Shown
        let testRaised: Int
        let testPassed: Int
        let testOpen: Int
    }
    /// A base rate.
    struct Rate {
        let rateText: Shown
        let rateValue: Shown
        let rateSource: Shown
    }
    /// What someone outside the chain says.
    struct Claim {
        let claimWords: Shown
        let claimOrigin: Shown
        let claimTopics: Shown
        let claimRecord: Shown
    }
    /// A list that was read.
    struct List {
        let listName: Shown
        let listDay: Shown
        let listRows: Shown
        let listHash: Shown
    }
    /// A fault of the data.
    struct Remark {
        let remarkCode: Shown
        let remarkMessage: Shown
        let remarkRecords: Shown
    }
    /// A cited record in full.
    struct Entry {
        let entryNumber: Int
        let entryRecord: Shown
        let entryKind: Shown
        let entrySummary: Shown
        let entrySource: Shown
        let entrySuspect: Bool
    }

    let tests: [Test]
    let rates: [Rate]
    let hasRates: Bool
    let claims: [Claim]
    let hasClaims: Bool
    let notes: [NotePart]
    let lists: [List]
    let hasLists: Bool
    let remarks: [Remark]
    let hasRemarks: Bool
    let entries: [Entry]
    let hasEntries: Bool
    let parameterVersion: Shown
    let parameterHash: Shown
    let weightWords: Shown
    let wording: [Shown]

    init(_ result: AuditResult, context: PageContext) {
        tests = Basis.tests(result)
        rates = result.context.map { fact in
            Rate(
                rateText: fact.text.shown, rateValue: Shown(fact.words),
                rateSource: fact.source.shown)
        }
        hasRates = !rates.isEmpty
        claims = result.claims.filter { $0.sort == .other }.map { claim in
            Claim(
                claimWords: Shown(claim.words), claimOrigin: Shown(claim.origin),
                claimTopics: Shown(claim.topics), claimRecord: Shown(claim.record.recordLabel))
        }
        hasClaims = !claims.isEmpty
        notes = NotePart.parts(
            result.claims, [.answer, .stock, .marking, .owner, .decision], names: context.names)
        lists = result.lists.map { file in
            List(
                listName: file.title.shown, listDay: file.dayWords.shown,
                listRows: Shown(file.sha256 == nil ? "" : Double(file.rows).readableFigure),
                listHash: Shown(file.sha256 ?? ""))
        }
        hasLists = !lists.isEmpty
        remarks = result.data.map { remark in
            Remark(
                remarkCode: remark.code.shown, remarkMessage: remark.message.shown,
                remarkRecords: Shown(
                    remark.records.prefix(12).map(\.recordLabel).joined(separator: ", ")))
        }
        hasRemarks = !remarks.isEmpty
        entries = Basis.entries(result, context: context)
        hasEntries = !entries.isEmpty
        parameterVersion = result.parameters.version.shown
        parameterHash = result.parameters.sha256.shown
        weightWords = Shown(
            "Findings weigh weak, moderate, strong or decisive. Findings of one group are not "
                + "independent and do not add up without limit. Base rates, places and seasons "
                + "never raise an alert.")
        wording = [FixedWords.reply, FixedWords.asking, FixedWords.law].shown
    }

    /// The cited records, numbered as the links to them count.
    static func entries(_ result: AuditResult, context: PageContext) -> [Entry] {
        result.evidence.enumerated().map { offset, entry in
            Entry(
                entryNumber: offset + 1, entryRecord: entry.record.shown,
                entryKind: entry.kind.shown, entrySummary: entry.summary.shown,
                entrySource: Shown(context.source(of: entry)), entrySuspect: entry.underSuspicion)
        }
    }

    private static func tests(_ result: AuditResult) -> [Test] {
        var counts: [String: (raised: Int, passed: Int, open: Int)] = [:]
        for finding in result.lots.lazy.flatMap(\.findings) {
            var count = counts[finding.pattern] ?? (0, 0, 0)
            switch finding.result {
            case .raised: count.raised += 1
            case .notRaised: count.passed += 1
            case .notTestable: count.open += 1
            }
            counts[finding.pattern] = count
        }
        return result.patterns.map { pattern in
            let count = counts[pattern] ?? (0, 0, 0)
            return Test(
                testPattern: pattern.shown, testTitle: Shown(PatternWords.title(pattern)),
                testQuestion: Shown(PatternWords.entries[pattern]?.question ?? ""),
                testRaised: count.raised, testPassed: count.passed, testOpen: count.open)
        }
    }
}

extension AuditResult.ContextFact {
    /// The value with its unit; shares as per cent.
    var words: String {
        guard unit == "share" else { return "\(interval) \(unit)" }
        let scaled = AuditResult.ContextFact(
            text: text, low: low * 100, high: high * 100, unit: "%", source: source)
        return scaled.interval + " %"
    }
}

/// The figures that rank lots, for the reader's own house.
struct Annex {
    /// A lot.
    struct Row {
        let annexLot: Shown
        let annexAssessment: Shown
        let annexBase: Shown
        let annexRange: Shown
        let annexPrior: Shown
        let annexPosterior: Shown
    }

    let annexTitle: Shown
    let annexRows: [Row]

    init(_ result: AuditResult) {
        annexTitle = Shown(FixedWords.rankingAid)
        annexRows = AuditResult.Assessment.shown.filter { $0 != .notAssessed }
            .flatMap { result.lots(assessed: $0) }.map { lot in
                let score = lot.score
                return Row(
                    annexLot: lot.lot.shown, annexAssessment: Shown(lot.assessment.words),
                    annexBase: Shown(score.base.readableFigure),
                    annexRange: Shown(
                        "\(score.low.readableFigure) to \(score.high.readableFigure)"),
                    annexPrior: Shown(score.prior.readableFigure),
                    annexPosterior: Shown(score.posterior.readableFigure))
            }
    }
}
