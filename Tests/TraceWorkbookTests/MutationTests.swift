// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceRecords
import TraceWorkbook

/// A small generator with a fixed seed, so that a failure can be repeated.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("Broken files") struct MutationTests {
    private static let files: [String: String] = [
        "parties.csv":
            "\u{FEFF}party,name_native,identifiers,parent\r\nA,丹东,uscc=91350100M000100Y43,\r\n"
            + "B,\"x, \"\"y\"\"\",gln=4006381333931,A\r\n",
        "lots.csv": "lot,hs,net_kg,made_from\nR,50100,1.5,\nW,670420,2.50,R=1@0.5;X\nX,,,\n",
        "processing.csv": "processing,kind,inputs,outputs,started,steps\n"
            + "P,transform,R=@1,W,2025-01-02,knot;wash\nQ,finish,W,W,2025-02-30,\n",
        "replies.csv": "reply,about,text\nZ,W;lots#R,\"two\nlines\"\n",
        "rates.csv": "date,currency,per_usd\n2025-01-02,CNY,7.25\n",
    ]

    /// Whatever bytes come: no trap, and each valid row names valid rows only.
    @Test(arguments: 0..<8) func `Bytes changed, doubled, cut and moved`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let names = Self.files.keys.sorted()
        for _ in 0..<60 {
            var files = Self.files.mapValues { Array($0.utf8) }
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                let name = names[Int.random(in: 0..<names.count, using: &random)]
                files[name] = mutated(files[name] ?? [], &random)
            }
            let workbook = Workbook.read(files: files, keep: ["text"])
            checkReferences(workbook)
            for note in workbook.problems + workbook.dropped + workbook.remarks {
                #expect(note.description.utf8.count < 2000)
            }
        }
    }

    private func mutated(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        guard !bytes.isEmpty else { return [UInt8.random(in: 0...255, using: &random)] }
        let at = Int.random(in: 0..<bytes.count, using: &random)
        let special = Array("\",;=@#\r\n\0\u{1A}-.09E+éÿ".utf8)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[at] = special[Int.random(in: 0..<special.count, using: &random)]
        case 2: bytes.insert(special[Int.random(in: 0..<special.count, using: &random)], at: at)
        case 3: bytes.remove(at: at)
        case 4: bytes.removeSubrange(at...)
        default: bytes.insert(contentsOf: bytes[at...], at: at)
        }
        return bytes
    }

    private func checkReferences(_ workbook: Workbook) {
        let ids = Set(workbook.rows.map(\.record.reference))
        #expect(ids.count == workbook.rows.count)
        for record in workbook.rows.map(\.record) {
            for value in record.fields.values {
                switch value {
                case .reference(let target): #expect(ids.contains(target))
                case .references(let targets): #expect(ids.isSuperset(of: targets))
                case .lots(let shares):
                    #expect(shares.allSatisfy { ids.contains(Reference(.lot, $0.lot)) })
                default: break
                }
            }
        }
    }
}
