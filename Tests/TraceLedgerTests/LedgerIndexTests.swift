// SPDX-License-Identifier: Apache-2.0
#if SQLite
    import Foundation
    import Testing

    @testable import TraceLedger

    @Suite struct LedgerIndexTests {
        private static let third = "L-3,Wigs,670411,synthetic,machine_weft,10,2,P-1\n"

        private func ids(_ test: TestFolder, _ id: String) throws -> [UInt64] {
            try LedgerIndex(test.folder).statements(about: id).map(\.index)
        }

        @Test func `the index follows what is written, and only what is new is added`() throws {
            let test = try TestFolder()
            #expect(try LedgerIndex(test.folder).refresh() == 1)
            _ = try test.importing(SmallBook.workbook())
            #expect(try ids(test, "L-1").isEmpty == false)
            #expect(try LedgerIndex(test.folder).refresh() == 0)
            _ = try test.importing(SmallBook.workbook(lots: SmallBook.lots + Self.third))
            var found: [String: [UInt64]] = [:]
            for id in ["L-1", "L-3", "P-1", "P-2"] { found[id] = try ids(test, id) }
            #expect(found["L-3"] == [6] && found["L-1"]?.isEmpty == false)
            #expect(try LedgerIndex(test.folder).rebuild() == 7)
            for (id, places) in found { #expect(try ids(test, id) == places, "\(id)") }
        }

        @Test func `it follows statements of others, key statements and erasures as well`() throws {
            let test = try TestFolder(issuers: [TestOffice.issuer()])
            var office = try TestOffice()
            #expect(try test.add([office.lot("L-9")]) == [.registered(index: 1)])
            #expect(try ids(test, "L-9") == [1])
            let registrar = try test.registrar()
            #expect(try registrar.close() == .current)
            _ = try test.importing(SmallBook.workbook())
            let writer = try test.writer()
            let entry = try #require(writer.current[Reference(.party, "P-1")])
            let erased = try writer.erase(
                entry, fields: [], reason: "safety", time: TestFolder.time)
            #expect(try writer.close() == .current)
            #expect(try ids(test, "P-1").contains(erased.tombstone))
        }

        @Test func `an index that cannot be written is named with the remedy, and the rest stands`()
            throws
        {
            let test = try TestFolder()
            _ = try test.importing(SmallBook.workbook())
            try Data(repeating: 0x41, count: 5_000)
                .write(to: URL(fileURLWithPath: test.folder.indexPath))
            let writer = try test.writer()
            guard case .behind(let reason) = try writer.close() else {
                Issue.record("a file that is no index was taken for one")
                return
            }
            #expect(reason.contains("traceledger index \(test.folder.path) --rebuild"))
            #expect(try test.verify().report.isVerified)
        }

        @Test func `an index of another ledger is made anew`() throws {
            let test = try TestFolder()
            let other = try TestFolder()
            _ = try test.importing(SmallBook.workbook())
            _ = try other.importing(SmallBook.workbook(lots: SmallBook.lots + Self.third))
            try LedgerIndex(other.folder).refresh()
            try FileManager.default.removeItem(atPath: test.folder.indexPath)
            try FileManager.default.copyItem(
                atPath: other.folder.indexPath, toPath: test.folder.indexPath)
            #expect(try LedgerIndex(test.folder).refresh() == 6)
            #expect(try ids(test, "L-3") == [])
            #expect(try ids(test, "L-1").isEmpty == false)
        }

        @Test(arguments: [0..<(1 << 60), (1 << 60)..<(1 << 61), 0..<1])
        func `disclosures where none can be are not read, and the index is named`(
            place: Range<Int>
        ) throws {
            let test = try TestFolder()
            _ = try test.importing(SmallBook.workbook())
            let source = try IndexSource(test.folder)
            let content = source.content(from: 0)
            let rows = content.rows.map { row in
                var row = row
                if row.annex != nil { row.annex = place }
                return row
            }
            let index = try LedgerIndex(test.folder)
            try index.index.rebuild(
                source.basis, rows, openings: content.openings, coverage: source.coverage(content))
            let error = #expect(throws: (any Error).self) {
                try index.records(downstreamOf: Reference(.lot, "L-1"))
            }
            let words = error.map { "\($0)" } ?? ""
            #expect(place == 0..<1 || words.contains("not where the index says"), "\(words)")
        }

        @Test func `an id that no disclosure opens any more leaves the index`() throws {
            let test = try TestFolder()
            _ = try test.importing(SmallBook.workbook())
            try LedgerIndex(test.folder).refresh()
            #expect(try ids(test, "P-3").isEmpty == false)
            try test.editAnnex { set in
                DisclosureSet(
                    record: set.record, fields: set.fields,
                    openings: set.openings.filter { $0.id != "P-3" })
            }
            #expect(try LedgerIndex(test.folder).refresh() == 0)
            #expect(try ids(test, "P-3") == [])
            #expect(try ids(test, "P-1").isEmpty == false)
        }

        @Test func `a file that is no index is named, and the ledger stands`() throws {
            let test = try TestFolder()
            _ = try test.importing(SmallBook.workbook())
            try Data(repeating: 0x41, count: 5_000)
                .write(to: URL(fileURLWithPath: test.folder.indexPath))
            #expect(throws: (any Error).self) { try LedgerIndex(test.folder).refresh() }
            #expect(try test.verify().report.isVerified)
            #expect(try LedgerIndex.replacing(in: test.folder).rebuild() == 6)
            #expect(try ids(test, "L-1").isEmpty == false)
        }
    }
#endif
