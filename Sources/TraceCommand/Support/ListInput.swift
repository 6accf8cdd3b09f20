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
        return snapshot
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
