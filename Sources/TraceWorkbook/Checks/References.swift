// SPDX-License-Identifier: Apache-2.0
import TraceRecords

/// What a row says about another row.
private struct Mention {
    let column: String
    let kind: RecordKind
    let id: String
}

/// What became of an id that a row names.
private enum Target {
    case row(WorkbookReading.Place)
    /// It may stand in the part of a sheet that could not be read.
    case unread(Sheet)
    case nowhere
}

extension WorkbookReading {
    /// Looks every id up that a row names; each problem is put at the cell that names it.
    mutating func resolveReferences() {
        for sheet in drafts.indices {
            for row in drafts[sheet].rows.indices where !drafts[sheet].rows[row].record.id.isEmpty {
                let place = Place(sheet: sheet, row: row)
                resolveLoose(place)
                for mention in mentions(place) { check(mention, place) }
                limitLots(place)
            }
        }
    }

    /// Leaves out, with a note, each row that names a row that was left out.
    mutating func dropDependents() {
        var waiting: [Place: [(Place, Mention)]] = [:]
        var queue: [Place] = []
        for sheet in drafts.indices {
            for row in drafts[sheet].rows.indices {
                let place = Place(sheet: sheet, row: row)
                if drafts[sheet].rows[row].isDropped { queue.append(place) }
            }
        }
        guard !queue.isEmpty else { return }
        for sheet in drafts.indices {
            for row in drafts[sheet].rows.indices where !drafts[sheet].rows[row].isDropped {
                let place = Place(sheet: sheet, row: row)
                for mention in mentions(place) {
                    guard let target = places[mention.kind]?[mention.id] else { continue }
                    waiting[target, default: []].append((place, mention))
                }
            }
        }
        while let gone = queue.popLast() {
            for (place, mention) in waiting[gone] ?? []
            where !drafts[place.sheet].rows[place.row].isDropped {
                let file = drafts[gone.sheet].log.file
                leaveOut(place, mention, "a row of \(file) that was left out")
                queue.append(place)
            }
        }
    }

    /// Everything a row names with its kind.
    private func mentions(_ place: Place) -> [Mention] {
        let draft = drafts[place.sheet]
        let record = draft.rows[place.row].record
        var mentions: [Mention] = []
        for field in draft.sheet.schema.fields {
            let column = field.column ?? field.name
            switch record.fields[field.name] {
            case .reference(let target)?:
                mentions.append(Mention(column: column, kind: target.kind, id: target.id))
            case .references(let targets)?:
                mentions += targets.map { Mention(column: column, kind: $0.kind, id: $0.id) }
            case .lots(let shares)?:
                mentions += shares.map { Mention(column: column, kind: .lot, id: $0.lot) }
            default: continue
            }
        }
        if let party = record.accordingTo {
            mentions.append(Mention(column: "according_to", kind: .party, id: party))
        }
        if let document = record.document {
            mentions.append(Mention(column: "document", kind: .document, id: document))
        }
        return mentions
    }

    private func target(_ kind: RecordKind, _ id: String) -> Target {
        if let place = places[kind]?[id] { return .row(place) }
        guard let sheet = Sheet.of(kind) else { return .nowhere }
        return isUnread(sheet) ? .unread(sheet) : .nowhere
    }

    /// Whether rows of a sheet may exist that were not read.
    private func isUnread(_ sheet: Sheet) -> Bool {
        guard let draft = drafts.first(where: { $0.sheet.name == sheet.name }) else {
            return Sheet.required.contains(sheet.name)
        }
        return draft.isTorn
    }

    private mutating func check(_ mention: Mention, _ place: Place) {
        switch target(mention.kind, mention.id) {
        case .row: return
        case .unread(let sheet):
            leaveOut(place, mention, "an id that no readable row of \(sheet.name).csv has")
        case .nowhere:
            let file = Sheet.of(mention.kind).map { "\($0.name).csv" } ?? "a sheet"
            drop(
                place, mention.column,
                CellFault(
                    .referenceDangling, cell: mention.id, expected: "an id that stands in \(file)",
                    remedy: suggestion(mention) ?? "Add the row to \(file), or correct the id"))
        }
    }

    private func suggestion(_ mention: Mention) -> String? {
        let others = places.filter { $0.value[mention.id] != nil }.keys
        let elsewhere = others.compactMap { Sheet.of($0)?.name }.sorted()
        guard let sheet = elsewhere.first else { return nil }
        return "It stands in \(sheet).csv, which this column does not mean: correct the id"
    }

    private mutating func leaveOut(_ place: Place, _ mention: Mention, _ what: String) {
        guard !drafts[place.sheet].rows[place.row].isDropped else { return }
        drafts[place.sheet].rows[place.row].isDropped = true
        dropped.append(
            note(
                CellFault(
                    .referenceDropped, found: "\(WorkbookNote.quoted(mention.id)), \(what)",
                    expected: "a valid row", remedy: "Repair that row first"),
                place, mention.column))
    }

    private mutating func limitLots(_ place: Place) {
        let lots = mentions(place).filter { $0.kind == .lot }
        let distinct = Set(lots.map(\.id)).count
        guard distinct > LotsCell.most, let column = lots.last?.column else { return }
        drop(
            place, column,
            CellFault(
                .lotsTooMany, found: "\(distinct) lots in one row",
                expected: "at most \(LotsCell.most)", remedy: "Split the row into several"))
    }

    // MARK: Columns whose ids may stand in any sheet

    /// Resolves the texts that stand for references: `sheet#id`, or an id that one sheet alone has.
    private mutating func resolveLoose(_ place: Place) {
        for field in drafts[place.sheet].sheet.schema.fields where field.type == .references {
            let record = drafts[place.sheet].rows[place.row].record
            guard case .texts(let items)? = record.fields[field.name] else { continue }
            var references: [Reference] = []
            for item in items {
                do throws(CellFault) {
                    references.append(try loose(item))
                } catch  where error.code == .referenceDropped {
                    let mention = Mention(
                        column: field.column ?? field.name, kind: .lot, id: item)
                    leaveOut(place, mention, "an id that no readable row has")
                } catch {
                    drop(place, field.column ?? field.name, error)
                }
            }
            drafts[place.sheet].rows[place.row].record.fields[field.name] = .references(references)
        }
    }

    private func loose(_ item: String) throws(CellFault) -> Reference {
        if let mark = item.firstIndex(of: "#") {
            let name = WorkbookReading.sheetName(String(item[..<mark]))
            guard let sheet = Sheet.named(name) else {
                throw CellFault(
                    .referenceForm, cell: item,
                    expected: "sheet#id, the sheet one of "
                        + Sheet.all.map(\.name).joined(separator: ", "),
                    remedy: "For example lots#L-7")
            }
            return Reference(sheet.schema.kind, String(item[item.index(after: mark)...]))
        }
        let kinds = Sheet.all.map(\.schema.kind).filter { places[$0]?[item] != nil }
        if kinds.count == 1, let kind = kinds.first { return Reference(kind, item) }
        let names = kinds.compactMap { Sheet.of($0)?.name }
        if let first = names.first {
            throw CellFault(
                .referenceAmbiguous, cell: item,
                expected: "sheet#id, for the id stands in " + names.joined(separator: ", "),
                remedy: "Write \(first)#\(item) if that is meant")
        }
        throw CellFault(
            Sheet.all.contains(where: isUnread) ? .referenceDropped : .referenceDangling,
            cell: item, expected: "an id that stands in one of the sheets",
            remedy: "Add the row, or correct the id")
    }
}
