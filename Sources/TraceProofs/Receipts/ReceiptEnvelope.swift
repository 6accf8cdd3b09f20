// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
import TracePrimitives

/// The COSE_Sign1 that a receipt is: header, proofs, no payload, signature over a root.
struct ReceiptEnvelope: Hashable {
    /// The largest receipt that is read: two paths of 64 hashes fit many times.
    static let maximumLength = 16_384

    /// The kinds of proofs of RFC9162_SHA256.
    enum ProofKind: Int64 {
        case inclusion = -1
        case consistency = -2
    }

    /// The label of the verifiable data structure proofs.
    private static let proofsLabel: Int64 = 396

    let header: ReceiptHeader
    let protectedHeader: [UInt8]
    /// The one proof of the kind that was asked for.
    let proof: [UInt8]
    let signature: Signature

    /// Reads a receipt with exactly one proof of a kind.
    init(parsing bytes: [UInt8], _ kind: ProofKind) throws(ProofError) {
        guard bytes.count <= Self.maximumLength else {
            throw ProofError(.notSign1, at: 0, "\(bytes.count) bytes are no receipt")
        }
        var reader = CBORReader(bytes, tags: .sign1)
        let header: Range<Int>
        do throws(CBORError) {
            guard try reader.readTag() == 18, try reader.readArrayCount() == 4
            else { throw CBORError(.unexpectedType, at: 0) }
            header = try reader.readBytes()
        } catch { throw ProofError(.notSign1, at: UInt64(error.offset), error.code.rawValue) }
        self.header = try ReceiptHeader(parsing: bytes, header)
        protectedHeader = Array(bytes[header])
        var unprotected = ForeignMap(reader)
        proof = try Self.proof(&unprotected, kind, bytes)
        reader = unprotected.reader
        guard reader.readNull() else {
            throw ProofError(
                .attachedPayload, at: UInt64(reader.offset),
                "the root is computed from the statement, never taken from the receipt")
        }
        signature = try Self.signature(&reader)
    }

    private static func proof(
        _ unprotected: inout ForeignMap, _ kind: ProofKind, _ bytes: [UInt8]
    ) throws(ProofError) -> [UInt8] {
        var found: [Range<Int>] = []
        while let label = try unprotected.next() {
            guard label == proofsLabel else {
                try unprotected.skip()
                continue
            }
            try unprotected.map { label, proofs throws(ProofError) in
                let strings = try proofs.strings()
                if label == kind.rawValue { found = strings }
            }
        }
        guard found.count == 1, let place = found.first else {
            throw ProofError(
                .receiptProof, "\(found.count) proofs of the kind \(kind), where one is needed")
        }
        return Array(bytes[place])
    }

    private static func signature(_ reader: inout CBORReader) throws(ProofError) -> Signature {
        do throws(CBORError) {
            let place = try reader.readBytes()
            try reader.expectEnd()
            guard let signature = Signature(Array(reader.bytes[place]))
            else { throw CBORError(.unexpectedType, at: place.lowerBound) }
            return signature
        } catch { throw ProofError(.notSign1, at: UInt64(error.offset), error.code.rawValue) }
    }

    /// Whether the signature covers a root under a key (RFC 9052 section 4.4, detached payload).
    func isSigned(_ root: Digest, by key: PublicKey) -> Bool {
        key.isValid(
            signature,
            of: SigStructure.bytes(protectedHeader: protectedHeader, payload: root.bytes))
    }

    /// The bytes of a receipt.
    static func encode(
        protectedHeader: [UInt8], _ kind: ProofKind, proof: [UInt8], signature: Signature
    ) -> [UInt8] {
        var writer = CBORWriter()
        writer.head(6, 18)
        writer.array(4)
        writer.bytes(protectedHeader)
        writer.map(1)
        writer.integer(proofsLabel)
        writer.map(1)
        writer.integer(kind.rawValue)
        writer.array(1)
        writer.bytes(proof)
        writer.null()
        writer.bytes(signature.bytes)
        return writer.bytes
    }

    /// The encoding of a proof: two numbers and a path.
    static func encode(_ first: UInt64, _ second: UInt64, path: [Digest]) -> [UInt8] {
        var writer = CBORWriter()
        writer.array(3)
        writer.unsigned(first)
        writer.unsigned(second)
        writer.array(path.count)
        for hash in path { writer.digest(hash) }
        return writer.bytes
    }

    /// Reads two numbers and a path of 1 to 64 hashes.
    func parts() throws(ProofError) -> (first: UInt64, second: UInt64, path: [Digest]) {
        do throws(CBORError) {
            var reader = CBORReader(proof, tags: [])
            guard try reader.readArrayCount() == 3
            else { throw CBORError(.unexpectedType, at: 0) }
            let first = try reader.readUnsigned()
            let second = try reader.readUnsigned()
            let count = try reader.readArrayCount()
            guard count <= 64 else { throw CBORError(.unexpectedType, at: reader.offset) }
            var path: [Digest] = []
            for _ in 0..<count {
                let place = try reader.readBytes()
                guard let hash = Digest(proof[place])
                else { throw CBORError(.unexpectedType, at: place.lowerBound) }
                path.append(hash)
            }
            try reader.expectEnd()
            return (first, second, path)
        } catch {
            throw ProofError(
                .receiptProof, at: UInt64(error.offset), "\(error.code.rawValue) in the proof")
        }
    }
}
