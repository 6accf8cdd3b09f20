# SPDX-License-Identifier: Apache-2.0
"""first-steps: four lots for the tutorial, with the papers that an importer holds."""

import hashlib

from .book import Book

TRUTH = [
    ["FS-1", "honest-supplier-answered", "no-indicator-raised", "release", "false", ""],
    ["FS-2", "honest-not-asked-yet", "information-missing", "ask", "false", ""],
    ["FS-3", "mislabelled-waybill", "indicator-raised", "review", "true", "P11"],
    ["FS-4", "honest-dozens-for-pieces", "information-missing", "ask", "false", "P02;P30"],
]


def first_steps():
    book = Book(["parties", "lots", "orders", "movements", "documents", "sites", "processing"])
    party = lambda name, text, roles, country: book.add(
        "parties", party=name, name=text, roles=roles, country=country)
    party("EX-SHOP", "Example Corner Wig Shop LLC", "buyer;importer", "US")
    party("EX-OPEN", "Xuchang Example Open Door Hair Co Ltd", "manufacturer;exporter", "CN")
    party("EX-QUIET", "Qingdao Example Quiet Hair Co Ltd", "manufacturer;exporter", "CN")
    party("EX-HURRY", "Dandong Example Hurry Hair Co Ltd", "manufacturer;exporter", "CN")
    party("EX-FIBRE", "Qingdao Example Fibre Sellers Co Ltd", "supplier", "CN")
    book.add("sites", site="S-OPEN", operator="EX-OPEN", name="Example open hall",
             kind="factory", country="CN", workers=40, hours_per_day=10,
             according_to="EX-OPEN", basis="supplier_statement")
    papers(book)
    wig = dict(hs="670411", material="synthetic", construction="machine_weft",
               hand_tied_pct=0, length_cm=46, density_pct=130, unit="piece",
               pieces_per_unit=1, raw_origin_country="CN")
    text = "Wig, synthetic, machine weft"
    book.add("lots", lot="FS-1", description=text, sku="W18", pieces=500, net_kg="87",
             maker="EX-OPEN", made_at="S-OPEN", document="INV-1", **wig)
    book.add("lots", lot="FS-1-FIBRE", description="Modacrylic fibre", hs="550330",
             material="synthetic", net_kg="85", raw_origin_country="CN")
    book.add("lots", lot="FS-2", description=text, sku="W18", pieces=400, net_kg="69.2",
             maker="EX-QUIET", document="INV-2", **wig)
    book.add("lots", lot="FS-3", description="Lace wig, hand-tied", sku="T18", pieces=200,
             net_kg="34.8", maker="EX-HURRY", document="INV-3",
             **{**wig, "hs": "670420", "material": "human_hair", "construction": "hand_tied",
                "hand_tied_pct": 100})
    book.add("lots", lot="FS-4", description=text + " (50 dozen)", sku="W18", pieces=50,
             net_kg="103.8", maker="EX-QUIET", document="INV-4", **wig)
    trade(book)
    book.add("processing", processing="W-1", kind="transform", site="S-OPEN", operator="EX-OPEN",
             started="2024-05-14", finished="2024-06-04", steps="weft;sew;assemble;style;pack",
             inputs="FS-1-FIBRE=@85", outputs="FS-1=500@87", workers=8, worker_hours=800,
             scrap_kg="12", according_to="EX-OPEN", basis="supplier_statement")
    return book


def papers(book):
    def paper(name, kind, issuer, issued, attaches, **figures):
        digest = hashlib.sha256(f"example document first-steps {name}".encode()).hexdigest()
        book.add("documents", document=name, kind=kind, number="EX/" + name, issuer=issuer,
                 issued=issued, sha256=digest, attaches=attaches, **figures)

    makers = ["EX-OPEN", "EX-QUIET", "EX-HURRY", "EX-QUIET"]
    days = ["2024-06-10", "2024-07-02", "2024-08-20", "2024-09-12"]
    pieces = [500, 400, 200, 600]
    for place, (maker, day, count) in enumerate(zip(makers, days, pieces), start=1):
        paper(f"INV-{place}", "invoice", maker, day, f"FS-{place}", pieces=count)
        paper(f"BL-{place}", "bill_of_lading", maker, day, f"E-{place}")
    paper("BUY-1", "purchase_record", "EX-FIBRE", "2024-05-10", "T-1", mass_kg="85")
    paper("RAIL-3", "rail_note", "EX-HURRY", "2024-08-02", "T-3")


def trade(book):
    """Orders, entries, the purchase of the fibre, and the way back that a rail note shows."""
    plan = [("EX-OPEN", 500, "13.80", "2024-05-02", "2024-06-10", "2024-07-06", "87"),
            ("EX-QUIET", 400, "13.50", "2024-05-20", "2024-07-02", "2024-07-28", "69.2"),
            ("EX-HURRY", 200, "118.00", "2024-06-05", "2024-08-20", "2024-09-16", "34.8"),
            ("EX-QUIET", 50, "162.00", "2024-08-01", "2024-09-12", "2024-10-08", "103.8")]
    for place, (maker, pieces, price, ordered, shipped, came, mass) in enumerate(plan, start=1):
        lot = f"FS-{place}"
        book.add("orders", order=f"PO-{place}", buyer="EX-SHOP", supplier=maker, sku="W18",
                 lots=f"{lot}={pieces}", pieces=pieces, unit_price=price, currency="USD",
                 ordered=ordered, shipped=shipped)
        value = f"{pieces * int(price.replace('.', '')) / 100:.2f}"
        book.add("movements", movement=f"E-{place}", kind="entry", lots=f"{lot}={pieces}@{mass}",
                 dispatched=shipped, arrived=came, from_party=maker, to_party="EX-SHOP",
                 manufacturer=maker, from_country="CN", to_country="US", port="USOAK",
                 mode="sea", waybill=f"EXBLFS{place}", seal=f"EXSFS{place}",
                 origin_declared="CN", value=value, currency="USD", document=f"BL-{place}",
                 basis="document")
    book.add("movements", movement="T-1", kind="transfer", lots="FS-1-FIBRE=@85",
             dispatched="2024-05-10", arrived="2024-05-11", from_party="EX-FIBRE",
             to_party="EX-OPEN", to_site="S-OPEN", from_country="CN", to_country="CN",
             mode="road", value="450.00", currency="USD", document="BUY-1", basis="document")
    book.add("movements", movement="T-3", kind="return_import", lots="FS-3=200@34.8",
             dispatched="2024-08-02", arrived="2024-08-03", to_party="EX-HURRY",
             from_country="KP", to_country="CN", customs_office="0930", port="CNDDZ",
             mode="rail", document="RAIL-3", basis="document")
