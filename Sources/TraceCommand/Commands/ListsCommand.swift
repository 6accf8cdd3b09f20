// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Everything about folders of published lists.
struct ListsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists", abstract: "Keep the published lists that parties are compared with.",
        discussion: """
            Nothing is downloaded. Lists grow old by the day: an audit names each by date and digest.
            """,
        subcommands: [ListsAddCommand.self, ListsShowCommand.self])
}

/// Stores a list file under its kind, date and digest.
struct ListsAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Check a list file as a whole and store it.",
        discussion: """
            Known from their content: OFAC sdn.csv, alt.csv, add.csv and SDN.XML; the UN consolidated \
            XML; the US Consolidated Screening List (CSV); the EU consolidated list (XML, CSV); tables \
            of the UFLPA Entity List and of CBP withhold release orders; OpenSanctions \
            targets.simple.csv and entities.ftm.json.
            """)

    @Argument(help: "The list files, as published.", completion: .file())
    var files: [String]

    @Option(help: "The folder of lists.")
    var to = "lists"

    @Option(help: "The day of the list, YYYY-MM-DD, where the list does not say it.")
    var date: String?

    @Flag(help: "Store a list although it is much smaller than the one before it.")
    var acceptSmaller = false

    func validate() throws {
        if let date, CalendarDate(date) == nil {
            throw ValidationError("--date takes a day as YYYY-MM-DD")
        }
    }

    func run() throws {
        if let date, let day = CalendarDate(date), ListInput.isToCome(day) {
            throw Refusal(
                "\(date) is a day to come: until then no newer list of its kind would be used. "
                    + "Nothing was stored.")
        }
        for file in files {
            do throws(ScreeningError) {
                let added = try ListStore.add(
                    file, to: to, date: date.flatMap { CalendarDate($0) },
                    acceptsSmaller: acceptSmaller)
                report(added)
            } catch {
                throw Refusal("\(error)")
            }
        }
    }

    private func report(_ added: ListStore.Added) {
        let basis =
            switch added.dateBasis {
            case .published: "as it says"
            case .given: "as given"
            case .file: "by the file's own date: say it with --date if you know better"
            }
        Console.say(
            "\(added.wasThere ? "Already there" : "Added"): \(added.list.kind.title), "
                + "\(added.entries) entries, of \(added.list.date) (\(basis))\n"
                + "  \(to)/\(added.list.fileName)\n  sha256 \(added.digest.hex)")
        for remark in added.remarks { Console.note("\(remark.file): \(remark.message).") }
    }
}

/// Says which lists an audit would use.
struct ListsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the lists of a folder, with date and digest.")

    @Argument(help: "The folder of lists.", completion: .directory)
    var folder = "lists"

    @Option(help: "The lists as they stood on a day, YYYY-MM-DD.")
    var asOf: String?

    func validate() throws {
        if let asOf, CalendarDate(asOf) == nil {
            throw ValidationError("--as-of takes a day as YYYY-MM-DD")
        }
    }

    func run() throws {
        let snapshot: ListSnapshot
        do throws(ScreeningError) {
            snapshot = try ListFolder.read(folder, asOf: asOf.flatMap { CalendarDate($0) })
        } catch {
            throw Refusal("\(error)")
        }
        for file in snapshot.files {
            guard let digest = file.digest, let kind = file.kind else {
                Console.say("missing  \(file.name)")
                continue
            }
            let date = file.date.map { "\($0)" } ?? "no date "
            Console.say("\(date)  \(kind.title)  \(file.rows) entries  \(file.name)")
            Console.say("            sha256 \(digest.hex)")
        }
        let korean = snapshot.entries.count(where: \.isKorean)
        Console.say(
            "\(snapshot.entries.count) listed in all, \(korean) under programmes on North Korea.")
        for remark in snapshot.remarks { Console.note("\(remark.file): \(remark.message).") }
        ListInput.noteDaysToCome(snapshot, folder)
    }
}
