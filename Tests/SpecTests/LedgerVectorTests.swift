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

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Vectors/ledgers")

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

@Suite struct LedgerVectorTests {
    @Test func `there are at least forty tampered ledgers and every code is among them`() {
        let failed = LedgerVector.all.filter { $0.content.expect.verdict == "failed" }
        #expect(failed.count >= 40)
        let codes = Set(failed.compactMap(\.content.expect.code))
        let missing = Problem.Code.allCases.map(\.rawValue).filter { !codes.contains($0) }
        // A rollback shows only beside the writer's head, which no copy of `log/` has.
        #expect(missing.filter { $0 != "rollback" } == [])
    }

    @Test(arguments: LedgerVector.all)
    func `exhaustive verification agrees`(_ vector: LedgerVector) throws {
        guard vector.content.expect.mode != "anchored" else { return }
        try agree(vector, vector.verify(.exhaustive, threads: 2))
    }

    @Test(arguments: LedgerVector.all)
    func `anchored verification agrees`(_ vector: LedgerVector) throws {
        guard vector.content.expect.mode != "exhaustive" else { return }
        try agree(vector, vector.verify(.anchored, threads: 1))
    }

    private func agree(_ vector: LedgerVector, _ report: VerificationReport) throws {
        let expect = vector.content.expect
        #expect(report.isVerified == (expect.verdict == "verified"))
        #expect(report.problems.first?.code.rawValue == expect.code)
        #expect(report.problems.first?.index == expect.index)
    }
}
