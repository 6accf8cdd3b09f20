// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceTesting

@testable import TraceScreening

/// Small lists of each kind with invented entries.
enum InventedFiles {
    static let ofacXML = """
        <?xml version="1.0" standalone="yes"?>
        <sdnList xmlns="http://tempuri.org/sdnList.xsd">
          <publshInformation><Publish_Date>07/05/2021</Publish_Date><Record_Count>2</Record_Count></publshInformation>
          <sdnEntry><uid>900001</uid><lastName>BEISPIEL RIVER TRADING CO., LTD.</lastName><sdnType>Entity</sdnType>
            <programList><program>DPRK3</program></programList>
            <idList><id><uid>1</uid><idType>Registration ID</idType><idNumber>AB-12345</idNumber></id></idList>
            <akaList><aka><uid>2</uid><type>a.k.a.</type><category>weak</category><lastName>BRT</lastName></aka></akaList>
            <addressList><address><uid>3</uid><address1>64 Example Road</address1><city>Dandong</city><country>China</country></address></addressList>
          </sdnEntry>
          <sdnEntry><uid>900002</uid><firstName>Anna</firstName><lastName>EXEMPEL</lastName><sdnType>Individual</sdnType>
            <programList><program>CUBA</program></programList></sdnEntry>
        </sdnList>
        """
    static let un = """
        <CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><ENTITIES><ENTITY>
          <DATAID>1</DATAID><FIRST_NAME>BEISPIEL GENERAL CORPORATION</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
          <REFERENCE_NUMBER>KPe.900</REFERENCE_NUMBER><LISTED_ON>2009-04-24</LISTED_ON>
          <NAME_ORIGINAL_SCRIPT>본보기총회사</NAME_ORIGINAL_SCRIPT>
          <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>BGC TRADING</ALIAS_NAME></ENTITY_ALIAS>
          <ENTITY_ADDRESS><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS>
        </ENTITY></ENTITIES></CONSOLIDATED_LIST>
        """
    static let eu = """
        <export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2024-12-11T21:24:35.826+01:00">
          <sanctionEntity logicalId="13"><regulation programme="PRK"/><subjectType code="enterprise"/>
            <nameAlias wholeName="Beispiel Handels GmbH" strong="true"/><nameAlias wholeName="BH" strong="false"/>
            <address city="Dandong" street="Example 5" countryIso2Code="CN" countryDescription="CHINA"/>
          </sanctionEntity></export>
        """
    static let euCSV = """
        fileGenerationDate;Entity_LogicalId;Entity_SubjectType;Entity_Regulation_Programme;NameAlias_WholeName;Address_City;Address_CountryIso2Code
        11/12/2024;13;E;PRK;Beispiel Handels GmbH;;
        11/12/2024;13;E;PRK;Beispiel Trade;;
        11/12/2024;13;E;PRK;;Dandong;CN

        """
    static let csl = """
        source,entity_number,type,programs,name,title,addresses,alt_names,start_date,nationalities,citizenships,ids
        Entity List (EL) - Bureau of Industry and Security,,,,Beispiel Institute,,"1 Example Road, Shijiazhuang, CN","Beispiel Lab; and BI",2018-08-01,,,
        Nonproliferation Sanctions (ISN) - State Department,,,INKSNA,"Beispiel Import Company; and any successor, sub-unit, or subsidiary thereof",,,,,,,

        """
    static let uflpa = """
        Name of Entity\tEffective Date
        Beispiel Hair Accessories Co. Ltd. (and two aliases: Exempel Hair; and Hollbein Hair)\tJune 21, 2022
        Beispiel Silicon (Shanshan) Co., Ltd (including one alias: Hebeispiel Silicon (Shanshan) Co.) and subsidiaries\tJune 21, 2022

        """
    static let withhold = """
        Date,Country,Type,Merchandise,Manufacturer,Status
        06/17/2020,China,WRO,Hair Products,Beispiel Hair Product Co. Ltd.,Active
        05/01/2016,China,WRO,Soda ash,Former Example Works,Inactive
        01/13/2021,China,WRO,Cotton,,Active

        """
    static let simple = #"""
        "id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails","program_ids","dataset","first_seen","last_seen","last_change"
        "NK-1","Company","Beispiel ""Trade"" LLC","Beispiel;""Bei; spiel""","","by;ru","1 Example Road, Minsk","808","","","","US-X","ext","2024-01-01T00:00:00","2026-04-29T12:40:02","2024-01-01T00:00:00"

        """#
    static let lines = """
        {"id":"NK-1","caption":"Beispiel LLC","schema":"Company","properties":{"name":["Beispiel LLC"],"alias":["Exempel"],"country":["by"],"registrationNumber":["808000714"]},"last_seen":"2026-04-29T12:40:02","target":true}
        {"id":"NK-2","caption":"Ownership","schema":"Ownership","properties":{"owner":["NK-1"]}}

        """

    static func read(_ text: String, _ name: String = "list") throws(ScreeningError) -> ListSnapshot
    {
        try ListSnapshot([ListSource(name: name, bytes: Array(text.utf8))])
    }
}

@Suite("List readers")
struct ListReaderTests {
    @Test(arguments: [
        (InventedFiles.ofacXML, ListKind.ofacXML), (InventedFiles.un, .unitedNations),
        (InventedFiles.eu, .europeanXML), (InventedFiles.euCSV, .europeanCSV),
        (InventedFiles.csl, .consolidated), ("_id," + InventedFiles.csl, .consolidated),
        (InventedFiles.uflpa, .uflpa), (InventedFiles.withhold, .withhold),
        (InventedFiles.simple, .openSanctions), (InventedFiles.lines, .followTheMoney),
        (InventedList.sdn, .ofacNames), (InventedList.alt, .ofacAliases),
        (InventedList.add, .ofacAddresses),
    ])
    func `a list is known by its content`(text: String, kind: ListKind) throws {
        #expect(try ListSource(name: "x", bytes: Array(text.utf8)).kind() == kind)
    }

    @Test func `SDN XML gives names, weak aliases, programmes, places and numbers`() throws {
        let list = try InventedFiles.read(InventedFiles.ofacXML)
        let entry = try #require(list.entry(900001))
        #expect(entry.names == ["BEISPIEL RIVER TRADING CO., LTD."])
        #expect(entry.weakNames == ["BRT"])
        #expect(entry.isKorean)
        #expect(entry.countries == ["CN"])
        #expect(entry.identifiers == ["AB-12345"])
        #expect(list.entry(900002)?.names == ["EXEMPEL, Anna"])
        #expect(list.entry(900002)?.type == "individual")
        #expect(list.hasPrimaryNames)
        #expect(list.files.map(\.date) == [CalendarDate(year: 2021, month: 7, day: 5)])
    }

    @Test func `the other service's namespace is read as well`() throws {
        let text = InventedFiles.ofacXML.replacing(
            "http://tempuri.org/sdnList.xsd",
            with:
                "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML")
        #expect(try InventedFiles.read(text).entries.count == 2)
    }

    @Test func `the UN list gives names in their own script`() throws {
        let list = try InventedFiles.read(InventedFiles.un)
        let entry = try #require(list.entry(.unitedNations, "KPe.900"))
        #expect(entry.names == ["BEISPIEL GENERAL CORPORATION", "본보기총회사", "BGC TRADING"])
        #expect(entry.isKorean)
        #expect(entry.countries == ["KP"])
        #expect(entry.listedOn == CalendarDate(year: 2009, month: 4, day: 24))
        #expect(!list.hasPrimaryNames)
    }

    @Test func `the EU list is read from XML and from CSV`() throws {
        let list = try InventedFiles.read(InventedFiles.eu)
        let entry = try #require(list.entry(.europeanXML, "13"))
        #expect(entry.names == ["Beispiel Handels GmbH"])
        #expect(entry.weakNames == ["BH"])
        #expect(entry.programmes == ["PRK"])
        #expect(entry.isKorean)
        let table = try InventedFiles.read(InventedFiles.euCSV)
        #expect(
            table.entry(.europeanCSV, "13")?.names == ["Beispiel Handels GmbH", "Beispiel Trade"])
        #expect(table.entry(.europeanCSV, "13")?.countries == ["CN"])
        #expect(table.files.last?.date == CalendarDate(year: 2024, month: 12, day: 11))
    }

    @Test func `the Consolidated Screening List names its sources and reach`() throws {
        let list = try InventedFiles.read(InventedFiles.csl)
        #expect(list.entries.count == 2)
        #expect(list.entries[0].list.hasSuffix("(EL)"))
        #expect(list.entries[0].names == ["Beispiel Institute", "Beispiel Lab", "BI"])
        #expect(list.entries[0].countries == ["CN"])
        #expect(list.entries[1].names == ["Beispiel Import Company"])
        #expect(list.entries[1].includesSubsidiaries)
    }

    @Test func `UFLPA cells are taken apart, and a place in brackets stays in the name`() throws {
        let list = try InventedFiles.read(InventedFiles.uflpa)
        #expect(list.entries.count == 2)
        #expect(
            list.entries[0].names == [
                "Beispiel Hair Accessories Co. Ltd.", "Exempel Hair", "Hollbein Hair",
            ])
        #expect(
            list.entries[1].names == [
                "Beispiel Silicon (Shanshan) Co., Ltd", "Hebeispiel Silicon (Shanshan) Co.",
            ])
        #expect(list.entries[1].includesSubsidiaries)
        #expect(list.entries[0].kind.law == .xinjiang)
        #expect(!list.entries[0].isKorean)
        #expect(list.remarks.isEmpty)
    }

    @Test func `an order that no longer stands names no one, one without a maker is reported`()
        throws
    {
        let list = try InventedFiles.read(InventedFiles.withhold)
        #expect(list.entries.map(\.names) == [["Beispiel Hair Product Co. Ltd."]])
        #expect(list.entries[0].listedOn == CalendarDate(year: 2020, month: 6, day: 17))
        #expect(list.remarks.map(\.code) == ["region"])
    }

    @Test func `the published data set of withhold release orders is read, its cells taken apart`()
        throws
    {
        // The columns of CBP's file, as OpenSanctions' crawler of it names them; the rows are invented.
        let text = """
            \u{FEFF}Calendar Year,Country,Country Code,Industry,Entity,WRO/Finding,Status,Effective Date,Remarks,Press Release
            2020,China,CN,Apparel,"Beispiel Garment Co., Ltd. and Muster Trade and Business Co., Ltd.",WRO,Active,09/03/2020,,N/A
            1992,China,CN,Machinery,"Beispiel Plant, a/k/a Muster Works, a/k/a Exempel Machinery",Finding,Active,03/28/1992,,N/A
            2021,China,CN,Chemicals,Beispiel Silicon Co. Ltd. and Subsidiaries,WRO,Partially Active,06/24/2021,,N/A
            2020,Fishing Vessels,,Seafood,Fishing Vessel: Beispiel No. 7,WRO,Active,12/31/2020,,N/A
            2018,Turkmenistan,TM,Cotton,All Turkmenistan Cotton or products produced with it.,WRO,Active,05/18/2018,,N/A
            2016,China,CN,Soda ash,Former Example Works,WRO,Inactive,05/01/2016,,N/A

            """
        let list = try InventedFiles.read(text)
        #expect(
            list.entries.map(\.names) == [
                ["Beispiel Garment Co., Ltd."], ["Muster Trade and Business Co., Ltd."],
                ["Beispiel Plant", "Muster Works", "Exempel Machinery"],
                ["Beispiel Silicon Co. Ltd."], ["Beispiel No. 7"],
            ])
        #expect(list.entries[2].programmes == ["finding", "Machinery"])
        #expect(list.entries[3].includesSubsidiaries)
        #expect(list.entries[0].listedOn == CalendarDate(year: 2020, month: 9, day: 3))
        #expect(list.remarks.map(\.code) == ["region"])
    }

    @Test func `the EU's CSV is read under its published header and date`() throws {
        // Header and form of the rows as in the file of August 2026; the party is invented.
        let text = """
            \u{FEFF}fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_UnitedNationId;Entity_DesignationDate;Entity_DesignationDetails;Entity_Remark;Entity_SubjectType;Entity_SubjectType_ClassificationCode;Entity_Regulation_Type;Entity_Regulation_OrganisationType;Entity_Regulation_PublicationDate;Entity_Regulation_EntryIntoForceDate;Entity_Regulation_NumberTitle;Entity_Regulation_Programme;Entity_Regulation_PublicationUrl;NameAlias_LastName;NameAlias_FirstName;NameAlias_MiddleName;NameAlias_WholeName;NameAlias_NameLanguage
            05/08/2026;13;EU.27.28;;;;(REMARK);P;person;regulation;commission;2003-07-08;2003-07-07;1210/2003 (OJ L169);PRK;;Beispiel;Anna;;Anna Beispiel;
            05/08/2026;13;EU.27.28;;;;(REMARK);P;person;regulation;commission;2003-07-08;2003-07-07;1210/2003 (OJ L169);PRK;;;;;Muster Anna;

            """
        let list = try InventedFiles.read(text)
        let entry = list.entry(.europeanCSV, "13")
        #expect(entry?.names == ["Anna Beispiel", "Muster Anna"])
        #expect(entry?.type == "individual" && entry?.programmes == ["PRK"])
        let day = list.files.first { $0.kind == .europeanCSV }?.date
        #expect(day == CalendarDate(year: 2026, month: 8, day: 5))
    }

    @Test func `OpenSanctions is read from both forms`() throws {
        let simple = try InventedFiles.read(InventedFiles.simple)
        #expect(simple.entries[0].names == ["Beispiel \"Trade\" LLC", "Beispiel", "Bei; spiel"])
        #expect(simple.entries[0].countries == ["BY", "RU"])
        let lines = try InventedFiles.read(InventedFiles.lines)
        #expect(lines.entries.count == 1)
        #expect(lines.entries[0].names == ["Beispiel LLC", "Exempel"])
        #expect(lines.entries[0].identifiers == ["808000714"])
        #expect(lines.files.last?.date == CalendarDate(year: 2026, month: 4, day: 29))
    }

    @Test(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func `real files are read whole`() throws {
        func read(_ path: String) throws -> ListSnapshot {
            try ListSnapshot([ListSource(name: path, bytes: try SharedData.bytes(path))])
        }
        let un = try read("lists/un-consolidated-2026/UN_consolidated.xml")
        #expect(un.entries.count == 1_003)
        #expect(un.entries.filter(\.isKorean).count == 155)
        #expect(un.files.last?.date == CalendarDate(year: 2026, month: 2, day: 27))
        #expect(try read("lists/csl-sample/csl.csv").entries.count > 50)
        #expect(try read("lists/csl-sample/consolidated.csv").remarks.map(\.code) == ["cut"])
        #expect(
            try read("samples/sanctions/eu-fsf/eu_fsf_1entity.xml").entries[0].names.count == 3)
        let uflpa = try read("samples/sanctions/uflpa/name_cells_sample.tsv")
        #expect(uflpa.entries.map(\.names.count) == [1, 3, 2, 5, 1])
        #expect(uflpa.remarks.isEmpty)
        #expect(
            try read("samples/sanctions/opensanctions/yente-fixtures/zala/entities.ftm.json")
                .entries.count > 5)
    }

    @Test(.enabled(if: SharedData.isPresent, "needs the shared vectors folder"))
    func `cells that others took apart by hand come out the same`() throws {
        struct Cell: Decodable {
            let cell: String
            let main: String
            let aliases: [String]
        }
        let cells: [Cell] = try SharedData.json(
            "samples/sanctions/uflpa/name_cells_manual_parse.json")
        #expect(!cells.isEmpty)
        for cell in cells {
            let read = UFLPACell(cell.cell)
            #expect(NameForm(read.main) == NameForm(cell.main))
            #expect(read.aliases.map { NameForm($0) } == cell.aliases.map { NameForm($0) })
        }
    }
}
