// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// A statement as a file, with its disclosures beside it.
enum StatementFile {
    /// The name of the disclosures of a statement's file.
    static func disclosures(of path: String) -> String { path + ".disclosures" }

    /// Refuses names under which something stands already.
    static func refuseExisting(_ path: String) throws {
        for path in [path, disclosures(of: path)]
        where FileManager.default.fileExists(atPath: path) {
            throw Refusal("\(path) is there already; name another file.")
        }
    }

    /// Writes both files; the disclosures only for their owner.
    static func write(_ statement: SignedStatement, to path: String) throws {
        try LocalFile.replace(
            disclosures(of: path), with: statement.disclosures.encoded())
        try LocalFile.replace(path, with: statement.bytes)
    }
}

/// A file of one statement's disclosures.
enum DisclosureFile {
    /// Reads a disclosure set.
    static func read(_ path: String) throws -> DisclosureSet {
        guard let set = DisclosureSet(try InputFile.bytes(path)) else {
            throw Refusal("\(path) is no disclosure set; take the file as the issuer made it.")
        }
        return set
    }
}

/// Files outside a ledger that only their owner may read.
enum LocalFile {
    /// Writes a file whole and durably, in the place of what stood there.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        do {
            try POSIXFileSystem().replaceFile(path, with: bytes)
        } catch let error as StoreError {
            throw Refusal("\(path) cannot be written: \(error.reason)")
        }
    }

    /// Takes the lock beside a file that one process at a time may read, go on from and replace.
    static func lock(_ path: String) throws -> any FileLock {
        do {
            return try POSIXFileSystem().lock(at: path + ".lock")
        } catch {
            guard error.code == .locked else {
                throw Refusal("\(path).lock cannot be written: \(error.reason)")
            }
            throw Refusal(
                "\(path) is in use by another process, which signs with it now. Run this again "
                    + "when that has ended.")
        }
    }
}

extension Withholding {
    /// The fields of an option's text.
    static func named(_ text: String?) throws -> Withholding {
        let names = text?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return try Withholding(names ?? [])
    }
}
