// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
import TraceIdentity
import TraceIssuing
import TraceMerkle
import TracePrimitives
import TraceProofs
import TraceRecords
import TraceScreening
import TraceWriting

extension Decoder {
    /// What leaves a ledger and is read years later, and what parties and authorities hand over.
    static let proving: [Decoder] = [
        Decoder(name: "lotbundle") { bytes in
            guard let bundle = try? LotBundle(decoding: bytes) else { return false }
            _ = try? BundleVerification().run(bundle)
            return expect(try? bundle.encoded(), bytes)
        },
        Decoder(name: "receipt") { bytes in
            let consistency = try? ConsistencyReceipt(parsing: bytes)
            guard let receipt = try? InclusionReceipt(parsing: bytes) else {
                return consistency != nil
            }
            precondition(!receipt.proof.path.isEmpty && receipt.proof.path.count <= 64)
            _ = try? receipt.proof.rootHash(leafHash: .zero)
            return true
        },
        Decoder(name: "transparent") { bytes in
            guard let statement = try? TransparentStatement(parsing: bytes) else { return false }
            return expect(try? statement.encoded(), bytes)
        },
        Decoder(name: "tlogproof") { bytes in
            guard let proof = try? TlogProof(parsing: bytes) else { return false }
            return expect(proof.text, bytes)
        },
        Decoder(name: "keyrequest") { bytes in
            guard let text = String(validating: bytes, as: UTF8.self),
                let request = KeyRequest(text)
            else { return false }
            return expect(Array(request.text.utf8), bytes)
        },
        Decoder(name: "identity") { bytes in
            // The hash in a file would keep changed content out: the content also stands alone.
            guard let day = CalendarDate(year: 2026, month: 1, day: 1) else { return false }
            let chain = try? IdentityEvidence(.x509, retrieved: day, content: bytes)
            guard let evidence = try? IdentityEvidence(bytes) else { return chain != nil }
            return expect(evidence.file, bytes)
        },
        Decoder(name: "lists") { bytes in
            guard let list = try? ListSnapshot([ListSource(name: "list", bytes: bytes)])
            else { return false }
            _ = Screener(lists: list, threshold: 0.9).screen(ScreenedName(name: "Beispiel LLC"))
            return true
        },
    ]

    /// One good input for each of them; entries come from the vectors.
    static func provingSeeds(
        _ secret: borrowing SecretKey, entries: [[UInt8]]
    ) -> [(String, [UInt8])] {
        let origin = "ledger.example/fuzz"
        guard let entry = entries.first, let salt = Salt([UInt8](repeating: 7, count: 16)),
            let day = CalendarDate(year: 2026, month: 1, day: 1),
            let evidence = try? IdentityEvidence(
                .didKey, name: "did:key:z6MkFuzz", retrieved: day, content: [])
        else { return [] }
        let leaf = SHA256Hash.leafHash(of: entry)
        let head = TreeHead(size: 2, rootHash: SHA256Hash.nodeHash(leaf, leaf))
        let note = try? Checkpoint(origin: origin, head: head).note.signed(name: origin, by: secret)
        guard let note = note?.encoded else { return [] }
        let opening = SubjectOpening(salt: salt, kind: .lot, id: "L-1")
        let field = FieldDisclosure(salt: salt, key: "name", value: .text("A party"))
        let bundle = LotBundle(
            lots: [opening.subject], chains: [opening.subject], note: note,
            items: [LotBundle.Item(index: 0, entry: entry, fields: [field])], proof: [leaf],
            openings: [opening])
        let receipt = receipt(secret, origin, leaf)
        let statement = try? TransparentStatement(entry: entry, receipts: [receipt, receipt])
        let proof = InclusionProof(leafIndex: 0, treeSize: 2, path: [leaf])
        let request = KeyRequest(secret, origin: origin, recovery: secret.publicKey)
        return [
            ("lotbundle", (try? bundle.encoded()) ?? []), ("receipt", receipt),
            ("transparent", (try? statement?.encoded()) ?? []),
            ("tlogproof", TlogProof(proof, note: note).text),
            ("tlogproof", TlogProof(proof, note: note, extra: [1, 2]).text),
            ("keyrequest", Array(request.text.utf8)), ("identity", evidence.file),
            ("identity", Array(certificate.utf8)),
        ] + ListSeeds.all.map { ("lists", Array($0.utf8)) }
    }

    /// A certificate of an Ed25519 key that nobody has any more.
    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBSjCB/aADAgECAhQsiJKiJbgc+I/6Vn2dALXccBmMtTAFBgMrZXAwGzEZMBcG
        A1UEAwwQU3VwcGxpZXIgRXhhbXBsZTAeFw0yNjExMjExMTQ2NDVaFw0zNjExMTgx
        MTQ2NDVaMBsxGTAXBgNVBAMMEFN1cHBsaWVyIEV4YW1wbGUwKjAFBgMrZXADIQCu
        qIYeqQkvyN2VgkqQXV2ZU7WOSs+YcMafNzKZoB+DOaNTMFEwHQYDVR0OBBYEFAPK
        hQqKPsXKfVyylzMhETxE4O76MB8GA1UdIwQYMBaAFAPKhQqKPsXKfVyylzMhETxE
        4O76MA8GA1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EAQCZPYiyoyWhcO32wLSt/CtGr
        c9ohh2wAbDPWmh3Wylw6Lnqqf5yVsDpLu4GWGJK5BHACcir19Sr7TacUNLFMBA==
        -----END CERTIFICATE-----

        """

    /// A receipt of inclusion as RFC 9942 has it.
    private static func receipt(
        _ secret: borrowing SecretKey, _ origin: String, _ leaf: Digest
    ) -> [UInt8] {
        var header = CBORWriter()
        header.map(3)
        header.integer(1)
        header.integer(-8)
        header.integer(15)
        header.map(2)
        header.integer(1)
        header.text(origin)
        header.integer(2)
        header.text("subject")
        header.integer(395)
        header.integer(1)
        var proof = CBORWriter()
        proof.array(3)
        proof.unsigned(2)
        proof.unsigned(0)
        proof.array(1)
        proof.digest(leaf)
        var writer = CBORWriter()
        writer.head(6, 18)
        writer.array(4)
        writer.bytes(header.bytes)
        writer.map(1)
        writer.integer(396)
        writer.map(1)
        writer.integer(-1)
        writer.array(1)
        writer.bytes(proof.bytes)
        writer.null()
        let root = SHA256Hash.nodeHash(leaf, leaf)
        writer.bytes(
            secret.sign(SigStructure.bytes(protectedHeader: header.bytes, payload: root.bytes))
                .bytes)
        return writer.bytes
    }
}
