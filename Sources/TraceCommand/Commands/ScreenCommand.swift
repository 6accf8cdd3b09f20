// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Compares names with lists, and keeps what analysts decide.
struct ScreenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen", abstract: "Compare a name with lists; sign what was decided on it.",
        subcommands: [ScreenNameCommand.self, ScreenDecideCommand.self])
}

/// Shows what lists say of one name, with reasons.
struct ScreenNameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "name",
        abstract: "Show which listed names a name equals or resembles, and why.",
        discussion: """
            A match is a reason to look, never a finding about a person or company.
            Exit status: 0 nothing found, 1 a name that equals or resembles a listed one.
            """)

    @Argument(help: "The name, in any script.")
    var name: String

    @Option(help: "The folder of lists.")
    var lists = "lists"

    @Option(help: "The country, as two letters (ISO 3166-1).")
    var country: String?

    @Option(help: "The address.")
    var address: String?

    @Option(help: "A registration number; may be repeated.")
    var identifier: [String] = []

    @Option(help: "Names at least so alike are shown, from 0 to 1.")
    var threshold = 0.5

    func validate() throws {
        guard (0...1).contains(threshold) else {
            throw ValidationError("--threshold takes a number from 0 to 1")
        }
        guard country.map(Self.isCode) ?? true else {
            throw ValidationError("--country takes two letters (ISO 3166-1), such as CN")
        }
    }

    private static func isCode(_ text: String) -> Bool {
        text.count == 2 && text.allSatisfy { $0.isASCII && $0.isLetter }
    }

    func run() throws {
        let snapshot = try ListInput.read(lists)
        // A comparison with nothing would read like a name that is on no list.
        guard !snapshot.entries.isEmpty else {
            throw Refusal(
                "\(lists) holds no list: nothing was compared. `traceledger lists add` keeps one.")
        }
        // So would the absence of a name.
        guard
            name.contains(where: \.isLetter) || !identifier.isEmpty || address != nil
        else {
            throw Refusal("The name holds no letter: nothing was compared.")
        }
        let party = ScreenedName(
            name: name, country: country?.uppercased(), address: address, identifiers: identifier)
        for oddity in party.oddities { Console.note("Note: \(oddity).") }
        let found = Screener(lists: snapshot, threshold: threshold).matches(of: party, atMost: 10)
        for match in found { show(match) }
        if let address,
            let near = AddressScreener(snapshot).screen(address, country: party.country)
        {
            Console.say("address  \(near.nearness)  \(near.address)  (\(near.source))")
        } else if found.isEmpty {
            let read = snapshot.files.filter { $0.digest != nil }.map(\.name)
            Console.say(
                "No listed name equals or resembles it in \(read.joined(separator: ", ")).")
            return
        }
        throw ExitStatus.alert
    }

    private func show(_ match: NameMatch) {
        let likeness = (match.likeness * 100).rounded() / 100
        Console.say("\(likeness)  \(match.kind)  place \(match.place)  \(match.listedName)")
        Console.say("      \(match.key)")
        for reason in match.reasons {
            let weight = (reason.weight * 100).rounded() / 100
            Console.say("      \(weight >= 0 ? "+" : "")\(weight)  \(reason.words)")
        }
    }
}

/// Signs a decision on a match.
struct ScreenDecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Sign that a party is, or is not, the listed one; audits honour it.",
        discussion: "The entry is what `screen name` and the audit print, as LIST:NUMBER.")

    @Argument(help: "The ledger.", completion: .directory)
    var ledger: String

    @Option(help: "The party's id.")
    var party: String

    @Option(help: "The list entry, for example 'OFAC SDN:19790'.")
    var entry: String

    @Flag(help: "The party is the listed one.")
    var same = false

    @Flag(help: "The party is another one.")
    var notSame = false

    @Option(help: "Why, in a sentence.")
    var why: String

    @Option(help: "Who decided.")
    var by: String

    @Option(help: "The day of the decision, YYYY-MM-DD; today unless said.")
    var date: String?

    @OptionGroup var keys: WriterOptions

    func validate() throws {
        guard same != notSame else { throw ValidationError("say either --same or --not-same") }
        if let date, CalendarDate(date) == nil {
            throw ValidationError("--date takes a day as YYYY-MM-DD")
        }
    }

    func run() throws {
        let now = SystemClock.seconds
        let today = CalendarDate(dayNumber: Int(now / 86_400))
        guard let day = date.flatMap({ CalendarDate($0) }) ?? today,
            let decision = ScreeningDecision(
                party: party, entry: entry, answer: same ? .same : .notSame, who: by, why: why,
                day: day)
        else {
            throw Refusal(
                "A decision needs a party, an entry as LIST:NUMBER, a reason and who decided.")
        }
        let writer = try keys.writer(ledger)
        try refuseUnknownParty(writer)
        try decision.write(into: writer, time: now)
        try writer.close().tell()
        Console.say(
            "Signed: party \(party) is \(same ? "" : "not ")\(entry). Audits of this ledger honour "
                + "it; where several issuers write, name yours with audit --analyst.")
    }

    /// A slip in the id would sign a decision that no audit ever uses.
    private func refuseUnknownParty(_ writer: LedgerWriter) throws {
        let party = Reference(.party, self.party)
        let isNamed = try AnnexFile.sets(in: LedgerFolder(ledger)).contains { set in
            set.openings.contains { $0.kind == .party && $0.id == party.id }
        }
        guard writer.current[party] != nil || isNamed else {
            throw Refusal(
                "No record that \(ledger) opens names a party \(party.id). Ids are those of "
                    + "parties.csv, letter by letter.")
        }
    }
}
