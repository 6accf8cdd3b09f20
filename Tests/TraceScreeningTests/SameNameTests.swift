// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceTesting

@testable import TraceScreening

/// Names that are the same words, and numbers that are the same digits.
@Suite("Same words, same numbers")
struct SameNameTests {
    private func list(_ name: String, type: String = "-0- ", remarks: String = "-0- ") throws
        -> ListSnapshot
    {
        let sdn =
            "1,\"\(name)\",\(type),\"DPRK4\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"\(remarks)\"\n"
        return try ListSnapshot(
            sdn: Array(sdn.utf8), alt: nil,
            add: Array("1,1,-0- ,\"Dandong\",\"China\",-0- \n".utf8))
    }

    private func screen(
        _ listed: String, _ name: String? = nil, native: String? = nil, _ country: String = "CN"
    ) throws -> NameMatch? {
        Screener(lists: try list(listed), threshold: 0.92).screen(
            ScreenedName(name: name, nativeName: native, country: country))
    }

    private let heron = "DANDONG BEISPIEL GOLDEN HERON TRADING CO LTD"

    @Test(arguments: [
        "Dandong Beispiel Golden Heron Trading Company Limited",
        "Dandong Beispiel Golden Heron Trading Limited",
        "Dandong Beispiel Golden Heron Trading Co.",
        "Dandong Beispiel Golden Heron Trading",
        "Dandong Beispiel Golden Heron Trading Co Ltd (Dandong)",
    ])
    func `another spelling of the legal form hides no one`(name: String) throws {
        let match = try #require(try screen(heron, name))
        #expect(match.kind == .exact)
        #expect(match.isDecisive)
        #expect(try screen(heron, name, "MY")?.isDecisive == false)
    }

    @Test(arguments: [
        "Dandong Beispiel Golden Heron Trade Co Ltd", "Golden Heron Beispiel Trading Dandong Ltd",
        "Dandong Beispiel Golden Heron Trading GmbH",
    ])
    func `the same words in another order or form are the same words, and do not decide`(
        name: String
    ) throws {
        let match = try #require(try screen(heron, name))
        #expect(match.kind == .sameWords)
        #expect(!match.isDecisive)
    }

    @Test(arguments: [
        "Dandong Beispiel Golden Heron Shipping Co Ltd", "Dandong Beispiel Golden Horn Trading",
        "Dandong Beispiel Silver Heron Trading Co Ltd", "Golden Trading Co Ltd",
        "Dandong Trading Co Ltd",
    ])
    func `a word that differs makes another name`(name: String) throws {
        let match = try screen(heron, name)
        #expect(match == nil || match?.kind == .resembling, "\(String(describing: match))")
    }

    @Test func `a name of one word needs a legal form on either side`() throws {
        #expect(try screen("SONNENAUFGANG CO LTD", "Sonnenaufgang Limited")?.isDecisive == true)
        #expect(try screen("SONNENAUFGANG", "Sonnenaufgang Limited") == nil)
        #expect(try screen("GENERAL TRADING CO LTD", "General Trading Limited")?.isDecisive != true)
    }

    @Test func `a Han name but for its legal form decides, a group and a short name do not`() throws
    {
        let listed = "丹东示例贸易有限公司"
        for name in ["丹东示例贸易有限责任公司", "丹东示例贸易公司", "丹东示例贸易"] {
            #expect(try screen(listed, native: name)?.isDecisive == true, "\(name)")
        }
        for name in ["丹东示例贸易集团有限公司", "丹东示例贸易股份有限公司"] {
            #expect(try screen(listed, native: name)?.isDecisive != true, "\(name)")
        }
        #expect(try screen("示例有限公司", native: "示例有限责任公司")?.isDecisive != true)
        #expect(try screen("조선본보기무역회사", native: "조선본보기무역총회사")?.isDecisive != true)
    }

    @Test(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func `pairs that others label as different are not equal but for the legal form`() throws {
        let pairs = try LabelledPair.all().filter { $0.schema != "Person" }
        var (right, wrong) = (0, 0)
        for pair in pairs {
            var same = SameNames()
            same.add(pair.left, NameShape(pair.left, .organisation), number: 0)
            guard !same.equal(pair.right, NameShape(pair.right, .organisation)).isEmpty else {
                continue
            }
            if pair.isMatch { right += 1 } else { wrong += 1 }
            if !pair.isMatch { print("labelled as different: \(pair.left) | \(pair.right)") }
        }
        print("equal but for the legal form: \(right) right, \(wrong) wrong")
        #expect(right > 0)
        #expect(wrong * 20 <= right)
    }

    // Numbers

    private func number(
        _ identifier: String, _ remarks: String, _ country: String, type: String = "-0- "
    ) throws -> NameMatch? {
        Screener(lists: try list("EXEMPEL, Anna", type: type, remarks: remarks), threshold: 0.92)
            .screen(
                ScreenedName(
                    name: "Something Else", country: country, identifiers: [identifier]))
    }

    @Test func `a firm's number that equals a passport's is chance`() throws {
        let match = try #require(
            try number(
                "duns=472310082", "Passport 472310082 (Colombia)", "CN", type: "individual"))
        #expect(match.kind == .identifier)
        #expect(!match.isDecisive)
        #expect(match.place == .different)
    }

    @Test func `numbers decide within one register, or where the country agrees`() throws {
        #expect(
            try number("duns=472310082", "Registration ID 472310082", "MY")?.isDecisive == false)
        #expect(try number("duns=472310082", "Registration ID 472310082", "CN")?.isDecisive == true)
        #expect(
            try number("uscc=91210600X12345678A", "Unified Code 91210600X12345678A", "MY")?
                .isDecisive == true)
        #expect(try number("472310082", "Business Number 472310082", "MY")?.isDecisive == false)
    }

    // Korean programmes

    @Test func `a common Korean name never decides on lists that write programmes otherwise`()
        throws
    {
        let text = """
            {"id":"NK-9","caption":"Kim Yong Chol","schema":"Person","properties":{"name":["Kim Yong Chol"],"country":["kp"],"programId":["US-DPRK4"]},"target":true}

            """
        let list = try InventedFiles.read(text)
        #expect(list.entries[0].isKorean)
        let match = try #require(
            Screener(lists: list, threshold: 0.92).screen(
                ScreenedName(name: "Kim Yong Chol", country: "KP")))
        #expect(!match.isDecisive)
        let without = try InventedFiles.read(text.replacing("US-DPRK4", with: "US-GLOMAG"))
        #expect(!without.entries[0].isKorean)
        #expect(
            Screener(lists: without, threshold: 0.92).screen(
                ScreenedName(name: "Kim Yong Chol", country: "KP"))?.isDecisive == false)
    }

    @Test(arguments: [
        ("DPRK3", true), ("US-DPRK4", true), ("PRK", true), ("EU-PRK", true), ("UN-SC1718", true),
        ("EXDPRK", false), ("DPRO", false), ("SDGT", false), ("EU-PRKA", false),
    ])
    func `programmes about North Korea are known by a word of their code`(
        code: String, isKorean: Bool
    ) {
        #expect(ListEntry(.openSanctions, id: "1", programmes: [code]).isKorean == isKorean)
    }
}
