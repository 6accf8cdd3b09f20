// SPDX-License-Identifier: Apache-2.0
import Testing
import TraceService

@Suite struct RequestParserTests {
    private func parse(_ text: String, limits: HTTPLimits = HTTPLimits()) throws -> ServedRequest? {
        var parser = RequestParser(limits)
        parser.append(Array(text.utf8))
        return try parser.next()
    }

    @Test func `a request arrives byte by byte, and the next one behind it`() throws {
        let text =
            "POST /a?b HTTP/1.1\r\nHost: x\r\ncontent-length:  3 \r\n\r\nabcGET / HTTP/1.0\r\n\r\n"
        var parser = RequestParser(HTTPLimits())
        var requests: [ServedRequest] = []
        for byte in text.utf8 {
            parser.append([byte])
            if let request = try parser.next() { requests.append(request) }
        }
        #expect(
            requests == [
                ServedRequest(method: "POST", path: "/a", body: Array("abc".utf8)),
                ServedRequest(method: "GET", path: "/", keepsAlive: false),
            ])
        #expect(parser.isIdle)
    }

    @Test func `a client that asks before it sends is seen`() throws {
        var parser = RequestParser(HTTPLimits())
        parser.append(
            Array("POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n".utf8))
        #expect(try parser.next() == nil)
        #expect(parser.wantsContinue)
        parser.append([0x41])
        #expect(try parser.next()?.body == [0x41])
        #expect(!parser.wantsContinue)
    }

    @Test(arguments: [
        ("two lengths", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400),
        ("length with a sign", "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n", 400),
        ("length below zero", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (
            "length beyond 64 bits",
            "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 400
        ),
        ("chunks", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        ("a length beyond the limit", "POST / HTTP/1.1\r\nContent-Length: 131073\r\n\r\n", 413),
        ("bare line feeds", "GET / HTTP/1.1\nHost: x\r\n\r\n", 400),
        ("a header without a name", "GET / HTTP/1.1\r\n: x\r\n\r\n", 400),
        ("a space before the colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
        ("a folded header", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", 400),
        ("an escape", "GET /\u{1B} HTTP/1.1\r\n\r\n", 400),
        ("an address as target", "GET http://x/ HTTP/1.1\r\n\r\n", 400),
        ("HTTP/2", "GET / HTTP/2.0\r\n\r\n", 400),
        ("two words", "GET /\r\n\r\n", 400),
    ])
    func `refused with its status`(_ name: String, _ text: String, _ status: Int) throws {
        let error = #expect(throws: RequestParser.Rejection.self) { try parse(text) }
        #expect(error?.status == status, "\(name)")
    }

    @Test func `endless headers end at the limit, with or without line ends`() throws {
        for filler in ["a", "A: b\r\n"] {
            var parser = RequestParser(HTTPLimits())
            parser.append(Array("GET / HTTP/1.1\r\n".utf8))
            var fed = 0
            var refused = false
            while fed < 100_000, !refused {
                parser.append(Array(String(repeating: filler, count: 600).utf8))
                fed += 600 * filler.utf8.count
                do { _ = try parser.next() } catch {
                    #expect(error.status == 431)
                    refused = true
                }
            }
            #expect(refused)
            #expect(fed < 24_000)
        }
    }

    @Test(arguments: ["127.0.0.1:0", "0.0.0.0:65535"])
    func `addresses`(_ text: String) { #expect(ListenAddress(text)?.description == text) }

    @Test(arguments: [
        "localhost:1", "127.0.0.1", "127.0.0.1:", "127.0.0.256:1", "127.0.0.1:070", "::1:80",
    ])
    func `no addresses`(_ text: String) { #expect(ListenAddress(text) == nil) }
}
