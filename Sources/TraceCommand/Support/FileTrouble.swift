// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What the operating system said of a file, in plain words.
///
/// Foundation's own descriptions often end in a number ("NSCocoaErrorDomain error 256") that helps nobody.
enum FileTrouble {
    /// The words, without a full stop.
    static func words(_ error: any Error) -> String {
        let outer = error as NSError
        let inner = outer.userInfo[NSUnderlyingErrorKey] as? NSError
        let system = [outer, inner].compactMap { $0 }.first { $0.domain == NSPOSIXErrorDomain }
        guard let system, let code = POSIXErrorCode(rawValue: Int32(clamping: system.code)) else {
            return outer.localizedDescription
        }
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
        default: POSIXError(code).localizedDescription
        }
    }
}
