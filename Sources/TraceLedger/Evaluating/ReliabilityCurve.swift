// SPDX-License-Identifier: Apache-2.0

/// The reliability curve as a drawing: what is stated against what is so.
public enum ReliabilityCurve {
    private static let side = 320.0
    private static let edge = 48.0

    /// An SVG image without scripts, fonts or outside files.
    public static func svg(_ calibration: Calibration) -> String {
        let whole = side + 2 * edge
        var parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(text(whole)) \(text(whole))\" "
                + "font-family=\"sans-serif\" font-size=\"11\" role=\"img\" "
                + "aria-label=\"Reliability curve\">",
            "<rect x=\"\(text(edge))\" y=\"\(text(edge))\" width=\"\(text(side))\" "
                + "height=\"\(text(side))\" fill=\"#fff\" stroke=\"#777\"/>",
            "<line x1=\"\(x(0))\" y1=\"\(y(0))\" x2=\"\(x(1))\" y2=\"\(y(1))\" stroke=\"#999\" "
                + "stroke-dasharray=\"4 4\"/>",
        ]
        let points = calibration.bins.map { "\(x($0.stated)),\(y($0.observed))" }
        parts.append(
            "<polyline points=\"\(points.joined(separator: " "))\" fill=\"none\" stroke=\"#246\" "
                + "stroke-width=\"1.5\"/>")
        for bin in calibration.bins {
            // The area of a dot grows with the weight of its bin.
            let radius = 2.5 + 10 * bin.weight.squareRoot()
            parts.append(
                "<circle cx=\"\(x(bin.stated))\" cy=\"\(y(bin.observed))\" r=\"\(text(radius))\" "
                    + "fill=\"#246\" fill-opacity=\"0.5\"/>")
        }
        for tick in [0.0, 0.25, 0.5, 0.75, 1] {
            parts.append(label(x(tick), y(-0.05), "middle", text(tick)))
            parts.append(label(x(-0.02), y(tick - 0.012), "end", text(tick)))
        }
        parts.append(label(x(0.5), y(-0.115), "middle", "posterior that the audit states"))
        parts.append(
            label(x(0), y(1.04), "start", "share that is mislabelled, at the stated base rate"))
        return (parts + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    private static func label(_ x: String, _ y: String, _ anchor: String, _ words: String) -> String
    {
        "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\">\(words)</text>"
    }

    private static func x(_ share: Double) -> String { text(edge + share * side) }
    private static func y(_ share: Double) -> String { text(edge + (1 - share) * side) }

    private static func text(_ number: Double) -> String { number.trimmed(places: 2) }
}
