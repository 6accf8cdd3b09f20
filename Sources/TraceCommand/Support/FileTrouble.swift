// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What the operating system said of a file, in plain words.
///
/// Foundation's own descriptions often end in a number ("NSCocoaErrorDomain error 256") that helps nobody.
enum FileTrouble {
    /// The words, without a full stop.
    static func words(_ error: any Error) -> String {
        guard let code = code(error) else { return cocoa(error as NSError) }
        return switch code {
        case .ENOENT: "there is no such file or folder"
        case .EISDIR: "it is a folder, and a file is asked for"
        case .ENOTDIR: "a part of the path is a file, not a folder"
        case .EACCES, .EPERM: "this user has no right to it"
        case .EROFS: "the disk cannot be written"
        case .ENOSPC, .EDQUOT: "the disk is full"
        case .EEXIST: "something of that name is there already"
        case .ELOOP: "its links lead in a circle"
        case .ENAMETOOLONG: "the name is too long"
        case .EBADF: "it is closed"
        default: POSIXError(code).localizedDescription
        }
    }

    /// Whether the one who read from a pipe has gone away.
    static func isClosedPipe(_ error: any Error) -> Bool { code(error) == .EPIPE }

    /// The system's own number, where the error bears it.
    private static func code(_ error: any Error) -> POSIXErrorCode? {
        let outer = error as NSError
        let inner = outer.userInfo[NSUnderlyingErrorKey] as? NSError
        let system = [outer, inner].compactMap { $0 }.first { $0.domain == NSPOSIXErrorDomain }
        return system.flatMap { POSIXErrorCode(rawValue: Int32(clamping: $0.code)) }
    }

    /// The words for an error that Foundation gives without the system's own.
    private static func cocoa(_ error: NSError) -> String {
        guard error.domain == NSCocoaErrorDomain else { return error.localizedDescription }
        return switch CocoaError.Code(rawValue: error.code) {
        case .fileNoSuchFile, .fileReadNoSuchFile: "there is no such file or folder"
        case .fileReadNoPermission, .fileWriteNoPermission: "this user has no right to it"
        case .fileWriteFileExists: "something of that name is there already"
        case .fileWriteOutOfSpace: "the disk is full"
        case .fileWriteVolumeReadOnly: "the disk cannot be written"
        case .fileReadInvalidFileName, .fileWriteInvalidFileName: "no file can have that name"
        case .fileReadTooLarge: "it is too large"
        case .fileReadCorruptFile, .fileReadUnknown: "it cannot be read"
        case .fileWriteUnknown:
            "the system did not say why; look whether a folder has that name, or a part of the path "
                + "is a file"
        default: error.localizedDescription
        }
    }
}
