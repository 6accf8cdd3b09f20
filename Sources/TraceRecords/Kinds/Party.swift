// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// A company or authority that plays a part in the chain.
    public static let party = RecordSchema(
        .party, sheet: "parties", id: "party",
        [
            Field("name", .text, .committed, "Name in Latin letters."),
            Field("name_native", .text, .committed, "Name in Chinese or Korean script."),
            Field(
                "roles",
                .words([
                    "buyer", "importer", "exporter", "manufacturer", "processor", "finisher",
                    "broker", "carrier", "supplier", "government", "other",
                ]),
                "What it does in the chain."),
            Field("country", .text, "Registered seat, ISO 3166-1 alpha-2."),
            Field("address", .text, .committed, "Registered address."),
            Field("postal_code", .text, .committed, "Postal code of the seat."),
            Field(
                "identifiers", .texts, .committed,
                "`scheme=value` of uscc (GB 32100), lei, gln, duns, mid, customs."),
            Field("parent", .reference(.party), "The party that owns it."),
            Field("ownership_pct", .decimal, "The parent's share in per cent."),
            Field(
                "phone", .text, .committed,
                "Telephone; used only to find links between parties."),
            Field("email", .text, .committed, "E-mail; used only to find links between parties."),
            Field(
                "representative", .text, .committed,
                "Legal representative; used only to find links between parties."),
        ])
}
