// SPDX-License-Identifier: Apache-2.0
#if os(Linux)
    import Foundation
    import Synchronization
    import Testing
    import TraceKeys
    import TracePrimitives
    import TraceWriting

    /// A terminal made for one test: what it shows comes out here, what is typed goes in here.
    private final class PseudoTerminal: Sendable {
        let screen: Int32
        let name: String
        /// Held open, so that the screen can be read between two openings of the terminal.
        private let line: Int32

        init() throws {
            screen = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
            var locked: Int32 = 0
            var number: Int32 = 0
            // TIOCSPTLCK and TIOCGPTN, whose macros Swift does not import.
            try #require(screen >= 0)
            try #require(unsafe ioctl(screen, 0x4004_5431, &locked) == 0)
            try #require(unsafe ioctl(screen, 0x8004_5430, &number) == 0)
            name = "/dev/pts/\(number)"
            line = unsafe open(name, O_RDWR | O_NOCTTY)
            try #require(line >= 0)
        }

        deinit {
            close(line)
            close(screen)
        }

        /// What the terminal shows until the text has been seen.
        func shown(until text: String) -> String {
            var seen: [UInt8] = []
            var byte: UInt8 = 0
            while unsafe read(screen, &byte, 1) == 1 {
                seen.append(byte)
                if seen.suffix(text.utf8.count).elementsEqual(text.utf8) { break }
            }
            return String(decoding: seen, as: UTF8.self)
        }

        func type(_ text: String) {
            let bytes = Array(text.utf8)
            _ = unsafe write(screen, bytes, bytes.count)
        }

        var showsWhatIsTyped: Bool {
            var settings = termios()
            return unsafe tcgetattr(line, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
        }
    }

    @Suite("Asking for a passphrase at a terminal", .timeLimit(.minutes(1)))
    struct PassphrasePromptTests {
        private static let answer = "open sesame"

        /// Asks on a thread of its own while the test types; gives the code of the error, if any.
        private func ask(
            _ terminal: PseudoTerminal, confirming: Bool = false, typing: [(String, String)]
        ) -> (code: KeyError.Code?, shown: String) {
            let source = PassphraseSource(
                variable: "TRACEKEYS_TEST_NEVER_SET", terminal: terminal.name)
            let outcome = Outcome()
            let done = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                let code = Fixture.code {
                    let found = try source.passphrase(confirming: confirming)
                    let wanted = try Fixture.passphrase(PassphrasePromptTests.answer)
                    let isWhatWasTyped = found.matches(wanted)
                    #expect(isWhatWasTyped)
                }
                outcome.code.withLock { $0 = code }
                done.signal()
            }
            var shown = ""
            for (prompt, answer) in typing {
                shown += terminal.shown(until: prompt)
                terminal.type(answer)
            }
            done.wait()
            return (outcome.code.withLock { $0 }, shown)
        }

        private final class Outcome: Sendable {
            let code = Mutex<KeyError.Code?>(nil)
        }

        @Test("What is typed is taken and never shown, and the terminal is as before")
        func taken() throws {
            let terminal = try PseudoTerminal()
            let (code, shown) = ask(
                terminal, confirming: true,
                typing: [("Passphrase: ", "open sesame\n"), (", again: ", "open sesame\n")])
            #expect(code == nil)
            #expect(!shown.contains("sesame"))
            #expect(terminal.showsWhatIsTyped)
        }

        @Test("Two different answers are refused")
        func differs() throws {
            let (code, _) = try ask(
                PseudoTerminal(), confirming: true,
                typing: [("Passphrase: ", "open sesame\n"), (", again: ", "open barley\n")])
            #expect(code == .passphraseDiffers)
        }

        @Test(
            "Control-C and end of file break off and leave the terminal as before",
            arguments: ["\u{3}", "ab\u{3}", "\u{4}"])
        func brokenOff(keys: String) throws {
            let terminal = try PseudoTerminal()
            let (code, _) = ask(terminal, typing: [("Passphrase: ", keys)])
            #expect(code == .passphraseCancelled)
            #expect(terminal.showsWhatIsTyped)
        }

        @Test("Two files under one passphrase ask once, a third under another asks again")
        func askedOnce() throws {
            let terminal = try PseudoTerminal()
            let source = PassphraseSource(
                variable: "TRACEKEYS_TEST_NEVER_SET", terminal: terminal.name)
            let outcome = Outcome()
            let done = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                let code = Fixture.code {
                    let unlocker = KeyUnlocker(source)
                    let files = ["one": Self.answer, "two": Self.answer, "three": "b"]
                    for name in ["one", "two", "three"] {
                        let text = files[name] ?? ""
                        let file = try KeyFile(
                            sealing: SecretKey(seed: Fixture.seed), role: .log, created: 1,
                            with: Fixture.passphrase(text), stretching: Fixture.cheap)
                        let key = try unlocker.open(file, as: .log, name: name).publicKey
                        let wanted = try SecretKey(seed: Fixture.seed).publicKey
                        #expect(key == wanted)
                    }
                }
                outcome.code.withLock { $0 = code }
                done.signal()
            }
            var shown = terminal.shown(until: "of one: ")
            terminal.type(Self.answer + "\n")
            shown += terminal.shown(until: ": ")
            terminal.type("b\n")
            done.wait()
            #expect(outcome.code.withLock { $0 } == nil)
            #expect(shown.hasSuffix("Passphrase of three: ") && !shown.contains("of two"))
        }

        @Test("A passphrase that is wrong, and a file of another role, are refused as they are")
        func refusedFiles() throws {
            let unlocker = KeyUnlocker(PassphraseSource(variable: "PATH", terminal: nil))
            let file = try Fixture.file(Fixture.encrypted(.log))
            #expect(Fixture.code { _ = try unlocker.open(file, as: .log, name: "f") } == .locked)
            let clear = try Fixture.file(Fixture.clear(.log))
            #expect(Fixture.code { _ = try unlocker.open(clear, as: .issuer, name: "c") } == .role)
        }

        @Test("An empty line is refused")
        func empty() throws {
            let (code, _) = try ask(PseudoTerminal(), typing: [("Passphrase: ", "\n")])
            #expect(code == .passphraseLength)
        }
    }
#endif
