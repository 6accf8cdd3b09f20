// SPDX-License-Identifier: Apache-2.0

/// A cell with the makers of a withhold release order, taken apart.
enum WithholdCell {
    /// A maker that the cell names.
    struct Maker: Equatable {
        let name: String
        let aliases: [String]
        let includesSubsidiaries: Bool
        let isVessel: Bool
    }

    /// Whether the cell speaks of goods or a region, with which no name can be compared.
    static func namesNoMaker(_ cell: String) -> Bool {
        let small = cell.lowercased()
        return small.hasPrefix("all ") || small.contains(" produced in ")
            || small.contains("autonomous region")
    }

    /// The makers: parted by semicolons or line ends, joined by "and" behind a legal form.
    static func makers(_ cell: String) -> [Maker] {
        ListText.parts(cell.replacing("\n", with: ";")).flatMap(joined).compactMap(maker)
    }

    private static func maker(_ text: String) -> Maker? {
        var text = text.hasPrefix("and ") ? String(text.dropFirst(4)) : text
        var isVessel = false
        for word in ["Fishing Vessel: ", "Fishing Vessels owned by "] where text.hasPrefix(word) {
            text = String(text.dropFirst(word.count))
            isVessel = word.hasSuffix(": ")
        }
        // `A, a/k/a B, a/k/a C`
        let names = text.replacing(", a/k/a ", with: "\n").replacing(" a/k/a ", with: "\n")
            .split(separator: "\n").compactMap { ListText.trimmed(String($0)) }
        guard let first = names.first else { return nil }
        let cell = UFLPACell(first)
        return Maker(
            name: cell.main, aliases: cell.aliases + names.dropFirst(),
            includesSubsidiaries: cell.includesSubsidiaries, isVessel: isVessel)
    }

    /// `A Co., Ltd. and B Co., Ltd.` is two; `Smith and Sons` is one.
    private static func joined(_ text: String) -> [String] {
        var parts: [String] = []
        var rest = text[...]
        var search = rest.startIndex
        while let range = rest[search...].firstRange(of: " and ") {
            let tail = rest[range.upperBound...]
            let isReach = ["its ", "their ", "subsidiar", "all ", "affiliat"].contains {
                tail.lowercased().hasPrefix($0)
            }
            if rest[..<range.lowerBound].hasSuffix("."), !isReach {
                parts.append(String(rest[..<range.lowerBound]))
                rest = tail
                search = rest.startIndex
            } else {
                search = range.upperBound
            }
        }
        return parts + [String(rest)]
    }
}
