// SPDX-License-Identifier: Apache-2.0

/// A body of law that may apply to a lot, with its own test, clock and source.
///
/// Tracks are never merged: what answers one does not answer another.
public struct LegalTrack: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// What it says, and what would meet it.
    public let test: String
    /// Its time limits.
    public let clock: String
    /// Where that stands.
    public let source: String
    /// Whether the records give a reason to look at it.
    public let isInView: Bool

    /// The tracks, in a fixed order; `hs` and `namesXinjiang` say what the records show.
    public static func tracks(
        hs: String?, hasKoreanLink: Bool, namesXinjiang: Bool
    ) -> [LegalTrack] {
        let isForced = hasKoreanLink || namesXinjiang
        var tracks = [caatsa(hasKoreanLink), withhold(isForced), uflpa(namesXinjiang)]
        tracks += [northKorea(hasKoreanLink), europe(isForced)]
        if let chapter = hs.flatMap({ Int($0.prefix(2)) }), (50...63).contains(chapter) {
            tracks.append(unitedNations(hasKoreanLink))
        }
        return tracks
    }

    private static func caatsa(_ isInView: Bool) -> LegalTrack {
        LegalTrack(
            name: "United States: CAATSA section 321(b), 22 USC 9241a",
            test: "Significant goods made wholly or in part by North Korean nationals or citizens, "
                + "anywhere in the world, are presumed made with forced labour. Only a finding of "
                + "the CBP Commissioner by clear and convincing evidence lifts the presumption; it "
                + "does not lift 31 CFR part 510.",
            clock: "CBP's notices of 5 December 2022 gave 30 days to submit evidence; the notice "
                + "in hand decides.",
            source: "P.L. 115-44, 2 August 2017; DHS guidance of 30 March 2018 and 11 February "
                + "2021; CBP ruling HQ H317249 (5 March 2021); press on the notices of December "
                + "2022 (NK News).",
            isInView: isInView)
    }

    private static func withhold(_ isInView: Bool) -> LegalTrack {
        LegalTrack(
            name: "United States: 19 USC 1307, withhold release orders and findings",
            test: "Goods made wholly or in part by convict, forced or indentured labour are "
                + "barred. An order rests on information that is reasonable but not conclusive.",
            clock: "A release asks for the foreign seller's certificate and the ultimate "
                + "consignee's statement within three months (recalled, not verified: check 19 CFR "
                + "12.43).",
            source: "19 USC 1307; 19 CFR 12.42 to 12.45; GAO-21-259.", isInView: isInView)
    }

    private static func uflpa(_ isInView: Bool) -> LegalTrack {
        LegalTrack(
            name: "United States: Uyghur Forced Labor Prevention Act (Xinjiang only)",
            test: "Goods made wholly or in part in Xinjiang, or by a listed entity, are presumed "
                + "made with forced labour. It says nothing of North Korea; its way of proof is "
                + "the order of this packet.",
            clock: "5 business days to decide on detention, 30 days on admissibility, protest "
                + "within 180 days.",
            source: "Time limits as a compliance vendor reports them (parakeetrisk.com); review "
                + "contents after Thompson Hine and Sandler Travis, March 2023.",
            isInView: isInView)
    }

    private static func northKorea(_ isInView: Bool) -> LegalTrack {
        LegalTrack(
            name: "United States: 31 CFR part 510, North Korea sanctions",
            test: "Goods from North Korea may not be imported directly or indirectly (EO 13570), "
                + "and dealings with blocked persons are prohibited. Evidence against forced "
                + "labour does not lift the ban; only OFAC licenses.",
            clock: "No period in which goods may be cured; the duty stands from the first day.",
            source: "31 CFR 510.201 and 510.205, reissued 5 March 2018; EO 13570, 19 April 2011.",
            isInView: isInView)
    }

    private static func europe(_ isInView: Bool) -> LegalTrack {
        LegalTrack(
            name: "European Union: Regulation (EU) 2024/3015",
            test: "Products made with forced labour, in whole or in any component, may not be "
                + "placed on the market or exported. State-imposed forced labour is covered "
                + "expressly.",
            clock: "In force since 13 December 2024; applies from 14 December 2027.",
            source: "Regulation (EU) 2024/3015, as reported by Garrigues, NSN Law and Addleshaw "
                + "Goddard.",
            isInView: isInView)
    }

    private static func unitedNations(_ isInView: Bool) -> LegalTrack {
        LegalTrack(
            name: "United Nations: resolution 2375 (2017), textiles",
            test: "Textiles, HS 50 to 63, from North Korea are banned whoever made them.",
            clock: "China closed their import on 11 December 2017 (Announcement 52/2017).",
            source: "S/RES/2375 (2017); designation of headings recalled, not verified.",
            isInView: isInView)
    }
}
