// SPDX-License-Identifier: Apache-2.0

/// Text inside a drawing, where nothing wraps.
enum DrawnText {
    /// The text cut so that it fits the width, by the mean advance of a sans-serif face.
    static func fitted(_ text: String, width: Int, size: Double) -> String {
        let room = Int(Double(width) / (size * 0.54))
        var used = 0
        var result = ""
        for character in text.visible {
            let columns = PlainLayout.columns(String(character))
            guard used + columns <= room else {
                return result.dropLast() + "\u{2026}"
            }
            used += columns
            result.append(character)
        }
        return result
    }
}
