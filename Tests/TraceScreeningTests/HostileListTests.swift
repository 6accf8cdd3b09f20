// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceTesting

@testable import TraceScreening

@Suite("Hostile lists")
struct HostileListTests {
    private func code(_ text: String) -> ScreeningError.Code? {
        do throws(ScreeningError) {
            _ = try InventedFiles.read(text)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `a billion laughs are refused before the parser sees them`() {
        let text = """
            <!DOCTYPE sdnList [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
            """
            + InventedFiles.ofacXML.replacing(
                "<?xml version=\"1.0\" standalone=\"yes\"?>", with: "")
        #expect(code(text) == .unknownList || code(text) == .documentType)
        let late = InventedFiles.un.replacing("<ENTITIES>", with: "<!DOCTYPE x><ENTITIES>")
        #expect(code(late) == .documentType)
        let hidden = InventedFiles.ofacXML.replacing("?>", with: "?><!-- --><!DOCTYPE sdnList>")
        #expect(code(hidden) != nil)
    }

    @Test func `two namespaces are refused by name`() throws {
        let text = InventedFiles.ofacXML.replacing(
            "<uid>900002</uid>", with: "<uid xmlns=\"http://elsewhere.example\">900002</uid>")
        let error = #expect(throws: ScreeningError.self) { try InventedFiles.read(text) }
        #expect(error?.code == .namespace)
        #expect(error?.field == "uid")
        #expect(error?.description.contains("http://elsewhere.example") == true)
        #expect(
            code(InventedFiles.eu.replacing("fpi/fsd/export", with: "other")) == .namespace)
    }

    @Test(arguments: [
        InventedFiles.ofacXML, InventedFiles.un, InventedFiles.eu, InventedFiles.lines,
        InventedFiles.simple,
    ])
    func `a list cut anywhere is never read as whole`(text: String) {
        let bytes = Array(text.utf8)
        var taken = 0
        for length in stride(from: 0, to: bytes.count - 2, by: 7) {
            let cut = String(decoding: bytes.prefix(length), as: UTF8.self)
            guard let list = try? InventedFiles.read(cut) else { continue }
            // Lines may end where a row ends: then nothing tells but the lack of a line end or entries.
            taken += 1
            #expect(cut.hasSuffix("\n") || cut.hasSuffix("}") || !list.remarks.isEmpty, "\(length)")
        }
        #expect(taken <= 3)
    }

    @Test func `SDN XML with fewer entries than it says is refused`() {
        #expect(
            code(InventedFiles.ofacXML.replacing("<Record_Count>2<", with: "<Record_Count>3<"))
                == .truncated)
    }

    @Test func `OFAC files without their end mark or of different days are used with a remark`()
        throws
    {
        let whole = try InventedList.snapshot()
        #expect(whole.remarks.map(\.code).contains("join"))
        #expect(whole.remarks.filter { $0.code == "cut" }.map(\.file) == ["alt.csv", "add.csv"])
    }

    @Test func `Latin-1 where UTF-8 is published is refused with a remedy`() {
        let bytes = Array(InventedFiles.csl.utf8).map { $0 == 0x42 ? 0xC9 : $0 }
        let error = #expect(throws: ScreeningError.self) {
            try ListSnapshot([ListSource(name: "csl.csv", bytes: bytes)])
        }
        #expect(error?.code == .encoding)
        #expect(error?.remedy != nil)
    }

    @Test(arguments: [
        ("<programList", "<prog\u{FFFD}ramList"), ("<uid>", "<uid\u{FFFD}>"),
        ("BEISPIEL", "BEI\u{FFFD}PIEL"), ("xmlns=", "\u{FFFD}="),
    ])
    func `XML that is not UTF-8 is refused at its line, in names too`(
        place: String, replacement: String
    ) {
        // The system's parser stops the whole process at such a name.
        let marked = Array(InventedFiles.ofacXML.replacing(place, with: replacement).utf8)
        let pieces = marked.split(separator: 0xEF, maxSplits: 1).map(Array.init)
        let bytes = pieces[0] + [0xC4] + pieces[1].dropFirst(2)
        let error = #expect(throws: ScreeningError.self) {
            try ListSnapshot([ListSource(name: "SDN.XML", bytes: bytes)])
        }
        #expect(error?.code == .encoding)
        #expect((error?.line ?? 0) > 0)
    }

    @Test(arguments: ["UTF-7", "ISO-8859-1", "utf-16", "windows-1252"])
    func `XML that declares another encoding is refused: it could hide a document type`(
        name: String
    ) {
        let text = InventedFiles.ofacXML.replacing(
            "<?xml version=\"1.0\"", with: "<?xml version=\"1.0\" encoding=\"\(name)\"")
        #expect(code(text) == .encoding)
        #expect(code(text.replacing(name, with: "utf-8")) == nil)
    }

    @Test func `a trailing Ctrl-Z harms no list`() throws {
        for text in [InventedFiles.un, InventedFiles.csl, InventedFiles.uflpa, InventedFiles.eu] {
            #expect(try !InventedFiles.read(text + "\u{1A}").entries.isEmpty)
        }
    }

    @Test(arguments: [
        ("a,b,c\n1,2,3\n", ScreeningError.Code.unknownList), ("", .truncated),
        ("\u{1A}", .unknownList),
        ("{\"op\":\"ADD\",\"entity\":{}}\n", .unknownList), ("<Sanctions/>", .unknownList),
        ("<html><body/></html>", .unknownList),
        ("Name of Entity,Status\nX,1\n", .header),
        ("Name of Entity,Effective Date\nX,soon\n", .date),
        ("Name of Entity,Effective Date\n,2022-06-21\n", .missingName),
        ("Name of Entity,Effective Date\nX\n", .truncated),
        ("{\"id\":\"1\",\"schema\":\"Company\",\"caption\":\"X\"}\n{\"id\":\"2\"", .truncated),
        ("Name of Entity,Effective Date\n", .truncated),
        ("source,entity_number,alt_names\nX,1,y\n", .header),
    ])
    func `what is no list, or not its form, is refused by name`(
        text: String, expected: ScreeningError.Code
    ) {
        #expect(code(text) == expected)
    }

    @Test func `deep nesting and huge records end in an error`() {
        let deep = String(repeating: "<A>", count: 5_000)
        #expect(code("<CONSOLIDATED_LIST><ENTITY>" + deep) != nil)
        let wide = String(repeating: "<A/>", count: 30_000)
        #expect(
            code("<CONSOLIDATED_LIST><ENTITY>\(wide)</ENTITY></CONSOLIDATED_LIST>") == .tooLong)
    }
}
