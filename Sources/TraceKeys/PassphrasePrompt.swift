// SPDX-License-Identifier: Apache-2.0
internal import TracePrimitives
internal import TraceWriting

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Asks at a terminal without showing what is typed; the terminal is as before afterwards.
struct PassphrasePrompt: ~Copyable {
    private let file: Int32

    /// Opens a terminal; nil when there is none.
    init?(terminal: String) {
        let file = unsafe open(terminal, O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard file >= 0 else { return nil }
        guard isatty(file) == 1 else {
            _ = close(file)
            return nil
        }
        self.file = file
    }

    deinit {
        _ = close(file)
    }

    /// One line as it is typed, without its end.
    borrowing func ask(_ prompt: String) throws(KeyError) -> Passphrase {
        var before = termios()
        guard unsafe tcgetattr(file, &before) == 0 else { throw KeyError(.passphraseMissing) }
        var quiet = before
        // Control-C must end the line, not the program: a killed program would leave the terminal
        // without echo. So it sends no signal and counts as a second end of line.
        quiet.c_lflag &= ~tcflag_t(ECHO | ISIG)
        quiet.c_lflag |= tcflag_t(ECHONL)
        PassphrasePrompt.setEndOfLine(&quiet, to: PassphrasePrompt.controlC)
        guard unsafe tcsetattr(file, TCSAFLUSH, &quiet) == 0
        else { throw KeyError(.passphraseMissing) }
        defer { _ = unsafe tcsetattr(file, TCSAFLUSH, &before) }
        show(prompt)
        return try readLine()
    }

    private static let controlC: UInt8 = 3

    private static func setEndOfLine(_ settings: inout termios, to character: UInt8) {
        unsafe withUnsafeMutableBytes(of: &settings.c_cc) { unsafe $0[Int(VEOL)] = character }
    }

    private borrowing func show(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            _ = unsafe Glue.write(file, UnsafeRawBufferPointer(bytes))
        }
    }

    private borrowing func readLine() throws(KeyError) -> Passphrase {
        // One more than allowed, and the line end.
        guard var memory = try? SecretMemory(count: Passphrase.maximumByteCount + 2)
        else { throw KeyError(.memory) }
        var count = 0
        while count < memory.count {
            let got = unsafe memory.withMutableBytes {
                unsafe Glue.read(file, UnsafeMutableRawBufferPointer(rebasing: $0.dropFirst(count)))
            }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { throw KeyError(.passphraseCancelled) }
            count += got
            let last = unsafe memory.withBytes { unsafe $0[count - 1] }
            if last == PassphrasePrompt.controlC { throw KeyError(.passphraseCancelled) }
            if last == 0x0A { return try Passphrase(memory, count: count - 1) }
        }
        throw KeyError(.passphraseLength)
    }
}
