// SPDX-License-Identifier: Apache-2.0
import TraceRisk

extension AuditResult.Assessment {
    /// The order in which a report shows the lots: what needs a person first.
    static let shown: [AuditResult.Assessment] = [
        .matchesListedParty, .indicatorRaised, .conflictInDocuments, .informationMissing,
        .noIndicatorRaised, .notAssessed,
    ]

    /// The fixed vocabulary as words.
    var words: String {
        switch self {
        case .noIndicatorRaised: "No indicator raised"
        case .informationMissing: "Information missing"
        case .indicatorRaised: "Indicator raised"
        case .conflictInDocuments: "Conflict in documents"
        case .matchesListedParty: "Matches a listed party"
        case .notAssessed: "Not assessed"
        }
    }

    /// What the words mean, and what they do not.
    var meaning: String {
        switch self {
        case .noIndicatorRaised:
            "The tests that apply to these goods ran and raised nothing that alerts. "
                + "It is not a certificate: the tests see only what the records hold."
        case .informationMissing:
            "A test that could decide the lot could not run, because figures or papers are missing. "
                + "Missing is neither good nor bad; it is open."
        case .indicatorRaised:
            "The records taken together do not carry the declared story of the lot. "
                + "Innocent explanations exist and are named; a person has to look."
        case .conflictInDocuments:
            "Documents of the lot contradict each other. Which of them is right is open."
        case .matchesListedParty:
            "A party of the lot bears a name or alias that stands on a list, with a consistent "
                + "country or place. A match of names is to be confirmed by identifiers."
        case .notAssessed:
            "The lot is only material for other lots; what was found about it stands there."
        }
    }

    /// The name of the style that marks it.
    var style: String {
        switch self {
        case .noIndicatorRaised: "none"
        case .informationMissing: "missing"
        case .indicatorRaised: "raised"
        case .conflictInDocuments: "conflict"
        case .matchesListedParty: "listed"
        case .notAssessed: "not"
        }
    }
}

extension AuditResult.Action {
    /// What to do next, in words.
    var words: String {
        switch self {
        case .release: "Release"
        case .ask: "Ask"
        case .review: "Review"
        }
    }
}

extension AuditResult.Finding.Strength {
    /// How much a finding weighs, in words.
    var words: String {
        switch self {
        case .weak: "weak"
        case .moderate: "moderate"
        case .strong: "strong"
        case .decisive: "decisive"
        case .report: "for information"
        }
    }

    /// Heaviest first.
    var rank: Int {
        switch self {
        case .decisive: 0
        case .strong: 1
        case .moderate: 2
        case .weak: 3
        case .report: 4
        }
    }
}

extension AuditResult.Finding.Group {
    /// What the findings of a group are about.
    var words: String {
        switch self {
        case .identity: "identity, label and place"
        case .mass: "mass and capacity"
        case .price: "price and payment"
        case .route: "time and route"
        case .documents: "documents"
        case .priors: "base rates, location and season"
        }
    }
}

/// Sentences that every report carries.
enum FixedWords {
    static let whatThisIs =
        "This report says what the records show and where they do not fit together. It does not say "
        + "who made the goods, and it accuses nobody. Each finding is a reason to look and to ask; a "
        + "person decides."
    static let signedIsNotTrue =
        "A signature shows who states something, not that it is so. The audit tests whether the "
        + "statements can be true together; it never shows that they are."
    static let asking =
        "Ask for documents, not for names of workers. A question about where goods were made can "
        + "endanger the person who answers it; use business channels and offer a confidential annex."
    static let toReview =
        "A person looks; stop, preserve, and speak with counsel before writing to the supplier."
    static let beforeAsking =
        "What stands here is a reason to look and to ask. Keep the records, stop re-export and "
        + "payment, and speak with counsel before you speak with the supplier."
    static let reply =
        "Every party named here has a right of reply. A reply is recorded beside the finding, and "
        + "the finding is weighed again with each new fact."
    static let law =
        "The law is named so that a reader can look it up. Legal tests differ from the tests here; "
        + "nothing in this report is a legal conclusion or legal advice."
    static let rankingAid = "a ranking aid, not a probability of wrongdoing"
}
