// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger

/// `Examples/ShipmentGate` as a compliance tool would run it.
@Suite struct ShipmentGateTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Runs the built program; its exit status and what it says.
    private func gate(_ arguments: String...) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: ProcessInfo.processInfo.arguments.first ?? "")
            .deletingLastPathComponent().appendingPathComponent("ShipmentGate")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }

    @Test func `it is short enough to be pasted`() throws {
        let path = Self.root.appendingPathComponent("Examples/ShipmentGate/main.swift")
        let lines = try String(contentsOf: path, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 80)
    }

    @Test func `it releases an honest lot and holds one that raises an indicator`() throws {
        let test = try TestFolder()
        _ = try test.importing(ExampleBook.read("first-steps"))
        let lists = Self.root.appendingPathComponent("Examples/lists").path
        let honest = try gate(test.folder.path, "FS-1", lists)
        #expect(honest.status == 0 && honest.text == "release FS-1\n", "\(honest.text)")
        // Nothing is released that was not screened.
        #expect(try gate(test.folder.path, "FS-1").status == 1)
        let held = try gate(test.folder.path, "FS-3")
        #expect(held.status == 1)
        #expect(held.text.hasPrefix("hold FS-3; a person decides\n  because: "))
        #expect(held.text.contains("  ask for: "))
        #expect(try gate(test.folder.path, "FS-9").text.contains("the ledger has no lot FS-9"))
        // Material for other lots is not assessed on its own, and so not released either.
        let material = try gate(test.folder.path, "FS-1-FIBRE", lists)
        #expect(material.status == 1 && material.text.contains("FS-1-FIBRE was not assessed"))
        #expect(try gate(test.folder.path).status == 2)
        #expect(try gate("/nowhere", "FS-1").status == 2)
    }

    @Test func `it screens the names against the lists it is given`() throws {
        let lists = Self.root.appendingPathComponent("Examples/lists").path
        let name = "Example Silver Magpie General Trading Corporation"
        let listed = SmallBook.parties.replacing("P-1,Blue Heron Hair", with: "P-1,\(name)")
        let test = try TestFolder()
        _ = try test.importing(SmallBook.workbook(parties: listed))
        let without = try gate(test.folder.path, "L-1")
        let with = try gate(test.folder.path, "L-1", lists)
        #expect(with.status == 1)
        #expect(with.text != without.text && with.text.contains("list"), "\(with.text)")
        #expect(try gate(test.folder.path, "L-1", "/nowhere").status == 2)
    }

    @Test func `it refuses a ledger that does not verify or is not the pinned one`() throws {
        let test = try TestFolder()
        let other = try TestFolder()
        let lists = Self.root.appendingPathComponent("Examples/lists").path
        let trust = test.root + "/trust.txt"
        let outcome = try other.verify()
        let entry = try #require(outcome.ledger?.verified.first?.payload)
        let key = try #require(outcome.ledger?.policy.checkpointKey)
        let pinned = TrustFile(
            origin: "ledger.example/another",
            log: try VerifierKey(name: "ledger.example/another", key: key), entry0: entry.record)
        try pinned.text.write(toFile: trust, atomically: true, encoding: .utf8)
        let refused = try gate(test.folder.path, "L-1", lists, trust)
        #expect(refused.status == 3 && refused.text.contains("trust-origin"), "\(refused.text)")
        try "nonsense".write(toFile: trust, atomically: true, encoding: .utf8)
        #expect(try gate(test.folder.path, "L-1", lists, trust).status == 2)
    }

    @Test func `it refuses a merged ledger one of whose sources was changed`() throws {
        let test = try TestFolder()
        _ = try test.importing(ExampleBook.read("first-steps"))
        let merges = LedgerMergeTests()
        let other = try merges.ledger(["L-9"], seed: 9)
        let folder = try merges.merge([test, other], into: test).folder
        #expect(try gate(folder.path, "FS-3").status == 1)
        let path = folder.path + "/sources/0/source"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let refused = try gate(folder.path, "FS-3")
        #expect(refused.status == 3, "\(refused.text)")
        #expect(refused.text.contains("sources/0/source"), "\(refused.text)")
        let outcome = try LedgerAudit(Audit()).run(folder)
        #expect(outcome.report.isVerified && !outcome.isVerified)
        #expect(outcome.verdict.contains("sources/0/source"))
    }
}
