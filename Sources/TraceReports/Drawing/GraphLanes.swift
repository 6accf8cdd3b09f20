// SPDX-License-Identifier: Apache-2.0

/// Which lane each link of a column of steps takes: the line itself between neighbours, else a lane
/// beside it that no other link uses over the same rows.
struct GraphLanes {
    private(set) var routes: [(link: (from: Int, to: Int), lane: Int)] = []
    /// How many lanes stand beside the line.
    private(set) var count = 0

    init(_ links: [(from: Int, to: Int)]) {
        var taken: [[ClosedRange<Int>]] = []
        let shortFirst = links.enumerated().sorted { left, right in
            let spans = (
                abs(left.element.to - left.element.from), abs(right.element.to - right.element.from)
            )
            return spans.0 == spans.1 ? left.offset < right.offset : spans.0 < spans.1
        }.map(\.element)
        for link in shortFirst {
            guard link.to != link.from + 1 else {
                routes.append((link, 0))
                continue
            }
            let span = min(link.from, link.to)...max(link.from, link.to)
            let free = taken.firstIndex { lane in lane.allSatisfy { !$0.overlaps(span) } }
            let lane = free ?? taken.count
            if free == nil { taken.append([]) }
            taken[lane].append(span)
            routes.append((link, lane + 1))
        }
        count = taken.count
    }
}
