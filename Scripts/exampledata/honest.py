# SPDX-License-Identifier: Apache-2.0
"""The honest lots: complete papers, then sparse papers, then one odd sign each."""

from datetime import timedelta

from .book import chosen, kg, link, money, weighed
from .plots import CLEAN
from .sparse import count
from .story import Story


def honest(book, truth):
    wefts(book, truth)
    hand_tied(book, truth)
    lashes(book, truth)
    third_country(book, truth)
    simply_in_dandong(book, truth)
    winter(book, truth)
    yarn_goods(book, truth)
    beads_and_bags(book, truth)
    group_plant(book, truth)
    barcode(book, truth)


def wefts(book, truth):
    truth.group("honest-machine-weft", CLEAN, [], """Machine weft wigs of one works in Xuchang,
        human hair and synthetic. 003 and 004 share a container, 007 and 008 share one lot of
        hair whose weight both together stay within.""")
    plan = [(1, "weft", 1200, "2023-12-04", 41), (2, "synthetic", 2600, "2024-01-22", 36),
            (5, "weft", 900, "2024-06-10", 51), (6, "synthetic", 2000, "2025-02-17", 46)]
    tell = lambda number, kind, pieces, ordered, length: Story(
        book, number, "EX-WEFT", kind, pieces, ordered, length=length, days=20)
    for row in plan[:2]:
        truth.tell(tell(*row).plain([("S-WEFT", 100)]))
    pair = [tell(3, "weft", 700, "2024-03-18", 46), tell(4, "synthetic", 1500, "2024-03-18", 41)]
    for story in pair:
        truth.tell(story.plain([("S-WEFT", 100)], entry=False))
    pair[0].entry(stuffing="S-WEFT", others=pair[1:])
    for row in plan[2:]:
        truth.tell(tell(*row).plain([("S-WEFT", 100)]))
    split = [tell(7, "weft", 800, "2025-05-05", 46), tell(8, "weft", 650, "2025-05-05", 56)]
    split[0].raw_lot(split[0].need + split[1].need + 4000, to_site="S-WEFT")
    for story in split:
        truth.tell(story).finished_lot(made_at="S-WEFT")
        story.transform([("S-WEFT", 100)], raw=split[0].raw)
        story.finish("S-WEFT")
        story.order()
        story.settle()
        story.entry(stuffing="S-WEFT")


def hand_tied(book, truth):
    truth.group("honest-hand-tied-subcontract", CLEAN, [], """Hand-tied lace wigs. The knotting
        is split over the maker's own hall and three village workshops, each with its own row,
        its own workers and its own pay of about 430 CNY a wig.""")
    villages = [("S-VIL-1", 18), ("S-VIL-2", 22), ("S-VIL-3", 16)]
    plan = [(11, 260, "2023-11-20", 46), (12, 320, "2024-01-15", 51), (13, 400, "2024-03-25", 41),
            (14, 240, "2024-06-03", 56), (15, 360, "2024-08-19", 46), (16, 300, "2025-01-06", 51),
            (17, 420, "2025-04-14", 46), (18, 280, "2025-07-21", 61)]
    for number, pieces, ordered, length in plan:
        story = truth.tell(Story(book, number, "EX-KNOT", "tied", pieces, ordered,
                                 length=length, days=45))
        story.plain([("S-KNOT", 44)] + villages, finish="S-KNOT")
        for site, share in villages:
            wigs = pieces * share // 100
            if site == "S-VIL-3":
                wigs = pieces - pieces * 44 // 100 - pieces * 18 // 100 - pieces * 22 // 100
            fee = 43000 * chosen(story.lot + site, 97, 104) // 100
            story.pay("sub" + site[-1], f"EX-VILLAGE-{site[-1]}", fee * wigs, "CNY",
                      payer="EX-KNOT", pieces=wigs, day=story.end + timedelta(12),
                      reference=f"W-{story.tag}-make{int(site[-1]) + 1}")
    count(book, story, "S-KNOT", "2025-09-03", "audit", 90)
    count(book, story, "S-KNOT", "2025-09-30", "payroll", 92)


def lashes(book, truth):
    truth.group("honest-mechanised-lashes", CLEAN, [], """Strip lashes of a mechanised plant in
        Pingdu, several hundred pairs a worker and day.""")
    plan = [(21, 60000, "2023-12-11"), (22, 48000, "2024-02-26"), (23, 72000, "2024-04-22"),
            (24, 54000, "2024-07-08"), (25, 90000, "2024-09-23"), (26, 60000, "2025-01-20"),
            (27, 66000, "2025-04-07"), (28, 45000, "2025-08-04")]
    for number, pairs, ordered in plan:
        truth.tell(Story(book, number, "EX-LASH", "lash", pairs, ordered, days=14)).plain(
            [("S-LASH", 100)])


def third_country(book, truth):
    truth.group("honest-third-country", CLEAN, [], """Hair goes by sea to Myanmar, Indonesia,
        Viet Nam or Bangladesh, is knotted there, and the entry says so. 031 to 035 come back to
        Qingdao for finishing, the others sail from where they were knotted.""")
    plan = [(31, "EX-YANGON", "S-MM", "MMRGN", 420, "2023-11-06"),
            (32, "EX-YANGON", "S-MM", "MMRGN", 380, "2024-02-12"),
            (33, "EX-YANGON", "S-MM", "MMRGN", 500, "2024-07-15"),
            (34, "EX-BACNINH", "S-VN", "VNHPH", 300, "2024-03-04"),
            (35, "EX-BACNINH", "S-VN", "VNHPH", 340, "2025-02-10"),
            (36, "EX-JAVA", "S-ID", "IDSRG", 360, "2024-05-13"),
            (37, "EX-JAVA", "S-ID", "IDSRG", 280, "2025-03-17"),
            (38, "EX-DHAKA", "S-BD", "BDCGP", 440, "2024-08-05"),
            (39, "EX-DHAKA", "S-BD", "BDCGP", 400, "2025-05-19")]
    for number, maker, site, port, pieces, ordered in plan:
        knotted_abroad(book, truth, number, "EX-OVERSEA", "S-QD-FIN", maker, site, port, pieces,
                       ordered, back=number <= 35)


def knotted_abroad(book, truth, number, supplier, room, maker, site, port, pieces, ordered, *,
                   back=True, origin=None):
    """Hair out, knotting abroad, perhaps back for finishing, then the buyer's country."""
    story = truth.tell(Story(book, number, supplier, "tied", pieces, ordered, maker=maker,
                             price=9800, days=50, lead=28, tail=28 if back else 9))
    there = story.country(maker)
    story.finished_lot(made_at=site)
    story.raw_lot(buyer=supplier, to_site=room)
    story.move("exp", "raw_export", link(story.raw, mass=story.need),
               story.ordered + timedelta(10), story.ordered + timedelta(24), supplier, maker,
               from_site=room, to_site=site, customs_office="4200", port="CNQDG", mode="sea",
               trade_mode="0110", declaration=f"4200{story.ordered.year}0{900000 + number:09d}",
               origin_declared="CN", value=money(story.need * story.goods.raw_price // 7200),
               currency="USD", incoterm="FOB")
    story.transform([(site, 100)])
    story.pay("fee", maker, 2400 * pieces, "USD", payer=supplier, pieces=pieces,
              day=story.end + timedelta(10), reference=f"W-{story.tag}-make")
    if back:
        story.move("ret", "return_import", link(story.lot, pieces, story.mass),
                   story.end + timedelta(3), story.end + timedelta(17), maker, supplier,
                   from_site=site, to_site=room, customs_office="4200", port="CNQDG",
                   mode="sea", trade_mode="0110", origin_declared=there,
                   value=money(6200 * pieces), currency="USD", incoterm="CIF")
        story.finish(room, day=story.end + timedelta(19))
    else:
        story.finish(site)
    story.order()
    story.settle()
    story.entry(origin or there, stuffing=room if back else site,
                office="4200" if back else None, receipt="CNQDG" if back else port,
                country="CN" if back else there, coo=origin is None)
    return story


def simply_in_dandong(book, truth):
    truth.group("honest-in-dandong", CLEAN, [], """A machine hall that happens to stand in
        Dandong: Chinese material by lorry, customs office 0930, Dandong port, and a visa fee to
        the Chinese ministry whose name an alias of a listed one resembles.""")
    plan = [(41, "weft", 620, "2023-12-18"), (42, "synthetic", 1100, "2024-04-08"),
            (43, "weft", 540, "2024-07-22"), (44, "synthetic", 1300, "2025-02-24"),
            (45, "weft", 580, "2025-06-09")]
    for number, kind, pieces, ordered in plan:
        story = truth.tell(Story(book, number, "EX-DANDONG", kind, pieces, ordered, days=18))
        story.plain([("S-DD", 100)], office="0930", receipt="CNDDG", dealer="EX-RAW-QD")
        if number == 42:
            story.pay("visa", "EX-MPS", 160000, "CNY", payer="EX-DANDONG",
                      reference="visa fees of two engineers, example")


def winter(book, truth):
    truth.group("honest-winter-orders", CLEAN, [], """Ordered and made from October to February,
        because carnival and prom come in spring.""")
    plan = [(51, "tied-synthetic", 280, "2023-10-30"), (52, "synthetic", 1800, "2023-11-27"),
            (53, "tied-synthetic", 320, "2024-10-14"), (54, "tied-synthetic", 260, "2024-11-25"),
            (55, "synthetic", 2200, "2024-12-09"), (56, "synthetic", 1500, "2025-01-13")]
    for number, kind, pieces, ordered in plan:
        truth.tell(Story(book, number, "EX-WINTER", kind, pieces, ordered, length=36,
                         days=45 if kind.startswith("tied") else 20)).plain([("S-WIN", 100)])


def yarn_goods(book, truth):
    truth.group("honest-yarn-goods", CLEAN, [], """Crocheted caps and machine-knitted sweater
        vests; yarn loses less on the way than hair does.""")
    plan = [(61, "cap", 1400, "2024-01-08"), (62, "cap", 1800, "2024-06-17"),
            (63, "cap", 1200, "2024-09-09"), (64, "cap", 1600, "2025-06-23"),
            (65, "vest", 1500, "2024-02-05"), (66, "vest", 2000, "2024-07-01"),
            (67, "vest", 1700, "2024-10-21"), (68, "vest", 1300, "2025-07-14")]
    for number, kind, pieces, ordered in plan:
        truth.tell(Story(book, number, "EX-KNIT", kind, pieces, ordered, days=28)).plain(
            [("S-KNIT", 100)])


def beads_and_bags(book, truth):
    truth.group("honest-beadwork", CLEAN, [], """Bracelets of a firm whose name merely resembles
        a listed one of another country. No capacity or labour figures are known for such
        goods.""")
    for number, pieces, ordered in [(71, 6000, "2024-02-19"), (72, 8000, "2024-08-12"),
                                    (73, 7000, "2025-03-10")]:
        truth.tell(Story(book, number, "EX-BEAD", "bead", pieces, ordered, days=24)).plain(
            [("S-BEAD", 100)])
    truth.group("honest-bags-russian-flax", CLEAN, [], """Bags sewn in Hunchun from flax fabric
        that comes by road from Russia: a border town with a border of another kind.""")
    for number, pieces, ordered in [(81, 3000, "2023-12-27"), (82, 2400, "2024-05-27"),
                                    (83, 3600, "2024-10-07"), (84, 2800, "2025-04-28")]:
        story = truth.tell(Story(book, number, "EX-BAG", "bag", pieces, ordered, days=24))
        story.plain([("S-BAG", 100)], office="1500", receipt="CNDAG")


def group_plant(book, truth):
    truth.group("honest-mixed-construction", CLEAN, [], """Lace fronts: machine weft with three
        tenths tied by hand. The same supplier sends the lots 211 to 215.""")
    for number, pieces, ordered in [(91, 480, "2024-01-29"), (92, 560, "2024-08-26"),
                                    (93, 420, "2025-05-26")]:
        truth.tell(Story(book, number, "EX-HENAN", "mixed", pieces, ordered, length=51,
                         days=30)).plain([("S-HEN", 100)])
    truth.group("honest-indian-hair-two-steps", CLEAN, [], """Unworked hair from India is sorted
        and dyed first (heading 0501 to 6703), then made up (6703 to 6704); the purchase price
        stands two steps up.""")
    for number, pieces, ordered in [(101, 640, "2024-03-11"), (102, 520, "2025-01-27")]:
        story = truth.tell(Story(book, number, "EX-HENAN", "weft", pieces, ordered, days=20,
                                 lead=40))
        worked, rough = f"H-{story.tag}", weighed(story.need / 0.84)
        story.finished_lot(made_at="S-HEN", origin="IN")
        bought = story.raw_lot(rough, dealer="EX-RAW-IN", to_site="S-HEN", origin="IN",
                               day=story.ordered + timedelta(20))
        row = book.find("lots", bought)
        row.update(hs="050100", description="Human hair, unworked, in bundles")
        move = book.find("movements", f"M-{bought}-buy")
        move.update(mode="sea", port="CNQDG", customs_office="4200",
                    dispatched=str(story.ordered))
        book.add("lots", lot=worked, description="Human hair, sorted and dyed", hs="670300",
                 material="human_hair", net_kg=kg(story.need), raw_origin_country="IN",
                 maker="EX-HENAN", made_at="S-HEN", according_to="EX-HENAN",
                 basis="supplier_statement")
        story.work("sort", "S-HEN", "sort;wash;dye", link(bought, mass=rough),
                   link(worked, mass=story.need), story.ordered + timedelta(23),
                   story.ordered + timedelta(37), hours=story.need / 1000 * 6,
                   scrap=(rough - story.need) * 9 // 10)
        story.transform([("S-HEN", 100)], raw=worked)
        story.finish("S-HEN")
        story.order()
        story.settle()
        story.entry(stuffing="S-HEN")


def barcode(book, truth):
    truth.group("honest-relabel-barcode", CLEAN, [], """New barcodes before shipment: a relabel
        row whose origin is the same before and after.""")
    story = truth.tell(Story(book, 111, "EX-WEFT", "synthetic", 1200, "2024-09-16", length=36,
                             days=20))
    story.plain([("S-WEFT", 100)])
    story.work("barcode", "S-WEFT", "label", link(story.lot, 1200), link(story.lot, 1200),
               story.end + timedelta(6), story.end + timedelta(7), kind="relabel", pieces=1200,
               hours=24, origin_before="CN", origin_after="CN",
               label_text="Made in China; new barcode", reason="the buyer's new item numbers")
