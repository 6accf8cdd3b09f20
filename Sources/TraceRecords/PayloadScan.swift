// SPDX-License-Identifier: Apache-2.0
internal import TraceCBOR
public import TracePrimitives

/// The strict reading of one payload (SPEC.md R5 to R8): the hot path of every verification.
///
/// It allocates nothing once its buffers have grown, so one value serves a whole range of entries.
public struct PayloadScan: Sendable {
    /// The kind of the last payload read.
    public private(set) var kind = RecordKind.policy
    /// The kind that a correction corrects.
    public private(set) var corrected: RecordKind?
    /// The record's own subject pseudonym.
    public private(set) var ref = Digest.zero
    /// The target of a correction, retraction or erasure.
    public private(set) var target: Digest?
    /// Whether someone other than the issuer asserts it.
    public private(set) var namesAsserter = false
    /// Keys that the kind does not define.
    public private(set) var unknownKeys = 0
    /// Subjects that the statement must stand in the chains of (R10).
    public private(set) var requiredSubjects: [Digest] = []

    /// The first field that the profile keeps out of the clear (R9).
    public private(set) var fieldInClear: PayloadFault?

    private struct Item {
        /// Where the key's head stands, and its content.
        let start: Int
        let key: Range<Int>
        let mark: WordMark
        let value: Range<Int>
    }
    private var items: [Item] = []
    /// Where the keys of the last payload stood in its schema.
    private var guesses: [Int] = []
    private let keys = Keys.shared

    /// A scan with empty buffers.
    public init() {}

    /// Reads the payload that stands in a range of an entry.
    public mutating func read(
        _ bytes: [UInt8], _ range: Range<Int>, profile: PrivacyProfile
    ) throws(PayloadFault) {
        reset()
        try collect(bytes, range)
        try identify(bytes, range)
        let schema =
            kind == .correction && corrected != nil
            ? CompiledSchema.corrections[corrected?.ordinal ?? 0]
            : CompiledSchema.kinds[kind.ordinal]
        try check(bytes, schema, profile)
        try requireFields(bytes, range)
        addOwnSubject()
    }

    private mutating func reset() {
        items.removeAll(keepingCapacity: true)
        requiredSubjects.removeAll(keepingCapacity: true)
        fieldInClear = nil
        corrected = nil
        target = nil
        namesAsserter = false
        unknownKeys = 0
    }

    /// One pass over the map: strict encoding, ascending text keys.
    private mutating func collect(_ bytes: [UInt8], _ range: Range<Int>) throws(PayloadFault) {
        do throws(CBORError) {
            var reader = CBORReader(bytes, range)
            let count = try reader.readMapCount()
            for _ in 0..<count {
                let start = reader.offset
                guard reader.nextMajorType == 3 else {  // R5 keys
                    throw CBORError(.mapKeyType, at: start)
                }
                let key = try reader.readText()
                let mark = WordMark(bytes, key)
                if let last = items.last, !last.mark.precedes(mark) {
                    try reader.checkOrder(
                        of: start..<key.upperBound, after: last.start..<last.key.upperBound)
                }
                let value = try reader.skipItem(maximumNesting: 15)
                items.append(Item(start: start, key: key, mark: mark, value: value))
            }
            try reader.expectEnd()
        } catch {
            throw PayloadFault(.malformed, at: error.offset)
        }
    }

    /// R6: the kind, the version and the record's own pseudonym.
    private mutating func identify(_ bytes: [UInt8], _ range: Range<Int>) throws(PayloadFault) {
        var found: RecordKind?
        var version = false
        var ref: Digest?
        var of: Range<Int>?
        for item in items where item.key.count <= 4 {
            switch item.mark {
            case keys.kind:
                guard bytes[item.value.lowerBound] >> 5 == 3 else {
                    throw PayloadFault(.malformed, at: item.value.lowerBound, field: "kind")
                }
                found = kindNamed(bytes, item.value)
                if found == nil {  // R6 kind
                    throw PayloadFault(.unknownKind, at: item.value.lowerBound, field: "kind")
                }
            case keys.v: version = item.value.count == 1 && bytes[item.value.lowerBound] == 1
            case keys.ref: ref = PayloadShape.digest(bytes, item.value)
            case keys.of: of = item.value
            default: break
            }
        }
        guard let found, version, let ref else {  // R6
            throw PayloadFault(.malformed, at: range.lowerBound, field: found == nil ? "kind" : nil)
        }
        kind = found
        self.ref = ref
        if found == .correction, let of { corrected = kindNamed(bytes, of) }
    }

    /// R7 to R9: each key that the kind defines has its form, and may stand in clear.
    private mutating func check(
        _ bytes: [UInt8], _ schema: CompiledSchema, _ profile: PrivacyProfile
    ) throws(PayloadFault) {
        var next = 0
        while guesses.count < items.count { guesses.append(0) }
        for (place, item) in items.enumerated() {
            let (position, isFound) = schema.position(
                of: item.mark, bytes, item.key, from: next, guess: guesses[place])
            next = position
            guesses[place] = position
            guard isFound else {
                unknownKeys += 1
                continue
            }
            let entry = schema.entries[position]
            let fits = PayloadShape.fits(bytes, item.value, entry, schema) {
                requiredSubjects.append($0)
            }
            guard fits else {  // R7
                throw PayloadFault(
                    .malformed, at: item.value.lowerBound, field: text(bytes, item.key))
            }
            if !profile.permitsClear(entry.privacy), fieldInClear == nil {  // R9
                fieldInClear = PayloadFault(
                    .fieldInClear, at: item.key.lowerBound, field: text(bytes, item.key))
            }
            switch entry.use {
            case .nothing: break
            case .subject:
                if let subject = PayloadShape.digest(bytes, item.value) {
                    requiredSubjects.append(subject)
                }
            case .asserter: namesAsserter = true
            case .target: target = PayloadShape.digest(bytes, item.value)
            }
        }
    }

    /// R7: fields without which a control statement says nothing.
    private func requireFields(_ bytes: [UInt8], _ range: Range<Int>) throws(PayloadFault) {
        let isWhole: Bool
        switch kind {
        case .correction: isWhole = corrected.map { !$0.isControl } ?? false && target != nil
        case .retraction, .erasure:
            isWhole = target != nil && items.contains { $0.mark == keys.reason }
        case .policy: isWhole = (try? CBORValue.decode(bytes, range)).flatMap(Policy.init) != nil
        case .key: isWhole = (try? CBORValue.decode(bytes, range)).flatMap(KeyChange.init) != nil
        default: isWhole = true
        }
        if !isWhole { throw PayloadFault(.malformed, at: range.lowerBound) }  // R7 control
    }

    private mutating func addOwnSubject() {
        switch kind {
        case .correction, .retraction, .erasure: break
        case .party, .site, .lot: requiredSubjects.append(ref)
        default: if requiredSubjects.isEmpty { requiredSubjects.append(ref) }
        }
    }

    private func kindNamed(_ bytes: [UInt8], _ value: Range<Int>) -> RecordKind? {
        // Kinds are shorter than 24 bytes, so their head is one byte.
        let content = (value.lowerBound + 1)..<value.upperBound
        return keys.kinds.position(of: bytes, content, in: 0..<keys.kinds.words.count)
            .map { RecordKind.allCases[$0] }
    }

    private func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

/// Keys and kinds, made once; keys of at most eight bytes are told by their marks.
private struct Keys {
    static let shared = Keys()

    let kind = WordMark("kind")
    let v = WordMark("v")
    let ref = WordMark("ref")
    let of = WordMark("of")
    let reason = WordMark("reason")
    let kinds = Vocabulary(RecordKind.allCases.map(\.rawValue))
}
