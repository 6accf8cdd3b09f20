// SPDX-License-Identifier: Apache-2.0
internal import TraceMerkle
public import TraceProofs
public import TraceVerifier
public import TraceWitness

extension BundleVerification {
    /// Checks a lot bundle under a trust policy: its witnesses are counted, and a quorum that is not
    /// there refuses the bundle (SPEC.md C3, D5).
    ///
    /// `pin` is what the policy pins for the bundle's origin.
    public static func run(
        _ bundle: LotBundle, pin: TrustFile?, policy: TrustPolicy?
    ) throws(ProofError) -> VerifiedBundle {
        let verified = try BundleVerification(
            trust: pin, witnesses: policy?.witnesses.map(\.key) ?? []
        ).run(bundle)
        guard let policy, !policy.witnesses.isEmpty else { return verified }
        guard let note = ReadCheckpoint(bundle.note)?.note else {
            throw ProofError(Problem(.checkpointMalformed))
        }
        return verified.witnessed(
            try policy.witnessed(note, strangers: verified.report.strangers))
    }
}

extension TrustPolicy {
    /// What its witnesses say of a checkpoint; an error where its quorum is not there (SPEC.md D5).
    func witnessed(_ note: SignedNote, strangers: [String]) throws(ProofError) -> String {
        let witnessing: Witnessing
        do throws(MerkleError) {
            witnessing = try self.witnessing(of: note)
        } catch {
            throw ProofError(Problem(.trustQuorum, detail: "\(error)"))
        }
        guard witnessing.isReached else {
            let others =
                strangers.isEmpty
                ? ""
                : "; not counted, because the policy does not name them: "
                    + strangers.joined(separator: ", ")
            throw ProofError(Problem(.trustQuorum, detail: witnessing.sentence + others))
        }
        return witnessing.sentence
    }
}
