// SPDX-License-Identifier: Apache-2.0
#if SQLite
    internal import Foundation
    internal import GRDB
    public import TracePrimitives

    /// A derived index of a ledger in SQLite: where statements about a thing stand.
    ///
    /// It holds nothing that the log and the annex do not hold, and can be deleted at any time. Whoever
    /// asks it reads the entries it names and compares their hashes; that it leaves none out is
    /// believed. A file that someone altered ends in an error, never in a stopped process.
    public final class SearchIndex: Sendable {
        /// One statement, as the index has it.
        public struct Row: Sendable, Hashable {
            /// Position in the ledger.
            public let index: UInt64
            /// Record id, to be compared with the entry's hash.
            public let record: RecordID
            /// Kind of the statement.
            public let kind: String
            /// Subject pseudonym of the record itself.
            public let ref: Digest
            /// The recorder's id, where a disclosure opens it.
            public let id: String?
            /// The subjects in whose chains it stands.
            public let subjects: [Digest]
            /// What it states, after what its correction or retraction is about.
            public var states: Thing?
            /// Lots, parties and sites that it names.
            public var mentions: [Mention] = []
            /// Where its disclosures stand in the annex.
            public var annex: Range<Int>?

            /// A row.
            public init(
                index: UInt64, record: RecordID, kind: String, ref: Digest, id: String?,
                subjects: [Digest]
            ) {
                self.index = index
                self.record = record
                self.kind = kind
                self.ref = ref
                self.id = id
                self.subjects = subjects
            }
        }

        /// The state of the ledger that an index was made of.
        public struct Basis: Sendable, Hashable {
            /// Number of entries.
            public let size: UInt64
            /// Root hash over them.
            public let root: Digest

            /// A size with its root.
            public init(size: UInt64, root: Digest) {
                self.size = size
                self.root = root
            }
        }

        let database: DatabaseQueue

        /// The form of the tables; an index of another form is emptied and made anew.
        private static let version = 2

        /// Pages kept in memory at most; a small index takes less.
        private static let cacheKiB = 262_144

        /// Opens an index file, or makes an empty one.
        public init(path: String) throws {
            var configuration = Configuration()
            // Keys are hashes: a small cache would write most pages again and again.
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA cache_size = -\(Self.cacheKiB)")
            }
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.write { db in
                if try Int.fetchOne(db, sql: "PRAGMA user_version") != Self.version {
                    for table in ["basis", "statement", "subject", "thing", "mention", "coverage"] {
                        try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
                    }
                    try db.execute(sql: "PRAGMA user_version = \(Self.version)")
                }
                try db.execute(sql: Self.schema)
            }
        }

        private static let schema = """
            CREATE TABLE IF NOT EXISTS basis (size INTEGER NOT NULL, root BLOB NOT NULL);
            CREATE TABLE IF NOT EXISTS statement (
                position INTEGER PRIMARY KEY, record BLOB NOT NULL, kind TEXT NOT NULL,
                ref BLOB NOT NULL, id TEXT, thing INTEGER, annex_at INTEGER, annex_end INTEGER);
            CREATE INDEX IF NOT EXISTS statement_id ON statement (id);
            CREATE INDEX IF NOT EXISTS statement_thing ON statement (thing);
            CREATE INDEX IF NOT EXISTS statement_control ON statement (kind)
                WHERE kind IN ('policy', 'key');
            CREATE TABLE IF NOT EXISTS thing (
                number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, salt BLOB,
                UNIQUE (id, kind));
            CREATE TABLE IF NOT EXISTS mention (
                thing INTEGER NOT NULL, position INTEGER NOT NULL, side INTEGER NOT NULL,
                PRIMARY KEY (thing, position, side)) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS mention_position ON mention (position);
            CREATE TABLE IF NOT EXISTS coverage (
                records INTEGER NOT NULL, annex INTEGER NOT NULL, annex_hash BLOB NOT NULL,
                plain INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS subject (
                subject BLOB NOT NULL, position INTEGER NOT NULL,
                PRIMARY KEY (subject, position)) WITHOUT ROWID;
            """

        /// Replaces everything in one transaction: a crash leaves the old index or the new one.
        ///
        /// Without a coverage the index finds statements and answers nothing about what is downstream.
        public func rebuild(
            _ basis: Basis, _ rows: some Sequence<Row>, openings: [Opening] = [],
            coverage: Coverage? = nil
        ) throws {
            try database.write { db in
                for table in ["statement", "subject", "thing", "mention"] {
                    try db.execute(sql: "DELETE FROM \(table)")
                }
                try Self.insert(db, basis, rows, openings, coverage)
            }
        }

        /// Adds rows to an index of an earlier state, in one transaction; says whether it was of that state.
        ///
        /// `names` are the ids that disclosures open now: an id that none opens any more is taken out.
        public func extend(
            _ earlier: Basis, to basis: Basis, _ rows: some Sequence<Row>, names: [Digest: String],
            openings: [Opening] = [], coverage: Coverage? = nil
        ) throws -> Bool {
            try database.write { db in
                guard try Self.basis(db) == earlier else { return false }
                let named = try GRDB.Row.fetchAll(
                    db, sql: "SELECT DISTINCT ref, id FROM statement")
                for row in named {
                    guard let ref = try row.bytes("ref"), let digest = Digest(ref) else { continue }
                    let id = try row.decode(String?.self, forColumn: "id")
                    guard names[digest] != id else { continue }
                    try db.execute(
                        sql: "UPDATE statement SET id = ? WHERE ref = ?",
                        arguments: [names[digest], digest.data])
                }
                try Self.insert(db, basis, rows, openings, coverage)
                return true
            }
        }

        private static func insert(
            _ db: Database, _ basis: Basis, _ rows: some Sequence<Row>, _ openings: [Opening],
            _ coverage: Coverage?
        ) throws {
            let statement = try db.makeStatement(
                sql: "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            let subject = try db.makeStatement(
                sql: "INSERT OR IGNORE INTO subject VALUES (?, ?)")
            var things = try ThingNumbers(db)
            for opening in openings { try things.open(opening) }
            for row in rows {
                let position = Int64(row.index)
                try statement.execute(arguments: [
                    position, row.record.digest.data, row.kind, row.ref.data, row.id,
                    try row.states.map { try things.number($0) },
                    row.annex.map { Int64($0.lowerBound) }, row.annex.map { Int64($0.upperBound) },
                ])
                for name in row.subjects {
                    try subject.execute(arguments: [name.data, position])
                }
                for mention in row.mentions { try things.add(mention, at: position) }
            }
            try db.execute(sql: "DELETE FROM basis")
            try db.execute(
                sql: "INSERT INTO basis VALUES (?, ?)",
                arguments: [Int64(basis.size), basis.root.data])
            try Self.keep(coverage, db)
        }

        /// What the index was made of; `nil` for an empty one.
        public func basis() throws -> Basis? {
            try database.read { db in try Self.basis(db) }
        }

        static func basis(_ db: Database) throws -> Basis? {
            guard let row = try GRDB.Row.fetchOne(db, sql: "SELECT size, root FROM basis"),
                let size = UInt64(exactly: try row.decode(Int64.self, forColumn: "size")),
                let root = try row.bytes("root"), let digest = Digest(root)
            else { return nil }
            return Basis(size: size, root: digest)
        }

        /// Statements in the chains of the things that bear an id, in the order of the ledger.
        public func statements(aboutID id: String) throws -> [Row] {
            try fetch(
                """
                SELECT DISTINCT s.* FROM statement s LEFT JOIN subject x ON x.position = s.position
                WHERE s.id = ? OR x.subject IN (SELECT ref FROM statement WHERE id = ?)
                ORDER BY s.position
                """, [id, id])
        }

        private func fetch(_ sql: String, _ arguments: [String]) throws -> [Row] {
            try database.read { db in
                var rows: [Row] = []
                for row in try GRDB.Row.fetchAll(
                    db, sql: sql, arguments: StatementArguments(arguments))
                {
                    guard let record = try row.bytes("record").flatMap({ Digest($0) }),
                        let ref = try row.bytes("ref").flatMap({ Digest($0) })
                    else { continue }
                    rows.append(
                        Row(
                            index: try Self.position(row.decode(forColumn: "position")),
                            record: RecordID(record), kind: try row.decode(forColumn: "kind"),
                            ref: ref, id: try row.decode(String?.self, forColumn: "id"),
                            subjects: []))
                }
                return rows
            }
        }

        /// A position in the ledger; the file may hold any number.
        static func position(_ number: Int64) throws -> UInt64 {
            guard let position = UInt64(exactly: number) else {
                throw altered("a position of \(number) in the ledger")
            }
            return position
        }

        /// What is said of a value that no index holds.
        static func altered(_ what: String) -> DatabaseError {
            DatabaseError(resultCode: .SQLITE_CORRUPT, message: what)
        }
    }

    extension Digest {
        /// The bytes as the database takes them.
        var data: Data { Data(bytes) }
    }

    extension GRDB.Row {
        /// A blob as bytes; the row's subscripts would stop the process at a value of another type.
        func bytes(_ column: String) throws -> [UInt8]? {
            try decode(Data?.self, forColumn: column).map { [UInt8]($0) }
        }
    }
#endif
