// SPDX-License-Identifier: Apache-2.0
import TraceMerkle
public import TraceProofs
public import TraceRecords
public import TraceReports
public import TraceStorage
public import TraceVerifier
public import TraceWitness

/// The proof that a packet carries: the lot's bundle, what its verification said, and how to repeat it.
public struct PacketProof: Sendable {
    /// The bundle's file.
    public let bundle: [UInt8]
    /// What its verification showed.
    public let report: BundleReport
    /// What the bundle says of its ledger; a reader compares it with what is known from elsewhere.
    public let trust: TrustFile

    /// Names of the files in the folder of a packet.
    public static let bundleName = "lot.bundle"
    /// The trust file's name.
    public static let trustName = "trust.txt"
    /// The file of hashes, in the form that `sha256sum -c` reads.
    public static let sumsName = "SHA256SUMS"

    /// The proof that a bundle's file gives; `pin` and `policy` are what the maker of the packet trusts.
    public init(_ file: [UInt8], pin: TrustFile?, policy: TrustPolicy?) throws {
        let bundle = try LotBundle(decoding: file)
        report = try BundleVerification.run(bundle, pin: pin, policy: policy).report
        guard let first = bundle.items.first, first.index == 0 else {
            throw ProofError(.bundleFormat, "the bundle does not begin with entry 0")
        }
        let genesis = try Genesis(entry: first.entry, 0..<first.entry.count)
        trust = TrustFile(
            origin: genesis.policy.origin,
            log: try VerifierKey(
                name: genesis.policy.origin, key: genesis.policy.checkpointKey),
            entry0: genesis.record)
        self.bundle = file
    }

    /// Makes the bundle of a lot and checks it as its receiver will; nil where no disclosure opens the lot.
    public init?(
        of lot: String, in prover: inout LedgerProver<some LogSource>,
        disclosures: [DisclosureSet], revealing choice: RevealChoice, pin: TrustFile?,
        policy: TrustPolicy?
    ) throws {
        guard let subject = prover.lot(lot, in: disclosures) else { return nil }
        let made = try prover.bundle(
            [subject], disclosures: Dictionary(disclosures.map { ($0.record, $0) }) { $1 },
            revealing: choice)
        try self.init(try made.bundle.encoded(), pin: pin, policy: policy)
    }

    /// The proof as the page of the packet shows it.
    public var shown: EvidencePacket.Proof {
        EvidencePacket.Proof(
            verdict: [report.verdict] + report.completeness + report.caveats,
            trust: trust.text.split(separator: "\n").map(String.init),
            commands: [
                "sha256sum -c \(Self.sumsName)",
                "traceledger verify \(Self.bundleName) --trust \(Self.trustName)",
                "traceledger audit \(Self.bundleName) --trust \(Self.trustName)",
            ])
    }
}
