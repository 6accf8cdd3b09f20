// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger

/// One ledger of `Tests/Vectors/ledgers`, made by `Scripts/make-vectors` from SPEC.md alone.
struct LedgerVector: Sendable, CustomTestStringConvertible {
    struct Content: Decodable {
        struct Expectation: Decodable {
            let verdict: String
            let code: String?
            let index: UInt64?
            let mode: String?
        }
        let description: String
        let files: [String: String]
        let trust: String?
        let since: String?
        let published: UInt64?
        let expect: Expectation
    }

    let name: String
    let content: Content
    var testDescription: String { name }

    static let folder = ProjectFolder.root.appendingPathComponent("Tests/Vectors/ledgers")

    static let all: [LedgerVector] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)),
                let content = try? JSONDecoder().decode(Content.self, from: data)
            else { return nil }
            return LedgerVector(name: String(name.dropLast(5)), content: content)
        }
    }()

    func source() throws -> MemoryLogSource {
        var files: [String: [UInt8]] = [:]
        for (path, text) in content.files {
            files[path] = [UInt8](try #require(Data(base64Encoded: text)))
        }
        return MemoryLogSource(files)
    }

    func verify(_ mode: VerificationMode, threads: Int) throws -> VerificationReport {
        let options = VerificationOptions(
            mode: mode, trust: content.trust.flatMap { TrustFile($0) },
            since: content.since.map { Array($0.utf8) }, publishedSize: content.published,
            threads: threads)
        return try LedgerVerification(source(), options).run().report
    }
}

extension LedgerVector {
    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// The vector of a name.
    static func named(_ name: String) throws -> LedgerVector {
        try #require(byName[name], "there is no vector \(name)")
    }

    /// The modes that its expectation is about.
    var modes: [VerificationMode] {
        content.expect.mode.flatMap(VerificationMode.init(rawValue:)).map { [$0] }
            ?? [.exhaustive, .anchored]
    }

    /// The vector of a name fails with a code in each of its modes, or verifies without one.
    static func expect(
        _ name: String, _ code: Problem.Code?, at index: UInt64? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let vector = try named(name)
        for mode in vector.modes {
            let report = try vector.verify(mode, threads: 1)
            #expect(
                report.problems.first?.code == code, "\(name), \(mode.rawValue)",
                sourceLocation: location)
            if let index {
                #expect(report.problems.first?.index == index, sourceLocation: location)
            }
        }
    }
}
