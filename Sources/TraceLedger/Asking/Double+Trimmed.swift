// SPDX-License-Identifier: Apache-2.0

extension Double {
    /// The number with at most so many places behind the point, and no point where it is whole.
    func trimmed(places: Int) -> String {
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        let rounded = (self * scale).rounded() / scale
        // Beyond, a number is not written out; what records state may be larger than any Int.
        return rounded == rounded.rounded() && rounded.magnitude < 1e15
            ? "\(Int(rounded))" : "\(rounded)"
    }
}
