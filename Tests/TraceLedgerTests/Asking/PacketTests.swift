// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceLedger

@Suite struct PacketTests {
    private func packet(
        _ lot: String, parties: String = AskedBook.parties, more: [String: String] = [:]
    ) throws -> EvidencePacket {
        let workbook = AskedBook.workbook(parties: parties, more: more)
        try #require(workbook.isValid, "\(workbook.problems)")
        let records = workbook.checked()
        let standing = StandingRecord.standing(records)
        let dossier = try #require(Dossier(of: lot, in: LotNetwork(standing), standing))
        let result = Audit().run(records, integrity: .unsigned(records: records.count))
        return try #require(
            PacketBuilder(dossier, result.narrowed(to: lot, things: dossier.things)).packet())
    }

    @Test func `each sheet of notes stands in its place, and nothing confidential does`() throws {
        let packet = try packet("L-1", more: AskedBook.notes)
        let html = try PacketHTML.render(packet)
        #expect(html.contains("<td class=\"day\">20"))
        // In the order of the page: parties, stages, verdict.
        let words = [
            "4. Parties and roles", "Owners, as stated", "holds 55 per cent of",
            "Decisions on matches of names", "is not the party of entry OFAC SDN:19790",
            "A. Analyst", "5. Producer and papers", "Inspections", "Seven people in two rooms",
            "Counts of workers", "What was read on the goods", "A label under the label",
            "Stock counts", "41.5 kg of HS 670300", "Questions put to suppliers",
            "Where is it knotted?", "In our hall", "Left without an answer",
            "6. Payment and transport", "8. Verdict", "What others say",
            "Most lashes are bought in.", "9. Open questions",
        ]
        var rest = html[...]
        for word in words {
            let place = try #require(rest.firstRange(of: word), "\(word)")
            rest = rest[place.upperBound...]
        }
        let workbook = AskedBook.workbook(more: AskedBook.notes)
        let standing = AskedBook.standing(workbook)
        let dossier = try #require(Dossier(of: "L-1", in: LotNetwork(standing), standing))
        for text in [
            html, AuditJSON.render(packet.result), dossier.recordsCSV, dossier.documentsCSV,
        ] {
            for secret in ["xyzzy", "indicator/", "X-1", "R-24"] {
                #expect(!text.contains(secret), "\(secret)")
            }
        }
        for id in ["Q-1", "K-1", "MK-1", "IN-1", "C-1", "D-1", "O-1"] {
            #expect(dossier.recordsCSV.contains(",\(id),"), "\(id)")
        }
        // The sibling's markings are not this lot's.
        let other = try #require(Dossier(of: "R-2", in: LotNetwork(standing), standing))
        #expect(!other.recordsCSV.contains("MK-1"))
    }

    @Test func `a name on the UFLPA list brings the Xinjiang track into view`() throws {
        var packet = try packet("L-1")
        func isInView() -> Bool {
            packet.tracks.contains { $0.name.contains("Uyghur") && $0.isInView }
        }
        let place = try #require(packet.lot.findings.firstIndex { $0.pattern == "P15" })
        packet.lot.findings[place].result = .raised
        packet.lot.findings[place].explanation = "It bears the listed name X (OFAC SDN entry 1)."
        #expect(!isInView())
        packet.lot.findings[place].explanation =
            "It bears the listed name X (UFLPA Entity List entry 1)."
        #expect(isInView())
    }

    @Test func `reports show notes under their heads, and nothing confidential`() throws {
        let records = AskedBook.workbook(more: AskedBook.notes).checked()
        let result = Audit().run(records, integrity: .unsigned(records: records.count))
        let texts = [
            AuditText.render(result), try AuditHTML.render(result), AuditCSV.render(result),
        ]
        for text in texts { #expect(!text.contains("xyzzy") && !text.contains("indicator/")) }
        for text in texts.prefix(2) {
            let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for word in [
                "Questions put to suppliers", "Left without an answer", "Stock counts",
                "What was read on the goods", "Owners, as stated", "Decisions on matches",
            ] {
                #expect(words.contains(word), "\(word)")
            }
            #expect(!words.contains("a share of decision/"))
        }
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

    @Test func `open questions name tests and papers, not codes and columns alone`() throws {
        let questions = try packet("L-1").questions
        let open = try #require(questions.first { $0.contains("could not be tested") })
        #expect(open.contains("Would settle it: "))
        #expect(!questions.contains { $0.hasPrefix("P") && $0.dropFirst().first?.isNumber == true })
        #expect(!questions.contains { $0.contains("Nothing for this alone") })
    }

    @Test func `the assessment stands in the fixed words`() throws {
        var result = try packet("L-1").result
        let place = try #require(result.lots.firstIndex { $0.lot == "L-1" })
        result.lots[place].assessment = .matchesListedParty
        #expect(result.lots[place].assessment.fixedWords == "matches a listed party")
        let summary = try #require(packet("L-1").summary.last)
        let words = try packet("L-1").lot.assessment.fixedWords
        #expect(summary.hasPrefix("Assessment: \(words). "))
    }

    @Test func `the verdict names parameters and lists by hash and date`() throws {
        var packet = try packet("L-1")
        packet.result.lists = [
            .init(
                name: "sdn.csv", sha256: String(repeating: "b2", count: 32), rows: 214,
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

    @Test func `a mass larger than any Int is written out and traps nothing`() throws {
        let workbook = AskedBook.workbook(
            lots: AskedBook.lots.replacing("R-1,670300,,60", with: "R-1,670300,,\(Int.max)"))
        let records = workbook.checked()
        let standing = StandingRecord.standing(records)
        let dossier = try #require(Dossier(of: "L-1", in: LotNetwork(standing), standing))
        let result = Audit().run(records, integrity: .unsigned(records: records.count))
        let packet = try #require(PacketBuilder(dossier, result.narrowed(to: "L-1")).packet())
        #expect(packet.flow.rows.joined().contains("\(Double(Int.max))"))
        #expect((9.25).trimmed(places: 1) == "9.3" && (-2.0).trimmed(places: 4) == "-2")
        for number in [1e15, 9.3e18, .infinity, .nan] {
            #expect(number.trimmed(places: 3) == "\(number)")
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
