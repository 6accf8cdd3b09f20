// SPDX-License-Identifier: Apache-2.0
import TraceCOSE
import TraceMerkle
public import TracePrimitives
public import TraceStorage

/// What stood in a log by a day, as far as its issuers' own times tell.
///
/// A statement was registered after every one that stands before it. So the log of a day ends before
/// the first entry that says it was signed later: nothing behind it counts, however early it says
/// that it is. Times are claims of issuers; a clock that ran ahead makes the log of a day shorter,
/// never longer.
public struct RecordTimes: Sendable {
    /// Entries from 0 up to this one stood by the day.
    public let entries: UInt64
    /// Entries of the whole log.
    public let size: UInt64

    /// Reads the times of a log of a size, which a verification has checked, up to a day.
    public init(_ source: some LogSource, size: UInt64, by day: CalendarDate) throws {
        self.size = size
        let end = UInt64(clamping: (day.dayNumber + 1) * 86_400)
        var entries = size
        let reader = LogReader(source)
        var subjects: [SubjectLink] = []
        for bundle in 0..<(size + 255) / 256 {
            let batch = try reader.unverifiedEntries(bundle: bundle, inLogOf: size)
            for index in batch.indexes {
                guard let entry = batch.entry(index) else { continue }
                let bytes = try SignedStatementBytes(parsing: entry)
                let header = try ProtectedHeader(
                    parsing: entry, bytes.protectedHeader, subjects: &subjects)
                guard header.issuedAt < end else {
                    entries = index
                    break
                }
            }
            if entries < size { break }
        }
        self.entries = entries
    }
}
