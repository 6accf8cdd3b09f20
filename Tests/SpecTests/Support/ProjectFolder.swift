// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The folder of the project that these tests belong to.
enum ProjectFolder {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The text of one of its files.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// One of its JSON files.
    static func json<Value: Decodable>(_ path: String, as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(
            type, from: Data(contentsOf: root.appendingPathComponent(path)))
    }
}

/// A file of `Tests/Vectors/primitives`.
struct PrimitiveVectors<Case: Decodable>: Decodable {
    let cases: [Case]

    static func read(_ name: String) throws -> [Case] {
        try ProjectFolder.json(
            "Tests/Vectors/primitives/\(name).json", as: PrimitiveVectors<Case>.self
        ).cases
    }
}
