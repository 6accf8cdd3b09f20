// SPDX-License-Identifier: Apache-2.0
public import TracePrimitives
internal import TraceWriting

/// An Ed25519 key as decentralised identifiers write it: `z` and base58 of `ED 01` and the key.
public enum Multikey {
    private static let prefix: [UInt8] = [0xED, 0x01]

    /// The text of a key, which begins with `z6Mk`.
    public static func encode(_ key: PublicKey) -> String {
        "z" + Base58.encode(prefix + key.bytes)
    }

    /// The key in a text; nil for any other text or kind of key.
    public static func decode(_ text: some StringProtocol) -> PublicKey? {
        guard text.hasPrefix("z"), let bytes = Base58.decode(String(text.dropFirst())),
            bytes.starts(with: prefix), let key = PublicKey(Array(bytes.dropFirst(2))),
            // Exactly one text stands for a key.
            encode(key).utf8.elementsEqual(text.utf8)
        else { return nil }
        return key
    }

    /// The identifier `did:key:z6Mk...` of a key.
    public static func identifier(of key: PublicKey) -> String { "did:key:" + encode(key) }

    /// The key in such an identifier.
    public static func key(ofIdentifier text: String) -> PublicKey? {
        text.hasPrefix("did:key:") ? decode(text.dropFirst(8)) : nil
    }
}
