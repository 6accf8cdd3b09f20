#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Runs this verifier over all vectors, in each mode that they speak of: `test_vectors.py [Tests/Vectors]`."""
import json
import pathlib
import sys

from statements import Entry, disclosure_code
from traceledger_verify import Verification, load

folder, found = pathlib.Path(*sys.argv[1:2] or [pathlib.Path(__file__).resolve().parents[2] / "Tests/Vectors"]), []
for path in sorted(folder.glob("ledgers/*.json")):
    expect, (files, *pinned) = json.loads(path.read_text("utf-8"))["expect"], load(path)
    for mode in ("exhaustive", "anchored") if expect["mode"] == "both" else (expect["mode"],):
        problems = Verification(files, mode == "anchored", *pinned).problems
        first = (problems[0].code, problems[0].index) if problems else (None, None)
        found.append((path.stem, mode, first, (expect["code"], expect["index"])))
for case in json.loads((folder / "primitives/disclosures.json").read_text("utf-8"))["cases"]:
    entry, data, record = Entry(bytes.fromhex(case["entry"])), bytes.fromhex(case["set"]), bytes.fromhex(case["record_id"])
    entry.read_payload()
    found.append((case["name"], "disclosures", (disclosure_code(data, entry, record), None), (case["expect"], None)))
wrong = [f"{name}, {mode}: found {got}, expected {want}" for name, mode, got, want in found if got != want]
print(*wrong, f"{len(found)} runs, {len({got[0] for _, _, got, _ in found} - {None})} codes, {len(wrong)} disagree", sep="\n")
sys.exit(1 if wrong or not found else 0)
