// SPDX-License-Identifier: Apache-2.0

/// The sheets of a workbook and their columns, as the format for small importers names them.
enum Sheet: String, CaseIterable {
    case parties, sites, headcounts, lots, movements, processing, orders, payments, documents
    case rates, replies, claims, questionnaires, markings, indicators

    /// The column of the id; sheets without one are never changed.
    var key: String? {
        switch self {
        case .parties: "party"
        case .sites: "site"
        case .lots: "lot"
        case .movements: "movement"
        case .processing: "processing"
        case .orders: "order"
        case .payments: "payment"
        case .documents: "document"
        case .replies: "reply"
        case .claims: "claim"
        case .questionnaires: "answer_id"
        case .markings: "marking"
        case .indicators: "indicator"
        case .headcounts, .rates: nil
        }
    }

    /// Every column, in the order of the form.
    var columns: [String] {
        let text =
            switch self {
            case .parties:
                "party name name_native roles country address postal_code identifiers parent "
                    + "ownership_pct phone email representative"
            case .sites:
                "site operator name kind country address postal_code locode lat lon workers "
                    + "hours_per_day opened closed according_to document basis"
            case .headcounts: "site as_of workers document"
            case .lots:
                "lot description sku hs material construction hand_tied_pct length_cm density_pct "
                    + "pieces net_kg gross_kg unit pieces_per_unit raw_origin_country "
                    + "raw_origin_region made_from maker made_at according_to document basis"
            case .movements:
                "movement kind lots dispatched arrived from_party to_party from_site to_site "
                    + "manufacturer stuffing_site consolidator place_of_receipt container "
                    + "from_country to_country customs_office port mode trade_mode declaration "
                    + "related_declaration handbook waybill seal origin_declared value currency "
                    + "incoterm according_to document basis"
            case .processing:
                "processing kind site operator started finished steps inputs outputs workers "
                    + "worker_hours scrap_kg packaging_kg origin_before origin_after label_text "
                    + "reason according_to document basis"
            case .orders:
                "order buyer supplier sku lots pieces unit_price currency ordered promised "
                    + "shipped remarks document basis"
            case .payments:
                "payment date payer payee payee_bank payee_country amount currency pieces "
                    + "reference lots document basis"
            case .documents:
                "document kind number issuer issued sha256 attaches mass_kg pieces workers"
            case .rates: "date currency per_usd"
            case .replies: "reply about party date text document"
            case .claims:
                "claim about denominator value_low value_high unit reliability credibility "
                    + "derived_from source text"
            case .questionnaires: "answer_id party topic question asked answered"
            case .markings: "marking lot sort reviewers confidence seen"
            case .indicators:
                "indicator site category reliability credibility seen derived_from text"
            }
        return text.split(separator: " ").map(String.init)
    }
}
