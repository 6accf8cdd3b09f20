// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCBOR
import TraceCOSE
import TracePrimitives
import TraceTesting

@Suite struct ProtectedHeaderHostileTests {
    /// A header in pieces that a test can change, drop, repeat or move.
    struct Pieces {
        var algorithm: [UInt8] = [0x01, 0x27]
        var contentType = text([0x03], "application/vnd.traceledger+cbor")
        var kid: [UInt8] = [0x04] + string(digest("kid"))
        var claims: [[UInt8]] = [
            text([0x01], COSEKey.issuerName(SampleStatement.digest("issuer"))),
            text([0x02], SampleStatement.digest("a").base64URL),
            text([0x03], "ledger.example/test"), [0x06, 0x1A, 0x60, 0, 0, 0],
        ]
        var chain: [UInt8] = [0x03] + string(digest("before"))
        var links: [[UInt8]] = [link("a", [0x00] + string(zero))]
        /// Labels with their values behind the five, or before them.
        var last: [[UInt8]] = []
        var first: [[UInt8]] = []

        var items: [[UInt8]] {
            let claims: [UInt8] = [0x0F, 0xA0 | UInt8(claims.count)] + claims.joined()
            var count: [UInt8] = []
            CBORWriter.appendHead(4, UInt64(links.count), to: &count)
            let chain = [0x3A, 0, 1, 0, 0, 0x83] + chain + count + links.joined()
            return first + [algorithm, contentType, kid, claims, chain] + last
        }
        var bytes: [UInt8] { encode(items) }
        func encode(_ items: [[UInt8]]) -> [UInt8] {
            [0xA0 | UInt8(items.count)] + items.joined()
        }
    }

    static let zero = [UInt8](repeating: 0, count: 32)
    static func digest(_ text: String) -> [UInt8] { SampleStatement.digest(text).bytes }
    static func string(_ bytes: [UInt8]) -> [UInt8] {
        var writer = CBORWriter()
        writer.bytes(bytes)
        return writer.bytes
    }
    static func text(_ label: [UInt8], _ text: String) -> [UInt8] {
        var writer = CBORWriter()
        writer.text(text)
        return label + writer.bytes
    }
    static func link(_ subject: String, _ position: [UInt8]) -> [UInt8] {
        [0x83] + string(digest(subject)) + position
    }

    /// The code that a changed header is refused with, nil when it parses.
    private func code(of bytes: [UInt8]) -> COSEError.Code? {
        var links: [SubjectLink] = []
        do throws(COSEError) {
            _ = try ProtectedHeader(parsing: bytes, 0..<bytes.count, subjects: &links)
            return nil
        } catch { return error.code }
    }

    private func code(_ change: (inout Pieces) -> Void) -> COSEError.Code? {
        var pieces = Pieces()
        change(&pieces)
        return code(of: pieces.bytes)
    }

    @Test func `unchanged it parses`() {
        #expect(code { _ in } == nil)
        #expect(code { $0.algorithm = [0x01, 0x32] } == nil)
    }

    @Test func `algorithms`() {
        #expect(code { $0.algorithm = [0x01, 0x26] } == .algorithm)
        #expect(code { $0.algorithm = [0x01, 0x07] } == .algorithm)
        #expect(code { $0.algorithm = [0x01, 0x38, 0x33] } == .algorithm)
        #expect(code { $0.algorithm = [0x01, 0x65] + Array("EdDSA".utf8) } == .algorithm)
        #expect(
            code { $0.algorithm = [0x01, 0x3B] + [UInt8](repeating: 255, count: 8) } == .algorithm)
    }

    @Test func `content types`() {
        typealias Suite = ProtectedHeaderHostileTests
        #expect(code { $0.contentType = Suite.text([3], "application/json") } == .contentType)
        #expect(
            code { $0.contentType = Suite.text([3], "application/vnd.traceledger+cborx") }
                == .contentType)
        #expect(code { $0.contentType = [0x03, 0x18, 0x3C] } == .contentType)
    }

    @Test func `key ids and digests of other lengths or kinds`() {
        #expect(code { $0.kid = [0x04, 0x40] } == .keyID)
        #expect(code { $0.kid = [0x04, 0x58, 31] + [UInt8](repeating: 1, count: 31) } == .keyID)
        #expect(code { $0.kid = [0x04, 0x61, 0x61] } == .keyID)
        #expect(code { $0.chain = [0x03, 0x40] } == .chain)
        #expect(code { $0.chain = [0x61, 0x61] } == .chain)
        #expect(code { $0.chain = [0x20] + ProtectedHeaderHostileTests.string($0.kid) } == .chain)
    }

    @Test func `missing, unknown, repeated and moved labels`() {
        let pieces = Pieces()
        for index in 0..<5 {
            var items = pieces.items
            items.remove(at: index)
            #expect(code(of: pieces.encode(items)) == .labels, "without item \(index)")
            items = pieces.items
            items.insert(items[index], at: index)
            let repeated = code(of: pieces.encode(items))
            #expect(repeated == .labels, "item \(index) twice")
        }
        var moved = pieces.items
        moved.swapAt(1, 2)
        #expect(code(of: pieces.encode(moved)) == .contentType)
        #expect(code { $0.last = [[0x3A, 0, 1, 0, 1, 0x00]] } == .labels)
        #expect(code { $0.last = [[0x61, 0x61, 0x00]] } == .labels)
        #expect(code { $0.first = [[0x00, 0x00]] } == .labels)
        #expect(code { $0.last = [[0x04, 0x00]] } == .labels)
        #expect(code(of: [0xA0]) == .labels)
        #expect(code(of: [0x80]) == .labels)
        #expect(code(of: []) == .labels)
        #expect(code(of: pieces.bytes + [0]) == .trailingBytes)
    }

    @Test func `crit is refused, with and without its place in the count`() {
        #expect(code { $0.algorithm += [0x02, 0x81, 0x04] } == .contentType)
        var pieces = Pieces()
        pieces.algorithm += [0x02, 0x81, 0x04]
        var bytes = pieces.bytes
        bytes[0] = 0xA6
        #expect(code(of: bytes) == .labels)
    }

    @Test func `claims`() {
        #expect(code { $0.claims.removeLast() } == .claims)
        #expect(code { $0.claims.append([0x07, 0x40]) } == .claims)
        #expect(code { $0.claims.insert([0x04, 0x00], at: 3) } == .claims)
        #expect(code { $0.claims.swapAt(0, 1) } == .claims)
        #expect(code { $0.claims.append($0.claims[0]) } == .claims)
        #expect(code { $0.claims[2] = [0x03, 0x41, 0x61] } == .claims)
        #expect(code { $0.claims[3] = [0x06, 0x20] } == .claims)
        #expect(code { $0.claims[3] = [0x06, 0xF6] } == .claims)
        let beyond: [UInt8] = [0x06, 0x1B, 0x80] + [UInt8](repeating: 0, count: 7)
        #expect(code { $0.claims[3] = beyond } == .claims)
        #expect(code { $0.claims[2] = [0x03, 0x62, 0xC0, 0x80] } == .claims)
    }

    @Test func `issuer and subject names`() {
        typealias Suite = ProtectedHeaderHostileTests
        #expect(code { $0.claims[0] = Suite.text([1], "https://issuer.example") } == .issuerName)
        #expect(code { $0.claims[0] = Suite.text([1], "") } == .issuerName)
        #expect(code { $0.claims[0] = [0x01, 0x00] } == .issuerName)
        let other = SampleStatement.digest("b").base64URL
        #expect(code { $0.claims[1] = Suite.text([2], other) } == .subjectClaim)
        #expect(code { $0.claims[1] = Suite.text([2], "lot 7") } == .subjectClaim)
        #expect(code { $0.claims[1] = [0x02, 0x00] } == .subjectClaim)
    }

    @Test func `subjects`() {
        typealias Suite = ProtectedHeaderHostileTests
        let start: [UInt8] = [0x00] + Suite.string(Suite.zero)
        let names = (0..<257).map { "\($0)" }.sorted {
            SampleStatement.digest($0) < SampleStatement.digest($1)
        }
        func pieces(_ count: Int) -> (inout Pieces) -> Void {
            { pieces in
                pieces.links = names.prefix(count).map { Suite.link($0, start) }
                pieces.claims[1] = Suite.text([2], SampleStatement.digest(names[0]).base64URL)
            }
        }
        #expect(code(pieces(256)) == nil)
        #expect(code(pieces(257)) == .subjectCount)
        #expect(code { $0.links = [] } == .subjectCount)
        #expect(
            code {
                pieces(9)(&$0); $0.links.swapAt(3, 4)
            } == .subjectOrder)
        #expect(
            code {
                pieces(9)(&$0); $0.links[3] = $0.links[4]
            } == .subjectOrder)
        #expect(code { $0.links[0][0] = 0x82 } == .chain)
        #expect(code { $0.links[0] = [0x00] } == .chain)
    }

    @Test func `chains begin with zero and only they do`() {
        typealias Suite = ProtectedHeaderHostileTests
        let zero = Suite.string(Suite.zero)
        let some = Suite.string(Suite.digest("some"))
        #expect(code { $0.chain = [0x00] + zero } == nil)
        #expect(code { $0.chain = [0x00] + some } == .chainStart)
        #expect(code { $0.chain = [0x01] + zero } == .chainStart)
        #expect(code { $0.links = [Suite.link("a", [0x00] + some)] } == .chainStart)
        #expect(code { $0.links = [Suite.link("a", [0x05] + zero)] } == .chainStart)
        #expect(code { $0.links = [Suite.link("a", [0x05] + some)] } == nil)
        let last: [UInt8] = [0x1B, 0x7F] + [UInt8](repeating: 255, count: 7)
        #expect(code { $0.chain = last + some } == nil)
        #expect(
            code { $0.chain = [0x1B, 0x80] + [UInt8](repeating: 0, count: 7) + some } == .chain)
    }

    @Test func `every beginning is refused, every flipped bit is refused or another header`() throws
    {
        let bytes = Pieces().bytes
        var links: [SubjectLink] = []
        let header = try ProtectedHeader(parsing: bytes, 0..<bytes.count, subjects: &links)
        for prefix in Mutations.prefixes(of: bytes) { #expect(code(of: prefix) != nil) }
        for (bit, flipped) in Mutations.flips(of: bytes) {
            var others: [SubjectLink] = []
            guard
                let other = try? ProtectedHeader(
                    parsing: flipped, 0..<flipped.count, subjects: &others)
            else { continue }
            let isSame =
                other == header && others == links
                && flipped[other.audience] == bytes[header.audience]
            #expect(!isSame, "bit \(bit)")
        }
    }

    @Test func `what the profile refuses is not encoded`() throws {
        let key = try SampleStatement.key()
        var header = SampleStatement.header(key: key)
        let link = header.subjects[0]
        header.subjects = []
        #expect(throws: COSEError(.subjectCount, at: 0)) { try header.encoded() }
        header.subjects = [link, link]
        #expect(throws: COSEError.self) { try header.encoded() }
        header.subjects = [link]
        header.seq = 3
        #expect(throws: COSEError.self) { try header.encoded() }
        header.prev = SampleStatement.digest("before")
        #expect(throws: Never.self) { try header.encoded() }
        header.issuedAt = .max
        #expect(throws: COSEError.self) { try header.encoded() }
    }
}
