// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// Reads `scheme=value` identifiers of a party and verifies their check digits.
enum IdentifierCell {
    static let schemes = ["uscc", "lei", "gln", "duns", "mid", "customs", "issuer"]

    static func read(_ cell: String) throws(CellFault) -> CellReading {
        var identifiers: [String] = []
        var remark: CellFault?
        for item in try CellReader.list(cell) {
            let parts = item.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, schemes.contains(parts[0]) else {
                throw CellFault(
                    .identifierForm, cell: item,
                    expected: "scheme=value, the scheme one of " + schemes.joined(separator: ", "),
                    remedy: "For example lei=5493001KJTIIGC8Y1R12")
            }
            if parts[0] == "uscc" { try checkUnifiedCreditCode(parts[1]) }
            remark = remark ?? doubt(scheme: parts[0], value: parts[1], item)
            identifiers.append(item)
        }
        return CellReading(.texts(identifiers), remark: remark)
    }

    private static func checkUnifiedCreditCode(_ code: String) throws(CellFault) {
        guard code.utf8.count == 18, let check = CheckDigits.unifiedCreditCode(code) else {
            throw CellFault(
                .identifierForm, cell: code,
                expected: "18 digits and capital letters without I, O, S, V and Z (GB 32100)",
                remedy: "Copy the unified social credit code from the business licence")
        }
        guard code.last == check else {
            throw CellFault(
                .identifierCheck, cell: code, expected: "a last character that fits the others",
                remedy: "A character is wrong (the check character would be \(check)): copy the "
                    + "code from the business licence again")
        }
    }

    private static func doubt(scheme: String, value: String, _ item: String) -> CellFault? {
        let isRight =
            switch scheme {
            case "lei": CheckDigits.isLEI(value)
            case "gln": CheckDigits.isGLN(value)
            case "duns":
                value.utf8.count == 9 && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
            default: true
            }
        guard !isRight else { return nil }
        return CellFault(
            .identifierCheck, cell: item, expected: "a \(scheme) whose length and check digits fit",
            remedy: "Compare it with the source; it was read as it stands")
    }
}
