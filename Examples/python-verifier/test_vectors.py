#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Runs this verifier over all vectors, in each mode that they speak of: `test_vectors.py [Tests/Vectors]`."""
import json
import pathlib
import sys

from statements import Entry, Fault, check_disclosures
from traceledger_verify import Verification, load

folder = pathlib.Path(sys.argv[1] if sys.argv[1:] else pathlib.Path(__file__).resolve().parents[2] / "Tests/Vectors")
found = []
for path in sorted(folder.glob("ledgers/*.json")):
    files, vector = load(path)
    expect, since = vector["expect"], vector["since"].encode() if "since" in vector else None
    for mode in ("exhaustive", "anchored") if expect["mode"] == "both" else (expect["mode"],):
        problems = Verification(files, mode == "anchored", vector.get("trust"), since).problems
        first = (problems[0].code, problems[0].index) if problems else (None, None)
        found.append((path.stem, mode, first, (expect["code"], expect["index"])))
for case in json.loads((folder / "primitives/disclosures.json").read_text("utf-8"))["cases"]:
    entry, code = Entry(bytes.fromhex(case["entry"])), None
    entry.read_payload()
    try:
        check_disclosures(bytes.fromhex(case["set"]), entry, bytes.fromhex(case["record_id"]))
    except Fault as fault:
        code = fault.code
    found.append((case["name"], "disclosures", (code, None), (case["expect"], None)))
wrong = [f"{name}, {mode}: found {got}, expected {want}" for name, mode, got, want in found if got != want]
print(*wrong, f"{len(found)} runs, {len({got[0] for _, _, got, _ in found} - {None})} codes, {len(wrong)} disagree", sep="\n")
sys.exit(1 if wrong or not found else 0)
