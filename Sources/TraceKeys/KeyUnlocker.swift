// SPDX-License-Identifier: Apache-2.0
public import TraceWriting

/// Opens key files one after the other; a passphrase that opened one is tried on the next.
///
/// The files of one ledger mostly share a passphrase, so it is asked for once. It lies in guarded
/// memory as long as the unlocker lives.
public final class KeyUnlocker {
    private let source: PassphraseSource
    private var known: Kept?

    /// A passphrase behind a reference: it cannot be copied.
    private final class Kept {
        let passphrase: Passphrase
        init(_ passphrase: consuming Passphrase) { self.passphrase = passphrase }
    }

    /// An unlocker that takes passphrases from a source.
    public init(_ source: PassphraseSource) { self.source = source }

    /// The key of a file, when the role is the one wanted; `name` stands in the question.
    ///
    /// A file in clear needs no passphrase. One that the known passphrase does not open is asked for.
    public func open(
        _ file: borrowing KeyFile, as role: KeyRole, name: String
    ) throws(KeyError) -> SecretKey {
        guard file.stretching != nil else { return try file.open(as: role) }
        if let known {
            do throws(KeyError) {
                return try file.open(as: role, with: known.passphrase)
            } catch {
                guard error.code == .locked else { throw error }
            }
        }
        let asked = Kept(try source.passphrase(prompt: "Passphrase of \(name)"))
        let key = try file.open(as: role, with: asked.passphrase)
        known = asked
        return key
    }
}
