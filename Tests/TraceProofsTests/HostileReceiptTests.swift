// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger
import TraceTesting

/// Receipts that someone built by hand: each is refused for what is wrong with it.
struct HostileReceiptTests {
    private static let entry: [UInt8] = Array("an entry".utf8)
    private static let sibling = SHA256Hash.hash([1])

    /// A receipt of the second of two leaves, with parts replaced.
    private struct Forge {
        var header: [CBORPair] = [
            CBORPair(.unsigned(1), .negative(7)), CBORPair(.unsigned(395), .unsigned(1)),
        ]
        var unprotected: [CBORPair]?
        var proof: CBORValue = .array([
            .unsigned(2), .unsigned(1), .array([.digest(sibling)]),
        ])
        var proofs = 1
        var payload = CBORValue.null
        var root = SHA256Hash.nodeHash(sibling, SHA256Hash.leafHash(of: entry))

        func receipt() throws -> [UInt8] {
            let protected = try CBORValue.map(header).encoded()
            let key = try SampleStatement.key(5)
            let signature = key.sign(
                SigStructure.bytes(protectedHeader: protected, payload: root.bytes))
            let list = CBORValue.array(
                try (0..<proofs).map { _ in .bytes(try proof.encoded()) })
            let proved = CBORPair(.unsigned(396), .map([CBORPair(.negative(0), list)]))
            return try CBORValue.tag(
                18,
                .array([
                    .bytes(protected), .map((unprotected ?? []) + [proved]), payload,
                    .bytes(signature.bytes),
                ])
            ).encoded()
        }

        func code() throws -> String {
            let bytes = try receipt()
            let key = try SampleStatement.key(5).publicKey
            return TraceProofsTests.code {
                try InclusionReceipt(parsing: bytes).verify(entry: entry, key: key)
            }
        }
    }

    @Test func `as it should be it is accepted`() throws {
        #expect(try Forge().code() == "accepted")
        var forge = Forge()
        forge.header[0] = CBORPair(.unsigned(1), .negative(18))
        #expect(try forge.code() == "accepted")
        forge.header.append(CBORPair(.unsigned(4_000), .text("unknown")))
        #expect(try forge.code() == "accepted")
    }

    @Test func `an attached payload binds nothing`() throws {
        var forge = Forge()
        forge.payload = .bytes(forge.root.bytes)
        #expect(try forge.code() == "receipt-attached-payload")
        forge.payload = .bytes([])
        #expect(try forge.code() == "receipt-attached-payload")
    }

    @Test func `an empty path is refused, a tree of one leaf or not`() throws {
        var forge = Forge()
        forge.root = SHA256Hash.leafHash(of: Self.entry)
        forge.proof = .array([.unsigned(1), .unsigned(0), .array([])])
        #expect(try forge.code() == "receipt-empty-path")
    }

    @Test(arguments: [0, 2, 3]) func `another data structure is refused`(number: UInt64) throws {
        var forge = Forge()
        forge.header[1] = CBORPair(.unsigned(395), .unsigned(number))
        #expect(try forge.code() == "receipt-data-structure")
    }

    @Test func `a data structure in the unprotected header counts for nothing`() throws {
        var forge = Forge()
        forge.header.remove(at: 1)
        forge.unprotected = [CBORPair(.unsigned(395), .unsigned(1))]
        #expect(try forge.code() == "receipt-data-structure")
    }

    @Test func `a critical header, another algorithm, a missing one`() throws {
        var forge = Forge()
        forge.header.append(CBORPair(.unsigned(2), .array([.unsigned(9)])))
        #expect(try forge.code() == "receipt-header")
        forge = Forge()
        forge.header[0] = CBORPair(.unsigned(1), .negative(6))
        #expect(try forge.code() == "receipt-algorithm")
        forge.header.remove(at: 0)
        #expect(try forge.code() == "receipt-algorithm")
    }

    @Test func `no proof, two proofs, a proof of another shape`() throws {
        var forge = Forge()
        forge.proofs = 0
        #expect(try forge.code() == "receipt-proof")
        forge.proofs = 2
        #expect(try forge.code() == "receipt-proof")
        forge = Forge()
        let many = [CBORValue](repeating: .digest(Self.sibling), count: 65)
        for proof: CBORValue in [
            .array([.unsigned(2), .unsigned(1)]), .array([.unsigned(2), .unsigned(1), .null]),
            .array([.unsigned(2), .unsigned(1), .array([.bytes([1])])]),
            .array([.negative(2), .unsigned(1), .array([.digest(Self.sibling)])]),
            .array([.unsigned(2), .unsigned(1), .array(many)]),
        ] {
            forge.proof = proof
            #expect(try forge.code() == "receipt-proof")
        }
    }

    @Test func `an index beyond the size, a path too long, another root`() throws {
        var forge = Forge()
        forge.proof = .array([.unsigned(2), .unsigned(2), .array([.digest(Self.sibling)])])
        #expect(try forge.code() == "receipt-path")
        let two = CBORValue.array([.digest(Self.sibling), .digest(Self.sibling)])
        forge.proof = .array([.unsigned(2), .unsigned(1), two])
        #expect(try forge.code() == "receipt-path")
        forge = Forge()
        forge.proof = .array([.unsigned(2), .unsigned(0), .array([.digest(Self.sibling)])])
        #expect(try forge.code() == "receipt-signature")
    }

    @Test func `no tag, trailing bytes, a longer head, a label twice`() throws {
        let key = try SampleStatement.key(5).publicKey
        let good = try Forge().receipt()
        let bad: [[UInt8]] = [
            Array(good.dropFirst()), good + [0], [0xD8, 0x12] + good.dropFirst(), [],
            [UInt8](repeating: 0xD2, count: 20_000),
        ]
        for bytes in bad {
            #expect(
                code { try InclusionReceipt(parsing: bytes).verify(entry: Self.entry, key: key) }
                    == "receipt-not-sign1")
        }
        // Label 1 twice in the protected header: A3 01 27 01 27 19018B 01.
        let twice: [UInt8] = [0xD2, 0x84, 0x49, 0xA3, 1, 0x27, 1, 0x27, 0x19, 1, 0x8B, 1]
        #expect(
            code { _ = try InclusionReceipt(parsing: twice + good.dropFirst(10)) }
                == "receipt-header")
    }
}
