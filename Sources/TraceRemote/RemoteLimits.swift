// SPDX-License-Identifier: Apache-2.0

/// What reading from a server may take: whatever it sends, no more than this is taken over.
public struct RemoteLimits: Sendable, Hashable {
    /// How long one file may take, redirects included.
    public var file = Duration.seconds(60)
    /// How long a server may be silent within a file, to the second.
    public var silence = Duration.seconds(15)
    /// How long everything together may take.
    public var total = Duration.seconds(3_600)
    /// The most bytes of files in all.
    public var bytes = 16 << 30
    /// The most entries that a checkpoint may state before anything else is fetched.
    public var entries: UInt64 = 1 << 27
    /// How often a file is asked for that a server did not give.
    public var attempts = 3
    /// The wait before the second attempt; it doubles with each further one.
    public var backoff = Duration.milliseconds(300)
    /// The most redirects of one file.
    public var redirects = 5

    /// The standard limits.
    public init() {}
}
