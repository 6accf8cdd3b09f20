// SPDX-License-Identifier: Apache-2.0
public import TraceMerkle
internal import TracePrimitives

/// What the witnesses of a policy say of one checkpoint, signatures checked.
public struct Witnessing: Sendable, Hashable {
    /// A witness whose cosignature is valid.
    public struct Counted: Sendable, Hashable {
        /// Its name in the policy.
        public let name: String
        /// When it says that it saw the checkpoint, seconds since 1970; the earliest of several.
        public let time: UInt64
    }

    /// The valid cosignatures of the policy's witnesses, earliest first, each witness once.
    public let counted: [Counted]
    /// The policy's witnesses without a cosignature there.
    public let absent: [String]
    /// The lines by keys that the policy does not name; nobody looked at them.
    public let unknown: Int
    /// When enough witnesses had seen the checkpoint for the quorum; nil while they are too few.
    public let reachedAt: UInt64?
    /// The quorum of the policy, nil for none.
    public let quorum: String?

    /// Whether the policy's quorum is there; a policy without one asks for nothing.
    public var isReached: Bool { quorum == nil || reachedAt != nil }
}

extension TrustPolicy {
    /// Checks the cosignatures of a note against this policy.
    ///
    /// One by a known key that fails refuses the note (C2SP signed-note); others are ignored.
    public func witnessing(of note: SignedNote) throws(MerkleError) -> Witnessing {
        var times: [VerifierKey: UInt64] = [:]
        var verified: [VerifiedNoteSignature] = []
        do throws(MerkleError) {
            verified = try note.verify(witnesses.map(\.key))
        } catch {
            guard error.code == .noteUnsigned else { throw error }
        }
        for signature in verified {
            guard let time = signature.time else { continue }
            times[signature.key] = min(time, times[signature.key] ?? .max)
        }
        let counted = witnesses.compactMap { witness in
            times[witness.key].map { Witnessing.Counted(name: witness.name, time: $0) }
        }.sorted { ($0.time, $0.name) < ($1.time, $1.name) }
        let known = Set(witnesses.map(\.key.id))
        return Witnessing(
            counted: counted, absent: witnesses.filter { times[$0.key] == nil }.map(\.name),
            unknown: note.signatures.count { line in
                !known.contains(line.keyID) && log(line.name) == nil
            },
            reachedAt: reached(by: counted), quorum: quorum)
    }

    /// The time of the cosignature, in order of time, with which the quorum is complete.
    private func reached(by counted: [Witnessing.Counted]) -> UInt64? {
        guard let quorum else { return nil }
        var present: Set<String> = []
        for witness in counted {
            present.insert(witness.name)
            var witnessed = present
            // Groups stand in the order of their definition: members are decided before them.
            for group in groups
            where group.members.count(where: witnessed.contains) >= group.threshold {
                witnessed.insert(group.name)
            }
            if witnessed.contains(quorum) { return witness.time }
        }
        return nil
    }
}

extension Witnessing {
    /// Who counted, and what follows for the time, as a verdict says it.
    public var sentence: String {
        let names = counted.map { "\($0.name) at \(UTCTime.text($0.time))" }
            .joined(separator: ", ")
        guard !counted.isEmpty else {
            return "no witness of the policy has cosigned this checkpoint"
        }
        guard let reachedAt else {
            return "cosigned by \(names)"
                + (quorum.map { "; the quorum \($0) is not reached" }
                    ?? "; the policy asks for none")
        }
        return "cosigned by \(names): existed no later than \(UTCTime.text(reachedAt))"
            + " (quorum \(quorum ?? "none"))"
    }
}

/// Seconds since 1970 as text, without a calendar of the system.
public enum UTCTime {
    /// Day and time in UTC, `2026-01-01T00:00:00Z`; the number itself beyond the year 9999.
    public static func text(_ seconds: UInt64) -> String {
        guard let day = CalendarDate(dayNumber: Int(clamping: seconds / 86_400)) else {
            return "\(seconds) s"
        }
        let rest = seconds % 86_400
        let parts = [rest / 3_600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(day)T\(parts.joined(separator: ":"))Z"
    }
}
