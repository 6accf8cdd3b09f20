// SPDX-License-Identifier: Apache-2.0
internal import CCurl

/// libcurl, initialised once for the process.
enum Curl {
    /// Whether it is ready; it fails only where memory or TLS is missing.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}

/// One of libcurl's easy handles: a request at a time, over connections that it keeps.
///
/// Whoever holds it uses it alone; it may pass from thread to thread between requests.
@safe
final class CurlHandle: @unchecked Sendable {
    /// What libcurl says when an option or a transfer fails.
    private struct Failure: Error {
        let code: CURLcode
    }

    private let handle: UnsafeMutableRawPointer

    init?() {
        guard Curl.isReady, let handle = unsafe curl_easy_init() else { return nil }
        unsafe self.handle = handle
    }

    deinit { unsafe ccurl_cleanup(handle) }

    /// Sends a request and waits for its end, which comes within the request's limits.
    func perform(_ request: TransferRequest) -> TransferResult {
        let transfer = Transfer(request)
        let listener = unsafe CurlListener(transfer, handle: handle)
        var lines = unsafe UnsafeMutablePointer<curl_slist>?.none
        defer { unsafe curl_slist_free_all(lines) }
        var end: TransferResult.End?
        do throws(Failure) {
            unsafe curl_easy_reset(handle)
            try setRules()
            try set(request)
            if let body = request.body { unsafe try set(body: body, &lines) }
            try listen(listener)
            try check(withExtendedLifetime(listener) { unsafe ccurl_perform(handle) })
        } catch { end = Self.end(error.code) }
        let status = unsafe ccurl_get_long(handle, CURLINFO_RESPONSE_CODE)
        let isRedirect = [301, 302, 303, 307, 308].contains(status)
        transfer.finish(
            status: status, contentType: text(CURLINFO_CONTENT_TYPE) ?? "",
            location: isRedirect ? text(CURLINFO_REDIRECT_URL) : nil, end: end)
        return transfer.result
    }

    /// What holds for every request: the web only, nothing of the environment, nothing remembered.
    private func setRules() throws(Failure) {
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try set(CURLOPT_HTTP_CONTENT_DECODING, 0)
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_MAXCONNECTS, 4)
        try set(CURLOPT_PROXY, "")
        try set(CURLOPT_USERAGENT, "traceledger/0.1")
        try check(unsafe ccurl_set_web_only(handle))
        try check(unsafe ccurl_set_quick_exit(handle))
    }

    private func set(_ request: TransferRequest) throws(Failure) {
        // A C string would end there, and name another address.
        guard !request.address.utf8.contains(0) else { throw Failure(code: CURLE_URL_MALFORMAT) }
        let time = Self.milliseconds(request.time)
        try set(CURLOPT_URL, request.address)
        try set(CURLOPT_TIMEOUT_MS, time)
        try set(CURLOPT_CONNECTTIMEOUT_MS, min(time, Self.milliseconds(request.silence)))
    }

    private func set(
        body: [UInt8], _ lines: inout UnsafeMutablePointer<curl_slist>?
    ) throws(Failure) {
        // A connection that was kept may be dead, and libcurl would send again on a new one.
        try set(CURLOPT_FRESH_CONNECT, 1)
        for line in ["Content-Type: text/plain; charset=utf-8", "Expect:"] {
            unsafe lines = curl_slist_append(lines, line)
        }
        try check(unsafe ccurl_set_pointer(handle, CURLOPT_HTTPHEADER, lines))
        try set(CURLOPT_POSTFIELDSIZE, body.count)
        // It copies as many bytes as were said before.
        try check(
            unsafe ccurl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, body.isEmpty ? [0] : body))
    }

    /// Has the listener told of header lines, of the body and of time that passes.
    private func listen(_ listener: CurlListener) throws(Failure) {
        let context = unsafe Unmanaged.passUnretained(listener).toOpaque()
        try check(
            unsafe ccurl_set_receiver(handle, CURLOPT_HEADERFUNCTION, CurlListener.takeHeader))
        try check(unsafe ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context))
        try check(unsafe ccurl_set_receiver(handle, CURLOPT_WRITEFUNCTION, CurlListener.takeBody))
        try check(unsafe ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context))
        try check(unsafe ccurl_set_progress(handle, CurlListener.passTime))
        try check(unsafe ccurl_set_pointer(handle, CURLOPT_XFERINFODATA, context))
        try set(CURLOPT_NOPROGRESS, 0)
    }

    private func set(_ option: CURLoption, _ value: Int) throws(Failure) {
        try check(unsafe ccurl_set_long(handle, option, value))
    }

    private func set(_ option: CURLoption, _ value: String) throws(Failure) {
        try check(unsafe ccurl_set_text(handle, option, value))
    }

    private func check(_ code: CURLcode) throws(Failure) {
        guard code == CURLE_OK else { throw Failure(code: code) }
    }

    private func text(_ info: CURLINFO) -> String? {
        guard let text = unsafe ccurl_get_text(handle, info) else { return nil }
        return unsafe String(cString: text)
    }

    private static func end(_ code: CURLcode) -> TransferResult.End {
        switch code {
        case CURLE_OPERATION_TIMEDOUT: .late
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .badAddress
        default: .failed(unsafe String(cString: curl_easy_strerror(code)))
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        Int(min(max(duration / .milliseconds(1), 1), 1e9))
    }
}
