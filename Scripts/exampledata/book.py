# SPDX-License-Identifier: Apache-2.0
"""A workbook in memory: rows by sheet, written as the CSV files that the importer reads."""

import csv
import hashlib
import io
import os

COMMON = ["according_to", "document", "basis"]

COLUMNS = {
    "parties": ["party", "name", "name_native", "roles", "country", "address", "postal_code",
                "identifiers", "parent", "ownership_pct", "phone", "email", "representative"],
    "sites": ["site", "operator", "name", "kind", "country", "address", "postal_code", "locode",
              "lat", "lon", "workers", "hours_per_day", "opened", "closed"] + COMMON,
    "headcounts": ["site", "as_of", "workers", "document"],
    "lots": ["lot", "description", "sku", "hs", "material", "construction", "hand_tied_pct",
             "length_cm", "density_pct", "pieces", "net_kg", "gross_kg", "unit",
             "pieces_per_unit", "raw_origin_country", "raw_origin_region", "made_from", "maker",
             "made_at"] + COMMON,
    "movements": ["movement", "kind", "lots", "dispatched", "arrived", "from_party", "to_party",
                  "from_site", "to_site", "manufacturer", "stuffing_site", "consolidator",
                  "place_of_receipt", "container", "from_country", "to_country",
                  "customs_office", "port", "mode", "trade_mode", "declaration",
                  "related_declaration", "handbook", "waybill", "seal", "origin_declared",
                  "value", "currency", "incoterm"] + COMMON,
    "processing": ["processing", "kind", "site", "operator", "started", "finished", "steps",
                   "inputs", "outputs", "workers", "worker_hours", "scrap_kg", "packaging_kg",
                   "origin_before", "origin_after", "label_text", "reason"] + COMMON,
    "orders": ["order", "buyer", "supplier", "sku", "lots", "pieces", "unit_price", "currency",
               "ordered", "promised", "shipped", "remarks", "document", "basis"],
    "payments": ["payment", "date", "payer", "payee", "payee_bank", "payee_country", "amount",
                 "currency", "pieces", "reference", "lots", "document", "basis"],
    "documents": ["document", "kind", "number", "issuer", "issued", "sha256", "attaches",
                  "mass_kg", "pieces", "workers"],
    "rates": ["date", "currency", "per_usd"],
    "replies": ["reply", "about", "party", "date", "text", "document"],
    "claims": ["claim", "about", "text", "source", "source_url", "published", "reliability",
               "credibility", "derived_from", "denominator", "value_low", "value_high", "unit"],
}

KEYS = {"parties": "party", "sites": "site", "lots": "lot", "movements": "movement",
        "processing": "processing", "orders": "order", "payments": "payment",
        "documents": "document", "replies": "reply", "claims": "claim"}


def kg(grams):
    """Kilograms as a decimal with a point, from whole grams."""
    whole, rest = divmod(int(grams), 1000)
    return str(whole) if rest == 0 else f"{whole}.{rest:03d}".rstrip("0")


def grams(text):
    """Whole grams of a decimal in kilograms."""
    whole, _, rest = text.partition(".")
    return int(whole) * 1000 + int((rest + "000")[:3])


def weighed(mass):
    """Whole grams, rounded to the tenth of a kilogram that scales show."""
    return round(mass / 100) * 100


def money(cents):
    """An amount with two decimals, from whole cents."""
    return f"{cents // 100}.{cents % 100:02d}"


def link(lot, pieces=None, mass=None):
    """One entry of a LOTS column; the mass is in grams."""
    text = lot
    if pieces is not None or mass is not None:
        text += "=" + ("" if pieces is None else str(pieces))
    return text if mass is None else text + "@" + kg(mass)


def links(text):
    """(lot, pieces or None, grams or None) of each entry of a LOTS column."""
    found = []
    for part in filter(None, text.split(";")):
        lot, _, amount = part.partition("=")
        pieces, _, mass = amount.partition("@")
        found.append((lot, int(pieces) if pieces else None, grams(mass) if mass else None))
    return found


def chosen(key, low, high):
    """A whole number from low to high that always is the same for the same key."""
    digest = hashlib.sha256(("choice " + key).encode()).digest()
    return low + int.from_bytes(digest[:4], "big") % (high - low + 1)


class Book:
    """The sheets of one workbook."""

    def __init__(self, names):
        self.rows = {name: [] for name in names}

    def add(self, sheet, **cells):
        unknown = set(cells) - set(COLUMNS[sheet])
        if unknown:
            raise ValueError(f"{sheet} has no column {sorted(unknown)}")
        row = {name: "" for name in COLUMNS[sheet]}
        row.update({name: str(value) for name, value in cells.items() if value is not None})
        self.rows[sheet].append(row)
        return row

    def find(self, sheet, identifier):
        key = KEYS[sheet]
        return next(row for row in self.rows[sheet] if row[key] == identifier)

    def files(self):
        """File name and text of each sheet; columns that no row fills are left out."""
        for sheet, rows in self.rows.items():
            used = [name for name in COLUMNS[sheet] if any(row[name] for row in rows)]
            yield sheet + ".csv", table([used] + [[row[name] for name in used] for row in rows])


def table(rows):
    """Rows as CSV text, quoted as RFC 4180 says."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def read(folder):
    """The sheets of a workbook folder, as lists of dictionaries."""
    book = Book([])
    for sheet in COLUMNS:
        path = os.path.join(folder, sheet + ".csv")
        if os.path.exists(path):
            with open(path, encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            book.rows[sheet] = [{**{c: "" for c in COLUMNS[sheet]}, **row} for row in rows]
    return book
