// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
import TracePrimitives
import TraceService
import TraceWitness
import TraceWriting

extension Decoder {
    /// What strangers hand to a witness, a log that asks one, and a reader.
    static let witnessing: [Decoder] = [
        Decoder(name: "policy") { bytes in
            guard let policy = try? TrustPolicy(parsing: bytes) else { return false }
            precondition(policy.witnesses.allSatisfy(\.key.key.isAcceptable))
            return true
        },
        Decoder(name: "addcheckpoint") { bytes in
            guard let request = try? AddCheckpoint(parsing: bytes) else { return false }
            precondition(request.encoded == bytes, "accepted, but written differently")
            return true
        },
        Decoder(name: "signaturelines") { bytes in
            guard let lines = try? SignatureLines.parse(bytes) else { return false }
            precondition(SignatureLines.encode(lines) == bytes, "accepted, but written differently")
            return true
        },
        Decoder(name: "fork") { bytes in
            guard let evidence = try? ForkEvidence(parsing: bytes) else { return false }
            precondition(evidence.encoded == bytes, "accepted, but written differently")
            _ = try? evidence.verify()
            return true
        },
        Decoder(name: "http") { bytes in
            var parser = RequestParser(HTTPLimits())
            var isAccepted = false
            for start in stride(from: 0, to: bytes.count, by: 100) {
                parser.append(Array(bytes[start..<min(start + 100, bytes.count)]))
                while let request = try? parser.next() {
                    precondition(request.path.hasPrefix("/"))
                    isAccepted = true
                }
            }
            return isAccepted
        },
    ]

    /// One good input for each of them.
    static func witnessingSeeds(_ secret: borrowing SecretKey) -> [(String, [UInt8])] {
        let origin = "ledger.example/fuzz"
        let roots = ["a", "b"].map { SHA256Hash.hash(Array($0.utf8)) }
        guard let key = try? VerifierKey(name: origin, key: secret.publicKey),
            let witness = try? VerifierKey(
                name: "w.example", kind: .cosignature, key: secret.publicKey)
        else { return [] }
        var notes: [SignedNote] = []
        for root in roots {
            guard
                let note = try? Checkpoint(
                    origin: origin, head: TreeHead(size: 5, rootHash: root)
                ).note.signed(name: origin, by: secret)
            else { return [] }
            notes.append(note)
        }
        guard let cosigned = try? notes[0].cosigned(name: "w.example", at: 1, by: secret),
            let request = try? AddCheckpoint(oldSize: 3, path: roots, note: notes[0])
        else { return [] }
        let fork = ForkEvidence(log: key, smaller: notes[0], larger: notes[1])
        let body = request.encoded
        let head = "POST /add-checkpoint HTTP/1.1\r\nContent-Length: \(body.count)\r\n\r\n"
        let policy = "witness W \(witness)\ngroup G any W\nquorum G\n"
        return [
            ("policy", Array(policy.utf8)), ("policy", Array("log \(key)\nquorum none\n".utf8)),
            ("addcheckpoint", body), ("fork", fork.encoded), ("http", Array(head.utf8) + body),
            ("signaturelines", SignatureLines.encode(cosigned.signatures)),
        ]
    }
}
