// SPDX-License-Identifier: Apache-2.0

/// An IPv4 address and port to listen on.
public struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// The address in dotted decimal.
    public let host: String
    /// The port; 0 lets the system choose.
    public let port: UInt16

    /// This machine alone.
    public static func loopback(port: UInt16 = 0) -> ListenAddress {
        ListenAddress(host: "127.0.0.1", port: port)
    }

    private init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8080`; nil for any other form.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let port = UInt16(parts[1]), String(port) == parts[1] else {
            return nil
        }
        let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 4,
            numbers.allSatisfy({ part in UInt8(part).map { String($0) == part } ?? false })
        else { return nil }
        self.init(host: String(parts[0]), port: port)
    }

    /// Whether only this machine can reach it.
    public var isLoopback: Bool { host.hasPrefix("127.") }

    /// `127.0.0.1:8080`.
    public var description: String { "\(host):\(port)" }
}
