// SPDX-License-Identifier: Apache-2.0
import TraceLedger

extension SearchIndexState {
    /// Names an index that could not be written; it hinders nobody.
    func tell() {
        if case .behind(let reason) = self { Console.note(reason) }
    }
}
