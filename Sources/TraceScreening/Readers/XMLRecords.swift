// SPDX-License-Identifier: Apache-2.0
import Foundation
import TracePrimitives

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// One element of a list's record, with what is in it.
struct XMLNode {
    let name: String
    let line: Int
    var attributes: [String: String] = [:]
    var text = ""
    var children: [XMLNode] = []

    /// The elements in it that bear a name.
    func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

    /// The text of the first element in it with a name; nil when empty.
    func value(_ name: String) -> String? {
        children.first { $0.name == name }.flatMap { ListText.trimmed($0.text) }
    }

    /// An attribute; nil when empty.
    func attribute(_ name: String) -> String? { ListText.trimmed(attributes[name]) }
}

/// A list in XML, read record by record; nothing is ever fetched, and no entity is ever defined.
///
/// A document type is refused before the parser sees the bytes, so that entities cannot grow; all
/// elements must stand in the namespace of the root, and that in the ones the list is published in.
final class XMLRecords: NSObject, XMLParserDelegate {
    /// The form of one list.
    struct Form {
        let root: String
        let namespaces: Set<String>
        let records: Set<String>
    }

    /// The root with its attributes and the short elements beside the records.
    private(set) var head: XMLNode?
    /// The records in order.
    private(set) var records: [XMLNode] = []

    /// Elements within one record, and levels of them, at most.
    static let largestRecord = 20_000
    static let deepest = 32

    private let form: Form
    private let file: String
    private var stack: [XMLNode] = []
    private var isInRecord = false
    private var elements = 0
    private var fault: ScreeningError?
    private var depth = 0

    /// Reads a list file.
    static func read(_ source: ListSource, _ form: Form) throws(ScreeningError) -> XMLRecords {
        try refuse(source)
        let reader = XMLRecords(form, source.name)
        // A lone Ctrl-Z at the end, as old tools leave it, is no part of the list.
        let content = source.bytes.last == 0x1A ? source.bytes.dropLast() : source.bytes[...]
        let parser = XMLParser(data: Data(content))
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        let isWhole = parser.parse()
        if let fault = reader.fault { throw fault }
        guard isWhole, reader.head != nil, reader.depth == 0 else {
            let isOpen = reader.depth > 0
            throw ScreeningError(
                isOpen ? .truncated : .malformed, file: source.name,
                line: max(parser.lineNumber, 0),
                isOpen
                    ? "the XML breaks off or is not well formed inside "
                        + "'\(reader.stack.last?.name ?? form.root)'"
                    : "the XML is not well formed",
                remedy: "download the file again; it may be cut short")
        }
        return reader
    }

    private init(_ form: Form, _ file: String) {
        self.form = form
        self.file = file
    }

    /// Refuses what no list holds: document types, other encodings than UTF-8.
    private static func refuse(_ source: ListSource) throws(ScreeningError) {
        try refuseEncoding(source)
        for (number, mark) in [Array("<!DOCTYPE".utf8), Array("<!ENTITY".utf8)].enumerated() {
            guard let line = line(of: mark, in: source.bytes) else { continue }
            throw ScreeningError(
                .documentType, file: source.name, line: line,
                number == 0
                    ? "a document type is declared; no list needs one, and its entities could "
                        + "grow without bound" : "an entity is declared",
                remedy: "use the file as the authority publishes it")
        }
    }

    /// The parser stops the process at a name that is no UTF-8, and another encoding that the text
    /// declares could hide a document type from this reader.
    private static func refuseEncoding(_ source: ListSource) throws(ScreeningError) {
        func refusal(_ line: Int, _ reason: String) -> ScreeningError {
            ScreeningError(
                .encoding, file: source.name, line: line, reason,
                remedy: "use the file as published, or save it as UTF-8 and say so in its first "
                    + "line")
        }
        let bytes = source.bytes
        if bytes.contains(0) { throw refusal(0, "the text holds zero bytes; it may be UTF-16") }
        for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        where !UTF8Text.isValid(bytes, line.startIndex..<line.endIndex) {
            throw refusal(number + 1, "the text is not UTF-8")
        }
        let declaration = String(decoding: bytes.prefix(1_024).prefix { $0 != 0x3E }, as: UTF8.self)
        guard declaration.contains("<?xml"), let place = declaration.range(of: "encoding") else {
            return
        }
        let name = declaration[place.upperBound...].drop { " \t\r\n='\"".contains($0) }
            .prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        guard ["utf-8", "us-ascii", "ascii"].contains(name.lowercased()) else {
            throw refusal(1, "the text says that it is \(name)")
        }
    }

    private static func line(of mark: [UInt8], in bytes: [UInt8]) -> Int? {
        var line = 1
        for position in bytes.indices {
            if bytes[position] == 0x0A { line += 1 }
            if bytes[position] == 0x3C, bytes[position...].starts(with: mark) { return line }
        }
        return nil
    }

    /// The local name of the root element, or of a document type before it.
    static func rootName(_ bytes: [UInt8]) -> String? {
        let text = bytes.prefix(65_536)
        var position = text.startIndex
        while let open = text[position...].firstIndex(of: 0x3C) {
            let next = text[(open + 1)...]
            let name = next.prefix { !" \t\r\n/>".utf8.contains($0) }
            if name.starts(with: "?".utf8) || name.starts(with: "!--".utf8) {
                let end = Array((name.first == 0x3F ? "?>" : "-->").utf8)
                guard let close = next.indices.first(where: { next[$0...].starts(with: end) })
                else { return nil }
                position = close
                continue
            }
            let qualified = String(decoding: name, as: UTF8.self)
            return qualified.split(separator: ":").last.map(String.init)
        }
        return nil
    }

    private func fail(_ parser: XMLParser, _ error: ScreeningError) {
        if fault == nil { fault = error }
        parser.abortParsing()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        let line = parser.lineNumber
        guard check(parser, name, namespaceURI ?? "", line) else { return }
        depth += 1
        if form.records.contains(name), !isInRecord {
            isInRecord = true
            elements = 0
            stack = []
        }
        elements += 1
        guard depth <= Self.deepest, !isInRecord || elements <= Self.largestRecord else {
            fail(
                parser,
                ScreeningError(
                    .tooLong, file: file, line: line, field: name,
                    "one record has too many or too deeply nested elements",
                    remedy: "use the file as the authority publishes it"))
            return
        }
        var node = XMLNode(name: name, line: line)
        node.attributes = attributes
        if head == nil { head = node } else { stack.append(node) }
    }

    private func check(
        _ parser: XMLParser, _ name: String, _ namespace: String, _ line: Int
    ) -> Bool {
        if head == nil, name != form.root {
            fail(
                parser,
                ScreeningError(
                    .malformed, file: file, line: line, field: name,
                    "the root element is not \(form.root)"))
            return false
        }
        if head == nil { rootNamespace = namespace }
        guard namespace == rootNamespace, form.namespaces.contains(namespace) else {
            let found = namespace.isEmpty ? "no namespace" : "the namespace '\(namespace)'"
            fail(
                parser,
                ScreeningError(
                    .namespace, file: file, line: line, field: name,
                    namespace == rootNamespace
                        ? "\(found) is none that this list is published in"
                        : "\(found) differs from the root's '\(rootNamespace)'",
                    remedy: "use the file as the authority publishes it, not merged with another"))
            return false
        }
        return true
    }

    private var rootNamespace = ""

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard !stack.isEmpty else { return }
        guard stack[stack.count - 1].text.utf8.count + string.utf8.count <= CSVTable.longestField
        else {
            fail(
                parser,
                ScreeningError(
                    .tooLong, file: file, line: parser.lineNumber, "an element's text is too long"))
            return
        }
        stack[stack.count - 1].text += string
    }

    func parser(_ parser: XMLParser, foundCDATA data: Data) {
        self.parser(parser, foundCharacters: String(decoding: data, as: UTF8.self))
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        depth -= 1
        guard let node = stack.popLast() else { return }
        if !stack.isEmpty {
            stack[stack.count - 1].children.append(node)
        } else if isInRecord {
            isInRecord = false
            records.append(node)
        } else if let count = head?.children.count, count < Self.deepest {
            head?.children.append(node)
        }
    }
}
