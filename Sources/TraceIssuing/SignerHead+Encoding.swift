// SPDX-License-Identifier: Apache-2.0
internal import TraceCBOR
internal import TraceCOSE
public import TracePrimitives
internal import TraceRecords

extension SignerHead {
    /// The first element of the encoding.
    public static let label = "traceledger/signer-head/1"
    /// The largest head that is read.
    public static let maximumSize = 1 << 26

    /// The file of a head: its content with a signature by the issuer's own key (SPEC.md E).
    ///
    /// Nobody without the key can make the signer continue a chain that it did not sign or verify.
    public func sealed(by signer: StatementSigner) throws -> [UInt8] {
        let body = try content()
        let message = try Self.message(body)
        return try CBORValue.array([
            .text(Self.label), .bytes(body), .digest(signer.kid),
            .bytes(signer.signMessage(message).bytes),
        ]).encoded()
    }

    /// Reads a head that this key has sealed.
    public init(_ bytes: [UInt8], sealedBy key: PublicKey) throws {
        guard bytes.count <= Self.maximumSize,
            let parts = (try? CBORValue.decode(bytes))?.arrayValue, parts.count == 4,
            parts[0].textValue == Self.label, let body = parts[1].bytesValue,
            let kid = parts[2].digestValue,
            let seal = parts[3].bytesValue.flatMap({ Signature($0) })
        else { throw SignerHeadError("it is no head file; take one from the ledger with --from") }
        guard kid == COSEKey.thumbprint(of: key) else {
            throw SignerHeadError(
                "it belongs to the key \(kid.base64URL), not to this one; name that key, or take a "
                    + "new head from the ledger with --from")
        }
        guard key.isValid(seal, of: try Self.message(body)) else {
            throw SignerHeadError(
                "somebody else has changed it: its signature does not hold. Take a new one from a "
                    + "ledger with --from")
        }
        guard let value = try? CBORValue.decode(body), let head = SignerHead(content: value) else {
            throw SignerHeadError("its content has not the form of a head")
        }
        self = head
    }

    private static func message(_ body: [UInt8]) throws -> [UInt8] {
        try CBORValue.array([.text(label), .bytes(body)]).encoded()
    }

    private func content() throws -> [UInt8] {
        let links = baseLinks.sorted { $0.key < $1.key }.map { subject, end in
            CBORValue.array([.digest(subject), .unsigned(end.seq), .digest(end.prev)])
        }
        let signed = self.signed.map { statement in
            CBORValue.array([
                .digest(statement.record.digest),
                .array(statement.subjects.map { .digest($0) }),
            ])
        }
        let openings = self.openings.map { opening in
            CBORValue.array([
                .bytes(opening.salt.bytes), .text(opening.kind.rawValue), .text(opening.id),
            ])
        }
        return try CBORValue.map([
            CBORPair("origin", .text(origin)), CBORPair("profile", .text(profile.rawValue)),
            CBORPair("issuer", .digest(issuer)),
            CBORPair("base", .array([.unsigned(base.seq), .digest(base.prev)])),
            CBORPair("links", .array(links)), CBORPair("signed", .array(signed)),
            CBORPair("openings", .array(openings)),
        ]).encoded()
    }

    private init?(content: CBORValue) {
        guard let origin = content["origin"]?.textValue,
            let profile = content["profile"]?.textValue.flatMap(PrivacyProfile.init(rawValue:)),
            let issuer = content["issuer"]?.digestValue,
            let base = content["base"]?.arrayValue, base.count == 2,
            let baseEnd = ChainEnd(base[0], base[1]),
            let links = content["links"]?.arrayValue,
            let signed = content["signed"]?.arrayValue?.map(Signed.init(item:)),
            let openings = content["openings"]?.arrayValue?.map(SubjectOpening.init(item:)),
            !signed.contains(nil), !openings.contains(nil)
        else { return nil }
        var baseLinks: [Digest: ChainEnd] = [:]
        for link in links {
            guard let parts = link.arrayValue, parts.count == 3,
                let subject = parts[0].digestValue, let end = ChainEnd(parts[1], parts[2])
            else { return nil }
            baseLinks[subject] = end
        }
        self.init(
            origin: origin, profile: profile, issuer: issuer, base: baseEnd, baseLinks: baseLinks,
            signed: signed.compactMap(\.self), openings: openings.compactMap(\.self))
    }
}

extension SignerHead.ChainEnd {
    fileprivate init?(_ seq: CBORValue, _ prev: CBORValue) {
        guard let number = seq.integerValue.flatMap({ UInt64(exactly: $0) }),
            let prev = prev.digestValue
        else { return nil }
        self.init(seq: number, prev: prev)
    }
}

extension SignerHead.Signed {
    fileprivate init?(item: CBORValue) {
        guard let parts = item.arrayValue, parts.count == 2, let record = parts[0].digestValue,
            let subjects = parts[1].arrayValue?.map(\.digestValue), !subjects.contains(nil)
        else { return nil }
        self.init(record: RecordID(record), subjects: subjects.compactMap(\.self))
    }
}

extension SubjectOpening {
    fileprivate init?(item: CBORValue) {
        guard let parts = item.arrayValue, parts.count == 3,
            let salt = parts[0].bytesValue.flatMap({ Salt($0) }),
            let kind = parts[1].textValue.flatMap(RecordKind.init(rawValue:)),
            let id = parts[2].textValue
        else { return nil }
        self.init(salt: salt, kind: kind, id: id)
    }
}
