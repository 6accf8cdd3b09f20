// SPDX-License-Identifier: Apache-2.0
import TracePrimitives

/// Finds out whether bytes are UTF-8 text and, when they are not, what they seem to be.
enum TextEncoding {
    /// Why bytes are no UTF-8 text.
    struct Fault {
        let code: WorkbookCode
        let line: Int?
        let position: Int?
        let found: String
        let remedy: String
    }

    /// The offset behind a byte-order mark.
    static func start(of bytes: [UInt8]) -> Int {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// What is wrong with the bytes as UTF-8 text; `nil` when nothing is.
    static func fault(of bytes: [UInt8]) -> Fault? {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
            || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
        {
            return Fault(
                code: .notCSV, line: nil, position: nil,
                found: "a spreadsheet file with another name",
                remedy: "Open it and save each sheet as \"CSV UTF-8 (comma delimited)\"")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return fault(at: 0, in: bytes, "the byte-order mark of UTF-16", iconv: "UTF-16")
        }
        if let zero = bytes.firstIndex(of: 0) {
            return fault(
                at: zero, in: bytes, "a zero byte, as in UTF-16 or binary files", iconv: "UTF-16")
        }
        guard !UTF8Text.isValid(bytes, 0..<bytes.count) else { return nil }
        let offset = firstInvalid(bytes)
        let byte = "byte 0x" + Hex.encode([bytes[offset]]).uppercased()
        if looksLikeGB18030(bytes) {
            return fault(
                at: offset, in: bytes, "\(byte); the file looks like GB18030 (Chinese Windows)",
                iconv: "GB18030")
        }
        return fault(
            at: offset, in: bytes,
            "\(byte); the file may be Latin-1 (Windows-1252), or GB18030 if it holds Chinese",
            iconv: "WINDOWS-1252")
    }

    private static func fault(
        at offset: Int, in bytes: [UInt8], _ found: String, iconv name: String
    ) -> Fault {
        let before = bytes[..<offset]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? start(of: bytes)
        return Fault(
            code: .notUTF8, line: 1 + before.count { $0 == 0x0A },
            position: 1 + bytes[min(lineStart, offset)..<offset].count { $0 & 0xC0 != 0x80 },
            found: "\(found), at byte offset \(offset)",
            remedy: "Save as \"CSV UTF-8 (comma delimited)\", or convert with "
                + "iconv -f \(name) -t UTF-8")
    }

    /// The first byte that no UTF-8 text has there.
    private static func firstInvalid(_ bytes: [UInt8]) -> Int {
        var start = 0
        while start < bytes.count {
            let length = min(sequenceLength(bytes[start]), bytes.count - start)
            guard UTF8Text.isValid(bytes, start..<(start + length)) else { return start }
            start += length
        }
        return max(bytes.count - 1, 0)
    }

    private static func sequenceLength(_ first: UInt8) -> Int {
        first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    }

    /// Whether all high bytes pair up as in GB18030, most of them as common characters do.
    private static func looksLikeGB18030(_ bytes: [UInt8]) -> Bool {
        var common = 0
        var rare = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            guard (0x81...0xFE).contains(bytes[index]), index + 1 < bytes.count else {
                return false
            }
            let second = bytes[index + 1]
            if (0x30...0x39).contains(second) {
                index += 4
                rare += 1
            } else {
                guard (0x40...0xFE).contains(second), second != 0x7F else { return false }
                if bytes[index] >= 0xA1, second >= 0xA1 { common += 1 } else { rare += 1 }
                index += 2
            }
        }
        return common > rare
    }
}
