// SPDX-License-Identifier: Apache-2.0

/// A small list of each kind that is known by its content, with invented entries.
enum ListSeeds {
    static let all = [
        """
        <?xml version="1.0"?>
        <sdnList xmlns="http://tempuri.org/sdnList.xsd">
          <publshInformation><Publish_Date>07/05/2021</Publish_Date></publshInformation>
          <sdnEntry><uid>900001</uid><lastName>BEISPIEL &amp; CO</lastName><sdnType>Entity</sdnType>
            <programList><program>DPRK3</program></programList>
            <akaList><aka><uid>2</uid><category>weak</category><lastName>B</lastName></aka></akaList>
            <addressList><address><uid>3</uid><city>Dandong</city></address></addressList>
          </sdnEntry></sdnList>
        """,
        """
        <CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><ENTITIES><ENTITY><DATAID>1</DATAID>
          <FIRST_NAME>BEISPIEL</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
          <REFERENCE_NUMBER>KPe.900</REFERENCE_NUMBER><LISTED_ON>2009-04-24</LISTED_ON>
          <NAME_ORIGINAL_SCRIPT>본보기</NAME_ORIGINAL_SCRIPT></ENTITY></ENTITIES></CONSOLIDATED_LIST>
        """,
        """
        <export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2024-12-11T21:24:35Z">
          <sanctionEntity logicalId="13"><regulation programme="PRK"/><nameAlias wholeName="Beispiel"/>
          <address city="Dandong" countryIso2Code="CN"/></sanctionEntity></export>
        """,
        """
        fileGenerationDate;Entity_LogicalId;Entity_SubjectType;Entity_Regulation_Programme;NameAlias_WholeName
        11/12/2024;13;E;PRK;Beispiel Handels GmbH

        """,
        """
        source,entity_number,type,programs,name,title,addresses,alt_names,start_date,ids
        Entity List (EL),,,,Beispiel,,"1 Road, Shijiazhuang, CN","Beispiel Lab; and BI",2018-08-01,

        """,
        """
        Name of Entity\tEffective Date
        Beispiel Hair Co. (and two aliases: Exempel; and Hollbein) and subsidiaries\tJune 21, 2022

        """,
        """
        Date,Country,Type,Merchandise,Manufacturer,Status
        06/17/2020,China,WRO,Hair Products,Beispiel Hair Co. Ltd.,Active

        """,
        #"""
        id,schema,name,aliases,countries,addresses,identifiers,program_ids,last_seen
        NK-1,Company,Beispiel,"A;""B; C""",by;ru,"1 Road, Minsk",808,US-X,2026-04-29T12:40:02

        """#,
        #"""
        {"id":"NK-1","schema":"Company","properties":{"name":["Beispiel"],"alias":["Exempel"]},"target":true}
        {"id":"NK-2","schema":"Ownership","properties":{"owner":["NK-1"]}}

        """#,
    ]
}
