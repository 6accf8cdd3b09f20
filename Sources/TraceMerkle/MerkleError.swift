// SPDX-License-Identifier: Apache-2.0

/// Why a proof, note, checkpoint, tile path or entry bundle is refused, and where.
public struct MerkleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The name of the code, stable across versions.
        public let rawValue: String

        /// The code of this name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Index or sizes that no such proof can have.
        public static let proofPosition = Code(rawValue: "merkle-proof-position")
        /// A proof with another number of hashes than its index and sizes ask for.
        public static let proofLength = Code(rawValue: "merkle-proof-length")
        /// A proof that leads to another root.
        public static let rootMismatch = Code(rawValue: "merkle-root-mismatch")
        /// Ranges that do not touch, or a root asked of a range that begins inside the tree.
        public static let rangePosition = Code(rawValue: "merkle-range-position")
        /// Not a signed note; the location is a byte offset.
        public static let noteFormat = Code(rawValue: "note-format")
        /// More signature lines than allowed.
        public static let noteSignatureCount = Code(rawValue: "note-signature-count")
        /// No line of the note is by a known key.
        public static let noteUnsigned = Code(rawValue: "note-unsigned")
        /// The line of a known key does not verify; the location is its number.
        public static let noteSignature = Code(rawValue: "note-signature")
        /// Not a verifier key line.
        public static let verifierKey = Code(rawValue: "note-verifier-key")
        /// Not a checkpoint of three lines; the location is the number of the line.
        public static let checkpointFormat = Code(rawValue: "checkpoint-format")
        /// Not an entry bundle of the stated count; the location is a byte offset.
        public static let bundleFormat = Code(rawValue: "bundle-format")
        /// A tile without the stated number of hashes.
        public static let tileFormat = Code(rawValue: "tile-format")
    }

    /// What is wrong.
    public let code: Code
    /// A byte offset, line number or index, as the code says.
    public let location: Int

    /// An error of this code at this place.
    public init(_ code: Code, at location: Int) {
        self.code = code
        self.location = location
    }

    /// Code and place in one line.
    public var description: String { "\(code.rawValue) at \(location)" }
}
