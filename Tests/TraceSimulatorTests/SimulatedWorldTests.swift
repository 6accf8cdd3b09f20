// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceSimulator

@Suite struct SimulatedWorldTests {
    private func bytes(_ world: SimulatedWorld) -> String {
        world.files.map { $0.name + "\n" + $0.text }.joined() + world.truthText
    }

    @Test func `one seed gives the same bytes twice, another seed others`() {
        let first = bytes(SimulatedWorld(seed: 42, lots: 60))
        #expect(bytes(SimulatedWorld(seed: 42, lots: 60)) == first)
        #expect(bytes(SimulatedWorld(seed: 43, lots: 60)) != first)
        #expect(bytes(SimulatedWorld(seed: 42, lots: 60, widening: 0.2)) != first)
    }

    @Test(arguments: [1, 2, 3, 17, 100])
    func `a world has as many finished lots as asked for`(_ lots: Int) {
        let world = SimulatedWorld(seed: 5, lots: lots)
        #expect(world.truth.count == lots)
        #expect(Set(world.truth.map(\.lot)).count == lots)
        #expect(world.truthText.split(separator: "\n").count == lots + 1)
    }

    @Test func `every family is told, each with its label`() {
        var seen: [String: Set<TrueLabel>] = [:]
        for seed in 1...40 {
            for truth in SimulatedWorld(seed: UInt64(seed), lots: 120).truth {
                seen[truth.family, default: []].insert(truth.label)
                #expect(truth.evasion.isEmpty || truth.label == .mislabelled)
                #expect(!truth.isSparse || truth.label == .honest)
            }
        }
        #expect(Set(seen.keys) == Set(SimulatedWorld.families))
        #expect(seen.values.allSatisfy { $0.count == 1 })
        #expect(Set(SimulatedWorld.families).count == SimulatedWorld.families.count)
    }

    @Test func `the truth never stands inside the workbook`() {
        let text = SimulatedWorld(seed: 9, lots: 80).files.map(\.text).joined().lowercased()
        for word in ["mislabelled", "evasive", "honest", "prison", "data-fault"] {
            #expect(!text.contains(word), "\(word) stands in a sheet")
        }
    }
}
