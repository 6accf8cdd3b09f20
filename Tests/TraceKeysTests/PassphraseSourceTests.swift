// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceKeys
import TracePrimitives

@Suite("Where a passphrase comes from")
struct PassphraseSourceTests {
    /// Runs the body with a variable that no other test uses.
    private func withVariable(_ value: String?, _ body: (String) throws -> Void) throws {
        let name = "TRACEKEYS_TEST_\(UUID().uuidString.replacing("-", with: "_"))"
        if let value { unsafe setenv(name, value, 1) }
        defer { unsafe unsetenv(name) }
        try body(name)
    }

    private func isGiven(_ source: PassphraseSource, _ text: String) throws -> Bool {
        let found = try source.passphrase()
        let wanted = try Fixture.passphrase(text)
        return found.matches(wanted)
    }

    @Test("The environment comes before the file, the file before the terminal")
    func order() throws {
        try Fixture.inFolder { folder in
            let file = "\(folder)/passphrase"
            try Fixture.write(Array("from the file\nsecond line\n".utf8), to: file)
            try withVariable("from the environment") { name in
                let source = PassphraseSource(variable: name, file: file, terminal: "/dev/null")
                let isRight = try isGiven(source, "from the environment")
                #expect(isRight)
            }
            try withVariable(nil) { name in
                let source = PassphraseSource(variable: name, file: file, terminal: "/dev/null")
                let isRight = try isGiven(source, "from the file")
                #expect(isRight)
            }
        }
    }

    @Test("Without any and without a terminal there is an error that names the three ways")
    func none() throws {
        try withVariable(nil) { name in
            for terminal in [nil, "/dev/null", "/nowhere"] {
                do throws(KeyError) {
                    _ = try PassphraseSource(variable: name, terminal: terminal).passphrase()
                    Issue.record("a passphrase from nowhere")
                } catch {
                    #expect(error.code == .passphraseMissing)
                    #expect(error.description.contains("TRACELEDGER_PASSPHRASE"))
                    #expect(error.description.contains("--passphrase-file"))
                    #expect(error.description.contains("terminal"))
                }
            }
        }
    }

    @Test("An empty or overlong variable is refused, not passed over")
    func variableLength() throws {
        for value in ["", String(repeating: "x", count: 1_025)] {
            try withVariable(value) { name in
                let source = PassphraseSource(variable: name, file: "/nowhere", terminal: nil)
                #expect(Fixture.code { _ = try source.passphrase() } == .passphraseLength)
            }
        }
    }

    @Test(
        "A file's passphrase ends at its first line end",
        arguments: ["secret", "secret\n", "secret\r\n", "secret\nmore"])
    func lineEnds(content: String) throws {
        try Fixture.inFolder { folder in
            let file = "\(folder)/passphrase"
            try Fixture.write(Array(content.utf8), to: file)
            try withVariable(nil) { name in
                let source = PassphraseSource(variable: name, file: file, terminal: nil)
                let isRight = try isGiven(source, "secret")
                #expect(isRight)
            }
        }
    }

    @Test("Empty, overlong, missing and shared files are refused by name")
    func badFiles() throws {
        let longest = [UInt8](repeating: 0x61, count: 1_024)
        let cases: [([UInt8], Int, KeyError.Code?)] = [
            ([], 0o600, .passphraseLength), ([0x0A], 0o600, .passphraseLength),
            ([0x0D, 0x0A], 0o600, .passphraseLength), (longest, 0o600, nil),
            (longest + [0x0A], 0o600, nil), (longest + [0x0D, 0x0A], 0o600, nil),
            (longest + [0x61], 0o600, .passphraseLength),
            (longest + longest, 0o600, .passphraseLength), ([0x61], 0o644, .permissions),
        ]
        try Fixture.inFolder { folder in
            try withVariable(nil) { name in
                for (index, (content, mode, code)) in cases.enumerated() {
                    let file = "\(folder)/\(index)"
                    try Fixture.write(content, to: file, mode: mode)
                    let source = PassphraseSource(variable: name, file: file, terminal: nil)
                    #expect(Fixture.code { _ = try source.passphrase() } == code, "case \(index)")
                }
                let source = PassphraseSource(variable: name, file: "\(folder)/no", terminal: nil)
                #expect(Fixture.code { _ = try source.passphrase() } == .missing)
            }
        }
    }
}
