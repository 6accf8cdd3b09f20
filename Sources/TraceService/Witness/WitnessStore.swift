// SPDX-License-Identifier: Apache-2.0
internal import TracePrimitives
public import TraceStorage
public import TraceWitness

/// What a witness has cosigned, in one file that is only appended to, and locked by one process.
///
/// ```
/// DIR/state     "traceledger-witness/1" LF, then frames; zeros behind the last one
/// frame         "TLWF" || u64 own offset || u32 length || notes || first 8 bytes of their SHA-256
/// notes         for each: u32 length || the note with the log's signatures and the witness's own
/// DIR/lock      held while the witness runs
/// ```
///
/// A frame holds what was decided together. The last one may be torn by a crash: nobody was answered
/// for it, and it is dropped. One that is damaged while a whole one stands behind it is no torn end;
/// the witness then refuses to start, because it could cosign a fork.
public final class WitnessStore {
    /// What was cosigned last for each origin.
    public internal(set) var state = WitnessState()

    private let files: any FileSystem
    private let folder: String
    private let lock: any FileLock
    private var file: any StoredFile
    private var end: Int
    private var allocated: Int
    private var failure: StoreError?

    static let magic = Array("traceledger-witness/1\n".utf8)
    private static let marker = Array("TLWF".utf8)
    private static let step = 1 << 20
    private static let greatest = 1 << 30
    /// A file beyond this is written anew when the notes in force are a small part of it.
    private static let compactable = 4 << 20

    /// Opens the state in a folder, or begins one.
    public init(opening folder: String, files: any FileSystem = POSIXFileSystem())
        throws(StoreError)
    {
        self.folder = folder
        self.files = files
        try files.makeFolder(at: folder, .ownerOnly)
        lock = try files.lock(at: folder + "/lock")
        let path = folder + "/state"
        if let bytes = try files.contents(of: path, limit: Self.greatest) {
            file = try files.file(at: path, .update)
            allocated = bytes.count
            end = 0
            end = try replay(bytes, path)
            try clear(bytes)
        } else {
            (file, end, allocated) = try Self.create(path, by: folder + "/state.new", files, [])
        }
    }

    /// Appends notes that were decided together; returns when they are durable.
    public func append(_ notes: [[UInt8]]) throws(StoreError) {
        if let failure { throw failure }
        guard !notes.isEmpty else { return }
        do throws(StoreError) {
            let frame = Self.frame(notes, at: end)
            if end + frame.count > allocated { try allocate(frame.count) }
            try file.write(frame, at: end)
            // Crash here: a torn frame for which nobody was answered.
            try file.synchronize()
            end += frame.count
            if end > Self.compactable { try compact() }
        } catch {
            // What reached the disk is not known: nothing more is cosigned until it is read again.
            failure = error
            throw error
        }
    }

    // MARK: - Frames

    private static func frame(_ notes: [[UInt8]], at offset: Int) -> [UInt8] {
        var body: [UInt8] = []
        for note in notes { body += number(UInt64(note.count), 4) + note }
        let head = marker + number(UInt64(offset), 8) + number(UInt64(body.count), 4)
        return head + body + SHA256Hash.hash(head + body).bytes.prefix(8)
    }

    private static func number(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - $0))) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        Int(clamping: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    /// The notes of the frame at an offset and where it ends; nil where none stands there.
    private static func notes(
        in bytes: [UInt8], at offset: Int
    ) -> (notes: [[UInt8]], end: Int)? {
        guard bytes.count - offset >= 24, bytes[offset..<(offset + 4)].elementsEqual(marker),
            number(bytes[(offset + 4)..<(offset + 12)]) == offset
        else { return nil }
        let length = number(bytes[(offset + 12)..<(offset + 16)])
        let bodyEnd = offset + 16 + length
        guard length <= bytes.count, bodyEnd + 8 <= bytes.count,
            SHA256Hash.hash(bytes, offset..<bodyEnd).bytes.prefix(8)
                .elementsEqual(bytes[bodyEnd..<(bodyEnd + 8)])
        else { return nil }
        var notes: [[UInt8]] = []
        var position = offset + 16
        while position < bodyEnd {
            guard bodyEnd - position >= 4 else { return nil }
            let next = position + 4 + number(bytes[position..<(position + 4)])
            guard next <= bodyEnd else { return nil }
            notes.append(Array(bytes[(position + 4)..<next]))
            position = next
        }
        return (notes, bodyEnd + 8)
    }

    // MARK: - Opening

    private func replay(_ bytes: [UInt8], _ path: String) throws(StoreError) -> Int {
        guard bytes.starts(with: Self.magic) else {
            throw StoreError(.damaged, path, "the file is no witness state")
        }
        var offset = Self.magic.count
        while let frame = Self.notes(in: bytes, at: offset) {
            for note in frame.notes where state.take(note) == nil {
                throw StoreError(
                    .damaged, path, "the note in the frame at byte \(offset) goes back")
            }
            offset = frame.end
        }
        var later = offset + 1
        while later < bytes.count {
            if bytes[later] == Self.marker[0], Self.notes(in: bytes, at: later) != nil {
                throw StoreError(
                    .damaged, path,
                    "byte \(offset) is no frame and a whole one follows: a witness that forgot could "
                        + "cosign a fork")
            }
            later += 1
        }
        return offset
    }

    /// Writes zeros over a torn end, so that nothing of it is ever read again.
    private func clear(_ bytes: [UInt8]) throws(StoreError) {
        guard let last = bytes[end...].lastIndex(where: { $0 != 0 }) else { return }
        try file.write([UInt8](repeating: 0, count: last + 1 - end), at: end)
        try file.synchronize()
    }

    private static func create(
        _ path: String, by temporary: String, _ files: any FileSystem, _ notes: [[UInt8]]
    ) throws(StoreError) -> (file: any StoredFile, end: Int, allocated: Int) {
        do throws(StoreError) {
            try files.removeFile(at: temporary)
        } catch {
            guard error.code == .notFound else { throw error }
        }
        let file = try files.file(at: temporary, .create(.ownerOnly))
        let frame = notes.isEmpty ? [] : frame(notes, at: magic.count)
        let used = magic + frame
        let allocated = (used.count / step + 1) * step
        try file.write(used + [UInt8](repeating: 0, count: allocated - used.count), at: 0)
        try file.synchronize()
        // Crash here: the old file stands, whole; the temporary name is removed next time.
        try files.move(temporary, to: path)
        try files.synchronizeFolder(parent(of: path))
        return (file, used.count, allocated)
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// Space in zeros before it is needed: what is written into it later costs no change of length.
    private func allocate(_ count: Int) throws(StoreError) {
        let next = (end + count) / Self.step * Self.step + Self.step
        guard next <= Self.greatest else {
            throw StoreError(.tooLarge, folder + "/state", "the state is too long")
        }
        try file.write([UInt8](repeating: 0, count: next - allocated), at: allocated)
        allocated = next
    }

    /// Writes the notes in force alone, when they are a small part of the file.
    private func compact() throws(StoreError) {
        let notes = state.all.map(\.latest.note)
        guard notes.reduce(0, { $0 + $1.count + 4 }) * 8 < end else { return }
        (file, end, allocated) = try Self.create(
            folder + "/state", by: folder + "/state.new", files, notes)
    }
}
