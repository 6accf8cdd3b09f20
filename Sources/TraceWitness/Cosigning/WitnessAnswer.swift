// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
internal import TracePrimitives

/// What a witness answers to add-checkpoint, with the status codes of C2SP tlog-witness.
public enum WitnessAnswer: Sendable, Hashable {
    /// 200: the cosignature lines.
    case cosigned([UInt8])
    /// 409: the size that was cosigned last for the origin.
    case conflict(size: UInt64)
    /// 400: no such request, or an old size beyond the new one.
    case badRequest(String)
    /// 403: no signature by a key that the witness trusts for the origin.
    case forbidden(String)
    /// 404: an origin that the witness does not know.
    case unknownOrigin(String)
    /// 422: the proof does not show that the tree only grew.
    case unprovable(String)

    /// The media type of a conflict's body.
    public static let sizeType = "text/x.tlog.size"

    /// The HTTP status.
    public var status: Int {
        switch self {
        case .cosigned: 200
        case .badRequest: 400
        case .forbidden: 403
        case .unknownOrigin: 404
        case .conflict: 409
        case .unprovable: 422
        }
    }

    /// The media type of the body.
    public var contentType: String {
        if case .conflict = self { Self.sizeType } else { "text/plain; charset=utf-8" }
    }

    /// The body.
    public var body: [UInt8] {
        switch self {
        case .cosigned(let lines): lines
        case .conflict(let size): Array("\(size)\n".utf8)
        case .badRequest(let text), .forbidden(let text), .unknownOrigin(let text),
            .unprovable(let text):
            Array("\(text)\n".utf8)
        }
    }
}

/// Signature lines as they travel alone: from a witness to a log.
public enum SignatureLines {
    /// The bytes of lines.
    public static func encode(_ lines: [NoteSignature]) -> [UInt8] {
        // The lines of a note are what follows its text and the blank line.
        Array(SignedNote(text: [], signatures: lines).encoded.dropFirst())
    }

    /// The lines in an answer, read as the end of a note.
    public static func parse(_ bytes: [UInt8]) throws(MerkleError) -> [NoteSignature] {
        let text: [UInt8] = [0x2D, 0x0A]
        let note = try SignedNote(parsing: text + [0x0A] + bytes)
        // A blank line among them would hide the lines before it in the text.
        guard note.text == text else { throw MerkleError(.noteFormat, at: 0) }
        return note.signatures
    }
}
