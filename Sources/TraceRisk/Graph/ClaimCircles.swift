// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// Claims that are stated to relay each other in a circle, so that nobody is left who said it first.
///
/// None of them counts as a voice, as no relay does; the circle is a finding about the data.
enum ClaimCircles {
    /// One remark for each circle; every claim is followed once.
    static func remarks(_ claims: [Entry<Claim>]) -> [AuditResult.DataRemark] {
        let places = Dictionary(claims.enumerated().map { ($1.view.id, $0) }) { first, _ in first }
        var isSeen = [Bool](repeating: false, count: claims.count)
        var remarks: [AuditResult.DataRemark] = []
        for start in claims.indices where !isSeen[start] {
            var path: [Int] = []
            var next: Int? = start
            while let claim = next, !isSeen[claim] {
                isSeen[claim] = true
                path.append(claim)
                next = claims[claim].view.derivedFrom.flatMap { places[$0] }
            }
            guard let claim = next, let from = path.firstIndex(of: claim) else { continue }
            let circle = path[from...].map { claims[$0] }
            remarks.append(
                AuditResult.DataRemark(
                    code: "cycle", records: circle.prefix(20).map(\.label),
                    message: "Claims \(Words.list(circle.map(\.view.id))) are stated to relay each "
                        + "other in a circle; none of them counts as a voice."))
        }
        return remarks
    }
}
