// SPDX-License-Identifier: Apache-2.0
public import TraceRemote
public import TraceStorage

/// A log wherever it lies: in a folder, or behind an HTTP server.
public enum LedgerSource: LogSource {
    /// A folder of this machine.
    case folder(FolderLogSource)
    /// A server's files, as of one checkpoint.
    case remote(RemoteLogSource)

    /// The bytes under a path.
    public func bytes(_ path: String, limit: Int) throws(StoreError) -> [UInt8]? {
        switch self {
        case .folder(let source): try source.bytes(path, limit: limit)
        case .remote(let source): try source.bytes(path, limit: limit)
        }
    }

    /// Every file; of a server, those that its checkpoint asks for.
    public func list() throws(StoreError) -> [LogFile] {
        switch self {
        case .folder(let source): try source.list()
        case .remote(let source): try source.list()
        }
    }

    /// The full path or address.
    public func location(of path: String) -> String {
        switch self {
        case .folder(let source): source.location(of: path)
        case .remote(let source): source.location(of: path)
        }
    }
}
