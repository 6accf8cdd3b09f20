// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
public import TraceRecords
public import TraceVerifier

/// What a monitor looks for in new records: parties, places, HS codes.
///
/// ```
/// party P-17               a party's id, or a name that a record gives, whatever its case
/// place CNDDG              a place, port, customs office or country code, or a site's id
/// hs 6704                  the beginning of an HS code
/// ```
public struct WatchList: Sendable, Hashable {
    /// One line of the list.
    public struct Item: Sendable, Hashable, CustomStringConvertible {
        /// What is looked for.
        public enum Subject: String, Sendable, CaseIterable {
            case party, place, hs
        }

        /// What is looked for.
        public let subject: Subject
        /// The text that is compared.
        public let text: String

        /// The line.
        public var description: String { "\(subject.rawValue) \(text)" }
    }

    /// The items in the order of the file.
    public let items: [Item]

    /// A list of nothing.
    public static let empty = WatchList(items: [])

    private init(items: [Item]) { self.items = items }

    /// Why a list is not used.
    public struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        /// The line, counted from 1.
        public let line: Int
        /// Line, reason and remedy.
        public var description: String {
            "line \(line): a line is `party ID-OR-NAME`, `place CODE-OR-SITE` or `hs DIGITS`"
        }
    }

    /// Reads a list; blank lines and lines that begin with # are allowed.
    public init(parsing text: String) throws(Refusal) {
        var items: [Item] = []
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            guard let first = line.first(where: { !$0.isWhitespace }), first != "#" else {
                continue
            }
            let words = line.split(maxSplits: 1) { $0 == " " || $0 == "\t" }
            guard words.count == 2, let subject = Item.Subject(rawValue: String(words[0])),
                items.count < 10_000
            else { throw Refusal(line: index + 1) }
            let value = words[1].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard !value.isEmpty,
                subject != .hs || value.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { throw Refusal(line: index + 1) }
            items.append(Item(subject: subject, text: value))
        }
        self.items = items
    }
}

/// A new record that the watch list names.
public struct WatchMatch: Sendable, Hashable {
    /// Its index in the ledger.
    public let index: UInt64
    /// Its record id.
    public let record: String
    /// Its kind.
    public let kind: RecordKind
    /// The line of the list.
    public let item: WatchList.Item
    /// The field in which it was found.
    public let field: String
    /// Its fields that nobody opened: of those nothing is known.
    public let withheld: Int
}

extension WatchList {
    /// The matches of records, over fields in clear and those that disclosures open.
    public func matches(_ records: some Sequence<Checked>) -> [WatchMatch] {
        records.flatMap { checked in
            items.compactMap { item in
                field(of: checked.record, item).map {
                    WatchMatch(
                        index: checked.index, record: checked.label, kind: checked.record.kind,
                        item: item, field: $0, withheld: checked.record.withheld)
                }
            }
        }
    }

    private static let placeFields: Set<String> = [
        "port", "customs_office", "place_of_receipt", "from_country", "to_country", "country",
        "city", "region", "province", "address", "locode", "origin_declared", "raw_origin_country",
        "raw_origin_region",
    ]

    /// The field of a record that an item names; nil for none.
    private func field(of record: Record, _ item: Item) -> String? {
        let wanted = item.text.lowercased()
        let kind: RecordKind = item.subject == .place ? .site : .party
        if item.subject != .hs, record.kind == kind, record.id.lowercased() == wanted {
            return "id"
        }
        // A record may show who says it and no field more.
        if item.subject == .party, record.accordingTo?.lowercased() == wanted {
            return "according_to"
        }
        for (name, value) in record.fields.sorted(by: { $0.key < $1.key }) {
            switch (item.subject, value) {
            case (.hs, .text(let text)) where name == "hs" && text.hasPrefix(item.text):
                return name
            case (.party, .text(let text)), (.place, .text(let text)):
                let counts =
                    item.subject == .place
                    ? Self.placeFields.contains(name) : name.hasSuffix("name")
                if counts, text.lowercased() == wanted { return name }
            case (_, .texts(let texts)) where name == "aliases" && item.subject == .party:
                if texts.contains(where: { $0.lowercased() == wanted }) { return name }
            case (_, .reference(let other)) where item.subject != .hs:
                if other.kind == kind, other.id.lowercased() == wanted { return name }
            case (_, .references(let others)) where item.subject != .hs:
                if others.contains(where: { $0.kind == kind && $0.id.lowercased() == wanted }) {
                    return name
                }
            default: continue
            }
        }
        return nil
    }
}
