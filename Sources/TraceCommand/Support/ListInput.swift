// SPDX-License-Identifier: Apache-2.0
import TraceLedger

/// A folder of lists that an option names.
enum ListInput {
    /// The lists of a folder, or none.
    static func read(_ path: String?) throws -> ListSnapshot {
        guard let path else { return .none }
        let snapshot: ListSnapshot
        do throws(ScreeningError) {
            snapshot = try ListFolder.read(path)
        } catch {
            throw Refusal("\(error)")
        }
        for file in snapshot.files where file.digest == nil {
            Console.note("\(path) holds no \(file.name).")
        }
        return snapshot
    }
}
