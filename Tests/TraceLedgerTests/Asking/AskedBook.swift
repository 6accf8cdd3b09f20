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
        lots: String = lots, processing: String = processing, parties: String = parties,
        more: [String: String] = [:]
    ) -> Workbook {
        let files = [
            "parties.csv": parties, "sites.csv": sites, "lots.csv": lots,
            "processing.csv": processing, "movements.csv": movements,
        ].merging(more) { $1 }
        return Workbook.read(files: files.mapValues { Array($0.utf8) })
    }

    /// A row in each sheet of notes, the confidential one among them.
    static let notes = [
        "questionnaires.csv": """
        answer_id,party,topic,question,asked,answered,answer
        Q-1,S,making_location,Where is it knotted?,2024-03-01,2024-03-09,In our hall
        Q-2,V,workers,How many people tie?,2024-03-01,,
        """,
        "stock.csv": "stock,party,as_of,hs,kg\nK-1,S,2023-12-31,670300,41.5\n",
        "markings.csv": """
        marking,lot,sort,seen,reviewers,confidence,text
        MK-1,L-1,over_label,2024-05-01,2,high,A label under the label
        """,
        "inspections.csv": """
        inspection,site,date,inspector,announced,workers,outcome,text
        IN-1,W,2024-02-02,B,no,7,not_confirmed,Seven people in two rooms
        """,
        "headcounts.csv": "site,as_of,workers,according_to\nW,2024-02-01,30,V\n",
        "claims.csv": """
        claim,about,text,source,published,reliability,credibility,denominator,value_low
        C-1,S,Most lashes are bought in.,Example Coast newspaper,2024-06-12,C,3,pairs sold,60
        D-1,V,Another registration number,A. Analyst,2024-07-01,,,decision/not-same/OFAC SDN:19790,
        O-1,V;D,,,2024-01-01,,,ownership/share,55
        """,
        "indicators.csv": """
        indicator,site,category,reliability,credibility,text
        X-1,W,housing,C,3,xyzzy-secret
        X-2,W,control,B,2,xyzzy-other
        X-3,F,wages,B,2,xyzzy-third
        """,
        "replies.csv": """
        reply,about,finding,party,date,text
        R-24,W,P24,V,2024-08-01,xyzzy-reply
        """,
    ]

    static func standing(_ workbook: Workbook = workbook()) -> [StandingRecord] {
        StandingRecord.standing(workbook.checked())
    }

    static func network(_ workbook: Workbook = workbook()) -> LotNetwork {
        LotNetwork(standing(workbook))
    }
}
