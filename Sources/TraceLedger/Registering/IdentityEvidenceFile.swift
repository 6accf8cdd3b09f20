// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization
import TraceCBOR
import TraceCOSE
public import TraceIdentity
public import TracePrimitives
import TraceRecords
public import TraceStorage
import TraceVerifier
public import X509

/// Identity evidence beside a ledger: `private/evidence/<hash>`, named by key statements.
public enum IdentityEvidenceFile {
    /// What is known of an issuer's identity.
    public struct Report: Sendable {
        /// The issuer's name.
        public let issuer: String
        /// The entry of the key statement.
        public let index: UInt64
        /// What the evidence shows, or why it shows nothing.
        public let sentence: String
        /// Whether the evidence speaks of the key.
        public let isBound: Bool
    }

    private static func folderPath(_ folder: LedgerFolder) -> String {
        folder.privatePath + "/evidence"
    }

    /// Keeps evidence durably under its hash.
    public static func keep(_ evidence: IdentityEvidence, in folder: LedgerFolder) throws {
        let path = folderPath(folder)
        try folder.files.makeFolder(at: path, .ownerOnly)
        try folder.files.synchronizeFolder(folder.privatePath)
        try DurableFile.replace(
            path + "/" + evidence.digest.hex, with: evidence.file, in: folder.files)
    }

    /// What evidence shows of a key, waiting for the answer.
    public static func finding(
        _ evidence: IdentityEvidence, for key: PublicKey, roots: [Certificate]
    ) throws -> IdentityFinding {
        try Waiting.result { try await evidence.finding(for: key, roots: roots) }
    }

    /// Every key statement of a verified ledger that names evidence, with what that shows.
    public static func reports(
        _ folder: LedgerFolder, roots: [Certificate] = []
    ) throws -> [Report] {
        let outcome = try LedgerVerification(
            folder.log, VerificationOptions(mode: .anchored, keepsStatements: true)
        ).run()
        guard let ledger = outcome.ledger else {
            throw WritingError(
                "\(folder.path): " + outcome.report.verdict, isIntegrityFailure: true)
        }
        var names: [Digest: Digest] = [:]
        for opening in try AnnexFile.sets(in: folder).flatMap(\.openings) {
            if let digest = IdentityReference.digest(of: opening.id) {
                names[opening.subject] = digest
            }
        }
        return try ledger.statements.filter { $0.kind == .key }.compactMap { statement in
            let payload = try CBORValue.decode(statement.payload)
            guard let change = KeyChange(payload: payload),
                let document = payload["document"]?.digestValue
            else { return nil }
            let (sentence, isBound) = try report(names[document], change.key, folder, roots)
            return Report(
                issuer: change.issuer, index: statement.index, sentence: sentence,
                isBound: isBound)
        }
    }

    private static func report(
        _ digest: Digest?, _ key: PublicKey, _ folder: LedgerFolder, _ roots: [Certificate]
    ) throws -> (String, Bool) {
        guard let digest else { return ("names evidence that is not opened here", false) }
        let path = folderPath(folder) + "/" + digest.hex
        guard
            let bytes = try folder.files.contents(of: path, limit: IdentityEvidence.maximumSize)
        else { return ("names evidence \(digest.hex), which is not here", false) }
        guard SHA256Hash.hash(bytes) == digest else {
            return ("evidence \(digest.hex) was altered", false)
        }
        do {
            let finding = try finding(IdentityEvidence(bytes), for: key, roots: roots)
            return ("\(finding.name): \(finding.shown) \(finding.notShown)", true)
        } catch let error as IdentityError {
            return ("evidence \(digest.hex): \(error)", false)
        }
    }
}

/// Waits for asynchronous work where the caller is not asynchronous.
enum Waiting {
    private final class Box<Value: Sendable>: Sendable {
        let result = Mutex<Result<Value, any Error>?>(nil)
        let done = DispatchSemaphore(value: 0)
    }

    /// The result of the work, which runs on another thread.
    static func result<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) throws -> Value {
        let box = Box<Value>()
        Task.detached {
            let result: Result<Value, any Error>
            do { result = .success(try await work()) } catch { result = .failure(error) }
            box.result.withLock { $0 = result }
            box.done.signal()
        }
        box.done.wait()
        guard let result = box.result.withLock({ $0 }) else {
            throw WritingError("the work ended without a result")
        }
        return try result.get()
    }
}
