// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TracePrimitives

@testable import TraceScreening

@Suite("Stored lists")
final class ListStoreTests {
    let folder = NSTemporaryDirectory() + "stored-lists-\(UUID().uuidString)"

    init() throws {
        try FileManager.default.createDirectory(
            atPath: folder + "/in", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func file(_ text: String, _ name: String = "list") throws -> String {
        let path = folder + "/in/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private var lists: String { folder + "/lists" }

    @Test func `a list is stored under kind, date and digest, once`() throws {
        let path = try file(InventedFiles.un)
        let added = try ListStore.add(path, to: lists)
        #expect(added.dateBasis == .published)
        #expect(added.list.fileName.hasPrefix("un-sc_2026-02-27_"))
        #expect(added.digest.hex.hasPrefix(added.list.digestStart))
        #expect(try ListStore.add(path, to: lists).wasThere)
        let read = try ListFolder.read(lists)
        #expect(read.entries.count == 1)
        #expect(read.files.last?.date == CalendarDate(year: 2026, month: 2, day: 27))
        #expect(read.files.last?.digest == added.digest)
    }

    @Test func `the newest of each kind is read, or the newest by a day`() throws {
        let old = try file(InventedFiles.uflpa, "old.tsv")
        let new = try file(
            InventedFiles.uflpa + "Third Example Works\tJuly 1, 2024\n", "new.tsv")
        _ = try ListStore.add(old, to: lists, date: CalendarDate(year: 2022, month: 7, day: 1))
        _ = try ListStore.add(new, to: lists, date: CalendarDate(year: 2024, month: 7, day: 1))
        #expect(try ListFolder.read(lists).entries.count == 3)
        let then = CalendarDate(year: 2023, month: 1, day: 1)
        #expect(try ListFolder.read(lists, asOf: then).entries.count == 2)
        let before = try ListFolder.read(lists, asOf: CalendarDate(year: 2020, month: 1, day: 1))
        #expect(before.entries.isEmpty)
        #expect(before.remarks.map(\.code) == ["unused"])
    }

    @Test func `stored bytes that were changed are refused`() throws {
        let added = try ListStore.add(try file(InventedFiles.un), to: lists)
        let path = lists + "/" + added.list.fileName
        try Data(InventedFiles.un.replacing("BGC", with: "BGD").utf8).write(
            to: URL(fileURLWithPath: path))
        let error = #expect(throws: ScreeningError.self) { try ListFolder.read(self.lists) }
        #expect(error?.code == .changed)
        #expect(error?.file == added.list.fileName)
    }

    @Test func `a list cut between two rows is seen by the one before it`() throws {
        var rows = "Name of Entity,Effective Date\n"
        for number in 1...20 { rows += "Example Works \(number),2022-06-21\n" }
        let day = CalendarDate(year: 2024, month: 1, day: 1)
        _ = try ListStore.add(try file(rows), to: lists, date: day)
        let cut = rows.split(separator: "\n").prefix(11).joined(separator: "\n") + "\n"
        let later = CalendarDate(year: 2024, month: 2, day: 1)
        let error = #expect(throws: ScreeningError.self) {
            try ListStore.add(try self.file(cut), to: self.lists, date: later)
        }
        #expect(error?.code == .shrunken)
        #expect(
            try ListStore.add(try file(cut), to: lists, date: later, acceptsSmaller: true).entries
                == 10)
    }

    @Test func `a date that contradicts the list's own is refused`() throws {
        let path = try file(InventedFiles.un)
        let error = #expect(throws: ScreeningError.self) {
            try ListStore.add(
                path, to: self.lists, date: CalendarDate(year: 2020, month: 1, day: 1))
        }
        #expect(error?.code == .date)
        #expect(!FileManager.default.fileExists(atPath: lists))
    }

    @Test func `a file of a folder that is no list is reported, two of one kind are refused`()
        throws
    {
        try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: folder + "/in/notes.csv"))
        _ = try file(InventedFiles.un, "un.xml")
        let read = try ListFolder.read(folder + "/in")
        #expect(read.entries.count == 1)
        #expect(read.remarks.map(\.file) == ["notes.csv"])
        _ = try file(InventedFiles.un, "un2.xml")
        let error = #expect(throws: ScreeningError.self) {
            try ListFolder.read(self.folder + "/in")
        }
        #expect(error?.code == .ambiguousFile)
    }
}
