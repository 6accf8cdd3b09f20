// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// Where a result goes: a file, or standard output.
struct OutputFile {
    /// The path; `nil` for standard output.
    let path: String?

    /// Writes a result whole; a file appears complete or not at all.
    func write(_ text: String) throws {
        guard path != nil else {
            Console.say(text)
            return
        }
        try write(Array(text.utf8))
    }

    /// Writes bytes: in the place of a regular file, and into a device, a pipe or a socket.
    func write(_ bytes: [UInt8]) throws {
        guard let path, !path.isEmpty else {
            throw Refusal("the name of the file to write is empty")
        }
        do {
            switch try Self.target(of: path) {
            case .standardOutput: Console.put(bytes)
            case .open(let target): try Self.pour(bytes, into: target)
            case .replace(let target): try Self.replace(target, bytes)
            }
        } catch let refusal as Refusal {
            throw Refusal("\(path) cannot be written: \(refusal.message)")
        } catch let error as StoreError {
            throw Refusal("\(path) cannot be written: \(error.reason)")
        } catch {
            throw Refusal("\(path) cannot be written: \(FileTrouble.words(error))")
        }
    }

    /// What a path leads to.
    private enum Target {
        case standardOutput
        case open(String)
        case replace(String)
    }

    /// Follows links to what is to be written: a link stays, and what it names gets the result.
    private static func target(of path: String) throws -> Target {
        let files = FileManager.default
        var target = path
        for _ in 0..<40 {
            if standardOutputNames.contains(target) { return .standardOutput }
            switch try? files.attributesOfItem(atPath: target)[.type] as? FileAttributeType {
            case nil, .typeRegular: return .replace(target)
            case .typeDirectory: throw Refusal("it is a folder, and a file is asked for")
            case .typeSymbolicLink:
                // A link to an open pipe names no path; the system alone can follow it.
                if ["/proc/", "/dev/fd/"].contains(where: target.hasPrefix) {
                    return .open(target)
                }
                let next = try files.destinationOfSymbolicLink(atPath: target)
                target = next.hasPrefix("/") ? next : folder(of: target) + next
            default: return .open(target)
            }
        }
        throw Refusal("its links lead in a circle")
    }

    /// What stands before the name, with its slash; empty for a name alone.
    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    private static let standardOutputNames = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]

    /// Writes into what is there and has no content of its own to replace.
    private static func pour(_ bytes: [UInt8], into target: String) throws {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: target))
        defer { try? handle.close() }
        try handle.write(contentsOf: Data(bytes))
    }

    /// Puts a new file in the place of the old one in one step, as readable as that was.
    private static func replace(_ target: String, _ bytes: [UInt8]) throws {
        let files = FileManager.default
        let old = try? files.attributesOfItem(atPath: target)
        let stage = folder(of: target) + ".traceledger-" + UUID().uuidString
        try Data().write(to: URL(fileURLWithPath: stage), options: .withoutOverwriting)
        do {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: stage))
            defer { try? handle.close() }
            // Before there is anything to read in it.
            if let old { try keep(old, on: stage) }
            try handle.write(contentsOf: Data(bytes))
            try POSIXFileSystem().move(stage, to: target)
        } catch {
            try? files.removeItem(atPath: stage)
            throw error
        }
    }

    /// Gives a file the mode of another one and, where this user may, its owner.
    private static func keep(_ old: [FileAttributeKey: Any], on stage: String) throws {
        let files = FileManager.default
        let owner = old.filter { $0.key == .ownerAccountID || $0.key == .groupOwnerAccountID }
        try? files.setAttributes(owner, ofItemAtPath: stage)
        let mode = old.filter { $0.key == .posixPermissions }
        try files.setAttributes(mode, ofItemAtPath: stage)
    }
}
