// SPDX-License-Identifier: Apache-2.0

/// A real city where invented firms stand; places in North Korea stay at the level of a city.
struct City: Sendable {
    let name: String
    let country: String
    let address: String
    let postal: String
    let locode: String
    /// Area of the company code; empty outside China.
    let area: String
    /// The customs office and the port by which goods of the place usually leave.
    let office: String
    let port: String

    static let xuchang = china("Xuchang", "Xuchang, Henan", "461000", "CNXUC", "411000")
    static let heze = china("Heze", "Heze, Shandong", "274000", "", "371700")
    static let qingdao = china("Qingdao", "Qingdao, Shandong", "266000", "CNQIN", "370200")
    static let pingdu = china("Pingdu", "Pingdu, Shandong", "266700", "", "370283")
    static let yiwu = china("Yiwu", "Yiwu, Zhejiang", "322000", "", "330782")
    static let shenyang = china(
        "Shenyang", "Shenyang, Liaoning", "110000", "", "210100", "0900", "CNDAG")
    static let dandong = china(
        "Dandong", "Dandong, Liaoning", "118000", "CNDDZ", "210600", "0930", "CNDDG")
    static let hunchun = china(
        "Hunchun", "Hunchun, Jilin", "133300", "CNHCG", "222404", "1500", "CNDAG")
    static let oakland = abroad("Oakland", "US", "Oakland, California", "94600", "USOAK", "USOAK")
    static let yangon = abroad("Yangon", "MM", "Yangon", "11181", "MMRGN", "MMRGN")
    static let purbalingga = abroad(
        "Purbalingga", "ID", "Purbalingga, Central Java", "53300", "", "IDSRG")
    static let bacNinh = abroad("Bac Ninh", "VN", "Bac Ninh", "16000", "", "VNHPH")
    static let dhaka = abroad("Dhaka", "BD", "Dhaka", "1200", "BDDAC", "BDCGP")
    static let chennai = abroad("Chennai", "IN", "Chennai", "600001", "INMAA", "INMAA")
    static let vladivostok = abroad("Vladivostok", "RU", "Vladivostok", "690000", "RUVVO", "RUVVO")
    static let sinuiju = abroad("Sinuiju", "KP", "Sinuiju", "", "KPSII", "")
    static let rajin = abroad("Rajin", "KP", "Rajin", "", "KPRJN", "")

    static let hairTowns = [xuchang, heze, qingdao]
    static let knottersAbroad = [yangon, purbalingga, bacNinh, dhaka]

    private static func china(
        _ name: String, _ address: String, _ postal: String, _ locode: String, _ area: String,
        _ office: String = "4200", _ port: String = "CNQDG"
    ) -> City {
        City(
            name: name, country: "CN", address: address, postal: postal, locode: locode,
            area: area, office: office, port: port)
    }

    private static func abroad(
        _ name: String, _ country: String, _ address: String, _ postal: String, _ locode: String,
        _ port: String
    ) -> City {
        City(
            name: name, country: country, address: address, postal: postal, locode: locode,
            area: "", office: "", port: port)
    }
}
