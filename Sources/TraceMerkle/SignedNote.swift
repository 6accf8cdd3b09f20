// SPDX-License-Identifier: Apache-2.0
internal import TracePrimitives

/// A signature line of a note.
public struct NoteSignature: Hashable, Sendable {
    /// The name of the signer.
    public let name: String
    /// The id of the signer's key.
    public let keyID: UInt32
    /// The signature; for a cosignature its time stands before it.
    public let bytes: [UInt8]

    /// A line of its three parts.
    public init(name: String, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }
}

/// A text with signature lines (C2SP signed-note); that it is signed, only `verify` shows.
public struct SignedNote: Hashable, Sendable {
    /// The longest note that is read.
    public static let maximumLength = 65_536
    /// The most signature lines of a note.
    public static let maximumSignatures = 16

    /// The text, which ends in a line feed.
    public let text: [UInt8]
    /// The signature lines in their order.
    public let signatures: [NoteSignature]

    private static let lineStart = Array("— ".utf8)

    /// A note of its parts.
    public init(text: [UInt8], signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Parses a note whose bytes `encoded` gives back.
    public init(parsing bytes: [UInt8]) throws(MerkleError) {
        guard bytes.count <= SignedNote.maximumLength,  // R35 note
            bytes.last == 0x0A,  // R25 line end
            UTF8Text.isValid(bytes, 0..<bytes.count)
        else { throw MerkleError(.noteFormat, at: bytes.count) }
        var lineStarts = [0]
        var blank: Int?
        for (offset, byte) in bytes.enumerated() {
            guard byte >= 0x20 || byte == 0x0A else {  // R25 control
                throw MerkleError(.noteFormat, at: offset)
            }
            guard byte == 0x0A else { continue }
            if lineStarts.last == offset { blank = offset }
            lineStarts.append(offset + 1)
        }
        // The text may hold blank lines itself; the last one of all ends it.
        guard let blank, blank > 0,
            blank + 1 < bytes.count  // R25 unsigned
        else { throw MerkleError(.noteFormat, at: blank ?? bytes.count) }
        text = Array(bytes[..<blank])
        var lines: [NoteSignature] = []
        for (start, next) in zip(lineStarts, lineStarts.dropFirst()) where start > blank {
            guard lines.count < SignedNote.maximumSignatures  // R25 R35 signatures
            else { throw MerkleError(.noteSignatureCount, at: start) }
            lines.append(try SignedNote.signature(bytes[start..<(next - 1)]))
        }
        signatures = lines
    }

    private static func signature(_ line: ArraySlice<UInt8>) throws(MerkleError) -> NoteSignature {
        let content = line.dropFirst(lineStart.count)
        guard line.starts(with: lineStart), let space = content.firstIndex(of: 0x20),
            let bytes = Base64.decode(String(decoding: content[(space + 1)...], as: UTF8.self)),
            bytes.count > 4
        else { throw MerkleError(.noteFormat, at: line.startIndex) }
        let name = String(decoding: content[..<space], as: UTF8.self)
        guard VerifierKey.isValid(name: name)
        else { throw MerkleError(.noteFormat, at: line.startIndex) }
        let keyID = bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return NoteSignature(name: name, keyID: keyID, bytes: Array(bytes.dropFirst(4)))
    }

    /// The bytes of the note.
    public var encoded: [UInt8] {
        var bytes = text + [0x0A]
        for line in signatures {
            let id = (0..<4).map { UInt8(truncatingIfNeeded: line.keyID >> UInt32(24 - 8 * $0)) }
            bytes += SignedNote.lineStart + Array(line.name.utf8) + [0x20]
            bytes += Array(Base64.encode(id + line.bytes).utf8) + [0x0A]
        }
        return bytes
    }

    /// The signatures of known keys, all of them valid and at least one of them there.
    ///
    /// Lines of other names or ids are ignored; one of a known key that fails refuses the note.
    @discardableResult
    public func verify(_ keys: [VerifierKey]) throws(MerkleError) -> [VerifiedNoteSignature] {
        var verified: [VerifiedNoteSignature] = []
        for (number, line) in signatures.enumerated() {
            for key in keys where key.id == line.keyID && key.name.isExactly(line.name) {
                guard let signature = verify(line, key)
                else { throw MerkleError(.noteSignature, at: number) }
                verified.append(signature)
            }
        }
        guard !verified.isEmpty else { throw MerkleError(.noteUnsigned, at: signatures.count) }
        return verified
    }

    private func verify(_ line: NoteSignature, _ key: VerifierKey) -> VerifiedNoteSignature? {
        switch key.kind {
        case .ed25519:
            guard let signature = Signature(line.bytes), key.key.isValid(signature, of: text)
            else { return nil }
            return VerifiedNoteSignature(key: key, time: nil)
        case .cosignature:
            let time = line.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard let signature = Signature(Array(line.bytes.dropFirst(8))), time <= Int64.max,
                key.key.isValid(signature, of: SignedNote.cosigned(text, at: time))
            else { return nil }
            return VerifiedNoteSignature(key: key, time: time)
        }
    }

    /// What a witness signs (C2SP tlog-cosignature v1).
    public static func cosigned(_ text: [UInt8], at time: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n".utf8) + text
    }
}

/// A signature line that was checked.
public struct VerifiedNoteSignature: Hashable, Sendable {
    /// The key that signed.
    public let key: VerifierKey
    /// The time of a cosignature, seconds since 1970.
    public let time: UInt64?

    fileprivate init(key: VerifierKey, time: UInt64?) {
        self.key = key
        self.time = time
    }
}
