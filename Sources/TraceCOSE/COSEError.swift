// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not a Signed Statement of this profile, and where.
public struct COSEError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, by the place at which the form is left.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The name of the code, stable across versions.
        public let rawValue: String

        /// The code of this name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Not tag 18 around an array of four.
        public static let notSign1 = Code(rawValue: "cose-not-sign1")
        /// Longer than 65,535 bytes.
        public static let entryTooLong = Code(rawValue: "cose-entry-too-long")
        /// The unprotected header is not the empty map.
        public static let unprotectedHeader = Code(rawValue: "cose-unprotected-header")
        /// The payload is detached.
        public static let detachedPayload = Code(rawValue: "cose-detached-payload")
        /// The signature has not sixty-four bytes.
        public static let signatureLength = Code(rawValue: "cose-signature-length")
        /// Bytes follow the last item.
        public static let trailingBytes = Code(rawValue: "cose-trailing-bytes")
        /// The protected header is not the map of the five labels, in their order.
        public static let labels = Code(rawValue: "cose-labels")
        /// The algorithm is neither -8 nor -19.
        public static let algorithm = Code(rawValue: "cose-algorithm")
        /// The content type is another.
        public static let contentType = Code(rawValue: "cose-content-type")
        /// The key id has not thirty-two bytes.
        public static let keyID = Code(rawValue: "cose-key-id")
        /// The claims are not a map of iss, sub, aud and iat.
        public static let claims = Code(rawValue: "cose-claims")
        /// The claim `iss` is not a thumbprint name.
        public static let issuerName = Code(rawValue: "cose-issuer-name")
        /// The claim `sub` does not name the first subject.
        public static let subjectClaim = Code(rawValue: "cose-subject-claim")
        /// The chain label does not hold number, predecessor and subjects.
        public static let chain = Code(rawValue: "cose-chain")
        /// Number 0 with a predecessor, or a later one without.
        public static let chainStart = Code(rawValue: "cose-chain-start")
        /// No subject, or more than 256.
        public static let subjectCount = Code(rawValue: "cose-subject-count")
        /// Subjects out of order, or one twice.
        public static let subjectOrder = Code(rawValue: "cose-subject-order")
        /// A key that is not the deterministic COSE_Key of an Ed25519 public key.
        public static let key = Code(rawValue: "cose-key")
    }

    /// What is wrong.
    public let code: Code
    /// The offset of the byte where the offending item begins.
    public let offset: Int

    /// An error of this code at this offset.
    public init(_ code: Code, at offset: Int) {
        self.code = code
        self.offset = offset
    }

    /// Code and offset in one line.
    public var description: String { "\(code.rawValue) at byte \(offset)" }
}
