// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger

/// The CDDL of SPEC.md section 4 and the schemas of the code, which must say the same.
@Suite struct RecordSchemaTests {
    /// One line `? name: type,  ; mark` of a kind.
    struct Line: Equatable, CustomStringConvertible {
        let name: String
        let type: String
        let mark: String
        let isOptional: Bool
        var description: String { "\(isOptional ? "? " : "")\(name): \(type) ; \(mark)" }
    }

    /// The rules of the block: kinds with their lines, and the lists of words beside them.
    struct Rules {
        var kinds: [(name: String, lines: [Line])] = []
        var words: [String: String] = [:]

        init() throws {
            let text = try ProjectFolder.text("SPEC.md")
            // Lists of words go on over several lines.
            let joined = text.replacing(" /\n  ", with: " / ")
            var open: (name: String, lines: [Line])?
            for line in joined.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.contains("common<\""),
                    line.hasSuffix("common<\"\(line.prefix { $0 != " " })\">,")
                {
                    open = (String(line.prefix { $0 != " " }), [])
                } else if line == "}", let kind = open {
                    kinds.append(kind)
                    open = nil
                } else if open != nil {
                    open?.lines.append(try Self.line(line))
                } else if let equals = line.range(of: " = \""), !line.contains("<") {
                    words[String(line[..<equals.lowerBound])] =
                        String(line[line.index(equals.upperBound, offsetBy: -1)...])
                }
            }
        }

        private static func line(_ text: Substring) throws -> Line {
            let parts = text.split(separator: ";", maxSplits: 1)
            var rule = parts[0].trimmed
            try #require(rule.hasSuffix(","), "\(text)")
            rule.removeLast()
            let isOptional = rule.hasPrefix("? ")
            let pair = (isOptional ? String(rule.dropFirst(2)) : rule)
                .split(separator: ":", maxSplits: 1)
            return Line(
                name: pair[0].trimmed, type: pair[1].trimmed,
                mark: parts.count > 1 ? parts[1].trimmed : "", isOptional: isOptional)
        }
    }

    @Test func `R6 R7 the specification lists the kinds and fields of the schemas`() throws {
        let rules = try Rules()
        let stated = RecordSchema.all.filter { $0.kind != .correction }
        #expect(rules.kinds.map(\.name) == stated.map(\.kind.rawValue))
        for (schema, kind) in zip(stated, rules.kinds) {
            #expect(schema.kind.rawValue == kind.name)
            #expect(schema.fields.map(\.name) == kind.lines.map(\.name), "\(kind.name)")
            for (field, line) in zip(schema.fields, kind.lines) {
                let type = rules.words[line.type] ?? line.type
                #expect(type == cddl(field, rules), "\(kind.name).\(field.name)")
            }
        }
        let of = try #require(RecordSchema.correction["of"])
        #expect(of.type == .word(RecordKind.allCases.filter { !$0.isControl }.map(\.rawValue)))
        #expect(RecordSchema.correction.fields.map(\.name) == ["of", "target"])
    }

    private func cddl(_ field: Field, _ rules: Rules) -> String {
        func alternatives(_ words: [String]) -> String {
            words.map { "\"\($0)\"" }.joined(separator: " / ")
        }
        switch field.type {
        case .text: return "text"
        case .texts: return "[* text]"
        case .word(let words): return alternatives(words)
        case .words(let words):
            let name = rules.words.first { $0.value == alternatives(words) }?.key
            return "[+ \(name ?? "?")]"
        case .date: return "date"
        case .decimal: return "decimal"
        case .count: return "uint"
        case .reference: return "subject"
        case .references: return "[+ subject]"
        case .lots: return "[+ lot-share]"
        case .digest: return "digest"
        case .bytes(let count): return "bstr .size \(count)"
        case .structure: return "policy-\(field.name)"
        }
    }

    @Test func `R9 the specification marks what is committed and what is a price`() throws {
        let rules = try Rules()
        for schema in RecordSchema.all where schema.kind != .correction {
            let lines = try #require(rules.kinds.first { $0.name == schema.kind.rawValue }).lines
            for (field, line) in zip(schema.fields, lines) {
                let mark =
                    switch field.privacy {
                    case .committed: "committed"
                    case .price: "price"
                    case .profile, .clear: ""
                    }
                #expect(line.mark == mark, "\(schema.kind.rawValue).\(field.name)")
                #expect((field.privacy == .clear) == schema.kind.isControl)
            }
        }
    }

    @Test func `R7 fields without a question mark are those of control statements`() throws {
        for kind in try Rules().kinds {
            let isControl = RecordKind(rawValue: kind.name)?.isControl ?? false
            let needed = kind.lines.count { !$0.isOptional }
            #expect((needed > 0) == isControl, "\(kind.name)")
        }
    }

    @Test func `R7 the common fields are those of the specification`() throws {
        let text = try ProjectFolder.text("SPEC.md")
        let start = try #require(text.range(of: "common<K> = (\n")).upperBound
        let end = try #require(text[start...].range(of: "\n)\n")).lowerBound
        var names: [String] = []
        for line in text[start..<end].split(separator: "\n") {
            for rule in line.prefix(while: { $0 != ";" }).split(separator: ", ") {
                let rule = rule.trimmed
                if rule.isEmpty { continue }
                names.append(
                    String(
                        (rule.hasPrefix("? ") ? String(rule.dropFirst(2)) : rule)
                            .prefix { $0 != ":" }))
            }
        }
        #expect(Set(names) == Set(RecordSchema.common.map(\.name)))
    }
}

extension StringProtocol {
    /// Without blanks at both ends.
    var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
