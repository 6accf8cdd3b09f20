// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger
import TraceTesting

/// `Examples/python-verifier`, written from SPEC.md and not from this code, says the same.
///
/// Without `/usr/bin/python3`, python3-nacl and python3-cbor2, which `make test` installs, it fails.
@Suite struct PythonAgreementTests {
    static let folder = ProjectFolder.root.appendingPathComponent("Examples/python-verifier").path

    /// What one verifier says of one ledger in one mode.
    struct Finding: Codable, Hashable, CustomStringConvertible {
        let name, mode: String
        let code: String?
        let index: UInt64?
        var description: String {
            "\(name), \(mode): \(code ?? "verified")" + (index.map { " at \($0)" } ?? "")
        }
    }

    /// Runs Python on a program and returns what it prints.
    private func python(_ arguments: [String]) throws -> (status: Int32, output: Data) {
        let texts = try TemporaryFolder()
        let output = texts.path + "/out"
        try Data().write(to: URL(fileURLWithPath: output))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-B"] + arguments
        process.environment = ["PYTHONPATH": Self.folder, "PATH": "/usr/bin:/bin"]
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try Data(contentsOf: URL(fileURLWithPath: output)))
    }

    private static let allVectors = """
        import json, pathlib, sys
        from traceledger_verify import Verification, load
        found = []
        for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
            files, *pinned = load(path)
            for mode in ("exhaustive", "anchored"):
                problems = Verification(files, mode == "anchored", *pinned).problems
                first = problems[0] if problems else None
                found.append(dict(name=path.stem, mode=mode, code=first and first.code,
                    index=first and first.index))
        print(json.dumps(found))
        """

    @Test func `both verifiers agree on every vector in both modes`() throws {
        let run = try python(["-c", Self.allVectors, LedgerVector.folder.path])
        try #require(run.status == 0, "python3-nacl and python3-cbor2 are needed: make test")
        let theirs = try JSONDecoder().decode([Finding].self, from: run.output)
        var ours: [Finding] = []
        for vector in LedgerVector.all {
            for mode in [VerificationMode.exhaustive, .anchored] {
                let first = try vector.verify(mode, threads: 1).problems.first
                ours.append(
                    Finding(
                        name: vector.name, mode: mode.rawValue, code: first?.code.rawValue,
                        index: first?.index))
            }
        }
        #expect(Set(ours).symmetricDifference(theirs).sorted { "\($0)" < "\($1)" } == [])
        let tampered = Set(theirs.filter { $0.code != nil }.map(\.name)).count
        let codes = Set(theirs.compactMap(\.code)).count
        print(
            "Swift and Python agree on \(theirs.count) runs over \(LedgerVector.all.count) ledgers,",
            "\(tampered) of them tampered, \(codes) codes")
        #expect(tampered >= 40)
        // All but `rollback` and `trust-quorum`, which a copy of `log/` alone cannot show.
        #expect(codes == Problem.Code.allCases.count - 2)
    }

    @Test func `Python meets every expectation, of disclosures too`() throws {
        let run = try python([Self.folder + "/test_vectors.py"])
        let text = String(decoding: run.output, as: UTF8.self)
        print(text, terminator: "")
        #expect(run.status == 0, "\(text)")
        #expect(text.hasSuffix(", 0 disagree\n"))
    }

    @Test func `R31 Python cannot read a trust file of another form`() throws {
        let folder = try TemporaryFolder()
        let (file, vector) = (folder.path + "/trust", "good-trust")
        let text = try #require(try LedgerVector.named(vector).content.trust)
        let forms = [
            (text, 0), (text.replacing("\n", with: "\r\n"), 2),
            (text.replacing("origin ", with: "origin a "), 2),
        ]
        for (form, status) in forms {
            try Data(form.utf8).write(to: URL(fileURLWithPath: file))
            let run = try python([
                Self.folder + "/traceledger_verify.py",
                LedgerVector.folder.appendingPathComponent(vector + ".json").path, "--trust", file,
            ])
            #expect(run.status == status, "\(form)")
        }
    }

    @Test func `Python verifies a ledger that was just made here`() throws {
        let folder = try TemporaryFolder()
        let ledger = try ImportedLedger(in: folder.path + "/ledger", "first-steps")
        for mode in [[], ["--anchored"]] {
            let run = try python(
                [Self.folder + "/traceledger_verify.py", folder.path + "/ledger"] + mode)
            let text = String(decoding: run.output, as: UTF8.self)
            #expect(run.status == 0, "\(text)")
            #expect(text.contains(": \(ledger.size) entries; "), "\(text)")
        }
    }
}
