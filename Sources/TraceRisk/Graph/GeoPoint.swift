// SPDX-License-Identifier: Apache-2.0

/// A point on the earth, in degrees.
struct GeoPoint: Sendable, Equatable {
    let lat: Double
    let lon: Double

    /// The earth's mean radius in km.
    static let radius = 6_371.0

    /// Kilometres along the great circle (haversine).
    func distance(to other: GeoPoint) -> Double {
        let (a, b) = (lat * .pi / 180, other.lat * .pi / 180)
        let (dLat, dLon) = (b - a, (other.lon - lon) * .pi / 180)
        let (s, t) = (Maths.sine(dLat / 2), Maths.sine(dLon / 2))
        let h = s * s + Maths.cosine(a) * Maths.cosine(b) * t * t
        return 2 * GeoPoint.radius * Maths.arcTangent(h.squareRoot(), max(1 - h, 0).squareRoot())
    }

    /// Kilometres to the segment between two points, on a plane that touches here.
    func distance(toSegment a: GeoPoint, _ b: GeoPoint) -> Double {
        let scale = Maths.cosine(lat * .pi / 180)
        let (ax, ay) = ((a.lon - lon) * scale, a.lat - lat)
        let (dx, dy) = ((b.lon - a.lon) * scale, b.lat - a.lat)
        let length = dx * dx + dy * dy
        let t = length > 0 ? min(max(-(ax * dx + ay * dy) / length, 0), 1) : 0
        let (x, y) = (ax + t * dx, ay + t * dy)
        return (x * x + y * y).squareRoot() * .pi / 180 * GeoPoint.radius
    }
}

/// The outline of a country, coarse: it tells far outside from inside, not one bank from the other.
struct Outline: Sendable {
    let corners: [GeoPoint]

    /// Whether a point lies inside (even-odd rule).
    func contains(_ point: GeoPoint) -> Bool {
        var isInside = false
        for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
            guard (a.lat > point.lat) != (b.lat > point.lat) else { continue }
            let lon = a.lon + (point.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon)
            if point.lon < lon { isInside.toggle() }
        }
        return isInside
    }

    /// Kilometres from the outline to a point outside; 0 inside.
    func distance(to point: GeoPoint) -> Double {
        if contains(point) { return 0 }
        return zip(corners, corners.dropFirst() + corners.prefix(1))
            .map { point.distance(toSegment: $0, $1) }.min() ?? 0
    }
}
