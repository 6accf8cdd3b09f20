// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension AuditResult {
    /// The lots with one assessment, heaviest first and otherwise in the order of the input.
    func lots(assessed assessment: Assessment) -> [LotResult] {
        lots.enumerated().filter { $0.element.assessment == assessment }
            .sorted { left, right in
                left.element.score.base == right.element.score.base
                    ? left.offset < right.offset
                    : left.element.score.base > right.element.score.base
            }.map(\.element)
    }

    /// The lots with one action, in the order of the assessments.
    func lots(toDo action: Action) -> [LotResult] {
        Assessment.shown.flatMap { lots(assessed: $0) }.filter { $0.action == action }
    }

    /// Lots that are goods of their own, not only material for others.
    var assessedCount: Int { lots.count { $0.assessment != .notAssessed } }
}

extension AuditResult.LotResult {
    /// What was raised, heaviest first.
    var raised: [AuditResult.Finding] {
        findings(.raised).enumerated().sorted { left, right in
            left.element.strength.rank == right.element.strength.rank
                ? left.offset < right.offset
                : left.element.strength.rank < right.element.strength.rank
        }.map(\.element)
    }

    /// The findings with one result, in the order of the input.
    func findings(_ result: AuditResult.Finding.Result) -> [AuditResult.Finding] {
        findings.filter { $0.result == result }
    }

    /// Every missing column, each once.
    var missing: [String] {
        var seen: Set<String> = []
        return findings(.notTestable).flatMap(\.missing).filter { seen.insert($0).inserted }
    }

    /// `3 raised, 2 not testable, 9 not raised`.
    var tally: String {
        let counts = [
            (findings(.raised).count, "raised"), (findings(.notTestable).count, "not testable"),
            (findings(.notRaised).count, "not raised"),
        ]
        let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return parts.isEmpty ? "no test applies" : parts.joined(separator: ", ")
    }

    /// The lot's result in a sentence that says what the record shows.
    var headline: String {
        let tests = "tests: \(tally)."
        switch assessment {
        case .indicatorRaised:
            return "Indicators consistent with processing outside the declared country; " + tests
        case .conflictInDocuments:
            return "Documents of this lot contradict each other; " + tests
        case .matchesListedParty:
            return "A party of this lot bears the name of a listed party; " + tests
        case .informationMissing:
            return "A test that could decide this lot could not run; " + tests
        case .noIndicatorRaised, .notAssessed:
            return assessment.words + "; " + tests
        }
    }
}

extension AuditResult.LotFacts {
    /// The quantity in words, as far as it is known.
    var quantity: String {
        [
            pieces.map { $0.readableFigure + " pieces" },
            netKg.map { $0.readableFigure + " kg net" },
        ].compactMap(\.self).joined(separator: ", ")
    }

    /// How the goods are made, in words.
    var madeHow: String? {
        construction?.visible.split(separator: "_").joined(separator: " ")
    }
}
