// SPDX-License-Identifier: Apache-2.0
public import TraceRisk
public import TraceSimulator

/// A simulated lot with its truth and what the audit said of it.
public struct JudgedLot: Sendable {
    /// What it truly is.
    public let truth: SimulatedWorld.Truth
    /// What the audit said.
    public let result: AuditResult.LotResult

    /// Whether it is mislabelled.
    public var isMislabelled: Bool { truth.label == .mislabelled }
    /// Whether it belongs to a family that works against the audit.
    public var isEvasive: Bool { !truth.evasion.isEmpty }
    /// Whether a decisive finding stands: those are judged apart from the rest.
    public var isDecisive: Bool {
        result.findings.contains { $0.result == .raised && $0.strength == .decisive }
    }
    /// Whether the audit did what this kind of lot asks for.
    public var isRight: Bool {
        if isMislabelled { return result.alert }
        return truth.isSparse ? result.assessment == .informationMissing : !result.alert
    }
}
