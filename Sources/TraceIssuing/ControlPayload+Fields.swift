// SPDX-License-Identifier: Apache-2.0
import TraceCBOR
import TracePrimitives
import TraceRecords

extension Policy {
    /// The fields of the policy's payload, without the common ones.
    var payloadPairs: [CBORPair] {
        var pairs: [CBORPair] = [
            CBORPair("origin", .text(origin)),
            CBORPair("checkpoint_key", .bytes(checkpointKey.bytes)),
            CBORPair("authority", .bytes(authority.bytes)),
            CBORPair("profile", .text(profile.rawValue)),
            CBORPair("max_entry", .unsigned(UInt64(maxEntry))),
            CBORPair(
                "roles",
                .map(
                    roles.map { name, role in
                        CBORPair(
                            name.description,
                            .map([
                                CBORPair("for", .text(role.assertsForOthers ? "any" : "self")),
                                CBORPair(
                                    "kinds",
                                    .array(role.kinds.map(\.rawValue).sorted().map { .text($0) })),
                            ]))
                    })),
            CBORPair("issuers", .array(issuers.map(\.payload))),
        ]
        if let recovery { pairs.append(CBORPair("recovery", .bytes(recovery.bytes))) }
        if let checkpointProof {
            pairs.append(CBORPair("checkpoint_proof", .bytes(checkpointProof.bytes)))
        }
        return pairs
    }
}

extension Policy.Issuer {
    fileprivate var payload: CBORValue {
        var pairs = [CBORPair("key", .bytes(key.bytes)), CBORPair("role", .text(role))]
        if let recovery { pairs.append(CBORPair("recovery", .bytes(recovery.bytes))) }
        return .map(pairs)
    }
}

extension KeyChange {
    /// The fields of the payload, without the common ones.
    var payloadPairs: [CBORPair] {
        var pairs = [
            CBORPair("action", .text(action.rawValue)), CBORPair("issuer", .text(issuer)),
            CBORPair("key", .bytes(key.bytes)),
        ]
        if let proof { pairs.append(CBORPair("proof", .bytes(proof.bytes))) }
        if let role { pairs.append(CBORPair("role", .text(role))) }
        if let recovery { pairs.append(CBORPair("recovery", .bytes(recovery.bytes))) }
        if let fromIndex { pairs.append(CBORPair("from_index", .unsigned(fromIndex))) }
        return pairs
    }
}
