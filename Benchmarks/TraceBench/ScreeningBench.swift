// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import Synchronization
import TraceLedger

/// Comparing parties with the whole OFAC list of 2021, and the rates on labelled pairs of names.
///
/// Needs the shared folder beside the checkout, or where `TRACELEDGER_SHARED` points.
func screeningBench(parties: Int) throws {
    let root = ProcessInfo.processInfo.environment["TRACELEDGER_SHARED"] ?? "../shared"
    guard FileManager.default.fileExists(atPath: root + "/lists/ofac-sdn-2021/sdn.csv") else {
        print("screening: \(root)/lists/ofac-sdn-2021 is not there; nothing measured")
        return
    }
    let lists = try ListFolder.read(root + "/lists/ofac-sdn-2021")
    try screeningTime(lists, parties)
    try screeningRates(root + "/samples/name-matching/nomenklatura/")
}

private func screeningTime(_ lists: ListSnapshot, _ parties: Int) throws {
    let invented = InventedParties(lists).parties(parties)
    let clock = ContinuousClock()
    var screener = Screener(lists: .none, threshold: 0.8)
    let preparing = clock.measure { screener = Screener(lists: lists, threshold: 0.8) }
    let found = Mutex<(listed: Int, honest: Int)>((0, 0))
    let ready = screener
    let comparing = clock.measure {
        DispatchQueue.concurrentPerform(iterations: 2) { half in
            var own = (listed: 0, honest: 0)
            for number in stride(from: half, to: invented.count, by: 2) {
                guard ready.screen(invented[number].name) != nil else { continue }
                if invented[number].isListed { own.listed += 1 } else { own.honest += 1 }
            }
            found.withLock { $0 = ($0.listed + own.listed, $0.honest + own.honest) }
        }
    }
    let listed = invented.count(where: \.isListed)
    let hits = found.withLock { $0 }
    let seconds = { (time: Duration) in (time / .seconds(1) * 100).rounded() / 100 }
    print("screening, \(lists.entries.count) entries prepared: \(seconds(preparing)) s")
    print(
        "screening, \(parties) parties on 2 threads: \(seconds(comparing)) s "
            + "(asked: 10,000 in under 5 s)")
    print("screening, listed names with a slip found again: \(hits.listed) of \(listed)")
    print(
        "screening, invented names that resemble a listed one: \(hits.honest) of \(parties - listed)"
    )
}

/// Parties of a trade: most invented, every tenth a listed name with a slip of the pen.
private struct InventedParties {
    let lists: ListSnapshot
    private var state: UInt64 = 2021

    init(_ lists: ListSnapshot) { self.lists = lists }

    private mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(bound, 1)))
    }

    func parties(_ count: Int) -> [(name: ScreenedName, isListed: Bool)] {
        var copy = self
        let companies = lists.entries.filter { $0.type == nil && !$0.names.isEmpty }
        return (0..<count).map { number in
            guard number % 10 == 0, !companies.isEmpty else { return (copy.invented(), false) }
            let entry = companies[copy.next(companies.count)]
            return (
                ScreenedName(name: copy.slipped(entry.names[0]), country: entry.countries.min()),
                true
            )
        }
    }

    private mutating func invented() -> ScreenedName {
        let places = ["Qingdao", "Xuchang", "Dandong", "Pingdu", "Yiwu", "Juancheng", "Hunchun"]
        let names = [
            "Ruixiang", "Hongda", "Meifa", "Tianyi", "Jinlong", "Xinsheng", "Huali", "Baihe",
        ]
        let goods = ["Hair Products", "Trading", "Wigs", "Import and Export", "Arts and Crafts"]
        let forms = ["Co., Ltd.", "Limited", "Co Ltd", "Company"]
        let place = places[next(places.count)]
        let name = names[next(names.count)] + String(UnicodeScalar(UInt8(97 + next(26))))
        return ScreenedName(
            name: "\(place) \(name) \(goods[next(goods.count)]) \(forms[next(forms.count)])",
            country: "CN", address: "\(1 + next(200)) Example Road, \(place)")
    }

    /// One letter doubled, left out or swapped.
    private mutating func slipped(_ name: String) -> String {
        var letters = Array(name)
        guard letters.count > 5 else { return name }
        let place = 1 + next(letters.count - 3)
        switch next(3) {
        case 0: letters.insert(letters[place], at: place)
        case 1: letters.remove(at: place)
        default: letters.swapAt(place, place + 1)
        }
        return String(letters)
    }
}

private func screeningRates(_ folder: String) throws {
    var labels: [String: (pair: (String, String, String), isMatch: Bool, isSplit: Bool)] = [:]
    for (file, first) in [("name_bench_cases.csv", 1), ("name_bench_logicv2_frozen.csv", 2)] {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + file)))
        for row in try CSVRows(bytes, file: file).rows.dropFirst() {
            let pair = (row.fields[first], row.fields[first + 1], row.fields[first + 2])
            let key = pair.0 + "\n" + pair.1 + "\n" + pair.2
            let isMatch = row.fields[first + 3] == "true"
            let isSplit = labels[key].map { $0.isMatch != isMatch || $0.isSplit } ?? false
            labels[key] = (pair, isMatch, isSplit)
        }
    }
    var counts = (right: 0, found: 0, all: 0, pairs: 0)
    for (pair, isMatch, isSplit) in labels.values where !isSplit && isHeldOut(pair.1, pair.2) {
        let bearer: NameBearer = pair.0 == "Person" ? .person : .organisation
        let isFound = NameComparison(pair.1, pair.2, of: bearer).score >= 0.5
        counts.pairs += 1
        counts.all += isMatch ? 1 : 0
        counts.found += isFound ? 1 : 0
        counts.right += isFound && isMatch ? 1 : 0
    }
    func share(_ part: Int, _ whole: Int) -> Double {
        (Double(part) / Double(max(whole, 1)) * 1000).rounded() / 1000
    }
    print(
        "screening, held-out half of the labelled pairs (\(counts.pairs)): precision "
            + "\(share(counts.right, counts.found)) (asked: 0.82) at recall "
            + "\(share(counts.right, counts.all)) (asked: 0.86)")
}

/// The half on which nothing was tuned: the first byte of the pair's SHA-256 is odd.
private func isHeldOut(_ left: String, _ right: String) -> Bool {
    let text = [left, right].sorted {
        $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }.joined(separator: "\n")
    let digest = SHA256Hash.hash(Array(text.utf8)).hex
    return "13579bdf".contains(digest[digest.index(after: digest.startIndex)])
}
