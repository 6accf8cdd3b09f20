// SPDX-License-Identifier: Apache-2.0
#if SQLite
    import Foundation
    import Testing
    import TraceIndex
    import TracePrimitives

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
    }
#endif
