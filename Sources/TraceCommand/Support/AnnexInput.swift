// SPDX-License-Identifier: Apache-2.0
import TraceLedger

/// Disclosures that an option names, as an annex file.
enum AnnexInput {
    /// The sets of the file; none where none is named.
    static func sets(_ path: String?) throws -> [DisclosureSet] {
        guard let path else { return [] }
        do {
            return try Annex.read(try InputFile.bytes(path)).sets
        } catch let refusal as Refusal { throw refusal } catch {
            throw Refusal("\(path) is no annex of disclosures: \(error).")
        }
    }
}
