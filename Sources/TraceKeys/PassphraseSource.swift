// SPDX-License-Identifier: Apache-2.0
internal import TracePrimitives
internal import TraceWriting

#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// Where a passphrase comes from: the environment, else a file, else the terminal.
public struct PassphraseSource: Sendable {
    /// The environment variable that is looked at first.
    public static let variable = "TRACELEDGER_PASSPHRASE"

    /// The terminal that is asked last: only when standard input is one, so that no script hangs.
    public static var terminalOfStandardInput: String? {
        isatty(STDIN_FILENO) == 1 ? "/dev/tty" : nil
    }

    private let variable: String
    private let file: String?
    private let terminal: String?

    /// Looks at a variable, then at a file where one is named, then asks at a terminal.
    public init(
        variable: String = PassphraseSource.variable, file: String? = nil,
        terminal: String? = PassphraseSource.terminalOfStandardInput
    ) {
        self.variable = variable
        self.file = file
        self.terminal = terminal
    }

    /// The passphrase; `confirming` asks for it twice at a terminal, as a new one has to be.
    public func passphrase(
        prompt: String = "Passphrase", confirming: Bool = false
    ) throws(KeyError) -> Passphrase {
        if let start = unsafe getenv(variable) {
            return try unsafe PassphraseSource.copy(of: start)
        }
        if let file { return try PassphraseSource.firstLine(of: file) }
        guard let terminal, let asked = PassphrasePrompt(terminal: terminal)
        else { throw KeyError(.passphraseMissing) }
        let first = try asked.ask("\(prompt): ")
        guard confirming else { return first }
        let second = try asked.ask("\(prompt), again: ")
        guard first.matches(second) else { throw KeyError(.passphraseDiffers) }
        return first
    }

    private static func copy(of start: UnsafeMutablePointer<CChar>) throws(KeyError) -> Passphrase {
        let count = unsafe strnlen(start, Passphrase.maximumByteCount + 1)
        guard (1...Passphrase.maximumByteCount).contains(count)
        else { throw KeyError(.passphraseLength) }
        guard var memory = try? SecretMemory(count: count) else { throw KeyError(.memory) }
        unsafe memory.withMutableBytes {
            unsafe $0.copyMemory(from: UnsafeRawBufferPointer(start: start, count: count))
        }
        return try Passphrase(memory, count: count)
    }

    /// The content of a file up to its first line end.
    private static func firstLine(of path: String) throws(KeyError) -> Passphrase {
        let content = try SecretFile.read(path, limit: Passphrase.maximumByteCount + 2)
        let filled = content.count
        let count = unsafe content.memory.withBytes { bytes in
            let line = unsafe bytes.prefix(filled).prefix { $0 != 0x0A }
            return unsafe line.last == 0x0D ? line.count - 1 : line.count
        }
        do throws(KeyError) {
            return try Passphrase(content.memory, count: count)
        } catch {
            throw error.of(path)
        }
    }
}
