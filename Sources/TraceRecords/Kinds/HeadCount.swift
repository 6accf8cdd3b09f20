// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// What a document says about a site's number of workers at a date.
    public static let headCount = RecordSchema(
        .headCount, sheet: "headcounts",
        [
            Field("site", .reference(.site), "The site."),
            Field("as_of", .date, "The day the number holds for."),
            Field("workers", .decimal, "People who make goods there."),
        ])
}
