// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceKeys
import TracePrimitives

@Suite("Key files on disk")
struct KeyFileDiskTests {
    @Test("A written file has mode 0600, 164 bytes, and opens")
    func roundTrip() throws {
        try Fixture.inFolder { folder in
            let path = "\(folder)/issuer.key"
            try Fixture.file(Fixture.encrypted(.issuer)).write(to: path)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(attributes[.size] as? Int == KeyFile.byteCount)
            let file = try KeyFile(readingFrom: path)
            #expect(
                Fixture.code { _ = try file.open(as: .issuer, with: Fixture.passphrase()) } == nil)
        }
    }

    @Test("A file that is there is never written over, nor is what a link points to")
    func neverOver() throws {
        try Fixture.inFolder { folder in
            let path = "\(folder)/log.key"
            try Fixture.write([1, 2, 3], to: path)
            let file = try Fixture.file(Fixture.encrypted())
            #expect(Fixture.code { try file.write(to: path) } == .exists)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1, 2, 3]))
            let link = "\(folder)/link.key"
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: "\(folder)/elsewhere")
            #expect(Fixture.code { try file.write(to: link) } == .exists)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/elsewhere"))
        }
    }

    @Test(
        "A file that others may read or write is refused, and the remedy named",
        arguments: [0o640, 0o604, 0o620, 0o602, 0o644, 0o777])
    func permissions(mode: Int) throws {
        try Fixture.inFolder { folder in
            let path = "\(folder)/log.key"
            try Fixture.write(Fixture.encrypted(), to: path, mode: mode)
            do {
                _ = try KeyFile(readingFrom: path)
                Issue.record("taken")
            } catch let error as KeyError {
                #expect(error.code == .permissions)
                #expect(error.description.hasSuffix("chmod 600 \(path)"))
            }
        }
    }

    @Test("A file that only its owner reads opens", arguments: [0o600, 0o400, 0o700])
    func ownerOnly(mode: Int) throws {
        try Fixture.inFolder { folder in
            let path = "\(folder)/log.key"
            try Fixture.write(Fixture.encrypted(), to: path, mode: mode)
            #expect(Fixture.code { _ = try KeyFile(readingFrom: path) } == nil)
        }
    }

    @Test("Short, long, huge and empty files are refused as malformed")
    func lengths() throws {
        let bytes = try Fixture.encrypted()
        let contents = [
            [], Array(bytes.dropLast()), bytes + [0], [UInt8](repeating: 7, count: 10 << 20),
        ]
        try Fixture.inFolder { folder in
            for (index, content) in contents.enumerated() {
                let path = "\(folder)/\(index).key"
                try Fixture.write(content, to: path)
                #expect(Fixture.code { _ = try KeyFile(readingFrom: path) } == .malformed)
            }
        }
    }

    @Test("What is no file is refused: nothing, a folder, a pipe that nobody writes to, a device")
    func noFile() throws {
        try Fixture.inFolder { folder in
            #expect(Fixture.code { _ = try KeyFile(readingFrom: "\(folder)/none") } == .missing)
            #expect(Fixture.code { _ = try KeyFile(readingFrom: folder) } == .unreadable)
            #expect(Fixture.code { _ = try KeyFile(readingFrom: "/dev/zero") } == .unreadable)
            let pipe = "\(folder)/pipe"
            try #require(unsafe mkfifo(pipe, 0o600) == 0)
            #expect(Fixture.code { _ = try KeyFile(readingFrom: pipe) } == .unreadable)
        }
    }

    @Test("A folder that is not there cannot be written to")
    func noFolder() throws {
        let file = try Fixture.file(Fixture.encrypted())
        #expect(Fixture.code { try file.write(to: "/nowhere/at/all.key") } == .unwritable)
    }

    @Test("Errors name the file and what was found")
    func words() throws {
        try Fixture.inFolder { folder in
            let path = "\(folder)/log.key"
            try Fixture.write(Array("not a key".utf8), to: path)
            do {
                _ = try KeyFile(readingFrom: path)
                Issue.record("taken")
            } catch let error as KeyError {
                #expect(error.description.hasPrefix("\(path): a key file has 164 bytes (byte 9)"))
            }
        }
    }
}
