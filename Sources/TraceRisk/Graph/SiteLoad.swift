// SPDX-License-Identifier: Apache-2.0

/// A stretch of work at a site.
struct Job: Sendable, Equatable {
    /// The lot it makes.
    let lot: Int
    /// First and last day.
    let start: Int
    let end: Int
    /// Worker-days that it needs at least.
    let workerDays: Double
}

/// The busiest span of days that a job lies in, with the work that must be done inside it.
struct BusySpan: Sendable, Equatable {
    var start: Int
    var end: Int
    /// Worker-days of all jobs that lie wholly within the span.
    var workerDays: Double
    var jobs: Int

    /// Workers that the span needs at least, working every day of it.
    var workers: Double { workerDays / Double(end - start + 1) }
}

/// Adds up overlapping work at one site, in n log n.
///
/// Only work that lies wholly within a span must be done in it, so the sum is a lower bound. Spans
/// tried: each job's own, from its start to the end of each of the next few jobs and of those 8, 16, 32
/// and so on further; the same among the heavier half of the jobs, the heaviest quarter and so on, so
/// that small jobs hide no peak; and each run of overlapping jobs as a whole.
enum SiteLoad {
    /// How many following jobs a span may reach over.
    static let reach = 8

    /// The busiest span of each job.
    static func spans(_ jobs: [Job]) -> [BusySpan] {
        let order = jobs.indices.sorted {
            (jobs[$0].start, jobs[$0].end, $0) < (jobs[$1].start, jobs[$1].end, $1)
        }
        let sorted = order.map { jobs[$0] }
        var windows = self.windows(sorted)
        fill(&windows, sorted)
        var best = sorted.map {
            BusySpan(start: $0.start, end: $0.end, workerDays: $0.workerDays, jobs: 1)
        }
        for window in windows {
            for member in window.members
            where sorted[member].end <= window.span.end
                && window.span.workers > best[member].workers
            {
                best[member] = window.span
            }
        }
        var result = best
        for (position, original) in order.enumerated() { result[original] = best[position] }
        return result
    }

    private struct Window {
        var span: BusySpan
        /// Positions among the sorted jobs that take the span as theirs.
        var members: Range<Int>
    }

    private static func windows(_ jobs: [Job]) -> [Window] {
        var windows: [Window] = []
        var level = Array(jobs.indices)
        while level.count > 1 {
            append(level, jobs, to: &windows)
            let heaviest = level.sorted {
                (jobs[$0].workerDays, $1) > (jobs[$1].workerDays, $0)
            }
            level = heaviest.prefix(level.count / 2).sorted()
        }
        var first = 0
        var end = Int.min
        for position in jobs.indices {
            if position > first, jobs[position].start > end {
                windows.append(whole(jobs, first..<position, end))
                first = position
                end = Int.min
            }
            end = max(end, jobs[position].end)
        }
        if first < jobs.count { windows.append(whole(jobs, first..<jobs.count, end)) }
        return windows
    }

    /// Spans from each job of a level, in order of starts, to the ends of some that follow.
    private static func append(_ level: [Int], _ jobs: [Job], to windows: inout [Window]) {
        // The latest end of as many jobs from each position as `width` says.
        var latest = level.map { jobs[$0].end }
        var width = 1
        for place in level.indices {
            var end = jobs[level[place]].end
            for next in place..<min(place + reach, level.count) {
                let last = jobs[level[next]]
                guard last.start <= end else { break }
                end = max(end, last.end)
                for stop in Set([end, last.end]) {
                    add(level[place], level[next], until: stop, jobs, near: true, to: &windows)
                }
            }
        }
        while width < level.count {
            for place in level.indices.dropLast(width) {
                latest[place] = max(latest[place], latest[place + width])
            }
            width *= 2
            guard width > reach else { continue }
            for place in level.indices.dropLast(width - 1) {
                let last = level[place + width - 1]
                for stop in Set([latest[place], jobs[last].end]) {
                    add(level[place], last, until: stop, jobs, near: false, to: &windows)
                }
            }
        }
    }

    private static func add(
        _ first: Int, _ last: Int, until end: Int, _ jobs: [Job], near: Bool,
        to windows: inout [Window]
    ) {
        let span = BusySpan(start: jobs[first].start, end: end, workerDays: 0, jobs: 0)
        if near, last - first < reach {
            windows.append(Window(span: span, members: first..<(last + 1)))
        } else {
            windows.append(Window(span: span, members: first..<(first + 1)))
            windows.append(Window(span: span, members: last..<(last + 1)))
        }
    }

    private static func whole(_ jobs: [Job], _ members: Range<Int>, _ end: Int) -> Window {
        Window(
            span: BusySpan(
                start: jobs[members.lowerBound].start, end: end, workerDays: 0, jobs: 0),
            members: members)
    }

    /// Sums the jobs within each window: windows from the latest start, jobs in a tree by their end.
    private static func fill(_ windows: inout [Window], _ jobs: [Job]) {
        let ends = Set(jobs.map(\.end)).sorted()
        var tree = SumTree(count: ends.count)
        var next = jobs.count - 1
        for number in windows.indices.sorted(by: { windows[$0].span.start > windows[$1].span.start }
        ) {
            while next >= 0, jobs[next].start >= windows[number].span.start {
                tree.add(jobs[next].workerDays, at: rank(jobs[next].end, ends))
                next -= 1
            }
            let (sum, count) = tree.sum(through: rank(windows[number].span.end, ends))
            windows[number].span.workerDays = sum
            windows[number].span.jobs = count
        }
    }

    private static func rank(_ end: Int, _ ends: [Int]) -> Int {
        var low = 0
        var high = ends.count
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] < end { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Prefix sums that can be added to (a Fenwick tree).
private struct SumTree {
    private var sums: [Double]
    private var counts: [Int]

    init(count: Int) {
        sums = Array(repeating: 0, count: count + 1)
        counts = Array(repeating: 0, count: count + 1)
    }

    mutating func add(_ value: Double, at position: Int) {
        var index = position + 1
        while index < sums.count {
            sums[index] += value
            counts[index] += 1
            index += index & -index
        }
    }

    func sum(through position: Int) -> (Double, Int) {
        var index = min(position + 1, sums.count - 1)
        var total = 0.0
        var count = 0
        while index > 0 {
            total += sums[index]
            count += counts[index]
            index -= index & -index
        }
        return (total, count)
    }
}
