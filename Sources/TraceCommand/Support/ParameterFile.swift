// SPDX-License-Identifier: Apache-2.0
import TraceLedger

/// A parameter set that an option names.
enum ParameterFile {
    /// The set of a file, or the standard one.
    static func read(_ path: String?) throws -> ParameterSet {
        guard let path else { return .standard }
        let bytes = try InputFile.bytes(path)
        do throws(ParameterError) {
            return try ParameterSet(csv: bytes)
        } catch {
            throw Refusal("\(path): \(error)")
        }
    }
}
