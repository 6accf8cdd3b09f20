// SPDX-License-Identifier: Apache-2.0

/// A size at its low end, its base and its high end.
struct Size: Sendable {
    var low = 0.0
    var base = 0.0
    var high = 0.0

    init() {}

    init(_ parameter: Parameter) {
        (low, base, high) = (parameter.interval.low, parameter.base, parameter.interval.high)
    }

    static func += (sum: inout Size, size: Size) {
        sum.low += size.low
        sum.base += size.base
        sum.high += size.high
    }
}

/// What the findings of one group come to, counted in one pass; reports count for nothing.
struct Tally: Sendable {
    /// The sum of raised findings that the cap of the group bounds.
    var ordinary = Size()
    /// The sum of decisive ones, which no cap bounds.
    var decisive = Size()
    /// Raised findings.
    var raised = 0
    /// Patterns that passed.
    var passed = 0
    /// Whether a hard rule alerts by itself.
    var isHard = false
    private var lastPassed = ""

    /// Counts a raised finding.
    mutating func add(raised finding: AuditResult.Finding, _ size: Size) {
        raised += 1
        guard finding.strength == .decisive else {
            ordinary += size
            return
        }
        decisive += size
        if Catalogue.hard.contains(finding.pattern) { isHard = true }
    }

    /// Counts a pattern that passed, once: the findings of one pattern stand together.
    mutating func add(passed pattern: String) {
        guard pattern != lastPassed else { return }
        passed += 1
        lastPassed = pattern
    }
}

/// The tallies of one lot, by group.
struct Tallies: Sendable {
    private var all = Array(repeating: Tally(), count: AuditResult.Finding.Group.allCases.count)

    subscript(_ group: AuditResult.Finding.Group) -> Tally {
        get { all[Self.number(group)] }
        set { all[Self.number(group)] = newValue }
    }

    private static func number(_ group: AuditResult.Finding.Group) -> Int {
        switch group {
        case .identity: 0
        case .mass: 1
        case .price: 2
        case .route: 3
        case .documents: 4
        case .priors: 5
        }
    }
}
