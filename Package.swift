// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// The settings of every Swift target of the house.
let house: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let grdb = Target.Dependency.product(
    name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"]))
let sockets = Target.Dependency.product(
    name: "FlyingSocks", package: "FlyingFox", condition: .when(traits: ["Service"]))
let certificates = Target.Dependency.product(name: "X509", package: "swift-certificates")

/// The audit set: what someone reads before signing an opinion. No I/O, no clock, no Foundation.
let auditSet = [
    "TracePrimitives", "TraceCBOR", "TraceCOSE", "TraceMerkle", "TraceRecords", "TraceVerifier",
]
let auditSetDependencies = auditSet.map { Target.Dependency(stringLiteral: $0) }

/// A library target under `Sources`.
func module(
    _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

/// A test target under `Tests`.
func tests(
    _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: house)
}

let package = Package(
    name: "TraceLedger",
    platforms: [.macOS(.v15), .iOS(.v18)],
    products: [
        .library(name: "TraceLedger", targets: ["TraceLedger"]),
        .library(name: "TraceVerifier", targets: auditSet),
        .executable(name: "traceledger", targets: ["TraceCommand"]),
    ],
    traits: [
        .trait(name: "SQLite", description: "The search index of a ledger folder."),
        .trait(name: "Service", description: "Serving witnesses and ledgers over HTTP."),
        .default(enabledTraits: ["SQLite", "Service"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    ],
    targets: [
        // The audit set, from the ground up.
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        module("TracePrimitives", ["CSodium", crypto]),
        module("TraceCBOR", ["TracePrimitives"]),
        module("TraceCOSE", ["TraceCBOR", "TracePrimitives"]),
        module("TraceMerkle", ["TracePrimitives"]),
        module("TraceRecords", ["TraceCBOR", "TracePrimitives"]),
        module(
            "TraceVerifier",
            ["TraceRecords", "TraceMerkle", "TraceCOSE", "TraceCBOR", "TracePrimitives"]),
        // Writing a ledger: first what every signer and prover needs and no verifier does.
        module("TraceWriting", auditSetDependencies + ["CSodium"]),
        module(
            "TraceKeys",
            ["TracePrimitives", "TraceMerkle", "TraceCOSE", "TraceWriting", "CSodium"]),
        module("TraceIssuing", auditSetDependencies + ["TraceWriting"]),
        module("TraceStorage", auditSetDependencies + ["TraceWriting"]),
        module("TraceIndex", auditSetDependencies + [grdb]),
        // Proofs that leave the ledger; witnesses; reading over a network.
        module("TraceProofs", auditSetDependencies + ["TraceWriting"]),
        module("TraceIdentity", auditSetDependencies + ["TraceWriting", certificates]),
        module("TraceWitness", auditSetDependencies),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        module("TraceRemote", auditSetDependencies + ["TraceStorage", "CCurl"]),
        module("TraceService", auditSetDependencies + ["TraceWitness", "TraceStorage", "TraceWriting", sockets]),
        // Reading other people's files.
        module("TraceWorkbook", auditSetDependencies),
        module(
            "TraceScreening", ["TracePrimitives"],
            resources: [
                .embedInCode("Data/agency-aliases.csv"), .embedInCode("Data/list-countries.csv"),
            ]),
        // Judging the story.
        module(
            "TraceRisk", auditSetDependencies + ["TraceScreening"],
            resources: [
                "parameters", "goods", "goods-signs", "border-windows", "border-places", "trade-modes", "context",
                "law", "places", "place-names", "outlines", "location-priors", "official-trade",
            ].map { .embedInCode("Data/\($0).csv") }),
        module(
            "TraceReports", ["TraceRisk", "TracePrimitives", mustache],
            resources: [.embedInCode("Templates")]),
        // Labelled worlds to measure the judgement by; the simulator shares nothing with the judge.
        module("TraceSimulator", []),
        // What an embedder imports, and the command.
        module(
            "TraceLedger",
            auditSetDependencies + [
                "TraceWriting", "TraceKeys", "TraceIssuing", "TraceStorage", "TraceIndex", "TraceWorkbook",
                "TraceScreening", "TraceRisk", "TraceReports", "TraceProofs", "TraceIdentity",
                "TraceWitness", "TraceRemote", "TraceService", "TraceSimulator",
            ]),
        .executableTarget(
            name: "TraceCommand", dependencies: ["TraceLedger", "TraceVerifier", arguments],
            swiftSettings: house),
        .executableTarget(
            name: "ShipmentGate", dependencies: ["TraceLedger"], path: "Examples/ShipmentGate",
            swiftSettings: house),
        .executableTarget(
            name: "TraceBench",
            dependencies: auditSetDependencies + [
                "TraceLedger", "TraceStorage", "TraceRisk", "CSodium", crypto, sockets,
            ],
            path: "Benchmarks/TraceBench", swiftSettings: house),
        // Tests mirror the sources.
        tests("TracePrimitivesTests", auditSetDependencies + ["TraceTesting"]),
        tests("TraceCBORTests", auditSetDependencies + ["TraceTesting"]),
        tests("TraceCOSETests", auditSetDependencies + ["TraceTesting"]),
        tests("TraceMerkleTests", auditSetDependencies + ["TraceTesting"]),
        tests("TraceRecordsTests", auditSetDependencies),
        tests("TraceVerifierTests", auditSetDependencies),
        tests("TraceWritingTests", auditSetDependencies + ["TraceTesting", "TraceWriting"]),
        tests("TraceKeysTests", auditSetDependencies + ["TraceTesting", "TraceKeys"]),
        tests("TraceIssuingTests", auditSetDependencies + ["TraceIssuing"]),
        tests("TraceStorageTests", auditSetDependencies + ["TraceTesting", "TraceStorage", "CrashWriter"]),
        tests("TraceProofsTests", auditSetDependencies + ["TraceTesting", "TraceLedger"]),
        tests("TraceIdentityTests", auditSetDependencies + ["TraceTesting", "TraceIdentity", certificates, crypto]),
        tests("TraceWitnessTests", auditSetDependencies + ["TraceTesting", "TraceWitness"]),
        tests("TraceRemoteTests", auditSetDependencies + ["TraceTesting", "TraceRemote", "TraceStorage"]),
        tests("TraceServiceTests", auditSetDependencies + ["TraceTesting", "TraceService", "TraceStorage", "TraceWitness", sockets]),
        tests("TraceSimulatorTests", ["TraceSimulator"]),
        tests("TraceIndexTests", auditSetDependencies + ["TraceIndex", grdb]),
        tests("TraceWorkbookTests", auditSetDependencies + ["TraceTesting", "TraceWorkbook"]),
        tests("TraceScreeningTests", auditSetDependencies + ["TraceTesting", "TraceScreening"]),
        tests("TraceRiskTests", auditSetDependencies + ["TraceRisk", "TraceWorkbook", "TraceScreening"]),
        tests("TraceReportsTests", auditSetDependencies + ["TraceReports", "TraceRisk"]),
        tests("TraceLedgerTests", auditSetDependencies + ["TraceTesting", "TraceLedger"]),
        tests("TraceCommandTests", auditSetDependencies + ["TraceTesting", "TraceLedger"]),
        tests("SpecTests", auditSetDependencies + ["TraceTesting", "TraceLedger"]),
        tests("ExampleTests", auditSetDependencies + ["TraceLedger", "TraceWorkbook", "TraceRisk", "TraceScreening"]),
        // A program with the audit set alone, whose linkage `make check` looks at; and the decoders, to be fuzzed.
        .executableTarget(
            name: "VerifierOnly", dependencies: auditSetDependencies, path: "Tests/VerifierOnly",
            swiftSettings: house),
        .executableTarget(
            name: "TraceFuzz",
            dependencies: auditSetDependencies + [
                "TraceIdentity", "TraceIssuing", "TraceKeys", "TraceProofs", "TraceScreening",
                "TraceService", "TraceStorage", "TraceWitness", "TraceWorkbook", "TraceWriting",
            ],
            path: "Tests/Fuzz", swiftSettings: house),
        // A writer that Scripts/kill-loop kills.
        .executableTarget(
            name: "CrashWriter",
            dependencies: auditSetDependencies + ["TraceStorage", "TraceWriting"],
            path: "Tests/CrashWriter", swiftSettings: house),
        // What several test targets share: vectors, naive references, doubles.
        .target(
            name: "TraceTesting", dependencies: auditSetDependencies + ["TraceWriting", sockets], path: "Tests/TraceTesting",
            swiftSettings: house),
    ]
)
