# SPDX-License-Identifier: Apache-2.0
"""One finished lot and its papers: the pieces from which every chain is put together.

A story first fixes dates and masses. Each method then adds one kind of row with the documents
behind it; a chain leaves out, doubles or bends what its plot asks for.
"""

import hashlib
from datetime import date, timedelta

from .book import chosen, kg, link, money, weighed
from .cast import FORWARDER, IMPORTER
from .goods import GOODS, wig_grams


class Story:
    """One finished lot: L-YEAR-NUMBER, its material R-..., its rows and papers."""

    def __init__(self, book, number, supplier, goods, pieces, ordered, *, length=None,
                 density=130, grams=None, days=30, price=None, maker=None, lead=12,
                 tail=8, sail=24):
        self.book, self.supplier, self.goods = book, supplier, GOODS[goods]
        self.pieces, self.maker = pieces, maker or supplier
        self.ordered = date.fromisoformat(ordered)
        self.start = self.ordered + timedelta(lead)
        self.end = self.start + timedelta(days)
        self.shipped = self.end + timedelta(tail)
        self.arrived = self.shipped + timedelta(sail)
        self.tag = f"{self.arrived.year}-{number:03d}"
        self.lot, self.raw = "L-" + self.tag, "R-" + self.tag
        wig = self.goods.grams is None
        self.length = (length or 46) if wig else None
        self.density = density if wig else None
        self.each = grams or self.goods.grams or wig_grams(self.length, density)
        self.mass = self.each * pieces
        self.hair = self.mass - self.goods.cap * pieces
        loss = chosen(self.lot + " loss", *self.goods.loss)
        self.need = weighed(self.hair * 100 / (100 - loss))
        self.price = price or self.goods.price * chosen(self.lot + " price", 97, 104) // 100

    def site(self, site):
        return self.book.find("sites", site)

    def country(self, party):
        return self.book.find("parties", party)["country"]

    # Papers

    def paper(self, kind, name, issuer, issued, attaches, *, digest=None, **figures):
        identifier = f"D-{self.tag}-{name}"
        content = hashlib.sha256(f"example document {identifier}".encode()).hexdigest()
        self.book.add("documents", document=identifier, kind=kind,
                      number=f"EX/{self.tag}/{name.upper()}", issuer=issuer, issued=issued,
                      sha256=digest or content, attaches=attaches, **figures)
        return identifier

    # Goods

    def finished_lot(self, made_from=None, maker=None, made_at=None, origin="CN", paper=True,
                     **cells):
        goods = self.goods
        invoice = paper and self.paper("invoice", "inv", self.supplier, self.shipped,
                                       f"{self.lot}", pieces=self.pieces)
        if paper:
            self.paper("packing_list", "pl", self.supplier, self.shipped, self.lot,
                       mass_kg=kg(self.mass), pieces=self.pieces)
        row = dict(
            lot=self.lot, description=goods.description, sku=f"EX-{self.tag[-3:]}", hs=goods.hs,
            material=goods.material, construction=goods.construction,
            hand_tied_pct=goods.hand_tied, length_cm=self.length, density_pct=self.density,
            pieces=self.pieces, net_kg=kg(self.mass), gross_kg=kg(weighed(self.mass * 1.14)),
            unit=goods.unit, pieces_per_unit=goods.per_unit, raw_origin_country=origin,
            made_from=made_from, maker=maker or self.maker, made_at=made_at,
            according_to=self.supplier, document=invoice or None,
            basis="document" if paper else "supplier_statement")
        return self.book.add("lots", **{**row, **cells})

    def raw_lot(self, mass=None, *, name=None, goods=None, dealer=None, day=None, value=True,
                origin="CN", buyer=None, to_site=None, paper=True, **cells):
        """A lot of material with its purchase: lot, transfer, payment and papers."""
        hs, material, text = (goods or self.goods).raw
        lot, mass = name or self.raw, mass or self.need
        dealer, buyer = dealer or self.goods.dealer, buyer or self.maker
        day = day or self.ordered + timedelta(6)
        self.book.add("lots", lot=lot, description=text, hs=hs, material=material,
                      net_kg=kg(mass), gross_kg=kg(weighed(mass * 1.05)), unit="piece",
                      raw_origin_country=origin, according_to=dealer,
                      basis="supplier_statement", **cells)
        cost = mass * (goods or self.goods).raw_price // 1000
        imported = self.country(dealer) != self.country(buyer)
        move = f"M-{lot}-buy"
        bill = paper and self.paper("purchase_record", f"buy-{lot[0].lower()}", dealer, day,
                                    move, mass_kg=kg(mass))
        if paper:
            self.paper("goods_received", f"grn-{lot[0].lower()}", buyer, day + timedelta(2), lot,
                       mass_kg=kg(mass))
        self.book.add("movements", movement=move, kind="raw_import" if imported else "transfer",
                      lots=link(lot, mass=mass), dispatched=day - timedelta(9 if imported else 1),
                      arrived=day, from_party=dealer, to_party=buyer, to_site=to_site,
                      from_country=self.country(dealer), to_country=self.country(buyer),
                      mode="road", trade_mode="0110" if imported else None,
                      customs_office="1500" if dealer == "EX-FLAX-RU" else None,
                      origin_declared=origin, value=money(cost) if value else None,
                      currency="CNY" if value else None, according_to=dealer,
                      document=bill or None, basis="document" if paper else None)
        if value:
            self.pay("buy", dealer, cost, "CNY", payer=buyer, day=day + timedelta(10),
                     lots=lot, reference=move)
        return lot

    # Work

    def work(self, name, site, steps, inputs, outputs, start, end, *, kind="transform",
             pieces=None, hours=None, scrap=None, paper=True, workers=None, operator=None,
             basis="document", **cells):
        """One processing row; the number of workers is what the job needs, with slack."""
        row, operation = self.site(site), f"W-{self.tag}-{name}"
        operator = operator or row["operator"]
        days = max((end - start).days, 1)
        if workers is None and row["workers"] and hours:
            asked = round(hours * 1.3 / (days * int(row["hours_per_day"]))) + 1
            workers = min(asked, int(row["workers"]))
        proof = paper and self.paper("production_record", name, operator, end, operation,
                                     pieces=pieces, workers=workers)
        self.book.add("processing", processing=operation, kind=kind, site=site,
                      operator=operator, started=start, finished=end, steps=steps,
                      inputs=inputs, outputs=outputs, workers=workers,
                      worker_hours=round(hours) if hours else None,
                      scrap_kg=kg(scrap) if scrap is not None else None,
                      packaging_kg="0" if kind == "transform" and paper else None,
                      according_to=operator, document=proof or None,
                      basis=basis if paper else "supplier_statement", **cells)
        return operation

    def transform(self, shares, raw=None, *, need=None, start=None, end=None, output=None,
                  label="make", hours=True, **cells):
        """The step that makes the goods, split over sites by whole per cent."""
        raw, need, output = raw or self.raw, need or self.need, output or self.lot
        left, left_raw = self.pieces, need
        for place, (site, share) in enumerate(shares, start=1):
            last = place == len(shares)
            pieces = left if last else self.pieces * share // 100
            used = left_raw if last else need * share // 100
            left, left_raw = left - pieces, left_raw - used
            kept = pieces * (self.each - self.goods.cap)
            self.work(label if len(shares) == 1 else f"{label}{place}", site, self.goods.steps,
                      link(raw, mass=used), link(output, pieces, pieces * self.each),
                      start or self.start, end or self.end, pieces=pieces,
                      hours=pieces * self.goods.hours if hours else None,
                      scrap=max(used - kept, 0) * 9 // 10, **cells)

    def finish(self, site, lot=None, *, steps=None, day=None, name="finish", **cells):
        """Washing, styling, labels and packing; without a lot given it keeps the lot."""
        day = day or self.end + timedelta(1)
        hours = self.pieces * (0.002 if self.goods.grams == 1 else 0.05)
        source = link(self.lot, self.pieces) if lot is None else lot
        self.work(name, site, steps or self.goods.finish, source,
                  link(self.lot, self.pieces, None if lot is None else self.mass), day,
                  day + timedelta(4), kind="finish", pieces=self.pieces, hours=hours, **cells)

    # Trade

    def order(self, *, price=True, paper=True, supplier=None, remarks=None):
        order = f"PO-{self.tag}"
        proof = paper and self.paper("purchase_order", "po", IMPORTER, self.ordered, order,
                                     pieces=self.pieces)
        self.book.add("orders", order=order, buyer=IMPORTER, supplier=supplier or self.supplier,
                      sku=f"EX-{self.tag[-3:]}", lots=link(self.lot, self.pieces),
                      pieces=self.pieces, unit_price=money(self.price) if price else None,
                      currency="USD" if price else None, ordered=self.ordered,
                      promised=self.shipped + timedelta(2), shipped=self.shipped,
                      remarks=remarks, document=proof or None,
                      basis="document" if paper else None)

    def pay(self, name, payee, cents, currency, *, payer=None, day=None, pieces=None, lots=None,
            reference=None, country=None):
        payment = f"PAY-{self.tag}-{name}"
        payer, day = payer or IMPORTER, day or self.shipped + timedelta(30)
        proof = self.paper("bank_statement", "bank-" + name, payer, day, payment)
        country = country or self.country(payee)
        self.book.add("payments", payment=payment, date=day, payer=payer, payee=payee,
                      payee_bank=f"Example Bank {country}", payee_country=country,
                      amount=money(cents), currency=currency, pieces=pieces,
                      reference=reference or f"PO-{self.tag}", lots=lots or self.lot,
                      document=proof, basis="document")

    def settle(self):
        """The importer pays the order in full, a month after it shipped."""
        self.pay("goods", self.supplier, self.price * self.pieces, "USD", pieces=self.pieces)

    def move(self, name, kind, lots, left, came, giver, taker, *, paper="declaration", **cells):
        movement = f"M-{self.tag}-{name}"
        proof = paper and self.paper(paper, name, giver, left, movement)
        row = dict(movement=movement, kind=kind, lots=lots, dispatched=left, arrived=came,
                   from_party=giver, to_party=taker, document=proof or None,
                   basis="document" if paper else None)
        if giver:
            row["from_country"] = self.country(giver)
        if taker:
            row["to_country"] = self.country(taker)
        return self.book.add("movements", **{**row, **cells})

    def entry(self, origin="CN", *, manufacturer=None, stuffing=None, office="4200",
              receipt="CNQDG", country="CN", others=(), coo=True, **cells):
        """The goods enter the buyer's country; other stories may share the shipment."""
        stories, number = (self,) + tuple(others), int(self.tag[-3:])
        movement = f"M-{self.tag}-entry"
        for story in stories if coo else ():
            story.paper("certificate_of_origin", "coo", story.supplier, story.shipped, story.lot,
                        pieces=story.pieces)
        bill = self.paper("bill_of_lading", "bl", FORWARDER, self.shipped, movement,
                          mass_kg=kg(sum(weighed(s.mass * 1.14) for s in stories)))
        self.paper("entry", "7501", IMPORTER, self.arrived, movement)
        value = sum(story.price * story.pieces for story in stories)
        row = dict(
            movement=movement, kind="entry",
            lots=";".join(link(s.lot, s.pieces, s.mass) for s in stories),
            dispatched=self.shipped, arrived=self.arrived, from_party=self.supplier,
            to_party=IMPORTER, manufacturer=manufacturer or self.maker, stuffing_site=stuffing,
            from_site=stuffing, consolidator=FORWARDER, place_of_receipt=receipt,
            container=f"EXMU{1000000 + number * 997}", from_country=country, to_country="US",
            customs_office=office, port="USOAK", mode="sea",
            trade_mode="0110" if country == "CN" else None,
            declaration=f"{office}{self.shipped.year}0{number:09d}" if office else None,
            waybill=f"EXBL{self.tag.replace('-', '')}", seal=f"EXS{self.tag.replace('-', '')}",
            origin_declared=origin, value=money(value), currency="USD", incoterm="FOB",
            according_to=self.supplier, document=bill, basis="document")
        return self.book.add("movements", **{**row, **cells})

    def plain(self, shares, *, finish=None, need=None, origin="CN", office="4200",
              receipt="CNQDG", dealer=None, entry=True):
        """A whole honest chain inside one country."""
        first = shares[0][0]
        self.finished_lot(made_at=first)
        self.raw_lot(need, dealer=dealer, to_site=first)
        self.transform(shares, need=need)
        self.finish(finish or first)
        self.order()
        self.settle()
        if entry:
            self.entry(origin, stuffing=finish or first, office=office, receipt=receipt)
        return self
