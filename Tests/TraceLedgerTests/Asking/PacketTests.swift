// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceLedger

@Suite struct PacketTests {
    private func packet(_ lot: String, parties: String = AskedBook.parties) throws -> EvidencePacket
    {
        let workbook = AskedBook.workbook(parties: parties)
        let records = workbook.checked()
        let standing = StandingRecord.standing(records)
        let dossier = try #require(Dossier(of: lot, in: LotNetwork(standing), standing))
        let result = Audit().run(records, integrity: .unsigned(records: records.count))
        return try #require(PacketBuilder(dossier, result.narrowed(to: lot)).packet())
    }

    @Test func `the parts stand in the order in which they are asked for`() throws {
        let html = try PacketHTML.render(try packet("L-1"))
        let heads = [
            "1. Summary", "2. Contents", "3. Flow chart", "4. Parties and roles",
            "5. Producer and papers", "6. Payment and transport", "7. Documents and their hashes",
            "8. Verdict", "9. Open questions", "10. Legal tracks", "11. Proof of the records",
        ]
        let places = heads.compactMap { html.firstRange(of: $0)?.lowerBound }
        #expect(places.count == heads.count)
        #expect(places == places.sorted())
        #expect(try PacketHTML.render(try packet("L-1")) == html)
    }

    @Test func `the verdict names parameters and lists by hash and date`() throws {
        var packet = try packet("L-1")
        packet.result.lists = [
            .init(name: "sdn.csv", sha256: String(repeating: "b2", count: 32), rows: 214,
                date: "2026-11-20")
        ]
        let html = try PacketHTML.render(packet)
        #expect(html.contains("20 Nov 2026") && html.contains("b2b2b2b2b2b2b2b2 b2b2b2b2b2b2b2b2"))
        #expect(html.contains(packet.result.parameters.sha256.prefix(16)))
    }

    @Test func `a possible link stops everything first, and nothing else does`() throws {
        var packet = try packet("L-1")
        #expect(try !PacketHTML.render(packet).contains("stop, preserve, counsel"))
        packet.lot.alert = true
        let html = try PacketHTML.render(packet)
        let stop = try #require(html.firstRange(of: "stop, preserve, counsel"))
        let summary = try #require(html.firstRange(of: "1. Summary"))
        #expect(stop.lowerBound < summary.lowerBound)
        #expect(html.contains("before any payment"))
    }

    @Test func `each track of law stands alone, with clock and source`() throws {
        let tracks = try packet("L-1").tracks
        #expect(tracks.count == 5)
        #expect(tracks.allSatisfy { !$0.clock.isEmpty && !$0.source.isEmpty && !$0.test.isEmpty })
        let textile = LegalTrack.tracks(hs: "611030", hasKoreanLink: true, namesXinjiang: false)
        #expect(textile.count == 6)
        #expect(textile.filter(\.isInView).count == 5)
        // A Korean link gives no reason to look at the law on Xinjiang, and the other way round.
        #expect(textile.first { $0.name.contains("Uyghur") }?.isInView == false)
        let xinjiang = LegalTrack.tracks(hs: "670420", hasKoreanLink: false, namesXinjiang: true)
        // Withhold release orders name makers of hair from Xinjiang too; nothing Korean comes into view.
        #expect(xinjiang.map(\.isInView) == [false, true, true, false, true])
    }

    @Test func `every source has its payment and its transport, known or not`() throws {
        let packet = try packet("L-1")
        #expect(
            packet.materials.map(\.caption) == [
                "Lot R-1: payment", "Lot R-1: transport", "Lot R-2: payment", "Lot R-2: transport",
            ])
        #expect(packet.materials.map(\.rows.count) == [0, 0, 0, 1])
        #expect(packet.stages.rows.map(\.first) == ["P-1", "P-2", "P-3"])
        #expect(packet.lot.lot == "L-1" && packet.result.lots.count == 1)
    }

    @Test func `every link leads to a place in the page, and no place has two names`() throws {
        let workbook = AskedBook.workbook(
            lots: AskedBook.lots.replacing("150,60", with: "150,900"))
        let records = workbook.checked()
        let standing = StandingRecord.standing(records)
        let dossier = try #require(Dossier(of: "L-1", in: LotNetwork(standing), standing))
        let result = Audit().run(records, integrity: .unsigned(records: records.count))
        let packet = try #require(PacketBuilder(dossier, result.narrowed(to: "L-1")).packet())
        #expect(!packet.result.evidence.isEmpty, "a lot whose findings cite records is wanted")
        let page = try PacketHTML.render(packet)
        let targets = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(Set(targets).count == targets.count)
        for link in page.matches(of: /href="([^"]*)"/).map({ String($0.1) }) {
            #expect(link.first == "#" && targets.contains(String(link.dropFirst())), "\(link)")
        }
    }

    @Test func `names that would be markup are shown as what they are`() throws {
        let hostile = AskedBook.parties.replacing(
            "Example Village", with: "<script>alert(1)</script>")
        let html = try PacketHTML.render(try packet("L-1", parties: hostile))
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;"))
    }

    @Test func `files of documents never lead out of their folder`() throws {
        let standing = AskedBook.standing()
        let dossier = try #require(Dossier(of: "L-1", in: LotNetwork(standing), standing))
        #expect(dossier.fileNames.isEmpty)
        #expect(dossier.recordsCSV.contains("lots.csv#R-1"))
        // Nothing of the sibling lot stands in the packet.
        #expect(!dossier.recordsCSV.contains("lots.csv#L-3"))
    }

    @Test func `the words never accuse`() throws {
        let html = try PacketHTML.render(try packet("L-1")).lowercased()
        for word in ["made by prisoners", "launder", "guilty", "forced labour confirmed"] {
            #expect(!html.contains(word))
        }
    }
}
