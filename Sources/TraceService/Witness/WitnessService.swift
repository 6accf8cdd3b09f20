// SPDX-License-Identifier: Apache-2.0
internal import TracePrimitives
internal import TraceWitness

/// The two addresses of C2SP tlog-witness: `POST /add-checkpoint`, `GET /<origin hash>/checkpoint`.
public struct WitnessService: Sendable {
    private let witness: WitnessCommitter

    /// Serves a witness.
    public init(_ witness: WitnessCommitter) { self.witness = witness }

    /// The limits of such a server: no body is longer than a request may be.
    public static var limits: HTTPLimits {
        var limits = HTTPLimits()
        limits.body = AddCheckpoint.maximumLength
        return limits
    }

    /// Answers one request.
    public func answer(_ request: ServedRequest) async -> ServedResponse {
        if request.path == "/add-checkpoint" {
            guard request.method == "POST" else { return ServedResponse(405, "use POST") }
            do {
                let answer = try await witness.answer(request.body)
                return ServedResponse(
                    answer.status, contentType: answer.contentType, body: answer.body)
            } catch {
                return ServedResponse(500, "nothing was cosigned: \(error)")
            }
        }
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2] == "checkpoint", let hash = Digest(hex: String(parts[1]))
        else { return ServedResponse(404, "this is a witness: POST /add-checkpoint") }
        guard request.method == "GET" || request.method == "HEAD" else {
            return ServedResponse(405, "use GET")
        }
        guard let note = await witness.latest(originHash: hash) else {
            return ServedResponse(404, "nothing was cosigned for this origin")
        }
        return ServedResponse(200, caching: "max-age=5", body: note)
    }
}
