// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceLedger

@Suite struct LotNetworkTests {
    private func shares(_ impact: Impact?) -> [String: [Double]] {
        Dictionary(
            (impact?.lines ?? []).map { ($0.lot, [$0.shareLow, $0.shareHigh]) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func `a blend carries its shares downstream, and finishing keeps them`() throws {
        let impact = try #require(AskedBook.network().impact(of: Reference(.lot, "R-2")))
        #expect(
            shares(impact) == [
                "R-2": [1, 1], "H": [0.4, 0.4], "L-1": [0.4, 0.4], "L-2": [0.4, 0.4],
            ])
        #expect(impact.lines.map(\.tier) == [0, 1, 2, 2])
        #expect(impact.lines.filter(\.isFinished).map(\.lot) == ["L-1", "L-2"])
        #expect(impact.lines.filter { !$0.entries.isEmpty }.count == 2)
    }

    @Test func `a party reaches what it moved, made or ran the site of`() {
        let network = AskedBook.network()
        #expect(network.start(Reference(.party, "D")) == ["R-2"])
        #expect(Set(network.start(Reference(.party, "V")) ?? []) == ["R-1", "R-2", "H"])
        #expect(Set(network.start(Reference(.site, "F")) ?? []) == ["H", "L-1"])
        #expect(network.start(Reference(.party, "nobody")) == nil)
        #expect(network.impact(of: Reference(.site, "nowhere")) == nil)
    }

    @Test func `a lot made of one source alone is all of it, though nothing was weighed`() {
        #expect(
            shares(AskedBook.network().impact(of: Reference(.lot, "R-1")))["L-3"] == [1, 1])
    }

    @Test func `a mass that is not known leaves a range, never a guess`() {
        let lots = AskedBook.lots.replacing("R-2,670300,,40,", with: "R-2,670300,,,")
        let work = AskedBook.processing.replacing("R-2=@40", with: "R-2")
        let network = AskedBook.network(AskedBook.workbook(lots: lots, processing: work))
        #expect(shares(network.impact(of: Reference(.lot, "R-2")))["H"] == [0, 1])
    }

    @Test func `several rows from one lot to another name it once`() throws {
        let work =
            AskedBook.processing
            .replacing("R-1=@60;R-2=@40,H=200@80", with: "R-1=@30;R-2=@10,H=100@30")
            + "\nP-4,transform,W,V,R-1=@30;R-2=@30,H=100@50"
        let network = AskedBook.network(AskedBook.workbook(processing: work))
        let line = try #require(
            network.impact(of: Reference(.lot, "R-2"))?.lines.first { $0.lot == "H" })
        #expect(line.by == ["R-2"])
        // 30 kg hold a quarter, 50 kg a half.
        #expect(abs(line.shareLow - 32.5 / 80) < 1e-9 && line.shareLow == line.shareHigh)
        let source = network.origins(of: "H")?.lines.first { $0.lot == "R-2" }
        #expect(source?.into == ["H"] && source.map { $0.tier } == 1)
    }

    @Test func `lots made of each other in a circle end, with everything possible`() {
        let lots = """
            lot,hs,net_kg,made_from
            A,670420,10,C
            B,670420,10,A
            C,670420,10,B
            D,670420,10,C
            """
        let book = Workbook.read(
            files: ["lots.csv": Array(lots.utf8), "parties.csv": Array(AskedBook.parties.utf8)])
        // The reader complains of the circle; what it leaves is asked all the same.
        let network = LotNetwork(StandingRecord.standing(book.checked()))
        for lot in ["A", "B", "C", "D"] {
            let impact = network.impact(of: Reference(.lot, lot))
            #expect(impact?.lines.count ?? 0 <= 4)
            #expect(network.origins(of: lot)?.lines.count ?? 0 <= 4)
        }
    }

    @Test func `upstream names every source and where the records end`() throws {
        let origins = try #require(AskedBook.network().origins(of: "L-1"))
        #expect(origins.lines.map(\.lot) == ["L-1", "H", "R-1", "R-2"])
        #expect(origins.lines.map(\.tier) == [0, 1, 2, 2])
        #expect(origins.ends.map(\.lot) == ["R-1", "R-2"])
        #expect(origins.lines[1].into == ["L-1"])
        #expect(AskedBook.network().origins(of: "nowhere") == nil)
    }

    @Test func `answers are the same bytes each time, and no cell begins like a formula`() throws {
        let lots = AskedBook.lots.replacing("L-2,", with: "L-2-@x,")
        let impact = try #require(AskedBook.network().impact(of: Reference(.party, "V")))
        #expect(AskingText.csv(impact).hasPrefix("lot,tier,share_low"))
        #expect(try AskingText.json(impact) == AskingText.json(impact))
        #expect(AskingText.plain(impact).contains("\n0     "))
        #expect(lots.contains("@x"))
        #expect(AskingText.table([["=1+1", "a,b"]]) == "'=1+1,\"a,b\"\n")
    }
}
