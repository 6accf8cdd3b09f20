// SPDX-License-Identifier: Apache-2.0

/// Why a key file or a passphrase is refused: what is wrong, with which file, and what helps.
public struct KeyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The name of the code, stable across versions.
        public let rawValue: String

        /// The code of this name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// There is no such file.
        public static let missing = Code(rawValue: "key-missing")
        /// The file cannot be read.
        public static let unreadable = Code(rawValue: "key-unreadable")
        /// Others than the owner may read or write the file.
        public static let permissions = Code(rawValue: "key-permissions")
        /// Not a key file; the place is a byte offset.
        public static let malformed = Code(rawValue: "key-malformed")
        /// The file asks its reader for more memory or time than allowed.
        public static let limits = Code(rawValue: "key-limits")
        /// The key has another role than the one asked for.
        public static let role = Code(rawValue: "key-role")
        /// The passphrase is wrong, or the file was altered: the two look the same.
        public static let locked = Code(rawValue: "key-locked")
        /// The file is encrypted and no passphrase was given.
        public static let passphraseNeeded = Code(rawValue: "key-passphrase-needed")
        /// A file of this name is there already.
        public static let exists = Code(rawValue: "key-exists")
        /// The file cannot be written.
        public static let unwritable = Code(rawValue: "key-unwritable")
        /// No passphrase was given and there is no terminal to ask at.
        public static let passphraseMissing = Code(rawValue: "passphrase-missing")
        /// The passphrase is empty or too long.
        public static let passphraseLength = Code(rawValue: "passphrase-length")
        /// The passphrase was typed differently the second time.
        public static let passphraseDiffers = Code(rawValue: "passphrase-differs")
        /// Asking was broken off.
        public static let passphraseCancelled = Code(rawValue: "passphrase-cancelled")
        /// The name cannot stand in a verifier key.
        public static let name = Code(rawValue: "key-name")
        /// The system gives no guarded memory.
        public static let memory = Code(rawValue: "key-memory")
    }

    /// What is wrong.
    public let code: Code
    /// The byte offset in the file, where that says something.
    public let offset: Int?
    /// The file, where there is one.
    public let file: String?
    /// What was found, in words.
    public let reason: String?

    init(_ code: Code, at offset: Int? = nil, file: String? = nil, reason: String? = nil) {
        self.code = code
        self.offset = offset
        self.file = file
        self.reason = reason
    }

    /// The same error, said of a file.
    public func of(_ file: String) -> KeyError {
        KeyError(code, at: offset, file: self.file ?? file, reason: reason)
    }

    /// What is wrong, then what helps.
    public var description: String {
        var text = file.map { "\($0): " } ?? ""
        text += reason ?? summary
        if let offset { text += " (byte \(offset))" }
        return text + remedy
    }

    /// Equal when code, place and file are; the words may differ.
    public static func == (left: KeyError, right: KeyError) -> Bool {
        left.code == right.code && left.offset == right.offset && left.file == right.file
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(offset)
        hasher.combine(file)
    }
}

extension KeyError {
    private var summary: String {
        switch code {
        case .missing: "there is no such file"
        case .unreadable: "it cannot be read"
        case .permissions: "others than its owner may read or write it"
        case .malformed: "it is not a key file"
        case .limits: "it asks for more memory or time than a key file may"
        case .role: "the key has another role"
        case .locked: "the passphrase is wrong, or the file was altered"
        case .passphraseNeeded: "the key is encrypted and no passphrase was given"
        case .exists: "a file of this name is there already"
        case .unwritable: "it cannot be written"
        case .passphraseMissing: "no passphrase was given and there is no terminal to ask at"
        case .passphraseLength:
            "a passphrase has 1 to \(Passphrase.maximumByteCount) bytes"
        case .passphraseDiffers: "the passphrase was typed differently the second time"
        case .passphraseCancelled: "asking for the passphrase was broken off"
        case .name: "the name is empty or holds a space, a plus sign or a control character"
        case .memory: "the system gives no guarded memory"
        default: code.rawValue
        }
    }

    private var remedy: String {
        switch code {
        case .permissions: "; run: chmod 600 \(file ?? "FILE")"
        case .malformed: "; restore it from a copy"
        case .limits:
            "; the most is \(KeyStretching.maximumMemory >> 20) MiB"
                + " and \(KeyStretching.maximumWork >> 20) MiB over all passes"
        case .exists: "; key files are never overwritten, choose another name"
        case .passphraseNeeded, .passphraseMissing:
            "; set TRACELEDGER_PASSPHRASE, name a file with --passphrase-file,"
                + " or run the command in a terminal"
        case .memory: "; raise the limit of locked memory (ulimit -l) or free some"
        default: ""
        }
    }
}
