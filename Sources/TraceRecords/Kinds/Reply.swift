// SPDX-License-Identifier: Apache-2.0

extension RecordSchema {
    /// A supplier's answer to a finding or a question: its right of reply.
    public static let reply = RecordSchema(
        .reply, sheet: "replies", id: "reply",
        [
            Field("about", .references, "What it answers."),
            Field("finding", .text, "The pattern it answers, for example P04."),
            Field("party", .reference(.party), "Who answers."),
            Field("date", .date, "Day of the answer."),
            Field("text", .text, .committed, "The answer."),
        ])
}
