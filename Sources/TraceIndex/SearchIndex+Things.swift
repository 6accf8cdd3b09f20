// SPDX-License-Identifier: Apache-2.0
#if SQLite
    internal import Foundation
    internal import GRDB
    public import TracePrimitives

    extension SearchIndex {
        /// A lot, party, site or other thing, by the name that disclosures give it.
        public struct Thing: Sendable, Hashable {
            /// The kind of its record.
            public let kind: String
            /// Its id, or the mark of a pseudonym that nothing opens.
            public let id: String

            /// A thing.
            public init(kind: String, id: String) {
                self.kind = kind
                self.id = id
            }
        }

        /// How a statement names a thing.
        public struct Mention: Sendable, Hashable {
            /// The part that a lot has in the work that names it.
            public enum Side: Int, Sendable {
                /// Named in any other way.
                case other
                /// Something was made of it.
                case input
                /// It was made.
                case output
            }
            /// The thing.
            public let thing: Thing
            /// Its part.
            public let side: Side

            /// A mention.
            public init(_ thing: Thing, _ side: Side) {
                self.thing = thing
                self.side = side
            }
        }

        /// What opens a pseudonym: with the salt anyone computes it again.
        public struct Opening: Sendable, Hashable {
            /// Kind and id.
            public let thing: Thing
            /// The salt.
            public let salt: [UInt8]

            /// An opening.
            public init(_ thing: Thing, salt: [UInt8]) {
                self.thing = thing
                self.salt = salt
            }
        }

        /// How much of ledger and annex the index covers for questions of what is downstream.
        public struct Coverage: Sendable, Hashable {
            /// Statements that state, correct, retract or erase a record.
            public let records: Int
            /// Length of the annex that was read.
            public let annexLength: Int
            /// SHA-256 of those bytes.
            public let annexHash: Digest
            /// Whether every thing has one name, and every correction a known target.
            public let isPlain: Bool

            /// A coverage.
            public init(records: Int, annexLength: Int, annexHash: Digest, isPlain: Bool) {
                self.records = records
                self.annexLength = annexLength
                self.annexHash = annexHash
                self.isPlain = isPlain
            }
        }

        /// What the index covers; nil where it answers nothing about what is downstream.
        public func coverage() throws -> Coverage? {
            try database.read { db in
                guard let row = try GRDB.Row.fetchOne(db, sql: "SELECT * FROM coverage"),
                    let hash = try row.bytes("annex_hash").flatMap({ Digest($0) })
                else { return nil }
                let records = try row.decode(Int.self, forColumn: "records")
                let length = try row.decode(Int.self, forColumn: "annex")
                guard records >= 0, length >= 0 else { return nil }
                return Coverage(
                    records: records, annexLength: length, annexHash: hash,
                    isPlain: try row.decode(Int.self, forColumn: "plain") == 1)
            }
        }

        static func keep(_ coverage: Coverage?, _ db: Database) throws {
            try db.execute(sql: "DELETE FROM coverage")
            guard let coverage else { return }
            try db.execute(
                sql: "INSERT INTO coverage VALUES (?, ?, ?, ?)",
                arguments: [
                    coverage.records, coverage.annexLength, coverage.annexHash.data,
                    coverage.isPlain ? 1 : 0,
                ])
        }
    }

    /// Numbers of things, given as they come up.
    struct ThingNumbers {
        private let db: Database
        private let find: GRDB.Statement
        private let make: GRDB.Statement
        private let salted: GRDB.Statement
        private let mention: GRDB.Statement
        private var known: [SearchIndex.Thing: Int64] = [:]

        init(_ db: Database) throws {
            self.db = db
            find = try db.makeStatement(sql: "SELECT number FROM thing WHERE id = ? AND kind = ?")
            make = try db.makeStatement(sql: "INSERT INTO thing (kind, id) VALUES (?, ?)")
            salted = try db.makeStatement(sql: "UPDATE thing SET salt = ? WHERE number = ?")
            mention = try db.makeStatement(sql: "INSERT OR IGNORE INTO mention VALUES (?, ?, ?)")
        }

        mutating func number(_ thing: SearchIndex.Thing) throws -> Int64 {
            if let number = known[thing] { return number }
            let number: Int64
            if let found = try Int64.fetchOne(find, arguments: [thing.id, thing.kind]) {
                number = found
            } else {
                try make.execute(arguments: [thing.kind, thing.id])
                number = db.lastInsertedRowID
            }
            known[thing] = number
            return number
        }

        mutating func open(_ opening: SearchIndex.Opening) throws {
            try salted.execute(arguments: [Data(opening.salt), try number(opening.thing)])
        }

        mutating func add(_ item: SearchIndex.Mention, at position: Int64) throws {
            try mention.execute(arguments: [try number(item.thing), position, item.side.rawValue])
        }
    }
#endif
