// SPDX-License-Identifier: Apache-2.0

/// Words of names that name no one: legal forms, particles, titles, general words.
enum NameWords {
    /// Phrases that mean one legal form, longest first.
    static let formPhrases: [(words: [String], form: String)] = {
        let phrases: [(String, String)] = [
            ("gesellschaft mit beschrankter haftung", "gmbh"),
            ("public joint stock company", "jsc"), ("open joint stock company", "jsc"),
            ("joint stock company", "jsc"), ("limited liability company", "llc"),
            ("public limited company", "plc"), ("societatea cu raspundere limitata", "srl"),
            ("akcionernoe obsestvo", "jsc"),
            ("obsestvo s ogranicennoj otvetstvennostu", "llc"), ("sp z o o", "llc"),
            ("s a de c v", "sa"), ("s a r l", "sarl"), ("b v b a", "bvba"), ("g m b h", "gmbh"),
            ("o o o", "llc"), ("s r l", "srl"), ("l l c", "llc"), ("p l c", "plc"),
            ("l l p", "llp"), ("s p a", "spa"), ("s a", "sa"), ("a g", "ag"), ("b v", "bv"),
            ("n v", "nv"), ("p t", "pt"), ("a s", "as"), ("l p", "lp"), ("s l", "sl"),
            ("co ltd", "ltd"), ("you xian gong si", "ltd"), ("gong si", "ltd"),
            ("ju sik hoe sa", "ltd"),
        ]
        return phrases.map { ($0.0.split(separator: " ").map(String.init), $0.1) }
            .sorted { $0.words.count > $1.words.count }
    }()

    /// Single words that mean a legal form.
    static let forms: [String: String] = [
        "aktiengesellschaft": "ag", "ag": "ag", "gmbh": "gmbh", "llc": "llc", "ooo": "llc",
        "oao": "jsc", "ojsc": "jsc", "jsc": "jsc", "ao": "jsc", "pao": "jsc", "pjsc": "jsc",
        "zao": "jsc", "plc": "plc", "srl": "srl", "sarl": "sarl", "incorporated": "inc",
        "inc": "inc", "corporation": "corp", "corp": "corp", "company": "co", "co": "co",
        "limited": "ltd", "ltd": "ltd", "sa": "sa", "bv": "bv", "nv": "nv", "bvba": "bvba",
        "llp": "llp", "lp": "lp", "as": "as", "ab": "ab", "spa": "spa", "pte": "ltd", "pt": "pt",
        "sl": "sl",
    ]

    /// Long forms, which are recognised with a slip of the pen.
    static let longForms = forms.keys.filter { $0.utf8.count > 6 }.sorted()

    /// Han and Hangul legal forms, longest first.
    static let nativeForms = [
        "股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "集团", "集團", "公司", "주식회사", "유한회사",
        "총회사", "회사",
    ]

    /// Words that are written in several ways.
    static let synonyms: [String: String] = [
        "international": "intl", "int": "intl", "organisation": "organization", "labour": "labor",
        "first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "three": "3",
        "two": "2", "one": "1", "four": "4", "forty": "40", "usa": "us", "mv": "",
        "centre": "center", "dept": "department", "univ": "university", "mfg": "manufacturing",
    ]

    /// Words that carry little in a company's name.
    static let fillers: Set<String> = [
        "the", "of", "a", "an", "for", "de", "la", "le", "du", "and",
    ]

    /// Words that many companies share.
    static let general: Set<String> = [
        "trading", "trade", "general", "group", "industry", "industries", "industrial", "intl",
        "technology", "technologies", "import", "export", "products", "product", "development",
        "enterprise", "enterprises", "investment", "investments", "holding", "holdings",
        "management", "services", "service", "commercial", "shipping", "systems", "solutions",
        "bank", "fund", "trust", "china", "korea",
    ]

    /// Small words of persons' names.
    static let particles: Set<String> = [
        "al", "el", "bin", "ibn", "ben", "bint", "de", "da", "do", "van", "von", "der", "den",
        "la", "le", "abu", "ul", "ur", "na", "dos", "di", "del", "abd", "st",
    ]

    /// Particles that say whose child someone is: the order around them tells persons apart.
    static let lineage: Set<String> = ["bin", "ibn", "ben", "bint"]

    /// Titles before persons' names.
    static let titles: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "sheikh", "shaikh", "president", "prasident", "mullah",
        "haji", "qari", "sir", "hajji", "maulavi", "mawlawi", "comrade",
    ]
}
