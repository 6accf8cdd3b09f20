// SPDX-License-Identifier: Apache-2.0
import TraceLedger

/// A lot, party or site that an argument names: `lot:L-1`, or the id alone where it is clear.
enum AskedThing {
    private static let kinds: [RecordKind] = [.lot, .party, .site]

    /// The thing where its kind is said.
    static func reference(_ text: String) -> Reference? {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = kinds.first(where: { $0.rawValue == parts[0] }) else {
            return nil
        }
        return Reference(kind, parts[1])
    }

    /// Why a thing was not found: nobody names it, or perhaps under an id that is withheld here.
    static func unknown(_ what: String, among records: [Checked]) -> Refusal {
        let withheld = Set(records.map(\.record.reference).filter { $0.id.hasPrefix("~") })
            .count { kinds.contains($0.kind) }
        guard withheld > 0 else {
            return Refusal(
                "No record names \(what). Ids are those of the records, letter by letter; an audit "
                    + "lists the lots.")
        }
        return Refusal(
            "No record that is opened here names \(what); \(withheld) "
                + (withheld == 1 ? "id is" : "ids are")
                + " withheld, and it may be among them. Name it as an audit of the same input does "
                + "(~ and 16 characters), or ask the folder that has its disclosures.")
    }

    static func find(
        _ text: String, in network: LotNetwork, of records: [Checked]
    ) throws -> Reference {
        if let thing = reference(text) {
            guard network.start(thing) != nil else {
                throw unknown("the \(thing.kind.rawValue) \(thing.id)", among: records)
            }
            let others = network.namesakes(of: thing).map(words).joined(separator: ", ")
            if !others.isEmpty {
                Console.note("Another source or issuer uses that id: ask for \(others) as well.")
            }
            return thing
        }
        let found = kinds.map { Reference($0, text) }.filter { network.start($0) != nil }
            .flatMap { [$0] + network.namesakes(of: $0) }
        guard let thing = found.first else {
            throw unknown("a lot, party or site \(text)", among: records)
        }
        guard found.count == 1 else {
            let names = found.map(words).joined(separator: " or ")
            throw Refusal("\(text) is the id of several things: say \(names).")
        }
        return thing
    }

    private static func words(_ thing: Reference) -> String { "\(thing.kind.rawValue):\(thing.id)" }
}

/// The forms of an answer.
enum AnswerFormat: String, CaseIterable {
    case text, csv, json
}
