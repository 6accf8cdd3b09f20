// SPDX-License-Identifier: Apache-2.0

/// What is bought: goods with their material and the ranges that work on them follows.
struct Goods: Sendable {
    /// How much work a piece takes.
    enum Work: Sendable {
        case hours(PublishedRange)
        /// Pairs a worker and day.
        case pairs(PublishedRange)
        /// A share tied by hand, the rest by machine.
        case mixed(handTied: Double)
    }

    /// The mass of a piece.
    enum Mass: Sendable {
        /// By length and density.
        case wig
        case grams(Int, Int)
    }

    /// What it is made of.
    struct Material: Sendable {
        let hs: String
        let kind: String
        let text: String
        let price: PublishedRange

        static let hair = Material(
            hs: "670300", kind: "human_hair", text: "Human hair, drawn and worked, dark",
            price: PublishedRanges.hairPrice)
        static let fibre = Material(
            hs: "550330", kind: "synthetic", text: "Modacrylic fibre for wigs",
            price: PublishedRanges.fibrePrice)
        static let bristle = Material(
            hs: "540419", kind: "synthetic", text: "PBT monofilament for false lashes",
            price: PublishedRanges.fibrePrice)
        static let yarn = Material(
            hs: "550932", kind: "yarn", text: "Acrylic yarn, two-fold",
            price: PublishedRanges.yarnPrice)
        static let cotton = Material(
            hs: "520812", kind: "fabric", text: "Cotton fabric, plain weave",
            price: PublishedRanges.yarnPrice)
        static let beads = Material(
            hs: "701810", kind: "beads", text: "Glass beads, mixed",
            price: PublishedRanges.yarnPrice)
        static let flax = Material(
            hs: "530919", kind: "fabric", text: "Flax fabric, dyed",
            price: PublishedRanges.yarnPrice)
    }

    let description: String
    let hs: String
    let material: String
    let construction: String
    let raw: Material
    let work: Work
    let mass: Mass
    let yield: PublishedRange
    var handTied: Int?
    var unit = "piece"
    let steps: String
    var finish = "wash;style;label;pack"
    /// Pieces of a usual order, and days that making it takes.
    let pieces: ClosedRange<Int>
    let days: ClosedRange<Int>

    /// Whether it is counted in pairs.
    var isPair: Bool { unit == "pair" }
}

extension Goods {
    static let weft = Goods(
        description: "Wig, human hair, machine weft", hs: "670420", material: "human_hair",
        construction: "machine_weft", raw: .hair, work: .hours(PublishedRanges.weftHours),
        mass: .wig, yield: PublishedRanges.hairYield, handTied: 0, steps: "weft;sew;assemble",
        pieces: 300...1500, days: 15...28)
    static let synthetic = Goods(
        description: "Wig, synthetic fibre, machine weft", hs: "670411", material: "synthetic",
        construction: "machine_weft", raw: .fibre, work: .hours(PublishedRanges.weftHours),
        mass: .wig, yield: PublishedRanges.hairYield, handTied: 0, steps: "weft;sew;assemble",
        pieces: 500...2600, days: 15...28)
    static let tied = Goods(
        description: "Lace wig, human hair, fully hand-tied", hs: "670420",
        material: "human_hair", construction: "hand_tied", raw: .hair,
        work: .hours(PublishedRanges.handTiedHours), mass: .wig,
        yield: PublishedRanges.hairYield, handTied: 100, steps: "knot;assemble",
        pieces: 150...600, days: 35...60)
    static let mixed = Goods(
        description: "Lace front wig, machine weft with hand-tied front", hs: "670420",
        material: "human_hair", construction: "mixed", raw: .hair, work: .mixed(handTied: 0.3),
        mass: .wig, yield: PublishedRanges.hairYield, handTied: 30,
        steps: "weft;knot;sew;assemble", pieces: 200...700, days: 25...40)
    static let lash = Goods(
        description: "False eyelashes, strip, synthetic", hs: "670419", material: "synthetic",
        construction: "mechanised", raw: .bristle,
        work: .pairs(PublishedRanges.machineLashPairs), mass: .grams(1, 2),
        yield: PublishedRanges.lashYield, unit: "pair", steps: "tie;assemble",
        finish: "trim;curl;mount;label;pack", pieces: 30_000...90_000, days: 12...20)
    static let handLash = Goods(
        description: "False eyelashes, strip, hand-made", hs: "670419", material: "synthetic",
        construction: "hand_made", raw: .bristle, work: .pairs(PublishedRanges.handLashPairs),
        mass: .grams(1, 2), yield: PublishedRanges.lashYield, unit: "pair",
        steps: "tie;assemble", finish: "trim;curl;pair;mount;label;pack",
        pieces: 15_000...45_000, days: 25...45)
    static let cap = Goods(
        description: "Crocheted cap, acrylic", hs: "650500", material: "yarn",
        construction: "crocheted", raw: .yarn, work: .hours(PublishedRanges.capHours),
        mass: .grams(60, 120), yield: PublishedRanges.yarnYield, steps: "crochet",
        finish: "wash;label;pack", pieces: 800...2200, days: 22...35)
    static let vest = Goods(
        description: "Sweater vest, machine-knitted, acrylic", hs: "611030", material: "yarn",
        construction: "knitted", raw: .yarn, work: .hours(PublishedRanges.vestHours),
        mass: .grams(220, 380), yield: PublishedRanges.yarnYield, steps: "knit;sew",
        finish: "wash;label;pack", pieces: 900...2200, days: 22...35)
    static let linen = Goods(
        description: "Tablecloth, cotton, hemmed by hand", hs: "630251", material: "fabric",
        construction: "sewn", raw: .cotton, work: .hours(PublishedRanges.linenHours),
        mass: .grams(360, 480), yield: PublishedRanges.yarnYield, steps: "sew",
        finish: "wash;label;pack", pieces: 900...2200, days: 22...35)
    static let bead = Goods(
        description: "Beaded bracelet, glass beads on thread", hs: "711790", material: "beads",
        construction: "hand_made", raw: .beads, work: .hours(PublishedRanges.beadHours),
        mass: .grams(35, 55), yield: PublishedRanges.yarnYield, steps: "bead;assemble",
        finish: "label;pack", pieces: 4000...9000, days: 18...30)
    static let bag = Goods(
        description: "Shopping bag, flax fabric, sewn", hs: "420222", material: "fabric",
        construction: "sewn", raw: .flax, work: .hours(PublishedRanges.bagHours),
        mass: .grams(200, 320), yield: PublishedRanges.yarnYield, steps: "sew;assemble",
        finish: "label;pack", pieces: 1800...4000, days: 18...30)
}
