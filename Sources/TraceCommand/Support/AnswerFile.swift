// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import TraceLedger

/// What the check of a signed answer needs beside its note.
struct AnswerOptions: ParsableArguments {
    @Option(
        help: "Of a signed answer: the ledger it is about, a folder or an address.",
        completion: .directory)
    var ledger: String?

    @Option(help: "Of a signed answer: the signer's verifier key, in place of the ledger.")
    var signer: String?

    @Option(
        help: "Of a signed answer: the answer's file; without it the note's name less .note.",
        completion: .file())
    var answer: String?
}

/// A note about an answer, as `impact --sign` writes it beside the answer.
struct AnswerFile {
    let path: String
    let signed: SignedAnswer
    let answer: [UInt8]
    let options: AnswerOptions

    /// Reads a note with its answer; nil for a file that is none.
    init?(_ path: String, _ options: AnswerOptions) throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let size = attributes?[.size] as? Int, size <= SignedNote.maximumLength
        else { return nil }
        let bytes = try InputFile.bytes(path)
        guard SignedAnswer.isLikely(bytes) else { return nil }
        self.path = path
        self.options = options
        do throws(SignedAnswer.Fault) {
            signed = try SignedAnswer(parsing: bytes)
        } catch { throw Refusal("\(path): \(error)", status: .integrityFailed) }
        guard let file = options.answer ?? Self.answer(of: path) else {
            throw Refusal("\(path): name the answer's file with --answer FILE.")
        }
        answer = try InputFile.bytes(file)
    }

    private static func answer(of path: String) -> String? {
        path.hasSuffix(".note") ? String(path.dropLast(5)) : nil
    }

    /// Checks the answer against a ledger or a key, and says what that showed and what not.
    func verify(_ reading: LedgerReadingOptions) throws {
        if let ledger = options.ledger {
            try verify(in: try LedgerInput(ledger, reading.network), reading)
        } else if let signer = options.signer {
            guard let key = try? VerifierKey(signer) else {
                throw Refusal("\(signer) is no verifier key.")
            }
            try refusing { () throws(SignedAnswer.Fault) in
                try signed.verify(answer: answer, key: key)
            }
            say(
                "verified: the answer is the one that the key signed",
                "not checked: whether the key is an issuer's, and whether the ledger ever had this "
                    + "state; --ledger checks both")
        } else {
            throw Refusal(
                "\(path): say what to check it against: --ledger LEDGER, or --signer KEY with the "
                    + "line that the signer was shown.")
        }
    }

    private func verify(in input: LedgerInput, _ reading: LedgerReadingOptions) throws {
        var options = try reading.verification(input)
        options.keepsStatements = true
        let outcome = try LedgerReading.verify(input.source, options)
        guard let ledger = outcome.ledger, let state = outcome.state else {
            Console.note(VerificationText.plain(outcome.report))
            throw ExitStatus.integrityFailed
        }
        let issuer = try refusing { () throws(SignedAnswer.Fault) in
            try signed.verify(answer: answer, in: ledger, state: state)
        }
        say(
            "verified: the answer is the one that \(issuer) signed about a state of this ledger",
            outcome.report.isPinned
                ? nil
                : "not checked: whether this is the ledger that was meant; --trust FILE pins it")
        let sets = Dictionary(try input.disclosures().map { ($0.record, $0) }) { _, last in last }
        guard !sets.isEmpty else {
            return Console.say(
                "not checked: whether the answer comes out again; no disclosures are at hand here")
        }
        let records = ledger.checked(sets) { record, error in
            Console.note("The disclosures of \(record) were not used: \(error)")
        }
        switch try signed.isReproduced(answer, by: records) {
        case true?:
            Console.say("asked again: the records of that state give the same answer")
        case false?:
            Console.say(
                """
                asked again: the records at hand give another answer. Values that were erased since, \
                or are not disclosed here, do that too; so does a wrong answer.
                """)
            throw ExitStatus.alert
        case nil:
            Console.say(
                "not checked: whether the answer comes out again; the question is not known")
        }
    }

    private func refusing<T>(_ check: () throws(SignedAnswer.Fault) -> T) throws -> T {
        do throws(SignedAnswer.Fault) {
            return try check()
        } catch { throw Refusal("\(path): \(error)", status: .integrityFailed) }
    }

    private func say(_ verdict: String, _ limit: String?) {
        let content = signed.content
        Console.say(
            """
            \(verdict)
            question  \(content.question)
            origin    \(content.checkpoint.origin)
            size      \(content.checkpoint.head.size)
            root      \(content.checkpoint.head.rootHash)
            It does not show that the answer is true: signed is not true.
            """)
        if let limit { Console.say(limit) }
    }
}
