// SPDX-License-Identifier: Apache-2.0
#if SQLite
    internal import Foundation
    internal import GRDB
    public import TracePrimitives

    extension SearchIndex {
        /// The statements that an answer about a thing rests on.
        public struct Reach: Sendable {
            /// Them, in the order of the ledger, policy and key statements among them.
            public let rows: [Place]
            /// What opens the pseudonyms that they use.
            public let openings: [Opening]
        }

        /// Where a statement and its disclosures stand.
        public struct Place: Sendable, Hashable {
            /// Position in the ledger.
            public let index: UInt64
            /// Record id, to be compared with the entry's hash.
            public let record: RecordID
            /// The bytes of its disclosures in the annex.
            public let annex: Range<Int>?
            /// Whether it is a policy or key statement.
            public let isControl: Bool
        }

        /// The kinds under which the index knows an id, among lots, parties and sites.
        public func kinds(ofID id: String) throws -> [String] {
            try database.read { db in
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT kind FROM thing WHERE id = ? AND kind IN ('lot', 'party', 'site')
                        ORDER BY kind
                        """, arguments: [id])
            }
        }

        /// The statements that name a thing, and those about all lots that may be downstream of it; nil
        /// where nothing names it or more than `limit` statements are needed.
        ///
        /// It takes in too much rather than too little: the answer is computed from the records
        /// themselves, and a record more changes nothing in it.
        public func reach(downstreamOf thing: Thing, limit: Int) throws -> Reach? {
            try database.read { db in
                var walk = try Walk(db, limit: limit)
                guard try walk.run(from: thing) else { return nil }
                return Reach(rows: try walk.places(), openings: try walk.openings())
            }
        }
    }

    /// A walk along what was made of what.
    private struct Walk {
        /// What names a thing: the position, its part, and what is stated there.
        struct Naming {
            let side: Int
            let thing: Int64
            let kind: String

            init(_ row: GRDB.Row) throws {
                side = try row.decode(atIndex: 0)
                thing = try row.decode(atIndex: 1)
                kind = try row.decode(atIndex: 2)
            }
        }

        private let db: Database
        private let limit: Int
        private let stating: GRDB.Statement
        private let naming: GRDB.Statement
        private let named: GRDB.Statement
        private var loaded: Set<Int64> = []
        private var positions: Set<Int64> = []
        private var reached: Set<Int64> = []
        private var queue: [Int64] = []

        init(_ db: Database, limit: Int) throws {
            self.db = db
            self.limit = limit
            stating = try db.makeStatement(sql: "SELECT position FROM statement WHERE thing = ?")
            naming = try db.makeStatement(
                sql: """
                    SELECT m.side, t.number, t.kind FROM mention m
                    JOIN statement s ON s.position = m.position
                    JOIN thing t ON t.number = s.thing WHERE m.thing = ?
                    """)
            named = try db.makeStatement(
                sql: """
                    SELECT m.side, t.number, t.kind FROM mention m
                    JOIN thing t ON t.number = m.thing WHERE m.position = ?
                    """)
        }

        /// Walks; false where nothing is known or too much is needed.
        mutating func run(from thing: SearchIndex.Thing) throws -> Bool {
            guard
                let start = try Int64.fetchOne(
                    db, sql: "SELECT number FROM thing WHERE id = ? AND kind = ?",
                    arguments: [thing.id, thing.kind])
            else { return false }
            try load(start)
            if thing.kind == "lot" { reach(start) } else { try begin(at: start, thing.kind) }
            var next = 0
            while next < queue.count {
                guard positions.count <= limit else { return false }
                try follow(queue[next])
                next += 1
            }
            return positions.count <= limit
        }

        /// Takes in whatever names a party or a site; a party's sites with it.
        private mutating func begin(at start: Int64, _ kind: String) throws {
            for naming in try namings(of: start) {
                try load(naming.thing)
                switch naming.kind {
                case "lot": reach(naming.thing)
                case "processing", "movement", "order", "payment":
                    for lot in try lots(in: naming.thing) { reach(lot.thing) }
                case "site" where kind == "party": try begin(at: naming.thing, "site")
                default: break
                }
            }
        }

        /// Takes in what names a lot, what was made of it, and the lots that it was made of.
        private mutating func follow(_ lot: Int64) throws {
            try load(lot)
            for source in try lots(in: lot) where source.side == 1 { try load(source.thing) }
            for naming in try namings(of: lot) {
                switch naming.kind {
                case "lot":
                    try load(naming.thing)
                    if naming.side == 1 { reach(naming.thing) }
                case "processing":
                    try load(naming.thing)
                    for part in try lots(in: naming.thing) {
                        if naming.side == 1, part.side == 2 { reach(part.thing) }
                        if naming.side == 2, part.side == 1 { try load(part.thing) }
                    }
                case "movement": try load(naming.thing)
                default: break
                }
            }
        }

        private mutating func reach(_ lot: Int64) {
            if reached.insert(lot).inserted { queue.append(lot) }
        }

        private mutating func load(_ thing: Int64) throws {
            guard loaded.insert(thing).inserted else { return }
            positions.formUnion(try Int64.fetchAll(stating, arguments: [thing]))
        }

        private func namings(of thing: Int64) throws -> [Naming] {
            try GRDB.Row.fetchAll(naming, arguments: [thing]).map { try Naming($0) }
        }

        /// The lots that the statements of a thing name.
        private func lots(in thing: Int64) throws -> [Naming] {
            try Int64.fetchAll(stating, arguments: [thing]).flatMap { position in
                try GRDB.Row.fetchAll(named, arguments: [position]).map { try Naming($0) }
            }.filter { $0.kind == "lot" }
        }

        /// The statements that were taken in, with the policy and key statements.
        func places() throws -> [SearchIndex.Place] {
            let controls = Set(
                try Int64.fetchAll(
                    db, sql: "SELECT position FROM statement WHERE kind IN ('policy', 'key')"))
            let one = try db.makeStatement(
                sql: "SELECT record, annex_at, annex_end FROM statement WHERE position = ?")
            return try positions.union(controls).sorted().compactMap { position in
                guard let row = try GRDB.Row.fetchOne(one, arguments: [position]),
                    let record = try row.bytes("record").flatMap({ Digest($0) })
                else { return nil }
                var annex: Range<Int>?
                if let start = try row.decode(Int?.self, forColumn: "annex_at"),
                    let end = try row.decode(Int?.self, forColumn: "annex_end")
                {
                    guard start >= 0, start <= end else {
                        throw SearchIndex.altered("disclosures from \(start) to \(end)")
                    }
                    annex = start..<end
                }
                return SearchIndex.Place(
                    index: try SearchIndex.position(position), record: RecordID(record),
                    annex: annex,
                    isControl: controls.contains(position))
            }
        }

        /// What opens every pseudonym that the statements use.
        func openings() throws -> [SearchIndex.Opening] {
            let one = try db.makeStatement(
                sql: "SELECT kind, id, salt FROM thing WHERE number = ? AND salt IS NOT NULL")
            var things = loaded
            for position in positions {
                for row in try GRDB.Row.fetchAll(named, arguments: [position]) {
                    things.insert(try row.decode(atIndex: 1))
                }
            }
            return try things.sorted().compactMap { number in
                guard let row = try GRDB.Row.fetchOne(one, arguments: [number]),
                    let salt = try row.bytes("salt")
                else { return nil }
                let thing = SearchIndex.Thing(
                    kind: try row.decode(forColumn: "kind"), id: try row.decode(forColumn: "id"))
                return SearchIndex.Opening(thing, salt: salt)
            }
        }
    }
#endif
