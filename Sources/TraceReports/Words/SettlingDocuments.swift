// SPDX-License-Identifier: Apache-2.0

/// Which document would fill a missing column.
enum SettlingDocuments {
    private static let byColumn: [String: String] = [
        "sites.workers": "a dated roster or payroll total of the site (head counts only, no names)",
        "sites.hours_per_day": "the site's shift plan or time sheets",
        "lots.net_kg": "the packing list with net mass by carton",
        "lots.gross_kg": "the packing list with gross mass by carton",
        "lots.pieces": "the packing list or invoice with the number of pieces",
        "lots.hs": "the entry or export declaration with the HS code",
        "lots.construction": "a specification sheet that says how the goods are made",
        "lots.hand_tied_pct": "a specification sheet with the hand-tied share",
        "lots.made_from": "the production record that names the input lots",
        "lots.material": "a specification sheet that names the material",
        "lots.unit": "the packing list with the unit of the count",
        "lots.maker": "the maker's name from the invoice or production record",
        "lots.made_at": "the address of the site of manufacture, with the contract",
        "processing.site": "the processor's site and contract (a confidential annex will do)",
        "processing.operator": "the contract with the firm that did the work",
        "processing.kind": "the production record that says what was done",
        "processing.origin_before": "photographs or a record of the label before the change",
        "processing.origin_after": "photographs or a record of the label after the change",
        "processing.started": "the production log with the day work began",
        "processing.finished": "the production log with the day work ended",
        "processing.inputs": "goods-received notes that name the input lots and their mass",
        "processing.outputs": "the production record that names the output lots and their mass",
        "processing.steps": "process sheets that say which steps were done where",
        "processing.worker_hours": "time sheets or the production log",
        "orders.unit_price": "the purchase order or invoice with the unit price",
        "orders.lots": "the purchase order with the lots that fill it",
        "orders.supplier": "the purchase order with the supplier's name",
        "orders.ordered": "the purchase order with its date",
        "orders.shipped": "the bill of lading or forwarder's receipt with its date",
        "movements.origin_declared": "the entry summary or certificate of origin",
        "movements.from_country": "the transport document with the place of departure",
        "movements.from_party": "the transport document with the shipper's name",
        "movements.to_party": "the transport document with the consignee's name",
        "movements.to_country": "the transport document with the place of arrival",
        "movements.dispatched": "the transport document with the day of departure",
        "movements.arrived": "the arrival notice or goods-received note with its date",
        "movements.manufacturer": "the entry with the manufacturer's name and address",
        "movements.customs_office": "the customs declaration with the office's code",
        "movements.value": "the commercial invoice with value and currency",
        "movements.declaration": "both customs declarations with their numbers",
        "parties.country": "the business licence or registry extract",
        "parties.parent": "the ownership chart or registry extract",
        "parties.ownership_pct": "the ownership chart or registry extract",
        "sites.country": "the lease or site registration with the address",
        "parties.name": "the business licence or registry extract",
        "parties.name_native": "the business licence with the name in its own script",
        "rates.per_usd": "the exchange rates of the invoice dates",
        "sites.locode": "the site's address with its UN/LOCODE or coordinates",
        "movements.stuffing_site": "the stuffing record or importer security filing",
        "movements.place_of_receipt": "the bill of lading with the place of receipt",
        "movements.trade_mode": "the Chinese declaration with its supervision mode",
        "movements.currency": "the commercial invoice with value and currency",
        "documents.issued": "the original document with its day of issue",
        "orders.currency": "the purchase order or invoice with the currency",
    ]

    private static let bySheet: [String: String] = [
        "parties": "the business licence or registry extract",
        "sites": "the lease or site registration with address and head count",
        "headcounts": "dated rosters or social-insurance totals",
        "lots": "the packing list or specification sheet",
        "movements": "the customs declaration and transport document",
        "processing": "the production record of the step, with site and dates",
        "orders": "the purchase order and its shipping papers",
        "payments": "the bank statement or payment message that names payee and amount",
        "documents": "the original documents, with number, issuer and date",
        "rates": "the exchange rates of the invoice dates",
        "stock": "a stock count with its day and heading",
        "questionnaires": "the questionnaire with the days of questions and answers",
        "markings": "the photograph with what two people read, each alone",
        "indicators": "the graded note of the confidential annex",
        "history": "your own earlier orders; no paper of this supplier",
        "values": "your own orders of like goods from others; no paper of this supplier",
        "purchases": "the supplier's invoices for the material it bought",
        "movements of enough other firms": "records of more importers; no paper of this supplier",
        "wage": "a wage of that country in your parameters; no paper of this supplier",
        "signatures": "records signed by those who made them, in a ledger",
        "lists/addresses": "a list with addresses (OFAC's add.csv, the UN or EU list)",
        "lists": "a current copy of the sanctions lists (sdn.csv, alt.csv, add.csv)",
    ]

    /// The document for one column, `sheet.column`.
    static func document(for column: String) -> String {
        if let known = bySheet[column] { return known }
        let name = column.prefix { $0 != " " && $0 != "#" && $0 != ":" }.lowercased()
        if let known = byColumn[name] { return known }
        if let known = bySheet[name] { return known }
        let sheet = String(name.prefix { $0 != "." && $0 != "/" })
        return bySheet[sheet] ?? "a document that states \(column.visible)"
    }

    /// The documents for several columns, each once, in the order of the columns.
    static func documents(for columns: [String]) -> [String] {
        var seen: Set<String> = []
        return columns.map { document(for: $0) }.filter { seen.insert($0).inserted }
    }
}
