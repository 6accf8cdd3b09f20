# SPDX-License-Identifier: Apache-2.0
"""Reads the written files back and looks for mistakes of form; `figures` looks at the rest."""

import csv
import os
import re
from datetime import date

from . import figures
from .book import COLUMNS, KEYS, links, read
from .cast import uscc_check, organisation_check

IDENTIFIER = re.compile(r"[A-Za-z0-9._:/-]{1,64}")
DECIMAL = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
LOTS = re.compile(r"[A-Za-z0-9._:/-]{1,64}(=([0-9]+)?(@(0|[1-9][0-9]*)(\.[0-9]+)?)?)?")

# Where a cell names a row of another sheet.
REFERENCES = {
    "parties": {"parent": "parties"},
    "sites": {"operator": "parties"},
    "headcounts": {"site": "sites", "document": "documents"},
    "lots": {"maker": "parties", "made_at": "sites"},
    "movements": {"from_party": "parties", "to_party": "parties", "from_site": "sites",
                  "to_site": "sites", "manufacturer": "parties", "stuffing_site": "sites",
                  "consolidator": "parties"},
    "processing": {"site": "sites", "operator": "parties"},
    "orders": {"buyer": "parties", "supplier": "parties"},
    "payments": {"payer": "parties", "payee": "parties"},
    "documents": {"issuer": "parties"},
    "replies": {"party": "parties", "document": "documents"},
    "claims": {"derived_from": "claims"},
}
LOT_COLUMNS = {"lots": ["made_from"], "movements": ["lots"], "processing": ["inputs", "outputs"],
               "orders": ["lots"], "payments": ["lots"]}
DATES = {"opened", "closed", "as_of", "dispatched", "arrived", "started", "finished", "ordered",
         "promised", "shipped", "date", "issued", "published"}
DECIMALS = {"net_kg", "gross_kg", "scrap_kg", "packaging_kg", "mass_kg", "value", "amount",
            "unit_price", "per_usd", "workers", "pieces", "worker_hours", "hours_per_day",
            "length_cm", "density_pct", "hand_tied_pct", "pieces_per_unit", "value_low",
            "value_high"}
WORDS = {
    ("sites", "kind"): "factory workshop home_workshop warehouse port crossing "
                       "detention_facility unknown",
    ("lots", "construction"): "hand_tied machine_weft mixed hand_made mechanised knitted "
                              "crocheted sewn unknown",
    ("lots", "unit"): "piece pair set dozen",
    ("movements", "kind"): "raw_import raw_export return_import transfer re_export entry",
    ("movements", "mode"): "sea rail road air post",
    ("processing", "kind"): "transform finish relabel repack",
    ("processing", "steps"): "knot tie weft knit crochet sew bead assemble wash dye bleach sort "
                             "trim curl pair mount style label pack other",
    ("parties", "roles"): "buyer importer exporter manufacturer processor finisher broker "
                          "carrier supplier government other",
    ("documents", "kind"): "purchase_order invoice packing_list bill_of_lading isf rail_note "
                           "waybill certificate_of_origin declaration entry contract payroll "
                           "roster audit photo bank_statement lab_test production_record "
                           "purchase_record goods_received questionnaire customs_notice other",
    ("*", "basis"): "document supplier_statement own_observation estimate",
}
ORDERED = [("dispatched", "arrived"), ("started", "finished"), ("ordered", "shipped")]


def problems(root):
    """Every mistake found below `root`, one sentence each."""
    found = []
    for folder, truth in (("import-year", "truth.csv"), ("first-steps", "first-steps-truth.csv")):
        book = read(os.path.join(root, "workbooks", folder))
        say = lambda text, folder=folder: found.append(f"{folder}: {text}")
        identifiers(book, say)
        cells(book, say)
        references(book, say)
        companies(book, say)
        with open(os.path.join(root, "workbooks", truth), encoding="utf-8") as file:
            expected = list(csv.DictReader(file))
        coverage(book, expected, say)
        if not found:  # figures of rows that do not hang together tell nothing
            figures.problems(book, expected, say)
        if folder == "import-year":
            size(book, expected, say)
    lists(os.path.join(root, "lists"), found)
    return found


def identifiers(book, say):
    for sheet, key in KEYS.items():
        seen = set()
        for row in book.rows.get(sheet, []):
            if not IDENTIFIER.fullmatch(row[key]):
                say(f"{sheet}: {row[key]!r} is no id")
            if row[key] in seen:
                say(f"{sheet}: {row[key]} stands twice")
            seen.add(row[key])


def cells(book, say):
    for sheet, rows in book.rows.items():
        for number, row in enumerate(rows, start=2):
            where = f"{sheet}.csv:{number}"
            for column, value in row.items():
                if column not in COLUMNS[sheet]:
                    say(f"{where}: column {column} is unknown")
                elif value:
                    cell(sheet, column, value, lambda text: say(f"{where}: {column} {text}"))
            for first, second in ORDERED:
                if row.get(first) and row.get(second) and row[first] > row[second]:
                    say(f"{where}: {first} is after {second}")


def cell(sheet, column, value, say):
    allowed = WORDS.get((sheet, column)) or WORDS.get(("*", column))
    if allowed and not set(value.split(";")) <= set(allowed.split()):
        say(f"holds {value}")
    if column in DATES:
        try:
            date.fromisoformat(value)
        except ValueError:
            say(f"{value} is no date")
    if column in DECIMALS and not DECIMAL.fullmatch(value):
        say(f"{value} is no decimal")
    if column in LOT_COLUMNS.get(sheet, []):
        if not all(LOTS.fullmatch(part) for part in value.split(";")):
            say(f"{value} is no list of lots")
    if column == "hs" and not re.fullmatch(r"[0-9]{6,10}", value):
        say(f"{value} is no HS code")
    if column.endswith("country") and not re.fullmatch(r"[A-Z]{2}", value):
        say(f"{value} is no country")
    if column == "sha256" and not re.fullmatch(r"[0-9a-f]{64}", value):
        say("is no SHA-256")


def references(book, say):
    known = {sheet: {row[key] for row in book.rows.get(sheet, [])} for sheet, key in KEYS.items()}
    for sheet, rows in book.rows.items():
        targets = dict(REFERENCES.get(sheet, {}))
        targets.update({"according_to": "parties"})
        if sheet != "documents":
            targets["document"] = "documents"
        for row in rows:
            for column, target in targets.items():
                value = row.get(column)
                if value and value not in known[target]:
                    say(f"{sheet}: {column} {value} is in no row of {target}")
            for column in LOT_COLUMNS.get(sheet, []):
                for lot, _, _ in links(row[column]):
                    if lot not in known["lots"]:
                        say(f"{sheet}: lot {lot} is unknown")
            for column in ("attaches", "about"):
                for name in filter(None, row.get(column, "").split(";")):
                    homes = [target for target in known if name in known[target]]
                    if len(homes) != 1:
                        say(f"{sheet}: {column} {name} is found in {homes or 'no sheet'}")


def companies(book, say):
    codes = set()
    for row in book.rows["parties"]:
        for pair in filter(None, row["identifiers"].split(";")):
            scheme, _, code = pair.partition("=")
            if scheme != "uscc":
                continue
            if (len(code) != 18 or organisation_check(code[8:16]) != code[16]
                    or uscc_check(code[:17]) != code[17]):
                say(f"parties: {row['party']}: {code} has a wrong check digit")
            if code in codes:
                say(f"parties: {code} stands twice")
            codes.add(code)


def coverage(book, expected, say):
    """The truth speaks of every lot that enters the buyer's country, and of no other."""
    entered = {lot for row in book.rows["movements"] if row["kind"] == "entry"
               for lot, _, _ in links(row["lots"])}
    told = [row["lot"] for row in expected]
    if entered != set(told) or len(told) != len(set(told)):
        say(f"truth.csv and the entries differ: {sorted(entered ^ set(told))}")


def size(book, expected, say):
    suppliers = {row["supplier"] for row in book.rows["orders"]}
    ways = {row["story"] for row in expected if row["alert"] == "true"}
    for what, count, least in (("lots", len(expected), 80), ("suppliers", len(suppliers), 12),
                               ("ways of mislabelling", len(ways), 10)):
        if count < least:
            say(f"only {count} {what}")


def lists(folder, found):
    for name, columns in (("sdn.csv", 12), ("alt.csv", 5), ("add.csv", 6)):
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        if not data.endswith(b"\r\n\x1a"):
            found.append(f"lists/{name}: must end with a line and 0x1A")
        for row in csv.reader(data[:-1].decode("latin-1").splitlines()):
            if len(row) != columns:
                found.append(f"lists/{name}: {row[0]} has {len(row)} columns")
