// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
public import TracePrimitives
public import TraceRemote
import TraceStorage
public import TraceWitness

/// Asks one witness to cosign a checkpoint (C2SP tlog-witness).
public struct WitnessClient: Sendable {
    /// Why there is no cosignature.
    public enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        /// It does not answer, or not in time; asking later may help.
        case away(String)
        /// It has cosigned a larger tree of this origin than this ledger has: a fork or a rollback.
        case ahead(size: UInt64)
        /// It refuses, and asking again will not help.
        case refused(status: Int, String)
        /// Its answer is none that a witness gives.
        case nonsense(String)

        /// What happened and what would help.
        public var description: String {
            switch self {
            case .away(let words):
                "does not answer (\(words)); it is asked again when next published"
            case .ahead(let size):
                "has cosigned a tree of \(size) entries under this origin, more than this ledger has: "
                    + "another copy of the log key signs, or this ledger was restored from a backup"
            case .refused(let status, let words): "refuses with \(status): \(words)"
            case .nonsense(let words): "gives no answer of a witness: \(words)"
            }
        }
    }

    /// Posts a body to an address: status, media type, body; throws when there is no answer.
    public typealias Post =
        @Sendable (_ address: String, _ body: [UInt8]) throws -> (
            status: Int, contentType: String, body: [UInt8]
        )

    private let post: Post

    /// The longest answer that is read.
    public static let maximumAnswer = 16_384

    /// A client over a way to post.
    public init(post: @escaping Post) { self.post = post }

    /// A client over HTTP.
    public init(_ fetcher: HTTPFetcher) {
        post = { try fetcher.post($1, to: $0, limit: Self.maximumAnswer) }
    }

    /// The witness's cosignature lines on a note, checked; `proof` gives the path from a smaller size.
    ///
    /// The size that it cosigned last is a guess at first; a conflict tells it, and it is asked once more.
    public func cosignatures(
        of note: SignedNote, by witness: TrustPolicy.Witness, cosignedBefore: UInt64,
        proof: (UInt64) throws -> [Digest]
    ) throws(Refusal) -> [NoteSignature] {
        guard let url = witness.url else {
            throw .refused(status: 0, "the policy has no address of it")
        }
        let size: UInt64
        do throws(MerkleError) {
            size = try Checkpoint(parsing: note.text).head.size
        } catch { throw .nonsense("this is no checkpoint: \(error)") }
        let address = url.hasSuffix("/") ? url + "add-checkpoint" : url + "/add-checkpoint"
        var old = min(cosignedBefore, size)
        for attempt in 1...2 {
            let answer = try ask(address, note, old, proof)
            switch answer.status {
            case 200: return try lines(answer.body, note, witness)
            case 409 where attempt == 1:
                old = try conflictingSize(answer)
                guard old <= size else { throw .ahead(size: old) }
            case 409:
                throw .away("it is cosigning other checkpoints of this log right now")
            case 500...599, 429, 408: throw .away("status \(answer.status)")
            default: throw .refused(status: answer.status, Self.shown(answer.body))
            }
        }
        throw .away("it is cosigning other checkpoints of this log right now")
    }

    private func ask(
        _ address: String, _ note: SignedNote, _ old: UInt64, _ proof: (UInt64) throws -> [Digest]
    ) throws(Refusal) -> (status: Int, contentType: String, body: [UInt8]) {
        let body: [UInt8]
        do {
            body = try AddCheckpoint(oldSize: old, path: proof(old), note: note).encoded
        } catch { throw .nonsense("no proof from \(old): \(error)") }
        do {
            return try post(address, body)
        } catch { throw .away("\(error)") }
    }

    private func conflictingSize(
        _ answer: (status: Int, contentType: String, body: [UInt8])
    ) throws(Refusal) -> UInt64 {
        let text = String(decoding: answer.body, as: UTF8.self)
        guard answer.contentType.hasPrefix(WitnessAnswer.sizeType), text.hasSuffix("\n"),
            let size = UInt64(text.dropLast()), "\(size)\n" == text
        else { throw .nonsense("409 without a size as \(WitnessAnswer.sizeType)") }
        return size
    }

    /// Lines by this witness's key, each of which has to verify; others are ignored.
    private func lines(
        _ body: [UInt8], _ note: SignedNote, _ witness: TrustPolicy.Witness
    ) throws(Refusal) -> [NoteSignature] {
        do throws(MerkleError) {
            let own = try SignatureLines.parse(body).filter {
                $0.keyID == witness.key.id && $0.name == witness.key.name
            }
            try SignedNote(text: note.text, signatures: own).verify([witness.key])
            // One line is all that is kept: a witness cannot fill up the sixteen of a note.
            return Array(own.prefix(1))
        } catch {
            throw .nonsense("no valid cosignature by its key: \(error)")
        }
    }

    /// The beginning of a text that a stranger sent, without control characters.
    private static func shown(_ body: [UInt8]) -> String {
        let text = String(decoding: body.prefix(200), as: UTF8.self)
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
}
