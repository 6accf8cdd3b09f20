// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceScreening

@testable import TraceRisk

@Suite("Screening: owners, addresses, decisions, Xinjiang")
struct ScreeningPatternTests {
    /// Owners X and Y, of which the given ones bear the listed name.
    private func book(_ shares: [(owned: String, owner: String, percent: String)]) -> Book {
        var book = Book()
        for owner in ["X", "Y", "Z"] {
            book.add(
                "parties",
                ["party": owner, "name": "Holder \(owner)", "name_native": "示", "country": "CN"])
        }
        for (number, share) in shares.enumerated() {
            book.add(
                "claims",
                [
                    "claim": "SHARE-\(number)", "about": "\(share.owned);\(share.owner)",
                    "denominator": "ownership/share", "value_low": share.percent,
                ])
        }
        return book
    }

    private let listedName = "Example Listed Trading Co Ltd"

    @Test func `two listed owners count together`() throws {
        var book = book([("S", "X", "30"), ("S", "Y", "20")])
        book.sdn =
            (book.sdn ?? "") + """
                900002,"SECOND LISTED WORKS",-0- ,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- 

                """
        book.add += "900002,1,-0- ,\"Dandong\",\"China\",-0- \n"
        book.set("parties", "X", "name", listedName)
        #expect(try book.lot().assessment != .matchesListedParty)
        book.set("parties", "Y", "name", "Second Listed Works")
        let lot = try book.lot()
        #expect(lot.assessment == .matchesListedParty)
        let finding = try #require(lot.findings.first { $0.numbers["owned_pct"] != nil })
        #expect(finding.numbers["owned_pct"] == 50)
        #expect(finding.explanation.contains("X, Y"))
    }

    @Test func `shares that are half exactly in decimals are half`() throws {
        var book = book([("S", "X", "0.3"), ("S", "Y", "32.3"), ("S", "Z", "17.4")])
        for owner in ["X", "Y", "Z"] { book.set("parties", owner, "name", listedName) }
        #expect(try book.lot().assessment == .matchesListedParty)
        book.set("claims", "SHARE-2", "value_low", "17.39")
        #expect(try book.lot().assessment != .matchesListedParty)
    }

    // P15

    @Test func `P15 decides whatever the spelling of the legal form`() throws {
        var book = Book()
        for name in ["Example Listed Trading Company Limited", "Example Listed Trading"] {
            book.set("parties", "S", "name", name)
            #expect(try book.lot().assessment == .matchesListedParty, "\(name)")
        }
    }

    @Test func `P15 is strong for the same words in one country, and a question for a name alike`()
        throws
    {
        var book = Book()
        book.set("parties", "S", "name", "Example Listed Trade Co Ltd")
        var lot = try book.lot()
        #expect(lot.raised("P15")?.strength == .strong)
        #expect(lot.alert)
        book.set("parties", "S", "name", "Example Lished Trading Co Ltd")
        lot = try book.lot()
        #expect(lot.raised("P15")?.strength == .moderate)
        #expect(!lot.alert)
        #expect(lot.action == .ask)
        #expect(lot.missing("P15") == [P15ListedParty.question])
        book.set("parties", "S", "country", "MY")
        #expect(try book.lot().action == .release)
    }

    @Test func `P15 a decision that it is another party answers the question`() throws {
        var book = decided("not-same")
        book.set("parties", "S", "name", "Example Lished Trading Co Ltd")
        #expect(try book.lot().action == .release)
    }

    @Test func `P15 trap: a firm's number that equals a person's passport`() throws {
        var book = Book()
        book.sdn = """
            900001,"EXEMPEL, Anna","individual","SDNT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Passport 472310082 (Colombia)."

            """
        book.set("parties", "S", "identifiers", "duns=472310082")
        let lot = try book.lot()
        #expect(lot.raised("P15")?.strength == .weak)
        #expect(lot.raised("P15")?.explanation.contains("a number equals") == true)
        #expect(!lot.alert)
    }

    @Test func `a party that listed ones hold by half counts whole`() throws {
        // X is listed and holds 60 of Y; Y holds 30 and X 20 of S.
        var book = book([("Y", "X", "60"), ("S", "Y", "30"), ("S", "X", "20")])
        book.set("parties", "X", "name", listedName)
        #expect(try book.lot().assessment == .matchesListedParty)
        book.set("claims", "SHARE-0", "value_low", "40")
        #expect(try book.lot().assessment != .matchesListedParty)
    }

    @Test func `owners in a circle end and are reported`() throws {
        var book = book([("S", "X", "60"), ("X", "Y", "60"), ("Y", "X", "60")])
        var result = try book.audit()
        #expect(
            result.data.contains { $0.code == "cycle" && $0.message.contains("own each other") })
        #expect(result.lots.first { $0.lot == "L" }?.assessment != .matchesListedParty)
        book.set("parties", "Y", "name", listedName)
        result = try book.audit()
        #expect(result.lots.first { $0.lot == "L" }?.assessment == .matchesListedParty)
    }

    @Test func `shares of more than the whole are reported`() throws {
        let result = try book([("S", "X", "80"), ("S", "Y", "70")]).audit()
        #expect(result.data.contains { $0.code == "ownership" && $0.message.contains("150") })
    }

    // P20

    @Test func `P20 raises the room strongly, the building moderately, next door weakly`() throws {
        var book = Book()
        book.add +=
            "900001,2,\"Room 12, 64 Binjiang Middle Rd\",\"Dandong, Liaoning\",\"China\",-0- \n"
        for (address, strength) in [
            ("Room 12, 64 Binjiang Middle Road, Dandong", AuditResult.Finding.Strength.strong),
            ("64 Binjiang Middle Road, Dandong", .moderate),
            ("66 Binjiang Middle Road, Dandong", .weak),
        ] {
            book.set("parties", "S", "address", address)
            #expect(try book.lot().raised("P20")?.strength == strength, "\(address)")
        }
        book.set("parties", "S", "address", "1 Other Road, Qingdao")
        #expect(try book.lot().raised("P20") == nil)
    }

    @Test func `P20 trap: another house of the same compound`() throws {
        var book = Book()
        book.add +=
            "900001,2,\"Room 101, Building 12, No. 99 Binjiang Road\",\"Dandong\",\"China\",-0- \n"
        book.set(
            "parties", "S", "address", "Room 101, Building 5, No. 99 Binjiang Road, Dandong")
        #expect(try book.lot().raised("P20")?.strength == .weak)
        book.set(
            "parties", "S", "address", "Room 101, Building 12, No. 99 Binjiang Road, Dandong")
        #expect(try book.lot().raised("P20")?.strength == .strong)
    }

    @Test func `P20 without addresses is not testable`() throws {
        var book = Book()
        #expect(try book.lot().missing("P20").contains("lists/addresses"))
        book.add += "900001,2,\"64 Binjiang Middle Rd\",\"Dandong\",\"China\",-0- \n"
        book.set("parties", "S", "address", "")
        #expect(try book.lot().missing("P20").contains("parties.address"))
    }

    // X01

    @Test func `a postal code of Xinjiang stands apart from the score`() throws {
        var book = Book()
        let before = try book.lot()
        book.set("parties", "S", "postal_code", "830000")
        let after = try book.lot()
        let finding = try #require(after.raised("X01"))
        #expect(finding.strength == .report)
        #expect(finding.law.contains { $0.contains("Xinjiang only") })
        #expect(finding.law.contains { $0.contains("withhold release orders") })
        #expect(after.score == before.score)
        #expect(after.alert == before.alert)
        #expect(before.raised("X01") == nil)
    }

    @Test func `material from Xinjiang is reported of the lot`() throws {
        var book = Book()
        book.set("lots", "R", "raw_origin_region", "Hotan, Xinjiang")
        #expect(try book.lot().raised("X01")?.about == "lot:R")
        book.set("lots", "R", "raw_origin_region", "Hotan")
        #expect(try book.lot().raised("X01")?.about == "lot:R")
    }

    @Test func `X01 trap: a people in a firm's name, and a street in Shanghai`() throws {
        var book = Book()
        book.set("parties", "S", "name", "Qingdao Uyghur Music Instruments Co Ltd")
        book.set("parties", "S", "address", "100 Urumqi Middle Road, Shanghai")
        #expect(try book.lot().raised("X01") == nil)
    }

    // Decisions

    private func decided(_ answer: String) -> Book {
        var book = Book()
        book.add(
            "claims",
            [
                "claim": "D1", "about": "S", "denominator": "decision/\(answer)/OFAC SDN:900001",
                "source": "Example Analyst", "text": "the registry number differs",
                "published": "2024-06-01",
            ])
        return book
    }

    @Test func `a decision that it is another party is honoured and shown`() throws {
        var book = decided("not-same")
        book.set("parties", "S", "name", listedName)
        let lot = try book.lot()
        #expect(!lot.alert)
        let finding = try #require(lot.raised("P15"))
        #expect(finding.strength == .report)
        #expect(finding.explanation.contains("Example Analyst"))
        #expect(finding.explanation.contains("the registry number differs"))
    }

    @Test(arguments: [["not-same", "same"], ["same", "not-same"]])
    func `of two decisions of one day the later in the records stands`(answers: [String]) throws {
        for order in [["D1", "D2"], ["D2", "D1"]] {
            var book = Book()
            book.set("parties", "S", "name", listedName)
            for (id, answer) in zip(order, answers) {
                book.add(
                    "claims",
                    [
                        "claim": id, "about": "S", "source": "Example Analyst",
                        "denominator": "decision/\(answer)/OFAC SDN:900001", "text": "seen",
                        "published": "2024-06-01",
                    ])
            }
            let isListed = try book.lot().raised("P15")?.strength == .decisive
            #expect(isListed == (answers.last == "same"), "\(order)")
        }
    }

    @Test func `a decision that it is the same makes a resemblance decisive`() throws {
        var book = decided("same")
        book.set("parties", "S", "name", listedName)
        book.set("parties", "S", "country", "MY")
        let lot = try book.lot()
        #expect(lot.assessment == .matchesListedParty)
        #expect(lot.raised("P15")?.explanation.contains("decided on 2024-06-01") == true)
    }

    @Test func `a decision that it is the same counts however little the names are alike`() throws {
        var book = decided("same")
        let lot = try book.lot()
        #expect(lot.assessment == .matchesListedParty)
        #expect(lot.action == .review)
        let finding = try #require(lot.raised("P15"))
        #expect(finding.strength == .decisive)
        #expect(finding.numbers["list_entry"] == 900_001)
        #expect(
            finding.explanation.contains(
                "that it is the listed party EXAMPLE LISTED TRADING CO LTD (OFAC SDN entry 900001)")
        )
        // An entry that no list holds any more, or yet, is named by its number.
        book.set("claims", "D1", "denominator", "decision/same/OFAC SDN:777777")
        #expect(try book.lot().assessment == .matchesListedParty)
        #expect(
            try book.lot().raised("P15")?.explanation.contains(
                "OFAC SDN:777777 (OFAC SDN entry 777777)") == true)
        book = decided("not-same")
        #expect(try book.lot().raised("P15") == nil)
    }

    @Test func `a decision that it is the same counts whoever else writes`() throws {
        let book = decided("same")
        let records = book.checked()
        let lists = try ListSnapshot(
            sdn: book.sdn.map { Array($0.utf8) }, alt: nil, add: Array(book.add.utf8))
        var audit = Audit(lists: lists)
        audit.analysts = ["somebody else"]
        let result = audit.run(records, integrity: .unsigned(records: records.count))
        #expect(result.lots.first { $0.lot == "L" }?.assessment == .matchesListedParty)
        #expect(!result.data.contains { $0.code == "decision" })
    }

    @Test func `a decision without a reason does not count and is reported`() throws {
        var book = decided("not-same")
        book.set("parties", "S", "name", listedName)
        book.set("claims", "D1", "text", "")
        let result = try book.audit()
        #expect(result.lots.first { $0.lot == "L" }?.assessment == .matchesListedParty)
        #expect(result.data.contains { $0.code == "decision" })
    }

    @Test func `decisions of one among several issuers count only when named`() throws {
        var book = decided("not-same")
        book.set("parties", "S", "name", listedName)
        let records = book.checked()
        let lists = try ListSnapshot(
            sdn: book.sdn.map { Array($0.utf8) }, alt: nil, add: Array(book.add.utf8))
        var audit = Audit(lists: lists)
        audit.analysts = ["somebody else"]
        let result = audit.run(records, integrity: .unsigned(records: records.count))
        #expect(result.lots.first { $0.lot == "L" }?.alert == true)
        #expect(result.data.contains { $0.code == "decision" })
    }

    @Test func `names that are written oddly are remarks on the data`() throws {
        var book = Book()
        book.set("parties", "S", "name", "Ехample Listed\u{202E} Trading Co Ltd")
        let result = try book.audit()
        #expect(result.data.filter { $0.code == "name" }.count == 2)
    }

    @Test func `an audit that remembers says what one without a memory says`() throws {
        var listed = Book()
        listed.set("parties", "S", "name", listedName)
        let lists = try ListSnapshot(
            sdn: listed.sdn.map { Array($0.utf8) }, alt: nil, add: Array(listed.add.utf8))
        let remembering = Audit(lists: lists).remembering()
        var renamed = listed
        renamed.set("parties", "S", "country", "US")
        // Asked twice, so that the second answers come from memory, and of parties that changed.
        for book in [listed, Book(), renamed, listed, renamed] {
            let records = book.checked()
            let integrity = AuditResult.Integrity.unsigned(records: records.count)
            #expect(
                remembering.run(records, integrity: integrity)
                    == Audit(lists: lists).run(records, integrity: integrity))
        }
    }
}
