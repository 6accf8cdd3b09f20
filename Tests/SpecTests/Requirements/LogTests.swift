// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceLedger

/// SPEC.md section 8.
@Suite struct LogTests {
    @Test(arguments: [
        "checkpoint-empty", "checkpoint-truncated", "checkpoint-not-utf8", "checkpoint-two-lines",
        "checkpoint-extension-line", "checkpoint-carriage-returns", "checkpoint-no-empty-line",
        "checkpoint-line-end-missing", "checkpoint-text-after-signatures", "checkpoint-unsigned",
        "checkpoint-17-signatures", "checkpoint-too-long", "checkpoint-origin-empty",
        "checkpoint-origin-with-space", "checkpoint-size-zero", "checkpoint-size-leading-zero",
        "checkpoint-size-signed", "checkpoint-size-over-limit", "checkpoint-root-31-bytes",
        "checkpoint-root-without-padding", "checkpoint-root-trailing-bits",
        "checkpoint-control-character",
    ])
    func `R25 a checkpoint is a signed note of three lines`(name: String) throws {
        try LedgerVector.expect(name, .checkpointMalformed)
    }

    @Test func `R26 every bundle is there and holds its entries`() throws {
        try LedgerVector.expect("bundle-missing", .fileMissing)
        for name in [
            "bundle-empty", "bundle-truncated", "bundle-length-flipped", "bundle-of-four",
            "bundle-of-six", "bundle-trailing-byte",
        ] {
            try LedgerVector.expect(name, .bundleMalformed)
        }
    }

    @Test func `R27 an entry that tiles and checkpoint contradict is named`() throws {
        try LedgerVector.expect("bundle-entry-flipped", .entryAltered, at: 1)
        try LedgerVector.expect("bundle-last-byte-flipped", .entryAltered, at: 4)
        try LedgerVector.expect("bundle-entries-swapped", .entryAltered, at: 2)
        try LedgerVector.expect("bundle-of-another-ledger", .entryAltered, at: 0)
        try LedgerVector.expect("large-entry-in-second-bundle", .entryAltered, at: 257)
    }

    @Test(arguments: [
        "checkpoint-root-flipped", "entry-flipped-tile-missing", "entry-flipped-tile-rebuilt",
        "tile-and-bundle-of-another-ledger",
    ])
    func `R27 without tiles that lead to the root no entry is named`(name: String) throws {
        try LedgerVector.expect(name, .rootMismatch)
    }

    @Test(arguments: [
        "tile-flipped", "tile-truncated", "tile-longer", "tile-of-another-ledger",
        "large-level-1-flipped", "superseded-tile-flipped", "superseded-bundle-flipped",
        "superseded-bundle-truncated", "full-tile-beyond-flipped", "order-tree-before-entries",
        "partial-beyond-flipped", "partial-beyond-short", "partial-beyond-longer",
        "bundle-beyond-flipped", "bundle-beyond-short", "bundle-beyond-of-another-width",
    ])
    func `R28 every file under tile is what the entries determine`(name: String) throws {
        try LedgerVector.expect(name, .tileAltered)
    }

    @Test(arguments: LedgerVector.all.map(\.name).filter { $0.hasPrefix("unexpected-") })
    func `R28 a file that the layout does not know is named`(name: String) throws {
        try LedgerVector.expect(name, .fileUnexpected)
    }

    @Test func `R28 the first file is the first by its bytes, not by its letters`() throws {
        try LedgerVector.expect("order-file-names-by-bytes", .fileUnexpected)
    }

    @Test func `R28 tiles that the size asks for are there`() throws {
        try LedgerVector.expect("tile-missing", .fileMissing)
    }

    @Test func `R28 R30 files beyond the checkpoint are reported and no fault`() throws {
        for name in [
            "good-full-tile-beyond", "good-whole-tile-beyond", "good-killed-before-the-checkpoint",
            "good-killed-at-a-full-tile",
        ] {
            let report = try LedgerVector.named(name).verify(.exhaustive, threads: 1)
            #expect(report.isVerified && !report.beyondCheckpoint.isEmpty)
            let count = report.beyondCheckpoint.count
            #expect(report.caveats.last == "\(count) files reaching beyond the checkpoint")
            #expect(
                VerificationText.plain(report).contains("reaching beyond the checkpoint: tile/"))
        }
    }

    @Test(arguments: [
        "checkpoint-signature-flipped", "checkpoint-signature-63-bytes", "checkpoint-other-key",
        "checkpoint-other-key-name", "checkpoint-key-id-zero", "checkpoint-type-04-only",
        "checkpoint-signature-twice-once-bad",
    ])
    func `R29 the policy's checkpoint key signed the checkpoint`(name: String) throws {
        try LedgerVector.expect(name, .checkpointSignature)
    }

    @Test(arguments: [
        "log-key-newest-overlap-by-old-alone", "log-key-newest-overlap-by-new-alone",
        "log-key-old-signs-later",
    ])
    func `R29 old and new log key sign together once, then the new one`(name: String) throws {
        try LedgerVector.expect(name, .checkpointSignature)
    }

    @Test(arguments: [
        "good-log-key-replaced", "good-log-key-replaced-twice", "good-log-key-just-replaced",
        "good-since-before-log-key",
    ])
    func `R29 R30 R32 a log's key may be replaced`(name: String) throws {
        try LedgerVector.expect(name, nil)
    }

    @Test(arguments: [
        "log-key-overlap-by-old-alone", "log-key-overlap-by-new-alone", "log-key-new-signs-before",
        "log-key-old-signs-earlier-later",
    ])
    func `R30 each earlier checkpoint bears the keys of its size`(name: String) throws {
        try LedgerVector.expect(name, .checkpointInconsistent)
    }

    @Test func `R30 the checkpoint that both keys sign is there`() throws {
        try LedgerVector.expect("log-key-overlap-missing", .overlapMissing)
    }

    @Test func `R29 the checkpoint has the policy's origin`() throws {
        try LedgerVector.expect("checkpoint-other-origin", .checkpointOrigin)
    }

    @Test(arguments: LedgerVector.all.map(\.name).filter { $0.hasPrefix("earlier-") })
    func `R30 earlier checkpoints belong to the same entries`(name: String) throws {
        try LedgerVector.expect(name, .checkpointInconsistent)
    }

    @Test func `R30 earlier checkpoints that belong to them are no fault`() throws {
        try LedgerVector.expect("good-earlier-checkpoints", nil)
    }

    @Test func `R30 a later checkpoint of the log is named as beyond`() throws {
        let report = try LedgerVector.named("good-killed-before-the-checkpoint")
            .verify(.exhaustive, threads: 1)
        #expect(
            report.beyondCheckpoint == [
                "checkpoints/6", "tile/0/000.p/6", "tile/entries/000.p/6",
            ])
    }
}
