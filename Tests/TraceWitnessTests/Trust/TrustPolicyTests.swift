// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceCOSE
import TraceMerkle
import TracePrimitives
import TraceRecords
import TraceTesting
import TraceVerifier
import TraceWitness

@Suite struct TrustPolicyTests {
    private static let hex = String(repeating: "ab", count: 32)

    @Test func `the three lines of R31 are the smallest policy`() throws {
        let key = try Fixture.logKey()
        let file = TrustFile(
            origin: Fixture.origin, log: key, entry0: RecordID(SampleStatement.digest("entry 0")))
        let policy = try Fixture.policy(file.text)
        #expect(policy == TrustPolicy(file))
        #expect(policy.pin(for: Fixture.origin) == file)
        #expect(policy.pin(for: "another.example") == file)
    }

    @Test func `a trust file keeps its origin where its key has another name`() throws {
        let file = TrustFile(
            origin: "other.example", log: try Fixture.logKey(),
            entry0: RecordID(SampleStatement.digest("entry 0")))
        let policy = TrustPolicy(file)
        #expect(policy.pin(for: Fixture.origin) == file)
        #expect(policy.pin(for: "other.example") == file)
        #expect(policy.keys(of: Fixture.origin).isEmpty && policy.keys(of: file.origin).isEmpty)
    }

    @Test func `nested groups, comments, tabs and addresses`() throws {
        let policy = try Fixture.policy(
            """
            # who is asked
            \tlog \(try Fixture.logKey())  https://ledger.example/log

            entry0 \(Self.hex)
            witness X1 \(try Fixture.witnessKey(11)) http://127.0.0.1:80/w
            witness X2\t\(try Fixture.witnessKey(12))
            group X 2 X1 X2
            witness Y1 \(try Fixture.witnessKey(13))
            group Y any Y1
            group both all X Y
              quorum both
            witness late \(try Fixture.witnessKey(14))

            """)
        #expect(policy.logs.map(\.url) == ["https://ledger.example/log"])
        #expect(policy.witnesses.map(\.name) == ["X1", "X2", "Y1", "late"])
        #expect(policy.groups.map(\.threshold) == [2, 1, 2])
        #expect(policy.quorum == "both")
        #expect(policy.pin(for: Fixture.origin)?.entry0.description == Self.hex)
    }

    @Test func `a policy of C2SP alone pins no entry 0`() throws {
        let policy = try Fixture.policy("log \(try Fixture.logKey())\nquorum none\n")
        #expect(policy.pin(for: Fixture.origin) == nil)
        #expect(policy.quorum == nil)
    }

    @Test func `issuers are trusted for kinds and roles, and nobody else once one is named`() throws
    {
        let (first, second) = (SampleStatement.digest("first"), SampleStatement.digest("second"))
        let policy = try Fixture.policy(
            """
            issuer \(COSEKey.issuerName(first)) party role:recorder
            issuer \(COSEKey.issuerName(second)) any

            """)
        let roles: [ExactText: Policy.Role] = [
            "recorder": Policy.Role(kinds: [.lot], assertsForOthers: true)
        ]
        #expect(policy.trusts(first, for: .party, roles: roles))
        #expect(policy.trusts(first, for: .lot, roles: roles))
        #expect(!policy.trusts(first, for: .lot, roles: [:]))
        #expect(!policy.trusts(first, for: .payment, roles: roles))
        #expect(policy.trusts(second, for: .payment, roles: roles))
        #expect(!policy.trusts(SampleStatement.digest("third"), for: .party, roles: roles))
        let open = try Fixture.policy("quorum none\n")
        #expect(open.trusts(first, for: .payment, roles: [:]))
    }

    @Test(arguments: try hostileLines())
    func `a hostile line is refused by its number`(_ hostile: HostileLine) throws {
        let error = #expect(throws: TrustPolicyError.self) {
            try TrustPolicy(parsing: hostile.text)
        }
        #expect(error?.code == hostile.code, "\(hostile.name): \(error?.description ?? "")")
        #expect(error?.line == hostile.line, "\(hostile.name)")
    }

    struct HostileLine: Sendable, CustomTestStringConvertible {
        let name: String
        let text: [UInt8]
        let code: TrustPolicyError.Code
        let line: Int
        var testDescription: String { name }
    }

    private static func hostileLines() throws -> [HostileLine] {
        let (log, w1, w2) = (
            try Fixture.logKey(), try Fixture.witnessKey(11), try Fixture.witnessKey(12)
        )
        let sameKey = try VerifierKey(name: "other.example", kind: .cosignature, key: w1.key)
        let logAsWitness = try VerifierKey(name: "w.example", kind: .cosignature, key: log.key)
        let texts: [(String, String, TrustPolicyError.Code, Int)] = [
            ("unknown word", "log \(log)\nwitnes W \(w1)\n", .line, 2),
            ("carriage return", "log \(log)\r\n", .character, 1),
            ("escape in a comment", "# \u{1B}[2J\n", .character, 1),
            ("no line feed at the end", "log \(log)", .line, 1),
            ("log with a cosigning key", "log \(w1)\nquorum none\n", .key, 1),
            ("witness with a log's key type", "witness W \(log)\nquorum W\n", .key, 1),
            (
                "witness with the log's key", "log \(log)\nwitness W \(logAsWitness)\nquorum W\n",
                .duplicate, 2
            ),
            (
                "one key under two names", "witness A \(w1)\nwitness B \(sameKey)\nquorum A\n",
                .duplicate, 2
            ),
            ("one name twice", "witness A \(w1)\nwitness A \(w2)\nquorum A\n", .duplicate, 2),
            (
                "names that look alike",
                "witness \u{E9} \(w1)\nwitness e\u{301} \(w2)\nquorum \u{E9}\n", .duplicate, 2
            ),
            ("the name none", "witness none \(w1)\nquorum none\n", .name, 1),
            ("member defined later", "group G any W\nwitness W \(w1)\nquorum G\n", .name, 1),
            ("group of itself", "witness W \(w1)\ngroup G all W G\nquorum G\n", .name, 2),
            ("member twice", "witness W \(w1)\ngroup G 2 W W\nquorum G\n", .duplicate, 2),
            (
                "member of two groups", "witness W \(w1)\ngroup G any W\ngroup H any W\nquorum G\n",
                .duplicate, 3
            ),
            ("threshold 0", "witness W \(w1)\ngroup G 0 W\nquorum G\n", .threshold, 2),
            (
                "threshold beyond the members", "witness W \(w1)\ngroup G 2 W\nquorum G\n",
                .threshold, 2
            ),
            (
                "threshold with a zero before", "witness W \(w1)\ngroup G 01 W\nquorum G\n",
                .threshold, 2
            ),
            ("no quorum", "log \(log)\nwitness W \(w1)\n", .quorum, 2),
            ("two quorum lines", "witness W \(w1)\nquorum W\nquorum W\n", .duplicate, 3),
            ("quorum before its witness", "quorum W\nwitness W \(w1)\n", .name, 1),
            ("address of a file", "log \(log) file:///etc/passwd\nquorum none\n", .address, 1),
            ("entry 0 of capitals", "log \(log)\nentry0 \(hex.uppercased())\n", .line, 2),
            ("two entries 0", "log \(log)\nentry0 \(hex)\nentry0 \(hex)\n", .duplicate, 3),
            ("entry 0 without a log", "entry0 \(hex)\n", .line, 1),
            ("another origin", "origin other.example\nlog \(log)\n", .name, 2),
            ("issuer that is no thumbprint", "issuer someone lot\n", .name, 1),
            (
                "unknown kind", "issuer \(COSEKey.issuerName(SampleStatement.digest("i"))) lots\n",
                .name, 1
            ),
        ]
        var hostile = texts.map {
            HostileLine(name: $0.0, text: Array($0.1.utf8), code: $0.2, line: $0.3)
        }
        hostile.append(
            HostileLine(name: "no UTF-8", text: [0x23, 0xFF, 0x0A], code: .character, line: 1))
        hostile.append(
            HostileLine(
                name: "300 KB", text: [UInt8](repeating: 0x0A, count: 300_000), code: .limit,
                line: 1))
        return hostile
    }
}
