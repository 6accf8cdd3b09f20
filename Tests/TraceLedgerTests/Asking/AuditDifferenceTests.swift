// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TraceLedger

@Suite struct AuditDifferenceTests {
    private func result(_ lots: String, parameters: String = "aa") throws -> AuditDigest {
        let text = """
            {"schema":"traceledger-audit/1","parameters":{"sha256":"\(parameters)"},
             "patterns":["P01"],"lots":[\(lots)]}
            """
        return try AuditDigest(json: Array(text.utf8))
    }

    private func lot(_ id: String, _ assessment: String, alert: Bool, _ findings: String) -> String
    {
        """
        {"lot":"\(id)","assessment":"\(assessment)","alert":\(alert),"findings":[\(findings)]}
        """
    }

    private let raised =
        "{\"pattern\":\"P01\",\"result\":\"raised\",\"strength\":\"strong\",\"about\":\"lot:A\"}"
    private let open = "{\"pattern\":\"P01\",\"result\":\"not-testable\",\"strength\":\"strong\"}"

    @Test func `equal results differ in nothing`() throws {
        let one = try result(lot("A", "indicator-raised", alert: true, raised))
        let difference = AuditDifference(from: one, to: one)
        #expect(difference.changes.isEmpty && difference.basis.isEmpty)
        #expect(AskingText.plain(difference) == "Nothing differs.\n")
    }

    @Test func `a new alert, a lot that came and one that went are told`() throws {
        let before = try result(
            [
                lot("A", "information-missing", alert: false, open),
                lot("G", "x", alert: true, raised),
            ]
            .joined(separator: ","))
        let after = try result(
            [lot("A", "indicator-raised", alert: true, raised), lot("N", "y", alert: false, "")]
                .joined(separator: ","), parameters: "bb")
        let difference = AuditDifference(from: before, to: after)
        #expect(difference.changes.map(\.lot) == ["A", "N", "G"])
        #expect(difference.changes.map(\.isNewAlert) == [true, false, false])
        #expect(difference.changes[0].raised == ["P01 strong about lot:A"])
        #expect(difference.changes[0].nowTestable == ["P01"])
        #expect(difference.changes[2].after == nil && difference.changes[2].isEndedAlert)
        #expect(difference.basis == ["the parameter set is another one"])
        #expect(difference.hasNewAlert)
    }

    private func finding(_ pattern: String, _ result: String, _ rest: String) -> String {
        "{\"pattern\":\"\(pattern)\",\"result\":\"\(result)\",\"strength\":\"strong\",\(rest)}"
    }

    @Test func `it says why: what is raised, what is told otherwise, what can no longer be tested`()
        throws
    {
        let before = try result(
            lot(
                "A", "no-indicator-raised", alert: false,
                finding("P15", "raised", "\"about\":\"party:X\",\"explanation\":\"It is entry 1.\"")
                    + "," + finding("P04", "not-raised", "\"missing\":[]")))
        let after = try result(
            lot(
                "A", "information-missing", alert: false,
                [
                    finding(
                        "P15", "raised", "\"about\":\"party:X\",\"explanation\":\"It is entry 2.\""),
                    finding("P01", "raised", "\"explanation\":\"Too much was made.\""),
                    finding("P04", "not-testable", "\"missing\":[\"sites.workers\"]"),
                    finding("P04", "not-testable", "\"missing\":[\"lots.pieces\"]"),
                ].joined(separator: ",")))
        let change = try #require(AuditDifference(from: before, to: after).changes.first)
        #expect(change.raised == ["P01 strong: Too much was made."])
        #expect(
            change.retold == ["P15 strong about party:X: It is entry 2. (before: It is entry 1.)"])
        #expect(change.noLongerTestable == ["P04 (lots.pieces, sites.workers)"])
        #expect(change.settled.isEmpty && change.nowTestable.isEmpty)
        let text = AskingText.plain(AuditDifference(from: before, to: after))
        #expect(text.contains("retold P15") && text.contains("open P04 (lots.pieces"))
        let back = try #require(AuditDifference(from: after, to: before).changes.first)
        #expect(back.nowTestable == ["P04"] && back.settled == ["P01 strong"])
    }

    @Test func `what rests on confidential notes is left out`() throws {
        let note = """
            {"pattern":"P24","result":"raised","strength":"moderate","about":"site:F",
             "explanation":"Confidential notes agree.","confidential":true}
            """
        let open = """
            {"pattern":"P24","result":"not-testable","strength":"moderate","confidential":true}
            """
        let before = try result(lot("A", "indicator-raised", alert: true, raised))
        for secret in [note, open] {
            let after = try result(
                lot("A", "indicator-raised", alert: true, raised + "," + secret))
            #expect(AuditDifference(from: before, to: after).changes.isEmpty)
            let ended = try result(
                lot("A", "information-missing", alert: false, raised + "," + secret))
            let text = AskingText.plain(AuditDifference(from: before, to: ended))
            #expect(text.contains("information missing") && !text.contains("P24"), "\(text)")
        }
    }

    @Test func `other signatures and another day are told`() throws {
        func digest(_ status: String, _ data: String) throws -> AuditDigest {
            let text = """
                {"schema":"traceledger-audit/1","parameters":{"sha256":"aa"},"patterns":[],"lots":[],
                 "integrity":{"status":"\(status)"},"data":[\(data)]}
                """
            return try AuditDigest(json: Array(text.utf8))
        }
        let day = "{\"code\":\"as-of\",\"records\":[],\"message\":\"By 2026-01-01, 3 of 9.\"}"
        let difference = AuditDifference(
            from: try digest("verified", day), to: try digest("unsigned", ""))
        #expect(
            difference.basis == [
                "the records were verified before and are unsigned now",
                "what counts of the records: before By 2026-01-01, 3 of 9., now all of them",
            ])
        #expect(
            AuditDifference(from: try digest("verified", day), to: try digest("verified", day))
                .basis.isEmpty)
    }

    @Test func `a list that is another one is told by day and hash, a stored one under one name`()
        throws
    {
        func digest(_ day: String, _ hash: String) throws -> AuditDigest {
            let text = """
                {"schema":"traceledger-audit/1","parameters":{"sha256":"aa"},"patterns":[],"lots":[],
                 "lists":[{"name":"ofac-\(day).csv","list":"OFAC SDN","date":"\(day)",
                 "sha256":"\(hash)"}, {"name":"add.csv"}]}
                """
            return try AuditDigest(json: Array(text.utf8))
        }
        let difference = AuditDifference(
            from: try digest("2026-10-01", "ab12"), to: try digest("2026-11-20", "cd34"))
        #expect(
            difference.basis == [
                "the list ofac-2026-11-20.csv is another one: before of 2026-10-01, SHA-256 ab12, "
                    + "now of 2026-11-20, SHA-256 cd34"
            ])
        #expect(difference.lists == ["ofac-2026-11-20.csv of 2026-11-20, SHA-256 cd34"])
        let text = AskingText.plain(difference)
        #expect(text.contains("No lot differs.") && text.contains("used last"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func `what an audit writes is what a comparison reads`() throws {
        let workbook = AskedBook.workbook()
        let records = workbook.checked()
        let written = AuditJSON.render(
            Audit().run(records, integrity: .unsigned(records: records.count)))
        let digest = try AuditDigest(json: Array(written.utf8))
        #expect(digest.lots.count == 6)
        #expect(digest.patterns == Audit.patterns)
    }

    @Test(arguments: ["", "[]", "{}", "{\"schema\":\"other\"}", "\u{0}", "{\"schema\":1}"])
    func `hostile results are refused with a sentence`(_ text: String) {
        #expect(throws: AuditDigest.Unreadable.self) {
            try AuditDigest(json: Array(text.utf8))
        }
    }
}
