// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
import TraceIssuing
import TraceKeys
import TraceMerkle
import TracePrimitives
import TraceRecords
import TraceScreening
import TraceVerifier
import TraceWorkbook
import TraceWriting

/// A decoder under test: takes any bytes, says whether it accepted them, and never traps.
///
/// What it accepts it has to write again to the same bytes; where it does not, that is a finding,
/// and the process stops so that the input is kept.
struct Decoder: Sendable {
    let name: String
    let accepts: @Sendable ([UInt8]) -> Bool

    static let all = ledgers + witnessing + proving

    private static let ledgers: [Decoder] = [
        Decoder(name: "cbor", accepts: cbor),
        Decoder(name: "entry", accepts: entry),
        Decoder(name: "header", accepts: header),
        Decoder(name: "payload", accepts: payload),
        Decoder(name: "disclosure", accepts: disclosure),
        Decoder(name: "annex", accepts: annex),
        Decoder(name: "note", accepts: note),
        Decoder(name: "checkpoint", accepts: checkpoint),
        Decoder(name: "trust", accepts: trust),
        Decoder(name: "bundle", accepts: bundle),
        Decoder(name: "tilepath", accepts: tilePath),
        Decoder(name: "keyfile", accepts: keyFile),
        Decoder(name: "csv", accepts: csv),
        Decoder(name: "ofac", accepts: ofac),
        Decoder(name: "journal", accepts: JournalFolder.accepts),
    ]

    static func named(_ name: String) -> Decoder? { all.first { $0.name == name } }

    /// Stops when bytes that were accepted are not those that are written.
    static func expect(_ written: [UInt8]?, _ read: [UInt8]) -> Bool {
        precondition(written == read, "accepted, but written differently")
        return true
    }

    @Sendable private static func cbor(_ bytes: [UInt8]) -> Bool {
        guard let value = try? CBORValue.decode(bytes) else { return false }
        return expect(try? value.encoded(), bytes)
    }

    @Sendable private static func entry(_ bytes: [UInt8]) -> Bool {
        guard let entry = try? SignedStatementBytes(parsing: bytes) else { return false }
        var written: [UInt8] = []
        SigStructure.write(entry, of: bytes, to: &written)
        let header = Array(bytes[entry.protectedHeader])
        let payload = Array(bytes[entry.payload])
        precondition(written == SigStructure.bytes(protectedHeader: header, payload: payload))
        let again = Signature(Array(bytes.suffix(Signature.byteCount))).flatMap {
            try? SignedStatementBytes.encode(
                protectedHeader: header, payload: payload, signature: $0)
        }
        _ = Decoder.header(header)
        _ = Decoder.payload(payload)
        return expect(again, bytes)
    }

    @Sendable private static func header(_ bytes: [UInt8]) -> Bool {
        var links: [SubjectLink] = []
        let range = 0..<bytes.count
        guard (try? ProtectedHeader(parsing: bytes, range, subjects: &links)) != nil
        else { return false }
        let value = try? CBORValue.decode(bytes)
        return expect(try? value?.encoded(), bytes)
    }

    @Sendable private static func payload(_ bytes: [UInt8]) -> Bool {
        var scan = PayloadScan()
        var isAccepted = false
        for profile in PrivacyProfile.allCases {
            guard (try? scan.read(bytes, 0..<bytes.count, profile: profile)) != nil
            else { continue }
            isAccepted = true
        }
        guard let value = try? CBORValue.decode(bytes) else {
            precondition(!isAccepted, "a payload that is no CBOR")
            return false
        }
        _ = Policy(payload: value)
        _ = try? RecordReader().record(payload: value, subjects: [.zero])
        return isAccepted && expect(try? value.encoded(), bytes)
    }

    @Sendable private static func disclosure(_ bytes: [UInt8]) -> Bool {
        guard let set = DisclosureSet(bytes) else { return false }
        return expect(try? set.encoded(), bytes)
    }

    @Sendable private static func annex(_ bytes: [UInt8]) -> Bool {
        guard let (sets, wholeLength) = try? Annex.read(bytes) else { return false }
        let frames = sets.compactMap { try? Annex.frame($0) }
        return expect(Array(frames.joined()), Array(bytes.prefix(wholeLength)))
    }

    @Sendable private static func note(_ bytes: [UInt8]) -> Bool {
        guard let note = try? SignedNote(parsing: bytes) else { return false }
        return expect(note.encoded, bytes)
    }

    @Sendable private static func checkpoint(_ bytes: [UInt8]) -> Bool {
        _ = ReadCheckpoint(bytes)
        guard let checkpoint = try? Checkpoint(parsing: bytes) else { return false }
        return expect(checkpoint.text, bytes)
    }

    @Sendable private static func trust(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self), let file = TrustFile(text)
        else { return false }
        precondition(TrustFile(file.text) == file, "a trust file that is not read back")
        return true
    }

    @Sendable private static func bundle(_ bytes: [UInt8]) -> Bool {
        // The first byte says how many entries the rest is to hold.
        guard let count = bytes.first else { return false }
        let rest = Array(bytes.dropFirst())
        guard let entries = try? EntryBundle.entries(Int(count) + 1, in: rest)
        else { return false }
        var written: [UInt8] = []
        for entry in entries { try? EntryBundle.append(Array(rest[entry]), to: &written) }
        return expect(written, rest)
    }

    @Sendable private static func tilePath(_ bytes: [UInt8]) -> Bool {
        guard let path = String(validating: bytes, as: UTF8.self), let tile = Tile(path: path)
        else { return false }
        return expect(Array(tile.path.utf8), bytes)
    }

    @Sendable private static func keyFile(_ bytes: [UInt8]) -> Bool {
        var copy = bytes
        guard !bytes.isEmpty, let memory = try? SecretMemory(wiping: &copy),
            let file = try? KeyFile(memory), let again = try? file.encoded()
        else { return false }
        if file.stretching == nil { _ = try? file.open(as: file.role) }
        return unsafe again.withBytes { unsafe expect([UInt8]($0), bytes) }
    }

    @Sendable private static func csv(_ bytes: [UInt8]) -> Bool {
        // The same bytes as every sheet, and as one sheet alone.
        let names = ["parties", "lots", "orders", "movements", "processing", "documents"]
        var files: [String: [UInt8]] = [:]
        for name in names { files[name + ".csv"] = bytes }
        _ = Workbook.read(files: files)
        return !Workbook.read(files: ["parties.csv": bytes]).rows.isEmpty
    }

    @Sendable private static func ofac(_ bytes: [UInt8]) -> Bool {
        let asNames = try? ListSnapshot(sdn: bytes, alt: nil, add: nil)
        _ = try? ListSnapshot(sdn: nil, alt: bytes, add: bytes)
        guard let asNames else { return false }
        _ = Screener(lists: asNames, threshold: 0.9).screen(ScreenedName(name: "Kaechon Trading"))
        return true
    }
}
