# SPDX-License-Identifier: Apache-2.0
"""Mislabelled lots whose own figures and papers give them away."""

from datetime import timedelta

from .book import link, weighed
from .plots import CONFLICT, RAISED
from .sparse import count, half_made, trade
from .story import Story


def mislabelled(book, truth):
    balance(book, truth)
    missing_step(book, truth)
    capacity(book, truth)
    labour(book, truth)
    fees(book, truth)
    oversold(book, truth)
    copied(book, truth)
    moderate_signs(book, truth)


def balance(book, truth):
    truth.group("mislabelled-over-yield", RAISED, ["P01"], """More wigs than the hair cited can
        give: half-made wigs of unknown origin were mixed in.""")
    for number, kind, pieces, ordered in [(211, "weft", 620, "2024-04-15"),
                                          (212, "mixed", 440, "2024-11-04"),
                                          (213, "weft", 560, "2025-06-16")]:
        story = truth.tell(Story(book, number, "EX-HENAN", kind, pieces, ordered, days=24))
        story.plain([("S-HEN", 100)], need=weighed(story.hair / 1.52))
    truth.group("mislabelled-under-yield", RAISED, ["P01"], """Two thirds of the hair never come
        back as wigs: it left the chain, and the wigs are not all from it.""")
    for number, pieces, ordered in [(214, 540, "2024-06-03"), (215, 600, "2025-02-03")]:
        story = truth.tell(Story(book, number, "EX-HENAN", "weft", pieces, ordered, days=24))
        story.plain([("S-HEN", 100)], need=weighed(story.hair / 0.34))


def missing_step(book, truth):
    truth.group("mislabelled-no-making-step", RAISED, ["P03", "P12"], """Hair goes in, half-made
        wigs come out, nobody says where they were knotted, and the named manufacturer only
        washes, styles and packs.""")
    for number, pieces, ordered in [(221, 340, "2024-02-05"), (222, 300, "2024-09-02"),
                                    (223, 380, "2025-03-31")]:
        story = truth.tell(Story(book, number, "EX-TRIM", "tied", pieces, ordered, days=48))
        raw = story.raw_lot(to_site="S-TRIM")
        half = half_made(story, made_from=link(raw, mass=story.need))
        story.finished_lot(made_at="S-TRIM")
        story.finish("S-TRIM", link(half, pieces, story.mass))
        trade(story, "S-TRIM")


def capacity(book, truth):
    truth.group("mislabelled-tiny-site", RAISED, ["P04"], """Six hundred hand-tied wigs in six
        weeks from a room of twelve people.""")
    for number, pieces, ordered in [(231, 600, "2024-03-11"), (232, 540, "2024-10-14")]:
        story = truth.tell(Story(book, number, "EX-QUICK", "tied", pieces, ordered, days=42))
        story.finished_lot(made_at="S-QUICK")
        story.raw_lot(to_site="S-QUICK")
        story.transform([("S-QUICK", 100)], hours=False, workers=12)
        story.finish("S-QUICK")
        trade(story, "S-QUICK")
    truth.group("mislabelled-overlapping-work", RAISED, ["P04"], """Each of five lots alone would
        fit the sixty people of the hall; all five at once need three halls.""")
    for number, pieces, ordered in [(233, 640, "2025-02-03"), (234, 660, "2025-02-04"),
                                    (235, 640, "2025-02-05"), (236, 650, "2025-02-06"),
                                    (237, 640, "2025-02-07")]:
        story = truth.tell(Story(book, number, "EX-QUICK", "tied", pieces, ordered, days=60))
        story.finished_lot(made_at="S-QUICK-2")
        story.raw_lot(to_site="S-QUICK-2")
        story.transform([("S-QUICK-2", 100)], hours=False, workers=60)
        story.finish("S-QUICK-2", workers=4)
        trade(story, "S-QUICK-2")
    truth.group("mislabelled-no-row-tiny-site", RAISED, ["P04"], """No processing row at all:
        order and shipment give the time, and the twelve people of the declared site cannot
        have done it.""")
    story = truth.tell(Story(book, 238, "EX-QUICK", "tied", 700, "2025-06-30", days=40))
    raw = story.raw_lot(to_site="S-QUICK")
    story.finished_lot(made_at="S-QUICK", made_from=link(raw, mass=story.need))
    trade(story, "S-QUICK")


def labour(book, truth):
    truth.group("mislabelled-labour-floor", RAISED, ["P05"], """Fully hand-tied wigs at a price
        that leaves the knotter one or two yuan an hour once the hair is paid.""")
    for number, pieces, ordered, length in [(241, 260, "2024-01-22", 46),
                                            (242, 300, "2024-08-05", 41),
                                            (243, 280, "2025-04-21", 46)]:
        story = truth.tell(Story(book, number, "EX-BARGAIN", "tied", pieces, ordered, days=45,
                                 length=length, price=2700))
        story.plain([("S-BARGAIN", 100)])


def fees(book, truth):
    truth.group("mislabelled-processing-fee", RAISED, ["P26"], """Somebody who is not the named
        factory is paid 30 to 40 CNY for each wig.""")
    for number, pieces, ordered, fee in [(251, 320, "2024-02-26", 3500),
                                         (252, 280, "2024-07-15", 3200),
                                         (253, 300, "2025-05-12", 3900)]:
        story = truth.tell(Story(book, number, "EX-FEE", "tied", pieces, ordered, days=45))
        story.plain([("S-FEE", 100)])
        story.pay("fee", "EX-AGENT", fee * pieces, "CNY", payer="EX-FEE", pieces=pieces,
                  reference=f"work on {pieces} pieces", day=story.end + timedelta(4))


def oversold(book, truth):
    truth.group("mislabelled-oversold-lot", CONFLICT, ["P08"], """Three lots each cite the same
        lot of hair with complete papers; together they take more than twice what it weighed.""")
    plan = [(261, 520, "2024-05-06"), (262, 480, "2024-06-03"), (263, 560, "2024-07-08")]
    stories = [truth.tell(Story(book, number, "EX-CERTIFIED", "weft", pieces, ordered, days=22))
               for number, pieces, ordered in plan]
    raw = stories[0].raw_lot(weighed(sum(story.need for story in stories) / 2.4), to_site="S-CERT")
    for story in stories:
        story.finished_lot(made_at="S-CERT")
        story.transform([("S-CERT", 100)], raw=raw)
        story.finish("S-CERT")
        trade(story, "S-CERT")


def copied(book, truth):
    truth.group("mislabelled-copied-record", CONFLICT, ["P30"], """One and the same file serves as
        production record of three lots.""")
    plan = [(271, 600, "2024-02-12"), (272, 540, "2024-05-20"), (273, 580, "2024-09-30")]
    first = None
    for number, pieces, ordered in plan:
        story = truth.tell(Story(book, number, "EX-COPY", "weft", pieces, ordered, days=22))
        story.plain([("S-COPY", 100)])
        paper = book.find("documents", f"D-{story.tag}-make")
        first = first or paper
        paper["sha256"], paper["number"] = first["sha256"], first["number"]
    truth.group("mislabelled-same-seal", CONFLICT, ["P30"], """Two containers at sea in the same
        weeks bear one seal number, and one photograph stands for the stuffing of both.""")
    seal = photo = None
    for number, pieces, ordered in [(274, 620, "2025-03-10"), (275, 560, "2025-03-14")]:
        story = truth.tell(Story(book, number, "EX-COPY", "weft", pieces, ordered, days=22))
        story.plain([("S-COPY", 100)])
        move = book.find("movements", f"M-{story.tag}-entry")
        seal = seal or move["seal"]
        move["seal"] = seal
        paper = story.paper("photo", "stuffed", "EX-COPY", story.shipped, story.lot, digest=photo)
        photo = book.find("documents", paper)["sha256"]


def moderate_signs(book, truth):
    truth.group("mislabelled-three-signs-finisher", RAISED, ["P02", "P12", "P23"], """Three
        moderate signs: a manufacturer that only finishes, wigs far too heavy for their length,
        and head counts that differ.""")
    stories = []
    for number, pieces, ordered in [(281, 300, "2024-04-22"), (282, 320, "2024-05-27")]:
        story = truth.tell(Story(book, number, "EX-LINE", "mixed", pieces, ordered, days=30,
                                 length=25, grams=490))
        stories.append(story)
        half = half_made(story)
        story.finished_lot(made_at="S-LINE")
        story.finish("S-LINE", link(half, pieces, story.mass))
        trade(story, "S-LINE")
    count(book, stories[0], "S-LINE", "2024-06-11", "audit", 60)
    count(book, stories[0], "S-LINE", "2024-06-28", "payroll", 24)

    truth.group("mislabelled-three-signs-crowded", RAISED, ["P02", "P04", "P23"], """Three
        moderate signs: more work than the room does, but not twice as much, wigs far too heavy
        for their length, and head counts that differ.""")
    stories = []
    for number, pieces, ordered in [(283, 700, "2024-06-17"), (284, 690, "2025-01-20")]:
        story = truth.tell(Story(book, number, "EX-CROWD", "tied", pieces, ordered, days=50,
                                 length=25, grams=500, price=16900))
        stories.append(story)
        story.finished_lot(made_at="S-CROWD")
        story.raw_lot(to_site="S-CROWD")
        story.transform([("S-CROWD", 100)], hours=False, workers=30)
        story.finish("S-CROWD", workers=2)
        trade(story, "S-CROWD")
    count(book, stories[0], "S-CROWD", "2024-08-06", "audit", 30)
    count(book, stories[0], "S-CROWD", "2024-08-30", "payroll", 13)
