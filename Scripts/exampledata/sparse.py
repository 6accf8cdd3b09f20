# SPDX-License-Identifier: Apache-2.0
"""Honest lots with holes in their papers, and honest lots with one odd sign."""

from datetime import timedelta

from .book import kg, link
from .plots import ASK, CLEAN
from .story import Story


def sparse(book, truth):
    truth.group("honest-workers-unknown", ASK, [], """Everything is there except the number of
        workers at the site: capacity cannot be tested.""")
    story = small(book, truth, 121, "weft", 260, "2024-02-20")
    story.finished_lot(made_at="S-SMALL-2")
    story.raw_lot(to_site="S-SMALL-2")
    story.transform([("S-SMALL-2", 100)], hours=False)
    story.finish("S-SMALL")
    trade(story, "S-SMALL")

    truth.group("honest-prices-unknown", ASK, [], """No price, no payment, no value: the cost of
        labour cannot be tested.""")
    story = small(book, truth, 122, "weft", 240, "2024-05-06")
    story.finished_lot(made_at="S-SMALL")
    story.raw_lot(to_site="S-SMALL", value=False)
    story.transform([("S-SMALL", 100)])
    story.finish("S-SMALL")
    story.order(price=False)
    story.entry(stuffing="S-SMALL", value=None, currency=None)

    truth.group("honest-no-processing-row", ASK, ["P03"], """The material and the wigs stand in
        the papers, what was done between them does not, nor how much of it was used, nor a price.""")
    for number, kind, ordered in [(123, "weft", "2024-06-24"), (124, "synthetic", "2025-03-03")]:
        story = short(book, truth, number, kind, 300, ordered)
        raw = story.raw_lot(to_site="S-BLANK")
        story.finished_lot(made_from=raw, made_at="S-BLANK")
        story.order(price=False)
        story.entry(stuffing="S-BLANK", value=None, currency=None)

    truth.group("honest-material-unknown", ASK, [], """The work is recorded, the material that
        went into it is not.""")
    story = short(book, truth, 125, "weft", 280, "2024-08-14")
    story.finished_lot(made_at="S-BLANK")
    story.work("make", "S-BLANK", story.goods.steps, None, link(story.lot, 280, story.mass),
               story.start, story.end, pieces=280, hours=280 * 1.6)
    story.finish("S-BLANK")
    trade(story, "S-BLANK")

    truth.group("honest-weight-unknown", ASK, [], """The material is named, but nobody wrote
        down what it weighed.""")
    story = short(book, truth, 126, "weft", 320, "2025-01-15")
    story.finished_lot(made_at="S-BLANK")
    raw = story.raw_lot(to_site="S-BLANK", paper=False)
    book.find("lots", raw).update(net_kg="", gross_kg="")
    book.find("movements", f"M-{raw}-buy").update(lots=raw)
    story.transform([("S-BLANK", 100)])
    book.find("processing", f"W-{story.tag}-make").update(inputs=raw, scrap_kg="")
    story.finish("S-BLANK")
    trade(story, "S-BLANK")

    truth.group("honest-site-country-unknown", ASK, [], """The room where the work was done has
        no address, not even a country.""")
    story = small(book, truth, 127, "weft", 220, "2025-04-01")
    story.finished_lot(made_at="S-SMALL-3")
    story.raw_lot(to_site="S-SMALL")
    story.transform([("S-SMALL-3", 100)])
    story.finish("S-SMALL")
    trade(story, "S-SMALL")

    truth.group("honest-entry-only", ASK, [], """An invoice and an entry, and nothing that came
        before them.""")
    story = small(book, truth, 128, "synthetic", 400, "2024-10-28")
    story.finished_lot()
    story.entry(coo=False)
    story = short(book, truth, 129, "synthetic", 380, "2025-06-02")
    story.finished_lot()
    story.order()
    story.entry(coo=False)


def small(book, truth, number, kind, pieces, ordered):
    return truth.tell(Story(book, number, "EX-SMALL", kind, pieces, ordered, days=21))


def short(book, truth, number, kind, pieces, ordered):
    return truth.tell(Story(book, number, "EX-BLANK", kind, pieces, ordered, days=21))


def trade(story, site):
    story.order()
    story.settle()
    story.entry(stuffing=site)


def one_sign(book, truth):
    """A moderate sign alone is shown; it neither alerts nor stops a release."""
    truth.group("honest-one-sign-small-wigs", CLEAN, ["P02"], """Children's wigs of 50 g: lighter
        than wigs are, and the papers are complete.""")
    for number, pieces, ordered in [(131, 700, "2024-04-29"), (132, 600, "2025-03-24")]:
        truth.tell(Story(book, number, "EX-KIDS", "synthetic", pieces, ordered, length=30,
                         grams=50, days=24)).plain([("S-KIDS", 100)])

    truth.group("honest-one-sign-finisher", CLEAN, ["P12"], """The finishing house signs as
        manufacturer; the village workshop that knotted the wigs for it stands in the papers.""")
    for number, pieces, ordered in [(133, 220, "2024-03-06"), (134, 200, "2025-01-08")]:
        story = truth.tell(Story(book, number, "EX-FINISH", "tied", pieces, ordered, days=42))
        half = half_made(story, "EX-VILLAGE-4", "S-VIL-4")
        story.finished_lot(made_at="S-FINISH")
        story.raw_lot(buyer="EX-FINISH", to_site="S-VIL-4")
        story.transform([("S-VIL-4", 100)], output=half)
        story.pay("sub", "EX-VILLAGE-4", 43000 * pieces, "CNY", payer="EX-FINISH", pieces=pieces,
                  reference=f"W-{story.tag}-make", day=story.end + timedelta(9))
        story.finish("S-FINISH", link(half, pieces, story.mass))
        trade(story, "S-FINISH")

    truth.group("honest-one-sign-head-count", CLEAN, ["P23"], """An audit counts 100 workers, the
        payroll of that month 78: seasonal hands on an agency's books.""")
    stories = [truth.tell(Story(book, number, "EX-SEASON", "weft", pieces, ordered, days=22))
               for number, pieces, ordered in [(135, 700, "2024-07-29"), (136, 640, "2024-12-02")]]
    for story in stories:
        story.plain([("S-SEASON", 100)])
    count(book, stories[0], "S-SEASON", "2024-08-20", "audit", 100)
    count(book, stories[0], "S-SEASON", "2024-08-31", "payroll", 78)


def half_made(story, maker=None, site=None, *, made_from=None, name=None):
    """A lot of wigs that still want finishing, under the same heading as the finished ones."""
    half = name or f"H-{story.tag}"
    goods = story.goods
    story.book.add("lots", lot=half, description=goods.description + ", not yet finished",
                   hs=goods.hs, material=goods.material, construction=goods.construction,
                   hand_tied_pct=goods.hand_tied, length_cm=story.length,
                   density_pct=story.density, pieces=story.pieces, net_kg=kg(story.mass),
                   unit=goods.unit, pieces_per_unit=goods.per_unit, maker=maker, made_at=site,
                   made_from=made_from, according_to=story.supplier, basis="supplier_statement")
    return half


def count(book, story, site, day, kind, workers):
    """One document that says how many people work at a site."""
    operator = book.find("sites", site)["operator"]
    paper = story.paper(kind, f"{kind}-{site.lower()}-{day[5:7]}", operator, day, site,
                        workers=workers)
    book.add("headcounts", site=site, as_of=day, workers=workers, document=paper)
