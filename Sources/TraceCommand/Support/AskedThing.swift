// SPDX-License-Identifier: Apache-2.0
import TraceLedger

/// A lot, party or site that an argument names: `lot:L-1`, or the id alone where it is clear.
enum AskedThing {
    private static let remedy =
        "Ids are those of the records, letter by letter; an audit lists the lots."
    private static let kinds: [RecordKind] = [.lot, .party, .site]

    /// The thing where its kind is said.
    static func reference(_ text: String) -> Reference? {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = kinds.first(where: { $0.rawValue == parts[0] }) else {
            return nil
        }
        return Reference(kind, parts[1])
    }

    static func find(_ text: String, in network: LotNetwork) throws -> Reference {
        if let thing = reference(text) {
            guard network.start(thing) != nil else {
                throw Refusal("No record names the \(thing.kind.rawValue) \(thing.id). " + remedy)
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
            throw Refusal("No record names a lot, party or site \(text). " + remedy)
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
