// SPDX-License-Identifier: Apache-2.0
import Foundation

// Fuzz entry points for every decoder of outside bytes.
//
//     TraceFuzz mutate DECODER|all COUNT     a repeatable run of COUNT changed inputs
//     TraceFuzz run DECODER FILE...          the inputs in files, such as a finding
//     TraceFuzz seeds DECODER FOLDER         writes the inputs to begin with
//     TraceFuzz fuzz DECODER [libFuzzer...]  only when built by Scripts/fuzz
//
// A trap, or an input that is accepted and not written back alike, ends the process.

let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
var arguments = Array(CommandLine.arguments.dropFirst())

func usage() -> Never {
    let names = Decoder.all.map(\.name).joined(separator: " ")
    print("usage: TraceFuzz mutate|run|seeds|fuzz DECODER ...\ndecoders: \(names)")
    exit(2)
}

guard arguments.count >= 2 else { usage() }
let job = arguments.removeFirst()
let wanted = arguments.removeFirst()
let decoders = Decoder.all.filter { wanted == "all" || $0.name == wanted }
if decoders.isEmpty { usage() }

switch job {
case "mutate":
    let count = arguments.first.flatMap { Int($0) } ?? 1_000
    let seeds = Seeds(package: package)
    for decoder in decoders {
        let inputs = seeds.inputs(for: decoder.name)
        var mutator = Mutator()
        let taken = inputs.count { decoder.accepts($0) }
        var accepted = 0
        for _ in 0..<count where decoder.accepts(mutator.input(from: inputs)) { accepted += 1 }
        let name = decoder.name.padding(toLength: 11, withPad: " ", startingAt: 0)
        print(
            "\(name) \(inputs.count) seeds, \(taken) accepted; \(count) changed, \(accepted) accepted"
        )
        if inputs.isEmpty || taken == 0 {
            print("no seed of \(decoder.name) is accepted: its test shows nothing")
            exit(1)
        }
    }
case "run":
    for path in arguments {
        guard let data = FileManager.default.contents(atPath: path) else { usage() }
        for decoder in decoders { print(path, decoder.name, decoder.accepts([UInt8](data))) }
    }
case "seeds":
    guard let path = arguments.first else { usage() }
    let folder = URL(fileURLWithPath: path)
    for (number, bytes) in Seeds(package: package).inputs(for: wanted).enumerated() {
        try Data(bytes).write(to: folder.appendingPathComponent("seed-\(number)"))
    }
case "fuzz":
    LibFuzzer.run(decoders[0], arguments)
default:
    usage()
}
JournalFolder.remove()
