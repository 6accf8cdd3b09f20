// SPDX-License-Identifier: Apache-2.0
#if SQLite
    import Foundation
    import Testing

    @testable import TraceLedger

    /// Answers from the search index are the answers of the whole ledger, or none.
    @Suite struct IndexedImpactTests {
        private func whole(_ folder: TestFolder) throws -> [Checked] {
            let ledger = try #require(try folder.verify().ledger)
            let sets = Dictionary(
                try AnnexFile.sets(in: folder.folder).map { ($0.record, $0) }
            ) { $1 }
            return ledger.checked(sets) { _, _ in }
        }

        /// Compares both ways for every thing that the records name; says how many the index answered.
        private func compare(
            _ folder: TestFolder, every step: Int = 1, part: Int = 512
        ) throws -> (answered: Int, asked: Int) {
            let records = try whole(folder)
            let network = LotNetwork(StandingRecord.standing(records))
            let index = try LedgerIndex(folder.folder)
            let all = network.number.keys.map { Reference(.lot, $0) } + network.touched.keys
            let sorted = all.sorted { ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id) }
            let things = stride(from: 0, to: sorted.count, by: step).map { sorted[$0] }
            var answered = 0
            for thing in things {
                guard let found = try index.records(downstreamOf: thing, part: part) else {
                    continue
                }
                answered += 1
                let part = LotNetwork(StandingRecord.standing(found.checked))
                #expect(found.records == records.count)
                #expect(
                    part.impact(of: thing, records: found.records)
                        == network.impact(of: thing, records: records.count), "\(thing)")
            }
            return (answered, things.count)
        }

        @Test func `small and corrected: every answer is the whole ledger's`() throws {
            let folder = try TestFolder()
            _ = try folder.importing(AskedBook.workbook(more: AskedBook.notes))
            try LedgerIndex(folder.folder).refresh()
            var (answered, asked) = try compare(folder)
            #expect(answered == asked && asked > 8)
            // In many parts, the controls in each.
            #expect(try compare(folder, part: 3).answered == asked)
            // Shares and a mass are corrected; the index is continued.
            let lots = AskedBook.lots.replacing("200,80", with: "200,90")
            let processing = AskedBook.processing
                .replacing("R-1=@60;R-2=@40", with: "R-1=@30;R-2=@70")
            _ = try folder.importing(AskedBook.workbook(lots: lots, processing: processing))
            try LedgerIndex(folder.folder).refresh()
            (answered, asked) = try compare(folder)
            #expect(answered == asked)
            try LedgerIndex(folder.folder).rebuild()
            #expect(try compare(folder).answered == asked)
        }

        @Test func `a year: what the index answers is right`() throws {
            let folder = try TestFolder()
            let year = Examples.folder + "/workbooks/import-year"
            var files: [String: [UInt8]] = [:]
            for name in try FileManager.default.contentsOfDirectory(atPath: year)
            where name.hasSuffix(".csv") {
                files[name] = [UInt8](
                    try Data(contentsOf: URL(fileURLWithPath: year + "/" + name)))
            }
            _ = try folder.importing(Workbook.read(files: files))
            try LedgerIndex(folder.folder).refresh()
            let (answered, asked) = try compare(folder, every: 41)
            #expect(answered > 0 && asked > 10, "\(answered) of \(asked)")
        }

        @Test func `a log that is not what the index says is named`() throws {
            let folder = try TestFolder()
            _ = try folder.importing(AskedBook.workbook())
            try LedgerIndex(folder.folder).refresh()
            let entries = folder.folder.logPath + "/tile/entries"
            let name = try #require(
                try FileManager.default.subpathsOfDirectory(atPath: entries).filter {
                    $0.contains(".p/")
                }.max {
                    Int($0.split(separator: "/").last ?? "") ?? 0
                        < Int($1.split(separator: "/").last ?? "") ?? 0
                })
            let url = URL(fileURLWithPath: entries + "/" + name)
            var bytes = try Data(contentsOf: url)
            bytes[bytes.count - 1] ^= 1
            try bytes.write(to: url)
            #expect(throws: WritingError.self) {
                try LedgerIndex(folder.folder).records(downstreamOf: Reference(.lot, "R-1"))
            }
        }

        @Test func `disclosures that were changed or have grown make the index stale`() throws {
            let folder = try TestFolder()
            _ = try folder.importing(AskedBook.workbook())
            try LedgerIndex(folder.folder).refresh()
            let whole = try folder.annex()
            let thing = Reference(.lot, "R-1")
            try folder.replaceAnnex(whole + (try Annex.frame(AnnexFile.sets(in: folder.folder)[1])))
            #expect(try LedgerIndex(folder.folder).records(downstreamOf: thing) == nil)
            try LedgerIndex(folder.folder).refresh()
            #expect(try LedgerIndex(folder.folder).records(downstreamOf: thing) != nil)
            var bent = try folder.annex()
            for place in stride(from: 40, to: bent.count, by: 90) { bent[place] ^= 1 }
            try folder.replaceAnnex(bent)
            #expect(throws: (any Error).self) {
                try LedgerIndex(folder.folder).records(downstreamOf: thing)
            }
        }

        @Test
        func `an index of an older form is emptied, and answers nothing until it is made anew`()
            throws
        {
            let folder = try TestFolder()
            _ = try folder.importing(AskedBook.workbook())
            try LedgerIndex(folder.folder).refresh()
            let index = try SearchIndex(path: folder.folder.indexPath)
            let basis = try #require(try index.basis())
            try index.rebuild(basis, [SearchIndex.Row]())
            #expect(try index.coverage() == nil)
            let thing = Reference(.lot, "R-1")
            #expect(try LedgerIndex(folder.folder).records(downstreamOf: thing) == nil)
            #expect(try LedgerIndex(folder.folder).thing("R-1") == nil)
            try LedgerIndex(folder.folder).refresh()
            #expect(try LedgerIndex(folder.folder).thing("R-1") == thing)
        }
    }

    /// The example data of the project.
    private enum Examples {
        static let folder = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
            url.deletingLastPathComponent()
        }.appendingPathComponent("Examples").path
    }
#endif
