// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// Takes a statement back.
struct RetractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retract",
        abstract: "Take a statement back, and sign that it no longer stands.",
        discussion: """
            ENTRY is sheet#id, as in payments#B-1, a record id, or a place in the ledger. The statement \
            stays in the log with a retraction behind it; audits leave its record out and say so. A \
            wrong value is corrected instead, by importing the right one. `import --again` states a \
            row again that was taken back.
            """)

    @Argument(help: "The record: sheet#id, a record id, or a place.")
    var entry: String

    @Option(help: "The ledger.", completion: .directory)
    var ledger: String

    @Option(
        help: "entered-in-error, duplicate, no-longer-supported or withdrawn-by-source.")
    var reason: String

    @OptionGroup var cosigning: WitnessOptions

    @OptionGroup var keys: WriterOptions

    func run() throws {
        let writer = try keys.writer(ledger)
        let target = try writer.current.stated(entry)
        let place = try writer.retract(target, reason: reason, time: SystemClock.seconds)
        let record = target.record
        let naming = writer.current.standing.map(\.record).filter { $0.names(record.reference) }
        try writer.close().tell()
        Console.say("\(Self.label(record)) no longer stands; entry \(place) says so.")
        if !naming.isEmpty {
            Console.say(
                "Still naming it: \(Self.list(naming)). Correct these, or take them back as well.")
        }
        try cosigning.collect(for: ledger)
    }

    private static func list(_ records: [Record]) -> String {
        let shown = records.prefix(5).map(label).joined(separator: ", ")
        return records.count > 5 ? "\(shown) and \(records.count - 5) more" : shown
    }

    private static func label(_ record: Record) -> String {
        record.workbookLabel ?? "\(record.kind.rawValue) \(record.id)"
    }
}

extension CurrentStatements {
    /// The statement that sheet#id, a record id or a place names.
    func stated(_ name: String) throws -> Entry {
        let found =
            UInt64(name).flatMap { entry(at: $0) }
            ?? Digest(hex: name).flatMap { entry(of: RecordID($0)) }
            ?? Reference(label: name).flatMap { self[$0] }
        guard let found else {
            throw Refusal(
                "This issuer has no statement \(name) in the ledger; write sheet#id, a record id, "
                    + "or its place.")
        }
        return found
    }
}
