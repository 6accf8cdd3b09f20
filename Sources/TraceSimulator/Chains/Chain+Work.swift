// SPDX-License-Identifier: Apache-2.0

extension Chain {
    /// One processing row.
    struct Job {
        var name: String
        var kind = "transform"
        var site: String
        var steps: String
        var inputs: String
        var outputs: String
        var from: Day
        var to: Day
        var pieces: Int?
        /// Hours of the whole job, where they are written down.
        var hours: Double?
        var scrap: Int?
        /// People that the row names; without one, what the hours ask for.
        var workers: Int?
        var hasPapers = true
        var cells: Book.Row = [:]
    }

    /// Adds a processing row; its site is asked for the hands that the hours need.
    @discardableResult
    func work(_ job: Job) -> String {
        let site = scene.book.row(.sites, job.site)
        let id = "W-\(tag)-\(job.name)"
        let days = Double(max(job.to.number - job.from.number, 1))
        let long = Double(site["hours_per_day"] ?? "10") ?? 10
        let hands = (job.hours ?? 0) / days / long
        if job.kind == "transform", job.hours != nil { scene.ask(hands, at: job.site) }
        let workers =
            job.workers ?? job.hours.map { _ in Int(hands * scene.draw.between(1, 1.15)) + 1 }
        let who = site["operator"] ?? ""
        var row: Book.Row = [
            "processing": id, "kind": job.kind, "site": job.site, "operator": who,
            "started": job.from.text, "finished": job.to.text, "steps": job.steps,
            "inputs": job.inputs, "outputs": job.outputs,
            "workers": workers.map(String.init) ?? "",
            "worker_hours": job.hours.map { "\(Int($0))" } ?? "",
            "scrap_kg": job.scrap.map(Quantity.kg) ?? "", "according_to": who,
            "basis": "supplier_statement",
        ]
        if job.kind == "transform" { row["packaging_kg"] = "0" }
        if job.hasPapers {
            row["document"] = paper(
                "production_record", who, job.to, id, pieces: job.pieces, workers: workers)
            row["basis"] = "document"
        }
        scene.book.add(.processing, row.merging(job.cells) { _, new in new })
        return id
    }

    /// How the making is written down.
    struct Making {
        var raw: String?
        var need: Int?
        var output: String?
        /// Whether hours and workers follow from the work, as they truly do.
        var isTrue = true
        var workers: Int?
        var hasPapers = true
    }

    /// The step that makes the goods, split over sites by shares.
    func transform(_ shares: [(site: String, share: Double)], _ making: Making = Making()) {
        let need = making.need ?? self.need
        var (left, leftRaw) = (pieces, need)
        for (place, part) in shares.enumerated() {
            let isLast = place == shares.count - 1
            let count = isLast ? left : Int(Double(pieces) * part.share)
            let used = isLast ? leftRaw : Int(Double(need) * part.share)
            (left, leftRaw) = (left - count, leftRaw - used)
            let kept = count * (each - cap)
            work(
                Job(
                    name: shares.count == 1 ? "make" : "make\(place + 1)", site: part.site,
                    steps: goods.steps, inputs: Quantity.link(making.raw ?? raw, grams: used),
                    outputs: Quantity.link(making.output ?? lot, count, grams: count * each),
                    from: start, to: end, pieces: count,
                    hours: making.isTrue ? Double(count) * hours : nil,
                    scrap: max(used - kept, 0) * 9 / 10, workers: making.workers,
                    hasPapers: making.hasPapers))
        }
    }

    /// Washing, styling, labels and packing; with a half-made lot it makes the finished one of it.
    func finish(at site: String, of source: String? = nil, on day: Day? = nil) {
        let day = day ?? end + 1
        work(
            Job(
                name: "finish", kind: "finish", site: site, steps: goods.finish,
                inputs: Quantity.link(source ?? lot, pieces, grams: source == nil ? nil : mass),
                outputs: Quantity.link(lot, pieces, grams: source == nil ? nil : mass),
                from: day, to: day + 4, pieces: pieces,
                hours: Double(pieces) * (goods.isPair ? 0.002 : 0.05)))
    }

    /// A document that counts the people of a site.
    func count(_ workers: Int, at site: String, on day: Day, _ kind: String) {
        let who = scene.book.row(.sites, site)["operator"] ?? ""
        let proof = paper(kind, who, day, site, workers: workers)
        scene.book.add(
            .headcounts,
            ["site": site, "as_of": day.text, "workers": "\(workers)", "document": proof])
    }
}
