// SPDX-License-Identifier: Apache-2.0

/// What one client may take of a server: bytes, time and connections.
public struct HTTPLimits: Sendable, Hashable {
    /// The most bytes of a request line with its headers.
    public var head = 16_384
    /// The most bytes of a request's body.
    public var body = 131_072
    /// The most connections at once; further ones are told 503 and closed.
    public var connections = 256
    /// How long a connection may wait between two requests.
    public var idle = Duration.seconds(15)
    /// How long a request may take from its first byte to the last byte of its answer.
    public var request = Duration.seconds(10)

    /// The standard limits.
    public init() {}
}
