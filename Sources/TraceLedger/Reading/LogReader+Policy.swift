// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TraceCOSE
import TraceRecords
import TraceStorage

extension LogReader {
    /// The policy that an entry states, not verified; nil for any other entry.
    func unverifiedPolicy(at index: UInt64, inLogOf size: UInt64) throws -> Policy? {
        let batch = try unverifiedEntries(bundle: index >> 8, inLogOf: size)
        guard let entry = batch.entry(index),
            let parts = try? SignedStatementBytes(parsing: entry),
            let payload = try? CBORValue.decode(entry, parts.payload),
            payload["kind"]?.textValue == RecordKind.policy.rawValue
        else { return nil }
        return Policy(payload: payload)
    }
}
