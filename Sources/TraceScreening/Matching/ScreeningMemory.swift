// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// What one screener found for parties it was asked about, so that none is compared twice.
///
/// It belongs to one screener and its copies: lists and threshold cannot change under it.
final class ScreeningMemory: Sendable {
    /// Parties kept at most; beyond them every question is answered anew.
    static let kept = 200_000

    private let answers = Mutex<[ScreenedName: [NameMatch]]>([:])

    /// What was found for a party before, else what is found now.
    ///
    /// Two threads that ask at once may both look; they find the same.
    func matches(of party: ScreenedName, _ find: () -> [NameMatch]) -> [NameMatch] {
        if let known = answers.withLock({ $0[party] }) { return known }
        let found = find()
        answers.withLock { if $0.count < Self.kept { $0[party] = found } }
        return found
    }
}
