// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCBOR
import TracePrimitives
import TraceRecords

@Suite struct PayloadScanTests {
    private let lot = SHA256Hash.hash(Array("lot".utf8))

    private func payload(_ more: [CBORPair], kind: String = "lot") throws -> [UInt8] {
        try CBORValue.map(
            [
                CBORPair("kind", .text(kind)), CBORPair("v", .unsigned(1)),
                CBORPair("ref", .digest(lot)),
            ] + more
        ).encoded()
    }

    private func read(
        _ bytes: [UInt8], _ profile: PrivacyProfile = .standard
    ) throws(PayloadFault) -> PayloadScan {
        var scan = PayloadScan()
        try scan.read(bytes, 0..<bytes.count, profile: profile)
        return scan
    }

    @Test func `a lot names itself as its subject`() throws {
        let scan = try read(payload([CBORPair("hs", .text("670420"))]))
        #expect(scan.kind == .lot)
        #expect(scan.requiredSubjects == [lot])
        #expect(scan.unknownKeys == 0)
    }

    @Test(arguments: ["party ", "Lot", "", "lots"])
    func `a kind that nobody defines is refused`(_ kind: String) throws {
        let bytes = try payload([], kind: kind)
        #expect(throws: PayloadFault.self) { try read(bytes) }
    }

    @Test func `an unknown key is counted and kept`() throws {
        #expect(try read(payload([CBORPair("colour", .text("black"))])).unknownKeys == 1)
    }

    @Test func `each profile keeps back what it says`() throws {
        let name = try payload([CBORPair("description", .text("wig"))])
        let mass = try payload([CBORPair("net_kg", .decimal(DecimalNumber(3)))])
        for profile in PrivacyProfile.allCases {
            #expect(try read(name, profile).fieldInClear != nil)
            #expect((try read(mass, profile).fieldInClear != nil) == (profile == .closed))
        }
    }

    static let misshapen: [(String, CBORValue)] = [
        ("hs", .unsigned(670_420)), ("pieces", .text("12")), ("pieces", .unsigned(12)),
        ("construction", .text("woven")), ("made_from", .array([])),
        ("maker", .bytes([1, 2, 3])), ("_sd", .array([])), ("read_from", .map([])),
        ("basis", .text("rumour")),
    ]

    @Test(arguments: misshapen.indices)
    func `a field of another form is refused`(_ index: Int) throws {
        let (key, value) = Self.misshapen[index]
        let bytes = try payload([CBORPair(key, value)])
        #expect(throws: PayloadFault.self) { try read(bytes) }
    }

    @Test func `every prefix of a payload is refused`() throws {
        let bytes = try payload([CBORPair("net_kg", .decimal(DecimalNumber(3)))])
        for length in 0..<bytes.count {
            #expect(throws: PayloadFault.self) { try read(Array(bytes.prefix(length))) }
        }
    }

    @Test func `commitments stand sorted, once each`() throws {
        let digests = (0..<3).map { SHA256Hash.hash([$0]) }.sorted()
        func list(_ digests: [Digest]) throws -> [UInt8] {
            try payload([CBORPair("_sd", .array(digests.map { .digest($0) }))])
        }
        _ = try read(list(digests))
        for wrong in [digests.reversed(), [digests[0], digests[0]]] {
            let bytes = try list(wrong)
            #expect(throws: PayloadFault.self) { try read(bytes) }
        }
    }
}

@Suite struct SchemaTests {
    @Test(arguments: RecordKind.allCases)
    func `a kind's schema stands at its place, with no key twice`(_ kind: RecordKind) {
        #expect(kind.schema.kind == kind)
        #expect(RecordKind.allCases[kind.ordinal] == kind)
        let names = kind.schema.sorted.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(kind.schema.fields.allSatisfy { !$0.note.isEmpty })
    }
}
