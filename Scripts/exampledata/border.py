# SPDX-License-Identifier: Apache-2.0
"""Mislabelled lots whose route, label or parties give them away."""

from datetime import date, timedelta

from .book import kg, link, money
from .honest import knotted_abroad
from .plots import LISTED, RAISED
from .sparse import count, half_made, trade
from .story import Story


def border(book, truth):
    round_trips(book, truth)
    elsewhere(book, truth)
    lashes(book, truth)
    listed(book, truth)
    brokers(book, truth)
    yarn(book, truth)
    relabelled(book, truth)
    suspended(book, truth)


def sent(story, taker=None, *, left=None, office="0930", mode="rail", port="CNDDZ",
         named=True, raw=None, mass=None):
    """Material leaves by the border; the papers may leave the country unsaid."""
    left = left or story.start
    place = dict(to_country="KP") if named else dict(to_country=None)
    return story.move("exp", "raw_export", link(raw or story.raw, mass=mass or story.need), left,
                      left + timedelta(1), story.supplier, taker, customs_office=office,
                      port=port, mode=mode, trade_mode="0110", origin_declared="CN",
                      declaration=f"{office}{left.year}0{700000 + int(story.tag[-3:]):09d}",
                      value=money((mass or story.need) * story.goods.raw_price // 7200),
                      currency="USD", **place)


def returned(story, half, came, *, giver=None, office="0930", mode="rail", port="CNDDZ",
             country="KP", trade_mode="0110", origin=None):
    """Half-made goods come back to the supplier."""
    return story.move("ret", "return_import", link(half, story.pieces, story.mass),
                      came - timedelta(2), came, giver, story.supplier, customs_office=office,
                      port=port, mode=mode, trade_mode=trade_mode, origin_declared=origin,
                      declaration=f"{office}{came.year}1{800000 + int(story.tag[-3:]):09d}",
                      value=money(2600 * story.pieces), currency="USD",
                      **({} if giver else dict(from_country=country)))


def round_trips(book, truth):
    truth.group("mislabelled-rail-both-ways", RAISED, ["P09", "P11", "P22"], """Hair leaves
        Dandong by rail for North Korea and comes back as wigs by rail seven weeks later; the
        label says China.""")
    for number, pieces, ordered in [(301, 420, "2024-01-15"), (302, 460, "2024-08-12")]:
        story = truth.tell(Story(book, number, "EX-YALU", "tied", pieces, ordered, days=47))
        story.raw_lot(dealer="EX-RAW-DD", to_site="S-YALU")
        half = half_made(story, made_from=link(story.raw, mass=story.need))
        sent(story)
        returned(story, half, story.end)
        story.finished_lot(made_at="S-YALU")
        story.finish("S-YALU", link(half, pieces, story.mass))
        trade_at(story, "S-YALU")

    truth.group("mislabelled-rail-out-ship-back", RAISED, ["P09", "P12"], """Hair leaves by rail
        through office 0930, for no stated country; the same firm takes in half-made wigs of
        fitting weight by sea some weeks later. No row ties the two.""")
    for number, pieces, ordered, days in [(303, 440, "2024-03-04", 44),
                                          (304, 500, "2024-10-07", 52),
                                          (305, 400, "2025-04-07", 38)]:
        unlinked(book, truth, number, "EX-PIER", "S-PIER", pieces, ordered, days, "0930",
                 "rail", "CNDDZ", dict(office="0900", mode="sea", port="CNDAG"))

    truth.group("mislabelled-hunchun-road", RAISED, ["P09", "P12"], """The same by road through
        Hunchun, both ways.""")
    for number, pieces, ordered, days in [(306, 360, "2024-05-13", 46),
                                          (307, 400, "2025-02-17", 40)]:
        unlinked(book, truth, number, "EX-CROSS", "S-CROSS", pieces, ordered, days, "1500",
                 "road", "CNHCG", dict(office="1500", mode="road", port="CNHCG"))


def unlinked(book, truth, number, supplier, site, pieces, ordered, days, office, mode, port,
             back):
    """Hair out and wigs in through the same firm, as two declarations with nothing in common."""
    story = truth.tell(Story(book, number, supplier, "tied", pieces, ordered, days=days))
    story.raw_lot(dealer="EX-RAW-DD", to_site=site)
    sent(story, office=office, mode=mode, port=port, named=False)
    half = half_made(story)
    returned(story, half, story.start + timedelta(days), country=None, **back)
    story.finished_lot(made_at=site)
    story.finish(site, link(half, pieces, story.mass))
    trade_at(story, site)


def trade_at(story, site, **cells):
    story.order()
    story.settle()
    story.entry(stuffing=site, office="0930", receipt="CNDDG", **cells)


def elsewhere(book, truth):
    truth.group("mislabelled-made-elsewhere", RAISED, ["P11"], """A processing row stands at a
        site in North Korea, finishing follows in Dandong, and the entry says China. 311 and 312
        name a workshop, 313 a site of detention in general.""")
    for number, site, pieces, ordered in [(311, "S-KP-SIN", 300, "2024-02-19"),
                                          (312, "S-KP-RAJ", 280, "2024-09-16"),
                                          (313, "S-KP", 320, "2025-01-13")]:
        story = truth.tell(Story(book, number, "EX-NORTH", "tied", pieces, ordered, days=50))
        half = half_made(story, "EX-KP-WORKS", site)
        story.raw_lot(dealer="EX-RAW-DD", to_site="S-NORTH")
        story.transform([(site, 100)], output=half, paper=False)
        story.finished_lot(made_at="S-NORTH")
        story.finish("S-NORTH", link(half, pieces, story.mass))
        trade_at(story, "S-NORTH")
    truth.group("mislabelled-made-at", RAISED, ["P11"], """No processing row, but the supplier's
        own lot sheet names a site in North Korea as the place of making.""")
    story = truth.tell(Story(book, 314, "EX-NORTH", "tied", 260, "2025-05-05", days=50))
    raw = story.raw_lot(dealer="EX-RAW-DD", to_site="S-NORTH")
    story.finished_lot(made_from=link(raw, mass=story.need), maker="EX-KP-WORKS",
                       made_at="S-KP-SIN")
    trade_at(story, "S-NORTH")


def lashes(book, truth):
    truth.group("mislabelled-lashes-paired", RAISED, ["P11", "P12"], """Lashes tied at a site in
        North Korea; in Pingdu they are trimmed, curled, paired and packed, and the packer signs
        as manufacturer.""")
    for number, pairs, ordered in [(321, 40000, "2024-03-18"), (322, 50000, "2024-11-18"),
                                   (323, 36000, "2025-05-26")]:
        story = truth.tell(Story(book, number, "EX-PAIR", "hand-lash", pairs, ordered, days=48))
        half = half_made(story, "EX-KP-WORKS", "S-KP")
        story.raw_lot(dealer="EX-RAW-DD", to_site="S-PAIR")
        story.transform([("S-KP", 100)], output=half, paper=False)
        story.finished_lot(made_at="S-PAIR")
        story.finish("S-PAIR", link(half, pairs, story.mass))
        trade(story, "S-PAIR")


def listed(book, truth):
    truth.group("mislabelled-listed-exporter", LISTED, ["P15"], """The exporter stands on the list
        by its very name, in the same country; all else about the goods is in order.""")
    for number, pieces, ordered in [(331, 480, "2024-05-20"), (332, 520, "2025-03-17")]:
        story = truth.tell(Story(book, number, "EX-HERON", "weft", pieces, ordered, days=22,
                                 maker="EX-HERON-MAKER"))
        story.plain([("S-HERON", 100)], receipt="CNDAG", office="0900")
    truth.group("mislabelled-listed-payee", LISTED, ["P15", "P22"], """The supplier pays a firm
        that the list knows under another name.""")
    for number, pieces, ordered in [(333, 500, "2024-07-01"), (334, 460, "2025-01-27")]:
        story = truth.tell(Story(book, number, "EX-EVERGREEN", "weft", pieces, ordered, days=22))
        story.plain([("S-EVERGREEN", 100)], receipt="CNDAG", office="0900")
        story.pay("orchard", "EX-KP-ORCHARD", 1400000, "CNY", payer="EX-EVERGREEN",
                  reference="services, example", day=story.end)
    truth.group("mislabelled-agency-alias", LISTED, ["P15", "P22"], """The supplier pays a North
        Korean agency that official lists know under older names, its words in another order.
        No list file is needed: the agency stands among the curated aliases.""")
    for number, pieces, ordered, agency in [(335, 440, "2024-09-23", "EX-KP-REEDU"),
                                            (336, 420, "2025-04-14", "EX-KP-FARM")]:
        story = truth.tell(Story(book, number, "EX-LANTERN", "weft", pieces, ordered, days=22))
        story.plain([("S-LANTERN", 100)], receipt="CNDDG", office="0930", dealer="EX-RAW-DD")
        story.pay("agency", agency, 900000, "CNY", payer="EX-LANTERN",
                  reference="share of orders, example", day=story.end)


def brokers(book, truth):
    truth.group("mislabelled-pays-north-korea", RAISED, ["P22"], """The supplier pays a trading
        firm in North Korea that is on no list.""")
    for number, pieces, ordered in [(341, 520, "2024-06-10"), (342, 480, "2025-02-10")]:
        story = truth.tell(Story(book, number, "EX-DIRECT", "weft", pieces, ordered, days=22))
        story.plain([("S-DIRECT", 100)], receipt="CNDDG", office="0930", dealer="EX-RAW-DD")
        story.pay("sunrise", "EX-KP-SUNRISE", 1100000, "CNY", payer="EX-DIRECT",
                  reference="contract, example", day=story.end)
    truth.group("mislabelled-broker-triangle", RAISED, ["P22", "P26"], """The supplier shares a
        telephone number with a border broker, pays it 35 CNY a wig, and the broker pays a firm
        in North Korea.""")
    for number, pieces, ordered in [(343, 300, "2024-04-08"), (344, 320, "2024-12-16")]:
        story = truth.tell(Story(book, number, "EX-PHONE", "tied", pieces, ordered, days=45))
        story.plain([("S-PHONE", 100)])
        story.pay("fee", "EX-BROKER", 3500 * pieces, "CNY", payer="EX-PHONE", pieces=pieces,
                  reference=f"work on {pieces} pieces", day=story.end + timedelta(4))
        story.pay("pine", "EX-KP-PINE", 2600 * pieces, "CNY", payer="EX-BROKER",
                  reference="contract, example", day=story.end + timedelta(9), lots=story.lot)
    truth.group("mislabelled-three-signs-broker", RAISED, ["P12", "P22", "P23"], """Three moderate
        signs: the supplier's office is the office of a border broker that pays a firm in North
        Korea, it only finishes, and its head counts differ.""")
    stories = []
    for number, pieces, ordered in [(345, 260, "2024-08-26"), (346, 280, "2025-03-03")]:
        story = truth.tell(Story(book, number, "EX-LINK", "mixed", pieces, ordered, days=30))
        stories.append(story)
        half = half_made(story)
        story.finished_lot(made_at="S-LINK")
        story.finish("S-LINK", link(half, pieces, story.mass))
        trade(story, "S-LINK")
    count(book, stories[0], "S-LINK", "2024-09-10", "audit", 40)
    count(book, stories[0], "S-LINK", "2024-09-27", "payroll", 17)
    book.add("payments", payment="PAY-FERRY-2024", date="2024-10-30", payer="EX-FERRY",
             payee="EX-KP-PINE", payee_bank="Example Bank KP", payee_country="KP",
             amount="84000.00", currency="CNY", reference="contract, example")


def yarn(book, truth):
    truth.group("mislabelled-yarn-no-return", RAISED, ["P22", "P33"], """Yarn or cloth goes to
        North Korea by rail, nothing is declared back, and vests and tablecloths made of it are
        sold as Chinese.""")
    for number, kind, pieces, ordered in [(351, "vest", 1100, "2024-03-25"),
                                          (352, "vest", 1300, "2024-11-11"),
                                          (353, "vest", 1200, "2025-05-19"),
                                          (354, "linen", 1500, "2025-01-06")]:
        story = truth.tell(Story(book, number, "EX-VEST", kind, pieces, ordered, days=45))
        story.raw_lot(dealer="EX-RAW-DD", to_site="S-VEST")
        sent(story, taker="EX-KP-SUNRISE")
        if number == 352:
            story.finished_lot(made_at="S-VEST")
            story.transform([("S-VEST", 100)], paper=False)
        else:
            story.finished_lot(made_from=link(story.raw, mass=story.need), made_at="S-VEST")
        trade_at(story, "S-VEST")


def relabelled(book, truth):
    truth.group("mislabelled-label-changed", RAISED, ["P35"], """A warehouse takes off one origin
        and puts on another; weight, heading and form stay.""")
    for number, pieces, ordered in [(361, 340, "2024-06-24"), (362, 360, "2025-02-24")]:
        story = truth.tell(Story(book, number, "EX-LABEL", "tied", pieces, ordered, days=46))
        half = half_made(story)
        returned(story, half, story.end, country=None)
        story.finished_lot(made_at="S-LABEL")
        story.work("relabel", "S-LABEL", "label;pack", link(half, pieces, story.mass),
                   link(story.lot, pieces, story.mass), story.end + timedelta(2),
                   story.end + timedelta(4), kind="relabel", pieces=pieces, hours=60,
                   origin_before="KP", origin_after="CN", label_text="Made in China",
                   reason="customer label")
        trade_at(story, "S-LABEL")
    truth.group("mislabelled-third-country-relabelled", RAISED, ["P35"], """Knotted in Myanmar as
        the papers say, then labelled and entered as Chinese.""")
    story = knotted_abroad(book, truth, 363, "EX-SWITCH", "S-SWITCH", "EX-MANDALAY", "S-MDL",
                           "MMRGN", 300, "2024-09-09", origin="CN")
    story.work("relabel", "S-SWITCH", "label", link(story.lot, 300), link(story.lot, 300),
               story.end + timedelta(24), story.end + timedelta(25), kind="relabel", pieces=300,
               hours=12, origin_before="MM", origin_after="CN", label_text="Made in China",
               reason="not stated")


def suspended(book, truth):
    truth.group("mislabelled-rail-suspended", RAISED, ["P22", "P40"], """Old stock whose papers
        claim rail from Dandong to Sinuiju on days when no train ran.""")
    for number, pieces, ordered in [(371, 240, "2022-05-24"), (372, 260, "2021-09-27")]:
        story = truth.tell(Story(book, number, "EX-YALU", "tied", pieces, ordered, days=47,
                                 tail=560 if number == 371 else 830))
        story.raw_lot(dealer="EX-RAW-DD", to_site="S-YALU")
        half = half_made(story, made_from=link(story.raw, mass=story.need))
        sent(story)
        returned(story, half, story.end)
        story.finished_lot(made_at="S-YALU")
        story.finish("S-YALU", link(half, pieces, story.mass), day=story.end + timedelta(30))
        trade_at(story, "S-YALU")
