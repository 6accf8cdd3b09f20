// SPDX-License-Identifier: Apache-2.0

extension Problem {
    /// What is wrong and where, in one line.
    public var sentence: String {
        var parts = ["\(code.rawValue) (\(code.requirement))"]
        if let index { parts.append("entry \(index)") }
        if let file { parts.append("file \(file)") }
        if let byteRange {
            parts.append("bytes \(byteRange.lowerBound)-\(byteRange.upperBound - 1)")
        }
        if let record { parts.append("record \(record)") }
        if let issuer { parts.append("issuer \(issuer)") }
        if let field { parts.append("field \(field)") }
        return parts.joined(separator: ", ") + (detail.isEmpty ? "" : ": \(detail)")
    }
}
