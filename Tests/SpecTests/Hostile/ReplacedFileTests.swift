// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TraceLedger

/// Files cut short, made longer, left out, exchanged, or of another time.
@Suite struct ReplacedFileTests {
    @Test(arguments: try HostileLedger.small.get().paths)
    func `a file cut short anywhere is noticed`(path: String) throws {
        let ledger = try HostileLedger.small.get()
        let bytes = try #require(ledger.files[path])
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 64)) {
            let files = ledger.with(path, Array(bytes.prefix(length)))
            #expect(!(try verify(files, .anchored)).isVerified, "\(path), \(length) bytes")
        }
        let longer = try verify(ledger.with(path, bytes + [0]), .anchored)
        #expect(!longer.isVerified)
    }

    @Test(arguments: try HostileLedger.small.get().paths)
    func `a file that is gone is missed where the size asks for it`(path: String) throws {
        let ledger = try HostileLedger.small.get()
        let files = ledger.with(path, nil)
        switch path {
        case "checkpoint":
            #expect(throws: StoreError.self) { try verify(files) }
        case "tile/0/000.p/3", "tile/entries/000.p/3":
            let report = try verify(files)
            #expect(report.problems.first?.code == .fileMissing)
            #expect(report.problems.first?.file == path)
        default:
            #expect(try verify(files).isVerified)
        }
    }

    @Test(arguments: try HostileLedger.small.get().paths)
    func `a file of another ledger under the same origin is noticed`(path: String) throws {
        let ledger = try HostileLedger.small.get()
        let other = try HostileLedger.otherSmall.get()
        let bytes = try #require(other.files[path])
        #expect(bytes != ledger.files[path])
        for mode in [VerificationMode.exhaustive, .anchored] {
            #expect(!(try verify(ledger.with(path, bytes), mode)).isVerified, "\(path)")
        }
    }

    @Test func `a whole ledger of another is noticed with a trust file`() throws {
        let ledger = try HostileLedger.small.get()
        let other = try HostileLedger.otherSmall.get()
        #expect(try verify(other.files).isVerified)
        let report = try verify(other.files, trust: ledger.trust)
        #expect(report.problems.map(\.code) == [.trustKey])
    }

    @Test func `a tile of 657 entries exchanged with its neighbour is noticed`() throws {
        let ledger = try HostileLedger.large.get()
        for (a, b) in [
            ("tile/0/000", "tile/0/001"), ("tile/entries/000", "tile/entries/001"),
            ("tile/entries/000.p/3", "tile/0/000.p/3"),
        ] {
            var files = ledger.files
            files[a] = ledger.files[b]
            files[b] = ledger.files[a]
            #expect(!(try verify(files, .anchored)).isVerified, "\(a)")
        }
    }

    @Test func `an older ledger is noticed by who kept a newer checkpoint`() throws {
        let ledger = try HostileLedger.small.get()
        var old = ledger.files.filter { !$0.key.hasSuffix("/3") }
        old["checkpoint"] = ledger.files["checkpoints/2"]
        #expect(try verify(old, trust: ledger.trust).isVerified)
        let report = try verify(old, trust: ledger.trust, since: ledger.files["checkpoint"])
        #expect(report.problems.map(\.code) == [.sinceNewer])
        // The other way round the older one is continued.
        let since = ledger.files["checkpoints/2"]
        #expect(try verify(ledger.files, trust: ledger.trust, since: since).isVerified)
    }

    /// A report is a function of the files, not of the threads that read them.
    @Test func `one thread and two say the same, byte for byte`() throws {
        let ledger = try HostileLedger.large.get()
        var files = ledger.files
        files["tile/0/001"]?[40] ^= 1
        files["tile/0/000"]?[9] ^= 1
        files["tile/entries/000.p/3"]?[700] ^= 1
        files["tile/notes"] = [1]
        for files in [ledger.files, files] {
            for mode in [VerificationMode.exhaustive, .anchored] {
                let one = try VerificationText.json(verify(files, mode, threads: 1))
                for _ in 0..<2 {
                    #expect(try VerificationText.json(verify(files, mode, threads: 2)) == one)
                }
            }
        }
        for vector in LedgerVector.all {
            let one = try VerificationText.json(vector.verify(.anchored, threads: 1))
            #expect(try VerificationText.json(vector.verify(.anchored, threads: 2)) == one)
        }
    }

    @Test func `bytes without sense never trap`() throws {
        let ledger = try HostileLedger.small.get()
        for path in ledger.paths {
            for length in [0, 1, 2, 31, 32, 33, 64, 96, 255, 65_537] {
                for byte in [UInt8(0), 0x0A, 0x58, 0x83, 0xFF] {
                    let noise = [UInt8](repeating: byte, count: length)
                    #expect(!(try verify(ledger.with(path, noise), .anchored)).isVerified)
                }
            }
        }
    }
}
