// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// A ledger that the command made, in a folder of its own.
struct CommandLedger {
    static let origin = "ledger.example/command"
    let folder = TestFolder()

    var path: String { folder.path + "/ledger" }
    var trust: String { folder.path + "/trust.txt" }
    var authority: String { path + "/private/keys/authority.key" }
    var issuer: String { path + "/private/keys/issuer.key" }

    /// Makes a ledger with key files that need no passphrase, with the first example in it or empty.
    init(isEmpty: Bool = false, origin: String = origin) throws {
        let made = try CommandRun("init", path, "--origin", origin, "--unencrypted")
        try #require(made.status == 0, "\(made.errors)")
        try folder.write("trust.txt", made.output)
        guard !isEmpty else { return }
        let read = try CommandRun(
            "import", Examples.folder + "/workbooks/first-steps", "--ledger", path)
        try #require(read.status == 0, "\(read.errors)")
    }

    /// A file in the folder beside the ledger.
    func file(_ name: String) -> String { folder.path + "/" + name }

    /// Makes a key file and hands back its path.
    func key(_ name: String, role: String = "issuer") throws -> String {
        let made = try CommandRun("key", "new", file(name), "--role", role, "--unencrypted")
        try #require(made.status == 0, "\(made.errors)")
        return file(name)
    }

    /// Runs the command; a test that goes on from it needs the end to be good.
    @discardableResult
    func run(_ arguments: String...) throws -> CommandRun {
        let run = try CommandRun(list: arguments)
        try #require(run.status == 0, "\(arguments): \(run.errors)")
        return run
    }

    /// Runs the command and expects wrong use or unreadable input, with words that say why.
    func refuse(
        _ arguments: [String], _ words: String..., status: Int32 = 2,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let run = try CommandRun(list: arguments)
        #expect(run.status == status, "\(run.output)\(run.errors)", sourceLocation: sourceLocation)
        for word in words {
            #expect(
                (run.errors + run.output).contains(word), "\(run.errors)",
                sourceLocation: sourceLocation)
        }
    }

    /// Turns one bit of a byte in the middle of a file.
    func touch(_ path: String) throws {
        let url = URL(fileURLWithPath: path)
        var bytes = try Data(contentsOf: url)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: url)
    }
}
