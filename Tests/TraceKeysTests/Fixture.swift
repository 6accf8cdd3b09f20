// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceKeys
import TracePrimitives
import TraceWriting

/// What the tests of this module share: cheap stretching, a known key, a folder that goes away.
enum Fixture {
    /// The least work that Argon2id does.
    static let cheap = KeyStretching(passes: 1, memory: KeyStretching.minimumMemory) ?? .standard
    static let seed = [UInt8](0..<32)

    static func passphrase(_ text: String = "correct horse battery staple") throws -> Passphrase {
        var bytes = Array(text.utf8)
        return try Passphrase(wiping: &bytes)
    }

    /// The bytes of an encrypted key file.
    static func encrypted(_ role: KeyRole = .log) throws -> [UInt8] {
        let file = try KeyFile(
            sealing: SecretKey(seed: seed), role: role, created: 1_700_000_000,
            with: passphrase(), stretching: cheap)
        return try bytes(of: file)
    }

    /// The bytes of a key file in clear.
    static func clear(_ role: KeyRole = .log) throws -> [UInt8] {
        try bytes(
            of: KeyFile(unprotected: SecretKey(seed: seed), role: role, created: 1_700_000_000))
    }

    static func bytes(of file: borrowing KeyFile) throws -> [UInt8] {
        let encoded = try file.encoded()
        return unsafe encoded.withBytes { unsafe [UInt8]($0) }
    }

    static func file(_ bytes: [UInt8]) throws -> KeyFile {
        var copy = bytes
        return try KeyFile(SecretMemory(wiping: &copy))
    }

    /// The code of the error that the body throws; nil when it throws none.
    static func code(_ body: () throws -> Void) -> KeyError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? KeyError)?.code
        }
    }

    /// Runs the body with a new folder and removes it.
    static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("tracekeys-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    /// Writes a file with these permissions.
    static func write(_ bytes: [UInt8], to path: String, mode: Int = 0o600) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}
