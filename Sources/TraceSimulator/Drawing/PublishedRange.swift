// SPDX-License-Identifier: Apache-2.0

/// What sources say of a value: least, usual, most, and where it stands.
public struct PublishedRange: Sendable, Equatable {
    /// What it is, with its unit.
    public let name: String
    /// The least.
    public let low: Double
    /// The usual.
    public let base: Double
    /// The most.
    public let high: Double
    /// Where it stands; `assumption` where it stands nowhere.
    public let source: String

    /// The range with both ends moved apart, so that it is `share` wider; never below zero.
    public func widened(by share: Double) -> (low: Double, base: Double, high: Double) {
        let more = (high - low) / 2 * share
        return (low - more > 0 ? low - more : low / 2, base, high + more)
    }
}

/// The ranges that worlds are drawn from: the simulator's own, shared with nothing that judges.
public enum PublishedRanges {
    static let handTiedHours = range(
        "hours of a hand-tied wig", 36, 48, 64,
        "Daily NK on home workers (3-4 days); customwigcompany.com (no shorter than 40 h)")
    static let weftHours = range("hours of a machine-weft wig", 1, 1.6, 3, "assumption")
    static let capHours = range(
        "hours of a crocheted cap", 1, 3.4, 6, "chemknits; takinglifeanew.blogspot")
    static let vestHours = range("hours of a machine-knitted vest", 1.5, 2.2, 4, "assumption")
    static let linenHours = range("hours of a hemmed tablecloth", 0.6, 1, 1.6, "assumption")
    static let beadHours = range("hours of a beaded bracelet", 0.4, 0.6, 0.9, "assumption")
    static let bagHours = range("hours of a sewn bag", 0.6, 0.9, 1.4, "assumption")
    static let handLashPairs = range(
        "lash pairs a worker and day, by hand", 50, 100, 150, "Daily NK on home workers")
    static let machineLashPairs = range(
        "lash pairs a worker and day, by machine", 350, 500, 700,
        "1,000,000 pairs by 2,000 staff at a Pingdu plant (CCTV copy); spread assumed")
    static let hairYield = range(
        "yield of hair by mass", 0.70, 0.85, 0.95,
        "national ratios 410/575 t and 182/206 t (VOA, Sisa Weekly on customs statistics)")
    static let yarnYield = range("yield of yarn by mass", 0.88, 0.94, 0.99, "assumption")
    static let lashYield = range("yield of lash fibre by mass", 0.45, 0.70, 0.95, "assumption")
    static let wigCap = range("grams of lace, cap and elastic", 20, 30, 40, "assumption")
    static let hairPrice = range(
        "CNY a kilogram of worked hair", 749, 792, 821,
        "104-114 USD/kg of Chinese hair exports (VOA, Sisa Weekly) at 7.2 CNY")
    static let fibrePrice = range("CNY a kilogram of wig fibre", 26, 38, 52, "assumption")
    static let yarnPrice = range("CNY a kilogram of yarn or cloth", 26, 36, 58, "assumption")
    static let wage = range(
        "CNY an hour, village workshop", 8, 9.1, 11,
        "about 100 CNY for 11 h near Xuchang (Lifeweek copy); spread assumed")
    static let wageAbroad = range("CNY an hour, knotting abroad", 3.5, 5.5, 8, "assumption")
    static let wigFee = range(
        "CNY of fee a wig, North Korea", 25, 37, 50, "Daily NK, mid-2023 (example figure)")
    static let lashFee = range("CNY of fee a lash pair", 0.05, 0.2, 0.5, "assumption")
    static let roundTrip = range(
        "days from rail out to goods back", 25, 45, 75, "Chosun, 24 April 2023 (within two months)")
    static let workingDay = range("hours of a working day", 8, 10, 12, "assumption")
    static let leadOfOrders = range(
        "days from order to shipment, wigs", 30, 32, 35,
        "seabeautyintl.com (30-35 days for hand-tied wigs)")
    static let leadWhileShut = range(
        "the same while the Korean border was shut", 61, 68, 80,
        "seabeautyintl.com (over 60 days); spread assumed")
    static let teamSize = range(
        "people of a small workshop", 8, 14, 24, "assumption")

    /// Every range, for the documentation and its test.
    public static let all: [PublishedRange] = [
        handTiedHours, weftHours, capHours, vestHours, linenHours, beadHours, bagHours,
        handLashPairs, machineLashPairs, hairYield, yarnYield, lashYield, wigCap, hairPrice,
        fibrePrice, yarnPrice, wage, wageAbroad, wigFee, lashFee, roundTrip, workingDay,
        leadOfOrders,
        leadWhileShut, teamSize,
    ]

    private static func range(
        _ name: String, _ low: Double, _ base: Double, _ high: Double, _ source: String
    ) -> PublishedRange {
        PublishedRange(name: name, low: low, base: base, high: high, source: source)
    }
}
