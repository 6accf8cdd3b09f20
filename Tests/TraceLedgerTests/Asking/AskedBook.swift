// SPDX-License-Identifier: Apache-2.0
import TraceLedger

/// Lots that are split, blended and finished, small enough to compute shares by hand.
enum AskedBook {
    static let parties = """
        party,name,roles,country
        B,Example Buyer LLC,buyer,US
        S,Example Wig Works,manufacturer,CN
        D,Example Depot,supplier,CN
        V,Example Village,processor,CN
        """
    static let sites = """
        site,operator,kind,country
        F,S,factory,CN
        W,V,workshop,CN
        """
    static let lots = """
        lot,hs,pieces,net_kg,made_from
        R-1,670300,,60,
        R-2,670300,,40,
        H,670420,200,80,
        L-1,670420,150,60,
        L-2,670420,50,20,H=50
        L-3,670420,10,,R-1
        """
    static let processing = """
        processing,kind,site,operator,inputs,outputs
        P-1,transform,W,V,R-1=@60;R-2=@40,H=200@80
        P-2,finish,F,S,H=150,L-1=150@60
        P-3,finish,F,S,L-1,L-1
        """
    static let movements = """
        movement,kind,lots,from_party,to_party,from_country,to_country
        M-1,transfer,R-2,D,V,CN,CN
        M-2,entry,L-1;L-2,S,B,CN,US
        """

    static func workbook(
        lots: String = lots, processing: String = processing, parties: String = parties
    ) -> Workbook {
        Workbook.read(
            files: [
                "parties.csv": Array(parties.utf8), "sites.csv": Array(sites.utf8),
                "lots.csv": Array(lots.utf8), "processing.csv": Array(processing.utf8),
                "movements.csv": Array(movements.utf8),
            ])
    }

    static func standing(_ workbook: Workbook = workbook()) -> [StandingRecord] {
        StandingRecord.standing(workbook.checked())
    }

    static func network(_ workbook: Workbook = workbook()) -> LotNetwork {
        LotNetwork(standing(workbook))
    }
}
