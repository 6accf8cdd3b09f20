// SPDX-License-Identifier: Apache-2.0
import TraceRecords

extension WorkbookReading {
    /// One thing comes out of another, as a row says it.
    private struct Step {
        let from: String
        let to: String
        let place: Place
        let column: String
    }

    /// Finds lots that would be made of themselves, and claims that relay themselves.
    mutating func findCycles() {
        breakCycles(
            lotSteps(), of: "lots",
            remedy: "Give the goods a new lot id where they became something else; finish, "
                + "relabel and repack may keep theirs")
        breakCycles(
            steps(.claim, "derived_from"), of: "claims",
            remedy: "Leave derived_from blank at the claim that came first")
        for cycle in cycles(steps(.party, "parent")) {
            guard let step = cycle.steps.first else { continue }
            remark(
                step.place, step.column,
                CellFault(
                    .cycle, found: "owners in a circle: \(cycle.path)",
                    expected: "an owner that is not owned in turn",
                    remedy: "Check it; it was read as it stands"))
        }
    }

    private mutating func breakCycles(_ steps: [Step], of what: String, remedy: String) {
        for cycle in cycles(steps) {
            guard let first = cycle.steps.first else { continue }
            let rows = cycle.steps.map(\.place).map(label).joined(separator: ", ")
            drop(
                first.place, first.column,
                CellFault(
                    .cycle, found: "a cycle of \(what), \(cycle.path) (\(rows))",
                    expected: "goods and claims that come from earlier ones", remedy: remedy))
            for step in cycle.members where !drafts[step.place.sheet].rows[step.place.row].isDropped
            {
                drafts[step.place.sheet].rows[step.place.row].isDropped = true
                dropped.append(
                    note(
                        CellFault(
                            .referenceDropped, found: "a part of the cycle \(cycle.path)",
                            expected: "no cycle", remedy: "Repair \(label(first.place)) first"),
                        step.place, step.column))
            }
        }
    }

    private func label(_ place: Place) -> String {
        let draft = drafts[place.sheet]
        return "\(draft.sheet.name).csv#\(draft.rows[place.row].record.id)"
    }

    // MARK: Steps

    private func steps(_ kind: RecordKind, _ field: String) -> [Step] {
        rows(of: kind).compactMap { place, record in
            record.reference(field).map {
                Step(from: $0, to: record.id, place: place, column: field)
            }
        }
    }

    private func rows(of kind: RecordKind) -> [(Place, Record)] {
        guard let sheet = drafts.firstIndex(where: { $0.sheet.schema.kind == kind }) else {
            return []
        }
        return drafts[sheet].rows.enumerated().compactMap { index, row in
            row.record.id.isEmpty ? nil : (Place(sheet: sheet, row: index), row.record)
        }
    }

    /// Inputs to outputs of processing, and what lots are made from.
    private mutating func lotSteps() -> [Step] {
        var steps: [Step] = []
        for (place, record) in rows(of: .lot) {
            for share in record.lots("made_from") {
                steps.append(
                    Step(from: share.lot, to: record.id, place: place, column: "made_from"))
            }
        }
        for (place, record) in rows(of: .processing) {
            let inputs = record.lots("inputs").map(\.lot)
            let outputs = record.lots("outputs").map(\.lot)
            let both = Set(inputs).intersection(outputs)
            if record.text("type") == "transform", let lot = inputs.first(where: both.contains) {
                refuseTransform(place, lot)
                continue
            }
            // A finish, relabel or repack that keeps a lot id is no cycle.
            for input in inputs {
                for output in outputs where !(both.contains(input) && both.contains(output)) {
                    steps.append(Step(from: input, to: output, place: place, column: "outputs"))
                }
            }
        }
        return steps
    }

    private mutating func refuseTransform(_ place: Place, _ lot: String) {
        drop(
            place, "outputs",
            CellFault(
                .cycle, found: "lot \(WorkbookNote.quoted(lot)) as input and output of a transform",
                expected: "a transform whose outputs are new lots",
                remedy: "Give the output its own lot id, or write finish, relabel or repack as kind"
            ))
    }

    // MARK: Cycles

    private struct Cycle {
        /// The ids along it, from the first back to the first.
        let path: String
        /// The steps along it.
        let steps: [Step]
        /// Every step among the ids that reach one another.
        let members: [Step]
    }

    private func cycles(_ steps: [Step]) -> [Cycle] {
        var numbers: [String: Int] = [:]
        var names: [String] = []
        for step in steps {
            for name in [step.from, step.to] where numbers[name] == nil {
                numbers[name] = names.count
                names.append(name)
            }
        }
        let edges = steps.map { (numbers[$0.from] ?? 0, numbers[$0.to] ?? 0) }
        return CycleFinder(nodes: names.count, edges: edges).cycles().map { found in
            let path = found.cycle.map { names[edges[$0].0] }
            let shown = path.prefix(12) + (path.count > 12 ? ["…"] : []) + path.prefix(1)
            return Cycle(
                path: shown.joined(separator: " → "), steps: found.cycle.map { steps[$0] },
                members: found.members.map { steps[$0] })
        }
    }
}
