// SPDX-License-Identifier: Apache-2.0
import Foundation
import TraceLedger

/// A folder of lists that an option names.
enum ListInput {
    /// The lists of a folder, or none.
    ///
    /// Of lists that `lists add` stored, the newest by the day is read; of a folder of folders named
    /// `YYYY-MM-DD`, the last one by the day.
    static func read(_ folder: String?, by day: CalendarDate? = nil) throws -> ListSnapshot {
        guard let folder else { return .none }
        let path = try snapshot(folder, by: day)
        let snapshot: ListSnapshot
        do throws(ScreeningError) {
            snapshot = try ListFolder.read(path, asOf: day)
        } catch {
            throw Refusal(error.file == path ? "\(error)" : "\(path)/\(error)")
        }
        for file in snapshot.files where file.digest == nil {
            Console.note("\(path) holds no \(file.name).")
        }
        for remark in snapshot.remarks { Console.note("\(remark.file): \(remark.message).") }
        noteDaysToCome(snapshot, path)
        return snapshot
    }

    /// Today, and tomorrow where a day has begun in other parts of the world.
    static func isToCome(_ day: CalendarDate) -> Bool {
        day.dayNumber > Int(SystemClock.seconds / 86_400) + 1
    }

    /// A list of a day to come stands before every newer one until then: a slip of the year.
    static func noteDaysToCome(_ snapshot: ListSnapshot, _ path: String) {
        for file in snapshot.files {
            guard let day = file.date, isToCome(day) else { continue }
            Console.note(
                "\(path)/\(file.name) is of \(day), a day to come: until then no newer list of its "
                    + "kind is used. Remove it, and add it again with its own day.")
        }
    }

    private static func snapshot(_ folder: String, by day: CalendarDate?) throws -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let days = names.compactMap { CalendarDate($0) }.sorted { $0.dayNumber < $1.dayNumber }
        guard let first = days.first else {
            if let day, !names.contains(where: { StoredList(fileName: $0) != nil }) {
                Console.note(
                    "The lists in \(folder) bear no date: they may name parties listed after "
                        + "\(day). Keep snapshots in folders named YYYY-MM-DD.")
            }
            return folder
        }
        guard let last = days.last(where: { $0.dayNumber <= day?.dayNumber ?? .max }) else {
            throw Refusal("\(folder) holds no lists of \(day ?? first) or before.")
        }
        return "\(folder)/\(last)"
    }
}
