// SPDX-License-Identifier: Apache-2.0
import Mustache
import TracePrimitives

/// An evidence packet as one HTML file: no script, no network, nothing beside it.
public enum PacketHTML {
    /// The whole page.
    public static func render(
        _ packet: EvidencePacket, options: ReportOptions = ReportOptions()
    ) throws(ReportError) -> String {
        let templates = try Templates.library()
        let style = String(decoding: PackageResources.style_css, as: UTF8.self)
        let hash = Base64.encode(SHA256Hash.hash([UInt8](style.utf8)).bytes)
        let page = PacketPage(
            packet, options: options, styleSheet: style, styleHash: "sha256-" + hash)
        guard let text = templates.render(page, withTemplate: "packet") else {
            throw ReportError(template: "packet")
        }
        return text
    }
}
