// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
public import TraceMerkle
public import TracePrimitives

/// A Signed Statement that carries its receipts (RFC 9943 section 7).
///
/// The receipts stand in the unprotected header, label 394, outside the bytes that were registered:
/// ``entry`` has the empty map there, and it is what signature, record id and proofs are about.
public struct TransparentStatement: Hashable, Sendable {
    /// The statement as it was registered.
    public let entry: [UInt8]
    /// Its receipts, in the order of preference of whoever attached them.
    public let receipts: [[UInt8]]

    /// The label of the receipts.
    static let label: Int64 = 394
    /// The most receipts that are read.
    public static let maximumReceipts = 16

    /// A statement with the receipts that it is to carry.
    public init(entry: [UInt8], receipts: [[UInt8]]) throws(ProofError) {
        guard (1...Self.maximumReceipts).contains(receipts.count) else {
            throw ProofError(.receiptCount, "\(receipts.count) receipts, where 1 to 16 may stand")
        }
        do throws(COSEError) {
            _ = try SignedStatementBytes(parsing: entry)
        } catch {
            throw ProofError(.notSign1, at: UInt64(error.offset), error.code.rawValue)
        }
        self.entry = entry
        self.receipts = receipts
    }

    /// Reads what ``encoded()`` writes, and nothing else.
    public init(parsing bytes: [UInt8]) throws(ProofError) {
        let limit =
            SignedStatementBytes.maximumLength + Self.maximumReceipts
            * (ReceiptEnvelope.maximumLength + 3) + 8
        guard bytes.count <= limit else {
            throw ProofError(.notSign1, at: 0, "\(bytes.count) bytes")
        }
        var receipts: [[UInt8]] = []
        var entry: [UInt8] = []
        do throws(CBORError) {
            var reader = CBORReader(bytes, tags: .sign1)
            guard try reader.readTag() == 18, try reader.readArrayCount() == 4
            else { throw CBORError(.unexpectedType, at: 0) }
            let header = try reader.readBytes()
            guard try reader.readMapCount() == 1, try reader.readInteger() == Self.label
            else { throw CBORError(.unexpectedType, at: header.upperBound) }
            let count = try reader.readArrayCount()
            guard count <= Self.maximumReceipts
            else { throw CBORError(.unexpectedType, at: reader.offset) }
            for _ in 0..<count { receipts.append(Array(bytes[try reader.readBytes()])) }
            // The entry is the same message with the empty map in this place.
            entry = Array(bytes[..<header.upperBound]) + [0xA0] + Array(bytes[reader.offset...])
        } catch { throw ProofError(.notSign1, at: UInt64(error.offset), error.code.rawValue) }
        try self.init(entry: entry, receipts: receipts)
    }

    /// The bytes of the statement with its receipts.
    public func encoded() throws(ProofError) -> [UInt8] {
        do throws(COSEError) {
            let parts = try SignedStatementBytes(parsing: entry)
            let map = parts.protectedHeader.upperBound
            var writer = CBORWriter()
            writer.map(1)
            writer.integer(Self.label)
            writer.array(receipts.count)
            for receipt in receipts { writer.bytes(receipt) }
            return Array(entry[..<map]) + writer.bytes + Array(entry[(map + 1)...])
        } catch { throw ProofError(.notSign1, at: UInt64(error.offset), error.code.rawValue) }
    }

    /// Whether the statement's own signature is by a key; who the key belongs to, the ledger says.
    public func isSigned(by key: PublicKey) -> Bool {
        guard let parts = try? SignedStatementBytes(parsing: entry) else { return false }
        var message: [UInt8] = []
        SigStructure.write(parts, of: entry, to: &message)
        return key.isValid(
            signatureIn: entry, at: parts.signature.lowerBound, message: message,
            0..<message.count)
    }

    /// Checks the first receipt that bears a log's key id; receipts of other logs are passed over.
    @discardableResult
    public func verify(log: VerifierKey) throws(ProofError) -> InclusionReceipt {
        let kid = COSEKey.thumbprint(of: log.key).bytes
        for bytes in receipts {
            guard let receipt = try? InclusionReceipt(parsing: bytes), receipt.header.keyID == kid
            else { continue }
            try receipt.verify(statement: entry, log: log)
            return receipt
        }
        // Nothing bears the key id: the first fault says more than "none".
        guard receipts.count == 1, let only = receipts.first else {
            throw ProofError(
                .wrongLog,
                "none of \(receipts.count) receipts is by \(log); " + ProofError.otherKey)
        }
        let receipt = try InclusionReceipt(parsing: only)
        try receipt.verify(statement: entry, log: log)
        return receipt
    }
}
