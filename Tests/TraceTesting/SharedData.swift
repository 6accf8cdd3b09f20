// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// The folder of published vectors and lists that stands beside a developer's checkout, when it does.
///
/// The project's own tests pass without it; a test that needs it is skipped by name (`.enabled(if:)`).
public enum SharedData {
    /// `../shared` beside the package, or where `TRACELEDGER_SHARED` points.
    public static let root: URL? = {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["TRACELEDGER_SHARED"].map {
            URL(fileURLWithPath: $0)
        }
        let candidate =
            named ?? package.deletingLastPathComponent().appendingPathComponent("shared")
        return FileManager.default.fileExists(atPath: candidate.path) ? candidate : nil
    }()

    /// Whether the folder is there.
    public static var isPresent: Bool { root != nil }

    /// The bytes of one file in it.
    public static func bytes(_ path: String) throws -> [UInt8] {
        guard let root else { throw CocoaError(.fileNoSuchFile) }
        return [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
    }
}

extension SharedData {
    /// One JSON file in it.
    public static func json<Value: Decodable>(
        _ path: String, as type: Value.Type = Value.self
    ) throws -> Value {
        try JSONDecoder().decode(type, from: Data(try bytes(path)))
    }

    /// The paths, relative to the shared folder, of all files below one of its folders, sorted.
    public static func files(under folder: String) throws -> [String] {
        guard let root else { throw CocoaError(.fileNoSuchFile) }
        let paths = try FileManager.default.subpathsOfDirectory(
            atPath: root.appendingPathComponent(folder).path)
        return try paths.map { "\(folder)/\($0)" }.filter { path in
            let url = root.appendingPathComponent(path)
            return try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
        }.sorted()
    }
}
