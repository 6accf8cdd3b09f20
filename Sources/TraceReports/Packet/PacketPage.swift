// SPDX-License-Identifier: Apache-2.0
import TracePrimitives
import TraceRisk

/// What the template of a packet reads; every name is used on one level only.
struct PacketPage {
    /// A cell of a table; a day stands on one line.
    struct Cell {
        let cellText: Shown
        let isDay: Bool

        init(_ text: String) {
            cellText = Shown(text, limit: 600)
            let days = text.split(separator: " to ").map(String.init)
            isDay = (1...2).contains(days.count) && days.allSatisfy(Self.isDay)
        }

        /// `2026-11-20` or `20 Nov 2026`.
        private static func isDay(_ text: String) -> Bool {
            let words = text.split(separator: " ")
            return CalendarDate(text) != nil
                || words.count == 3 && Int(words[0]) != nil && words[1].count == 3
                    && Int(words[2]) != nil && words[2].count == 4
        }
    }
    /// A row of a table.
    struct Row {
        let cells: [Cell]
    }
    /// A table with its caption.
    struct Table {
        let caption: Shown
        let heads: [Shown]
        let rows: [Row]
        let isEmpty: Bool

        init(_ table: EvidencePacket.Table) {
            caption = Shown(table.caption)
            heads = table.head.shown
            rows = table.rows.map { Row(cells: $0.map { Cell($0) }) }
            isEmpty = table.rows.isEmpty
        }
    }
    /// A body of law.
    struct Track {
        let trackName: Shown
        let trackTest: Shown
        let trackClock: Shown
        let trackSource: Shown
        let trackView: Shown

        init(_ track: LegalTrack) {
            trackName = Shown(track.name)
            trackTest = Shown(track.test)
            trackClock = Shown(track.clock)
            trackSource = Shown(track.source)
            trackView = Shown(
                track.isInView
                    ? "The records give a reason to look at it."
                    : "The records at hand give no reason by themselves.")
        }
    }

    /// What proves the records.
    struct ProofPart {
        let proofVerdict: [Shown]
        let trustLines: [Shown]
        let commandLines: [Shown]
    }

    let styleSheet: StyleSheet
    let styleHash: Shown
    let title: Shown
    let date: Shown
    let lead: Shown
    let isStopped: Bool
    let packetSummary: [Shown]
    let packetBasis: Shown
    let flowGraph: GraphDrawing?
    let flow: [Table]
    let parties: [Table]
    let partyNotes: [NotePart]
    let stages: [Table]
    let visits: [Table]
    let stageNotes: [NotePart]
    let voices: [NotePart]
    let materials: [Table]
    let documents: [Table]
    let verdict: [LotPage]
    let entries: [Basis.Entry]
    let hasEntries: Bool
    let integrity: IntegrityPanel
    let rests: [Table]
    let questions: [Shown]
    let hasQuestions: Bool
    let tracks: [Track]
    let proof: ProofPart?
    let unproved: Shown
    let files: [Table]
    let hasFiles: Bool
    let whatThisIs: Shown

    init(
        _ packet: EvidencePacket, options: ReportOptions, styleSheet: String, styleHash: String
    ) {
        let context = PageContext(packet.result)
        self.styleSheet = StyleSheet(text: styleSheet)
        self.styleHash = Shown(styleHash)
        title = Shown(options.title ?? "Evidence packet for lot \(packet.lot.lot)", limit: 300)
        date = Shown(options.date.map { DayWords.words($0) } ?? "")
        lead = Shown(packet.lot.headline)
        isStopped = packet.hasPossibleKoreanLink
        packetSummary = packet.summary.shown
        packetBasis = Shown(packet.basis)
        flowGraph = packet.lot.provenance.flatMap { $0.nodes.isEmpty ? nil : GraphDrawing($0) }
        flow = [Table(packet.flow)]
        parties = [Table(packet.parties)]
        let (claims, names) = (packet.result.claims, context.names)
        partyNotes = NotePart.parts(claims, [.owner, .decision], names: names)
        stages = [Table(packet.stages)]
        visits = packet.visits.filter { !$0.rows.isEmpty }.map { Table($0) }
        stageNotes = NotePart.parts(claims, [.marking, .stock, .answer], names: names)
        voices = NotePart.parts(claims, [.other], names: names)
        materials = packet.materials.map { Table($0) }
        documents = [Table(packet.documents)]
        // The drawing stands in the flow chart already.
        var lot = packet.lot
        lot.provenance = nil
        verdict = [LotPage(lot, context: context, hasIndex: false)]
        entries = Basis.entries(packet.result, context: context)
        hasEntries = !entries.isEmpty
        integrity = IntegrityPanel(packet.result)
        rests = [Table(packet.rests)]
        questions = packet.questions.shown
        hasQuestions = !packet.questions.isEmpty
        tracks = packet.tracks.map(Track.init)
        proof = packet.proof.map { proof in
            ProofPart(
                proofVerdict: proof.verdict.map { Shown($0, limit: 2_000) },
                trustLines: proof.trust.shown, commandLines: proof.commands.shown)
        }
        unproved = Shown(packet.unproved)
        files = [Table(packet.fileTable)]
        hasFiles = !packet.files.isEmpty
        whatThisIs = Shown(FixedWords.whatThisIs)
    }
}

extension EvidencePacket {
    /// The bodies of law that may apply, each by itself.
    public var tracks: [LegalTrack] {
        LegalTrack.tracks(
            hs: lot.facts.hs, hasKoreanLink: hasPossibleKoreanLink, namesXinjiang: namesXinjiang)
    }

    /// Whether a raised finding speaks of Xinjiang or of a maker on the UFLPA list; that indicator stands apart from the Korean score.
    private var namesXinjiang: Bool {
        lot.findings.contains {
            let words = ($0.name + $0.explanation).lowercased()
            return $0.result == .raised && (words.contains("xinjiang") || words.contains("uflpa"))
        }
    }
}
