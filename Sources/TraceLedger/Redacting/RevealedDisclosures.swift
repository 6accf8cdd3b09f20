// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
public import TraceKeys
import TracePrimitives
public import TraceRecords
public import TraceWriting

/// Disclosures of one ledger on their way to one recipient, and nobody else (SPEC.md appendix F).
public struct RevealedDisclosures: Sendable, Hashable {
    /// The ledger's origin.
    public let origin: String
    /// One set a statement.
    public let sets: [DisclosureSet]

    private static let sealedLabel = "traceledger/sealed/1"
    private static let openLabel = "traceledger/revealed/1"
    /// The largest file that is read.
    public static let maximumSize = 1 << 26

    /// Disclosures of a ledger.
    public init(origin: String, sets: [DisclosureSet]) {
        self.origin = origin
        self.sets = sets
    }

    /// The file that only the recipient can open.
    public func sealed(to recipient: Recipient) throws -> [UInt8] {
        var items: [CBORValue] = []
        for set in sets { items.append(.bytes(try set.encoded())) }
        let content = try CBORValue.array([
            .text(Self.openLabel), .text(origin), .array(items),
        ]).encoded()
        let box = try recipient.seal(content)
        let file = try CBORValue.array([
            .text(Self.sealedLabel), .bytes(recipient.bytes), .bytes(box),
        ]).encoded()
        guard file.count <= Self.maximumSize else {
            throw WritingError("more than \(Self.maximumSize) bytes; reveal fewer fields at once")
        }
        return file
    }

    /// Opens a file with the recipient's key; `name` is how messages name it.
    public init(opening file: [UInt8], with key: borrowing SecretKey, name: String) throws {
        guard file.count <= Self.maximumSize,
            let parts = (try? CBORValue.decode(file))?.arrayValue, parts.count == 3,
            parts[0].textValue == Self.sealedLabel, let recipient = parts[1].bytesValue,
            let box = parts[2].bytesValue
        else { throw WritingError("\(name) is no file of sealed disclosures") }
        guard recipient == Recipient(key.publicKey)?.bytes else {
            throw WritingError("\(name) was sealed to another recipient's key")
        }
        let content: [UInt8]
        do {
            content = try Recipient.open(box, with: key)
        } catch {
            throw WritingError("\(name): \(error)")
        }
        guard let parts = (try? CBORValue.decode(content))?.arrayValue, parts.count == 3,
            parts[0].textValue == Self.openLabel, let origin = parts[1].textValue,
            let items = parts[2].arrayValue
        else { throw WritingError("\(name) holds something else than disclosures") }
        var sets: [DisclosureSet] = []
        for item in items {
            guard let set = item.bytesValue.flatMap({ DisclosureSet($0) }) else {
                throw WritingError("\(name): set \(sets.count) is no disclosure set")
            }
            sets.append(set)
        }
        self.init(origin: origin, sets: sets)
    }
}
