// SPDX-License-Identifier: Apache-2.0
import Foundation

/// `TraceBench` runs everything; `TraceBench NAME` one part; `short` makes each part small.
func run(_ arguments: [String]) throws {
    let isShort = arguments.contains("short")
    let names = arguments.filter { $0 != "short" }
    if names.first == "verify-child", names.count == 2 { return try VerifyBench.child(names[1]) }
    let rounds = isShort ? 1 : 3
    let entries = isShort ? 20_000 : 1_000_000
    let parts: [(name: String, body: () throws -> Void)] = [
        (
            "exhaustive",
            { try VerifyBench.exhaustive(entries: isShort ? 5_000 : 200_000, rounds: rounds) }
        ),
        (
            "anchored",
            {
                try VerifyBench.anchored(
                    SampleLedger(entries: entries, issuers: 64, subjects: 100_000), rounds: rounds)
            }
        ),
        (
            "short-statements",
            {
                // About the mean size of the example year's statements, 782 bytes.
                try VerifyBench.anchored(
                    SampleLedger(
                        entries: entries / 5, issuers: 64, subjects: 20_000, isShort: true),
                    rounds: rounds)
            }
        ),
        (
            "memory",
            {
                try VerifyBench.memory(
                    entries: entries, fewSubjects: entries / 10, manySubjects: entries)
            }
        ),
        ("start", { try StartBench.run(rounds: isShort ? 5 : 21) }),
        (
            "proofs",
            {
                try ProofBench.run(leaves: isShort ? 20_000 : 1_000_000, rounds: rounds)
                try BundleBench.run(rounds: rounds)
            }
        ),
        ("append", { try appendBench() }),
        ("impact", { try impactBench(lots: isShort ? 5_000 : 125_000) }),
        ("witness", { try witnessBench(isShort: isShort) }),
        ("screening", { try screeningBench(parties: isShort ? 1_000 : 10_000) }),
        ("audit", { try auditBench(lots: isShort ? 5_000 : 100_000) }),
    ]
    for part in parts where names.isEmpty || names.contains(part.name) { try part.body() }
}

do {
    try run(Array(CommandLine.arguments.dropFirst()))
} catch {
    FileHandle.standardError.write(Data("TraceBench: \(error)\n".utf8))
    exit(1)
}
