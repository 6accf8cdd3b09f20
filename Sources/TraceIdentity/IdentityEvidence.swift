// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives

/// A file that ties a key to a name outside the ledger (SPEC.md E.4).
///
/// It was saved at a date that somebody states; nothing is ever fetched. What it shows is reported,
/// and grants nothing.
public struct IdentityEvidence: Sendable, Hashable {
    /// The kinds of evidence.
    public enum Kind: String, Sendable, CaseIterable {
        /// The key is its own name.
        case didKey = "did:key"
        /// A `did.json` as a web server handed it out.
        case didWeb = "did:web"
        /// A chain of certificates in PEM, the leaf first.
        case x509 = "x509"
    }

    /// The kind.
    public let kind: Kind
    /// The name outside the ledger: an identifier, or the subject of a certificate.
    public let name: String
    /// The day on which it was saved, as its holder says.
    public let retrieved: CalendarDate
    /// What was saved; empty for a did:key.
    public let content: [UInt8]

    /// The largest file that is read.
    public static let maximumSize = 1 << 20
    private static let firstLine = "traceledger-identity/1"

    /// Evidence from its parts; refused when name or content have not the form of the kind.
    public init(
        _ kind: Kind, name: String? = nil, retrieved: CalendarDate, content: [UInt8]
    ) throws(IdentityError) {
        self.kind = kind
        self.retrieved = retrieved
        self.content = content
        switch kind {
        case .didKey, .didWeb:
            guard let name else {
                throw IdentityError(.name, "\(kind.rawValue) needs the identifier as its name")
            }
            self.name = name
        case .x509:
            let chain = try CertificateChain(content)
            self.name = name ?? chain.subject
        }
        guard !self.name.isEmpty, !self.name.unicodeScalars.contains(where: { $0.value < 0x20 })
        else { throw IdentityError(.name, "the name is empty or holds control characters") }
    }

    /// Reads a file; its content is the one whose hash the file states.
    public init(_ file: [UInt8]) throws(IdentityError) {
        guard file.count <= Self.maximumSize else {
            throw IdentityError(.malformed, "more than \(Self.maximumSize) bytes")
        }
        var offset = 0
        func line() -> String? {
            guard let end = file[offset...].firstIndex(of: 0x0A) else { return nil }
            defer { offset = end + 1 }
            return String(validating: file[offset..<end], as: UTF8.self)
        }
        func value(_ key: String) throws(IdentityError) -> String {
            guard let text = line(), text.hasPrefix(key + " ") else {
                throw IdentityError(.malformed, "the line `\(key)` is missing")
            }
            return String(text.dropFirst(key.utf8.count + 1))
        }
        guard line() == Self.firstLine else {
            throw IdentityError(
                .malformed, "it is no identity evidence; make it with traceledger key evidence")
        }
        guard let kind = Kind(rawValue: try value("type")) else {
            throw IdentityError(.malformed, "the type is none of did:key, did:web, x509")
        }
        let name = try value("name")
        guard let day = CalendarDate(try value("retrieved")) else {
            throw IdentityError(.malformed, "`retrieved` is no day, YYYY-MM-DD")
        }
        guard let hash = Digest(hex: try value("sha256")), line() == "" else {
            throw IdentityError(.malformed, "`sha256` or the blank line behind it is missing")
        }
        let content = Array(file[offset...])
        guard SHA256Hash.hash(content) == hash else {
            throw IdentityError(.altered, "the content has another hash than the file states")
        }
        try self.init(kind, name: name, retrieved: day, content: content)
    }

    /// The file.
    public var file: [UInt8] {
        let head = """
            \(Self.firstLine)
            type \(kind.rawValue)
            name \(name)
            retrieved \(retrieved)
            sha256 \(SHA256Hash.hash(content).hex)


            """
        return Array(head.utf8) + content
    }

    /// The hash by which a statement names it.
    public var digest: Digest { SHA256Hash.hash(file) }
}
