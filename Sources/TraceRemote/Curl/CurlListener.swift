// SPDX-License-Identifier: Apache-2.0
internal import CCurl

/// What libcurl calls while a transfer runs, in the thread that waits for it.
@safe
final class CurlListener {
    private let transfer: Transfer
    private let handle: UnsafeMutableRawPointer

    init(_ transfer: Transfer, handle: UnsafeMutableRawPointer) {
        self.transfer = transfer
        unsafe self.handle = handle
    }

    /// A header line; anything but the number of its bytes ends the transfer.
    static let takeHeader: curl_write_callback = { _, size, count, context in
        guard let listener = unsafe listener(context) else { return 0 }
        return listener.transfer.takeHeader(size * count) ? size * count : 0
    }

    /// A part of the body; anything but the number of its bytes ends the transfer.
    static let takeBody: curl_write_callback = { bytes, size, count, context in
        guard let listener = unsafe listener(context), let bytes = unsafe bytes else { return 0 }
        let part = unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: size * count))
        let isTaken = unsafe listener.transfer.take(
            part, status: ccurl_get_long(listener.handle, CURLINFO_RESPONSE_CODE),
            length: ccurl_get_length(listener.handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T))
        return isTaken ? part.count : 0
    }

    /// Called once a second at least; anything but zero ends the transfer.
    static let passTime: curl_xferinfo_callback = { context, _, _, _, _ in
        guard let listener = unsafe listener(context) else { return 1 }
        return listener.transfer.hasFallenSilent() ? 1 : 0
    }

    private static func listener(_ context: UnsafeMutableRawPointer?) -> CurlListener? {
        guard let context = unsafe context else { return nil }
        return unsafe Unmanaged<CurlListener>.fromOpaque(context).takeUnretainedValue()
    }
}
