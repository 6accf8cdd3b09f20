// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// A place where work is done or goods are kept.
    public static let site = RecordSchema(
        .site, sheet: "sites", id: "site",
        [
            Field("operator", .reference(.party), "The party that runs it."),
            Field("name", .text, .committed, "Name."),
            Field(
                "type",
                .word([
                    "factory", "workshop", "home_workshop", "warehouse", "port", "crossing",
                    "detention_facility", "unknown",
                ]), column: "kind",
                "What kind of place it is."),
            Field("country", .text, "Country, ISO 3166-1 alpha-2."),
            Field("address", .text, .committed, "Address."),
            Field("postal_code", .text, .committed, "Postal code."),
            Field("locode", .text, "UN/LOCODE."),
            Field("lat", .decimal, .committed, "Latitude in degrees."),
            Field("lon", .decimal, .committed, "Longitude in degrees."),
            Field("workers", .decimal, "People who make goods there."),
            Field("hours_per_day", .decimal, "Working hours a day."),
            Field("opened", .date, "First day of work."),
            Field("closed", .date, "Last day of work."),
        ])
}
