// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// What a pattern is called, how much it weighs, and what a reader should hold against it.
struct Card: Sendable {
    let id: String
    let name: String
    let group: AuditResult.Finding.Group
    let strength: AuditResult.Finding.Strength
    /// Explanations that would be no ground for concern.
    let innocent: [String]
    /// What to ask for.
    let ask: [String]
    /// Whose findings stand in a lot: everyone it names, or only those who supply and make it.
    var parties: PartyReach = .everyone
    /// Whether it rests on confidential notes, which never stand in a copy that goes out.
    var isConfidential = false

    enum PartyReach: Sendable { case everyone, suppliers }
}

/// What a pattern says of one lot, site, party or chain.
struct Outcome: Sendable, Equatable {
    var result: AuditResult.Finding.Result
    var strength: AuditResult.Finding.Strength
    /// `kind:id` of what it is about; nil: the finished lot itself.
    var about: String?
    var numbers: [String: Double] = [:]
    var missing: [String] = []
    var records: [String] = []
    var explanation = ""
    /// Keys into the law table.
    var law: [String] = []
    /// Whether a record that carries the fact is an estimate; what is cited beside it is none.
    var isEstimate = false

    static func notRaised(_ card: Card, numbers: [String: Double] = [:]) -> Outcome {
        Outcome(
            result: .notRaised, strength: card.strength,
            numbers: numbers.mapValues(Maths.rounded))
    }

    static func notTestable(_ card: Card, _ missing: [String]) -> Outcome {
        Outcome(result: .notTestable, strength: card.strength, missing: missing)
    }

    static func raised(
        _ card: Card, _ strength: AuditResult.Finding.Strength? = nil, about: String? = nil,
        numbers: [String: Double] = [:], records: [Stated], carriedBy: [Stated]? = nil,
        law: [String] = [], _ explanation: String
    ) -> Outcome {
        // A party's own row only says who is meant, where other records tell what happened.
        let facts = records.filter { $0.record.kind != .party }
        let carriers = carriedBy ?? (facts.isEmpty ? records : facts)
        return Outcome(
            result: .raised, strength: strength ?? card.strength, about: about,
            numbers: numbers.mapValues(Maths.rounded),
            records: records.map(\.label), explanation: explanation, law: law,
            isEstimate: carriers.contains(where: \.isEstimate))
    }
}

/// One test of a story; each asks of lots, sites or parties by themselves, or of a whole chain.
///
/// What is asked of a lot, site or party is asked once and stands in every finished lot it touches.
protocol Pattern: Sendable {
    /// Name, weight and words.
    static var card: Card { get }
    /// Prepares what the pattern needs from all records, in about linear time.
    init(_ world: World)
    /// What it says of a lot by itself, finished or input; nothing where it does not apply.
    func outcomes(lot: Int, _ world: World) -> [Outcome]
    /// What it says of a site.
    func outcomes(site: Int, _ world: World) -> [Outcome]
    /// What it says of a party.
    func outcomes(party: Int, _ world: World) -> [Outcome]
    /// What it says of a finished lot's chain as a whole.
    func outcomes(chain: Scope, _ world: World) -> [Outcome]
}

extension Pattern {
    func outcomes(lot: Int, _ world: World) -> [Outcome] { [] }
    func outcomes(site: Int, _ world: World) -> [Outcome] { [] }
    func outcomes(party: Int, _ world: World) -> [Outcome] { [] }
    func outcomes(chain: Scope, _ world: World) -> [Outcome] { [] }
}

/// Words for figures in sentences.
enum Words {
    /// A number with at most three significant digits, as a person would write it.
    static func figure(_ x: Double) -> String {
        guard x.isFinite else { return "unbounded" }
        let rounded: Double
        if x.magnitude >= 100 {
            rounded = x.rounded()
        } else if x.magnitude >= 10 {
            rounded = (x * 10).rounded() / 10
        } else if x.magnitude >= 0.1 {
            rounded = (x * 100).rounded() / 100
        } else {
            rounded = (x * 10_000).rounded() / 10_000
        }
        guard rounded == rounded.rounded(), rounded.magnitude < 1e15 else { return "\(rounded)" }
        return grouped(Int(rounded))
    }

    private static func grouped(_ value: Int) -> String {
        var digits = Array(String(value.magnitude))
        var position = digits.count - 3
        while position > 0 {
            digits.insert(",", at: position)
            position -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }

    /// Names joined for a sentence; a long list is cut.
    static func list(_ names: [String]) -> String {
        names.count <= 5
            ? names.joined(separator: ", ")
            : names.prefix(5).joined(separator: ", ") + " and \(names.count - 5) more"
    }
}
