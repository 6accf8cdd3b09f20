// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import TraceLedger

/// What reading from a server may take, and where what was fetched is kept.
struct NetworkOptions: ParsableArguments {
    @Option(
        help: "Where fetched tiles are kept, for an address; `none` keeps nothing after the run.",
        completion: .directory)
    var cache: String?

    @Option(help: "The most MiB that are fetched in all, for an address.")
    var maxMib: Int = 16_384

    @Option(help: "The most seconds that fetching takes in all, for an address.")
    var maxSeconds: Int = 3_600

    func validate() throws {
        guard (1...1 << 30).contains(maxMib), (1...1 << 30).contains(maxSeconds) else {
            throw ValidationError("--max-mib and --max-seconds take a number from 1 to 2^30")
        }
    }

    var limits: RemoteLimits {
        var limits = RemoteLimits()
        limits.bytes = maxMib << 20
        limits.total = .seconds(maxSeconds)
        return limits
    }

    func tiles(of address: String) -> TileCache {
        if cache == "none" { return TileCache() }
        return TileCache(of: address, below: cache ?? TileCache.standardFolder)
    }
}
