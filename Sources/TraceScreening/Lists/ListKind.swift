// SPDX-License-Identifier: Apache-2.0

/// A published list in one of its forms, recognised from content alone.
public enum ListKind: String, Sendable, CaseIterable {
    /// OFAC's legacy `sdn.csv`: primary names.
    case ofacNames = "ofac-sdn"
    /// OFAC's legacy `alt.csv`: aliases.
    case ofacAliases = "ofac-alt"
    /// OFAC's legacy `add.csv`: addresses.
    case ofacAddresses = "ofac-add"
    /// OFAC's `SDN.XML`.
    case ofacXML = "ofac-sdn-xml"
    /// The consolidated list of the United Nations Security Council, XML.
    case unitedNations = "un-sc"
    /// The European Union's consolidated list, XML.
    case europeanXML = "eu-fsf-xml"
    /// The European Union's consolidated list, CSV.
    case europeanCSV = "eu-fsf-csv"
    /// The United States' Consolidated Screening List, CSV.
    case consolidated = "us-csl"
    /// The UFLPA Entity List, a table of name cells.
    case uflpa = "us-uflpa"
    /// Withhold release orders and findings of US Customs and Border Protection, a table.
    case withhold = "us-cbp-wro"
    /// OpenSanctions, `targets.simple.csv`.
    case openSanctions = "opensanctions-simple"
    /// OpenSanctions, entities in FollowTheMoney form, one JSON object a line.
    case followTheMoney = "opensanctions-ftm"

    /// The list's name in sentences.
    public var title: String {
        switch self {
        case .ofacNames, .ofacAliases, .ofacAddresses, .ofacXML: "OFAC SDN"
        case .unitedNations: "UN Security Council"
        case .europeanXML, .europeanCSV: "EU financial sanctions"
        case .consolidated: "US Consolidated Screening List"
        case .uflpa: "UFLPA Entity List"
        case .withhold: "CBP withhold release orders"
        case .openSanctions, .followTheMoney: "OpenSanctions"
        }
    }

    /// The name that a file of this kind has in a folder of lists, without date and digest.
    public var fileExtension: String {
        switch self {
        case .ofacXML, .unitedNations, .europeanXML: "xml"
        case .followTheMoney: "json"
        default: "csv"
        }
    }

    /// What entry numbers begin with, so that entries of one authority join and others never do.
    var family: String {
        switch self {
        case .ofacNames, .ofacAliases, .ofacAddresses, .ofacXML: "ofac"
        case .europeanXML, .europeanCSV: "eu"
        default: rawValue
        }
    }

    /// The law under which a list names whom it names.
    public enum Law: Sendable, Equatable {
        /// Persons and bodies under sanctions.
        case sanctions
        /// Makers under the Uyghur Forced Labor Prevention Act.
        case xinjiang
        /// Makers under withhold release orders (19 USC 1307).
        case withhold
    }

    /// The law that the list serves.
    public var law: Law {
        switch self {
        case .uflpa: .xinjiang
        case .withhold: .withhold
        default: .sanctions
        }
    }
}
