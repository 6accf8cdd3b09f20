// SPDX-License-Identifier: Apache-2.0
public import TraceRisk

extension AuditResult.Finding {
    /// What was tested, as the reports call it.
    public var testTitle: String { PatternWords.title(self) }

    /// The documents that would fill what was missing.
    public var settlingDocuments: [String] { SettlingDocuments.documents(for: missing) }
}

extension AuditResult.Assessment {
    /// The fixed words of the reports, for a sentence: *matches a listed party*.
    public var fixedWords: String { words.prefix(1).lowercased() + words.dropFirst() }
}
