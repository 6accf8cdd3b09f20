// SPDX-License-Identifier: Apache-2.0
internal import TraceCOSE
internal import TraceMerkle
internal import TracePrimitives
internal import TraceRecords

extension TrustPolicy {
    /// The most bytes of a policy file.
    public static let maximumLength = 262_144
    /// The most logs, witnesses, groups and issuers, each.
    public static let maximumItems = 256

    /// Reads the text of a policy; what is wrong is named with its line.
    public init(parsing text: [UInt8]) throws(TrustPolicyError) {
        guard text.count <= Self.maximumLength else {
            throw TrustPolicyError(.limit, line: 1, "more than \(Self.maximumLength) bytes")
        }
        var reading = PolicyReading()
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if index == lines.count - 1, line.isEmpty { break }
            guard index < lines.count - 1 else {
                throw TrustPolicyError(
                    .line, line: index + 1, "the last line ends without a line feed")
            }
            try reading.take(line, number: index + 1)
        }
        self = try reading.finish()
    }
}

/// A policy as far as it was read.
private struct PolicyReading {
    private var policy = TrustPolicy()
    private var number = 0
    private var hasQuorum = false
    private var names: Set<[UInt8]> = []
    private var looks: Set<String> = []
    private var members: Set<[UInt8]> = []
    private var keys: Set<PublicKey> = []
    private var pendingOrigin: String?
    private var pendingEntry0: RecordID?

    mutating func take(_ line: ArraySlice<UInt8>, number: Int) throws(TrustPolicyError) {
        self.number = number
        for byte in line where byte != 0x09 && !(0x20...0x7E).contains(byte) && byte < 0x80 {
            throw error(
                .character, "the control character \(byte); only tab and line feed are allowed")
        }
        let bytes = Array(line)
        guard UTF8Text.isValid(bytes, 0..<bytes.count) else {
            throw error(.character, "the line is not UTF-8")
        }
        let items = bytes.split { $0 == 0x20 || $0 == 0x09 }
            .map { String(decoding: $0, as: UTF8.self) }
        guard let word = items.first, !word.utf8.starts(with: [0x23]) else { return }
        let rest = Array(items.dropFirst())
        switch word {
        case "log": try log(rest)
        case "origin": try origin(rest)
        case "entry0": try entry0(rest)
        case "witness": try witness(rest)
        case "group": try group(rest)
        case "quorum": try quorum(rest)
        case "issuer": try issuer(rest)
        default:
            throw error(
                .line, "unknown word \(word); known: log, entry0, witness, group, quorum, issuer")
        }
    }

    func finish() throws(TrustPolicyError) -> TrustPolicy {
        // A pin alone, the trust file of R31, needs no quorum line; witnesses without one count for nothing.
        guard hasQuorum || (policy.witnesses.isEmpty && policy.groups.isEmpty) else {
            throw TrustPolicyError(
                .quorum, line: number, "no quorum line; add `quorum NAME` or `quorum none`")
        }
        guard pendingOrigin == nil, pendingEntry0 == nil else {
            throw TrustPolicyError(
                .line, line: number, "an origin or entry0 line without a log line")
        }
        return policy
    }

    private func error(_ code: TrustPolicyError.Code, _ reason: String) -> TrustPolicyError {
        TrustPolicyError(code, line: number, reason)
    }

    private func expect(
        _ items: [String], _ counts: ClosedRange<Int>, _ form: String
    ) throws(TrustPolicyError) {
        guard counts.contains(items.count) else { throw error(.line, "the form is `\(form)`") }
    }

    private func room(_ count: Int) throws(TrustPolicyError) {
        guard count < TrustPolicy.maximumItems else {
            throw error(.limit, "more than \(TrustPolicy.maximumItems) lines of this kind")
        }
    }

    private mutating func key(
        _ text: String, _ kind: VerifierKey.Kind
    ) throws(TrustPolicyError) -> VerifierKey {
        guard let key = try? VerifierKey(text), key.kind == kind, key.key.isAcceptable else {
            let type = kind == .ed25519 ? "01 (Ed25519)" : "04 (Ed25519 cosignature)"
            throw error(.key, "no verifier key of type \(type): name+id+base64")
        }
        // One key in two places would let one holder count twice.
        guard keys.insert(key.key).inserted else {
            throw error(.duplicate, "this key stands in a line before")
        }
        return key
    }

    private func address(_ text: String?) throws(TrustPolicyError) -> String? {
        guard let text else { return nil }
        guard ["https://", "http://"].contains(where: { text.hasPrefix($0) && text != $0 }) else {
            throw error(.address, "\(text) is no http or https address")
        }
        return text
    }

    private mutating func define(_ name: String) throws(TrustPolicyError) {
        guard name != "none" else { throw error(.name, "`none` cannot be defined") }
        names.insert(Array(name.utf8))
        // Text that Unicode calls equal is refused too: nobody could tell the two names apart.
        guard looks.insert(name).inserted else {
            throw error(.duplicate, "the name \(name) stands in a line before")
        }
    }

    // MARK: - Lines

    private mutating func log(_ items: [String]) throws(TrustPolicyError) {
        try expect(items, 1...2, "log VKEY [URL]")
        try room(policy.logs.count)
        let key = try key(items[0], .ed25519)
        policy.logs.append(
            TrustPolicy.Log(
                key: key, url: try address(items.count > 1 ? items[1] : nil), entry0: pendingEntry0)
        )
        pendingEntry0 = nil
        if let named = pendingOrigin, !named.utf8.elementsEqual(key.name.utf8) {
            throw error(
                .name, "the log's key has the name \(key.name), the origin line says \(named)")
        }
        pendingOrigin = nil
    }

    private mutating func origin(_ items: [String]) throws(TrustPolicyError) {
        try expect(items, 1...1, "origin NAME")
        if policy.logs.last?.key.name == items[0] { return }
        guard pendingOrigin == nil else { throw error(.duplicate, "two origin lines for one log") }
        pendingOrigin = items[0]
    }

    private mutating func entry0(_ items: [String]) throws(TrustPolicyError) {
        try expect(items, 1...1, "entry0 HEX")
        guard let digest = Digest(hex: items[0]) else {
            throw error(.line, "an entry0 line holds 64 lowercase hexadecimal digits")
        }
        guard let last = policy.logs.indices.last else {
            guard pendingEntry0 == nil else {
                throw error(.duplicate, "two entry0 lines for one log")
            }
            pendingEntry0 = RecordID(digest)
            return
        }
        guard policy.logs[last].entry0 == nil else {
            throw error(.duplicate, "two entry0 lines for one log")
        }
        policy.logs[last].entry0 = RecordID(digest)
    }

    private mutating func witness(_ items: [String]) throws(TrustPolicyError) {
        try expect(items, 2...3, "witness NAME VKEY [URL]")
        try room(policy.witnesses.count)
        try define(items[0])
        let key = try key(items[1], .cosignature)
        policy.witnesses.append(
            TrustPolicy.Witness(
                name: items[0], key: key, url: try address(items.count > 2 ? items[2] : nil)))
    }

    private mutating func group(_ items: [String]) throws(TrustPolicyError) {
        try expect(items, 3...(2 + 2 * TrustPolicy.maximumItems), "group NAME all|any|K MEMBER...")
        try room(policy.groups.count)
        let listed = Array(items.dropFirst(2))
        for member in listed {
            guard names.contains(Array(member.utf8)) else {
                throw error(.name, "no line before defines \(member)")
            }
            guard members.insert(Array(member.utf8)).inserted else {
                throw error(.duplicate, "\(member) is a member already; each name counts once")
            }
        }
        try define(items[0])
        let threshold: Int
        switch items[1] {
        case "all": threshold = listed.count
        case "any": threshold = 1
        default:
            guard let number = Int(items[1]), String(number) == items[1],
                (1...listed.count).contains(number)
            else { throw error(.threshold, "`all`, `any` or a number from 1 to \(listed.count)") }
            threshold = number
        }
        policy.groups.append(
            TrustPolicy.Group(name: items[0], threshold: threshold, members: listed))
    }

    private mutating func quorum(_ items: [String]) throws(TrustPolicyError) {
        try expect(items, 1...1, "quorum NAME")
        guard !hasQuorum else { throw error(.duplicate, "a second quorum line") }
        hasQuorum = true
        guard items[0] != "none" else { return }
        guard names.contains(Array(items[0].utf8)) else {
            throw error(.name, "no line before defines \(items[0])")
        }
        policy.quorum = items[0]
    }

    private mutating func issuer(_ items: [String]) throws(TrustPolicyError) {
        try expect(items, 2...64, "issuer NAME any|KIND|role:ROLE...")
        try room(policy.issuers.count)
        guard let issuer = COSEKey.thumbprint(ofIssuerName: items[0]) else {
            throw error(.name, "\(items[0]) is no issuer name; `traceledger key show` prints it")
        }
        guard !policy.issuers.contains(where: { $0.issuer == issuer }) else {
            throw error(.duplicate, "the issuer stands in a line before")
        }
        var kinds: Set<RecordKind> = []
        var roles: Set<String> = []
        for word in items.dropFirst() where word != "any" {
            if word.hasPrefix("role:"), word != "role:" {
                roles.insert(String(word.dropFirst(5)))
            } else if let kind = RecordKind(rawValue: word) {
                kinds.insert(kind)
            } else {
                throw error(.name, "\(word) is no kind of statement")
            }
        }
        let isAny = items.contains("any")
        guard !isAny || items.count == 2 else { throw error(.line, "`any` stands alone") }
        policy.issuers.append(
            TrustPolicy.Issuer(issuer: issuer, kinds: isAny ? nil : kinds, roles: roles))
    }
}
