// SPDX-License-Identifier: Apache-2.0
public import TraceCBOR
public import TracePrimitives
public import TraceRecords

/// Payloads of control statements, which are always in clear.
public enum ControlPayload {
    /// A policy statement.
    public static func policy(_ policy: Policy, ref: Digest) throws(CBORError) -> [UInt8] {
        try encode(.policy, ref, policy.payloadPairs)
    }

    /// A key statement; `document` is the pseudonym of the identity evidence that it rests on.
    public static func key(
        _ change: KeyChange, ref: Digest, document: Digest? = nil
    ) throws(CBORError) -> [UInt8] {
        let evidence = document.map { [CBORPair("document", .digest($0))] } ?? []
        return try encode(.key, ref, change.payloadPairs + evidence)
    }

    /// A retraction of an earlier statement.
    public static func retraction(
        of target: RecordID, reason: String, ref: Digest
    ) throws(CBORError) -> [UInt8] {
        try encode(
            .retraction, ref,
            [CBORPair("target", .digest(target.digest)), CBORPair("reason", .text(reason))])
    }

    /// A tombstone: disclosures of an earlier statement were deleted.
    public static func erasure(
        of target: RecordID, reason: String, ref: Digest
    ) throws(CBORError) -> [UInt8] {
        try encode(
            .erasure, ref,
            [CBORPair("target", .digest(target.digest)), CBORPair("reason", .text(reason))])
    }

    private static func encode(
        _ kind: RecordKind, _ ref: Digest, _ pairs: [CBORPair]
    ) throws(CBORError) -> [UInt8] {
        try CBORValue.map(
            [
                CBORPair("kind", .text(kind.rawValue)), CBORPair("v", .unsigned(1)),
                CBORPair("ref", .digest(ref)),
            ] + pairs
        ).encoded()
    }
}
