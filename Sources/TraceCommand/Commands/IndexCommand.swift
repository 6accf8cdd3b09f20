// SPDX-License-Identifier: Apache-2.0
#if SQLite
    import ArgumentParser
    import TraceLedger

    /// Makes and asks the search index of a ledger.
    struct IndexCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "index",
            abstract: "Make the search index anew, or find statements with it.",
            discussion: """
                The index is derived from the log and can be deleted at any time. Each answer is \
                read in the log and compared with it.
                """)

        @Argument(help: "The ledger.", completion: .directory)
        var ledger: String

        @Flag(help: "Make the index anew from the verified ledger.")
        var rebuild = false

        @Option(help: "List the statements about the lot, party, site ... with this id.")
        var find: String?

        func validate() throws {
            guard rebuild || find != nil else {
                throw ValidationError("say what to do: --rebuild, or --find ID")
            }
        }

        func run() throws {
            let folder = LedgerFolder(ledger)
            guard try folder.isLedger() else {
                throw Refusal(
                    "\(ledger) holds no ledger; begin one with: traceledger init \(ledger)")
            }
            let index = try rebuild ? LedgerIndex.replacing(in: folder) : LedgerIndex(folder)
            if rebuild { Console.say("\(try index.rebuild()) entries indexed.") }
            guard let find else { return }
            let answers = try index.statements(about: find)
            for answer in answers {
                Console.say(
                    "\(answer.index)  \(answer.record)  \(answer.kind)  \(answer.id ?? "not disclosed")"
                )
            }
            Console.note("\(answers.count) statements, each compared with the log.")
        }
    }
#endif
