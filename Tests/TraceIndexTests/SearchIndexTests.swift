// SPDX-License-Identifier: Apache-2.0
#if SQLite
    import Foundation
    import GRDB
    import Testing
    import TracePrimitives

    @testable import TraceIndex

    @Suite struct SearchIndexTests {
        private let path = NSTemporaryDirectory() + "index-\(UUID().uuidString).sqlite"

        private func row(_ index: UInt64, _ id: String?, subjects: [Digest]) -> SearchIndex.Row {
            let name = SHA256Hash.hash(Array("\(index)".utf8))
            return SearchIndex.Row(
                index: index, record: RecordID(name), kind: "lot",
                ref: id.map { SHA256Hash.hash(Array($0.utf8)) } ?? name, id: id,
                subjects: subjects)
        }

        @Test func `a thing is found by its id, with the statements in its chain`() throws {
            defer { try? FileManager.default.removeItem(atPath: path) }
            let index = try SearchIndex(path: path)
            let lot = SHA256Hash.hash(Array("L-1".utf8))
            let basis = SearchIndex.Basis(size: 3, root: .zero)
            try index.rebuild(
                basis,
                [
                    row(0, nil, subjects: []), row(1, "L-1", subjects: [lot]),
                    row(2, "P-7", subjects: [lot]),
                ])
            #expect(try index.statements(aboutID: "L-1").map(\.index) == [1, 2])
            #expect(try index.statements(aboutID: "P-7").map(\.index) == [2])
            #expect(try index.statements(aboutID: "'; DROP TABLE statement; --").isEmpty)
            #expect(try index.basis() == basis)
        }

        @Test func `rebuilding replaces what was there`() throws {
            defer { try? FileManager.default.removeItem(atPath: path) }
            let index = try SearchIndex(path: path)
            for size in [UInt64(2), 1] {
                try index.rebuild(
                    SearchIndex.Basis(size: size, root: .zero),
                    (0..<size).map { row($0, "L-1", subjects: []) })
            }
            #expect(try index.statements(aboutID: "L-1").count == 1)
            #expect(try index.basis()?.size == 1)
        }

        /// An index of one lot that is made of another, after someone altered the file.
        private func altered(_ sql: String) throws -> SearchIndex {
            let index = try SearchIndex(path: path)
            let thing = SearchIndex.Thing(kind: "lot", id: "L-1")
            var stated = row(0, "L-1", subjects: [])
            stated.states = thing
            stated.mentions = [
                SearchIndex.Mention(SearchIndex.Thing(kind: "lot", id: "L-2"), .input)
            ]
            stated.annex = 0..<8
            try index.rebuild(
                SearchIndex.Basis(size: 1, root: .zero), [stated],
                openings: [
                    SearchIndex.Opening(thing, salt: [UInt8](repeating: 7, count: 16))
                ],
                coverage: SearchIndex.Coverage(
                    records: 1, annexLength: 8, annexHash: .zero, isPlain: true))
            try index.database.write { db in try db.execute(sql: sql) }
            return index
        }

        /// Asks all that can be asked.
        private func ask(_ index: SearchIndex) throws -> Int {
            _ = try index.basis()
            _ = try index.coverage()
            let thing = SearchIndex.Thing(kind: "lot", id: "L-1")
            let reach = try index.reach(downstreamOf: thing, limit: 9)
            return try index.statements(aboutID: "L-1").count + (reach?.rows.count ?? 0)
        }

        @Test(arguments: [
            "UPDATE statement SET position = -1; UPDATE mention SET position = -1",
            "UPDATE statement SET record = 5", "UPDATE statement SET annex_at = 'x'",
            "UPDATE statement SET annex_at = -5", "UPDATE statement SET annex_end = -5",
            "UPDATE mention SET side = 'x'", "UPDATE thing SET salt = 5",
            "UPDATE basis SET size = 'x'", "UPDATE coverage SET annex = 'x'",
            "UPDATE coverage SET plain = 'x'",
        ])
        func `an altered file ends in an error, not in a stopped process`(sql: String) throws {
            defer { try? FileManager.default.removeItem(atPath: path) }
            let index = try altered(sql)
            #expect(throws: (any Error).self) { try ask(index) }
            // Untouched, the same questions are answered.
            #expect(try ask(try altered("SELECT 1")) == 2)
        }

        @Test func `a size or a length below zero is that of no index`() throws {
            defer { try? FileManager.default.removeItem(atPath: path) }
            #expect(try altered("UPDATE basis SET size = -1").basis() == nil)
            #expect(try altered("UPDATE coverage SET annex = -1").coverage() == nil)
        }
    }
#endif
