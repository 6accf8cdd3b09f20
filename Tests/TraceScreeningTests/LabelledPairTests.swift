// SPDX-License-Identifier: Apache-2.0
import Testing
import TracePrimitives
import TraceTesting

@testable import TraceScreening

/// Pairs of names that others labelled, halved by a hash of the pair.
struct LabelledPair: Sendable {
    let schema: String
    let left: String
    let right: String
    let isMatch: Bool

    /// The half on which nothing was tuned: the first byte of the pair's SHA-256 is odd.
    var isHeldOut: Bool {
        let text = [left, right].sorted {
            $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
        }
        .joined(separator: "\n")
        let digest = SHA256Hash.hash(Array(text.utf8)).hex
        return "13579bdf".contains(digest[digest.index(after: digest.startIndex)])
    }

    var score: Double {
        let bearer: NameBearer = schema == "Person" ? .person : .organisation
        return NameComparison(NameShape(left, bearer), NameShape(right, bearer)).score
    }

    /// Both files, each pair once; pairs on whose label the files disagree are left out.
    static func all() throws -> [LabelledPair] {
        var labels: [String: [LabelledPair]] = [:]
        var order: [String] = []
        for (file, first) in [("name_bench_cases.csv", 1), ("name_bench_logicv2_frozen.csv", 2)] {
            let path = "samples/name-matching/nomenklatura/" + file
            let rows = try CSVRows(try SharedData.bytes(path), file: file).rows.dropFirst()
            for row in rows {
                let pair = LabelledPair(
                    schema: row.fields[first], left: row.fields[first + 1],
                    right: row.fields[first + 2], isMatch: row.fields[first + 3] == "true")
                let key = [pair.schema, pair.left, pair.right].joined(separator: "\n")
                if labels[key] == nil { order.append(key) }
                labels[key, default: []].append(pair)
            }
        }
        return order.compactMap { key in
            guard let pairs = labels[key], Set(pairs.map(\.isMatch)).count == 1 else { return nil }
            return pairs.first
        }
    }
}

@Suite(
    "Labelled pairs of names", .enabled(if: SharedData.isPresent, "needs the shared vectors folder")
)
struct LabelledPairTests {
    private func rates(heldOut: Bool) throws -> (precision: Double, recall: Double, pairs: Int) {
        let pairs = try LabelledPair.all().filter { $0.isHeldOut == heldOut }
        let found = pairs.filter { $0.score >= 0.5 }
        let right = found.count(where: \.isMatch)
        return (
            Double(right) / Double(found.count),
            Double(right) / Double(pairs.count(where: \.isMatch)), pairs.count
        )
    }

    @Test func `precision and recall on the half that nothing was tuned on`() throws {
        let (precision, recall, pairs) = try rates(heldOut: true)
        print("held-out half: \(pairs) pairs, precision \(precision), recall \(recall)")
        #expect(pairs > 380)
        #expect(precision >= 0.82)
        #expect(recall >= 0.86)
    }

    @Test func `the half that was tuned on is no better by much`() throws {
        let (precision, recall, pairs) = try rates(heldOut: false)
        print("tuned half: \(pairs) pairs, precision \(precision), recall \(recall)")
        #expect(precision >= 0.86)
        #expect(recall >= 0.88)
    }
}
