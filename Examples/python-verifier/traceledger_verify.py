#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies a TraceLedger folder or test vector: a second implementation, written from SPEC.md."""
import argparse
import base64
import json
import pathlib
import re
import sys

from registration import Registry
from statements import Fault, must, sha
from tree import file_problems, parse_note, read_bundles, root_problems, tree_root, unbase64, verify_note

def trust_file(text):
    """What a trust file pins (R31): origin, (key name, key), record id of entry 0."""
    form = r"origin ([^\n]+)\nlog ([^\n+]+)\+([0-9a-f]{8})\+([^\n]+)\nentry0 ([0-9a-f]{64})\n"
    match = re.fullmatch(form, re.sub(r"(?m)^(#.*)?\n", "", text))
    blob = unbase64(match[4]) if match else b""
    must(len(blob) == 33 and blob[0] == 1 and sha(match[2].encode(), b"\n", blob)[:4].hex() == match[3])
    return match[1], (match[2], blob[1:]), bytes.fromhex(match[5])

class Verification:
    """The five groups of SPEC.md section 9 over the files of log/, each named relative to it."""
    def __init__(self, files, anchored=False, trust=None, since=None):
        self.files, self.anchored, self.since, self.beyond = files, anchored, since, []
        self.trust = trust_file(trust) if trust is not None else None
        self.problems, self.entries, self.registry = [], [], Registry()
        try:
            self.note = parse_note(files["checkpoint"])
            self.entries = read_bundles(files, self.note.size)
            self.leaves = [sha(b"\0", entry) for entry in self.entries]
            problems, self.beyond = file_problems(files, self.entries, self.leaves)
            self.problems = root_problems(files, self.leaves, self.note.root) + problems
        except Fault as fault:
            self.problems = [fault]
        if not self.problems:
            self.problems = self.registry.run(self.entries, self.leaves, anchored)
            if self.registry.policy:
                self.check_signatures_and_trust(self.registry.policy)
    def check_signatures_and_trust(self, policy):
        """Groups 4 and 5."""
        try:
            verify_note(self.note, policy)
        except Fault as fault:
            self.problems.append(fault)
        for size in sorted(int(path[12:]) for path in self.files if path.startswith("checkpoints/")):
            if self.fault_of_earlier(self.files[f"checkpoints/{size}"], policy, size):
                self.problems.append(Fault("checkpoint-inconsistent", "R30", file=f"checkpoints/{size}"))
        pins = policy["origin"], (policy["origin"], policy["checkpoint_key"]), self.leaves[0]
        codes = [code for code, a, b in zip(("origin", "key", "entry0"), pins, self.trust or pins) if a != b]
        self.problems += [Fault(f"trust-{code}", "R31") for code in codes[:1]]
        if self.since is not None and (reason := self.fault_of_earlier(self.since, policy)):
            self.problems.append(Fault(f"since-{reason}", "R32"))
    def fault_of_earlier(self, data, policy, size=None):
        """What is wrong with an earlier checkpoint (R30, R32), or None."""
        try:
            note = parse_note(data)
            verify_note(note, policy)
        except Fault as fault:
            return "malformed" if fault.requirement == "R25" else "signature"
        if note.size > len(self.leaves):
            return "newer"
        return None if size in (None, note.size) and tree_root(self.leaves[: note.size]) == note.root else "inconsistent"
    def verdict(self):
        count, checked = len(self.entries), self.registry.checked
        if self.problems:
            at = "" if self.problems[0].index is None else f" at entry {self.problems[0].index}"
            return f"failed: {len(self.problems)} problems; first: {self.problems[0].code}{at}"
        if not self.anchored:
            return f"verified exhaustively: {count} entries; {checked} signatures checked"
        return (f"verified by anchors: {count} entries; {checked} signatures checked; the other {count - checked} were not. "
                "For those: each key's holder later signed a hash covering these bytes. Not shown: that each was signed by "
                "that key, would verify alone, or was signed when it says")
    def lines(self):
        """What follows a verdict that begins with `verified`."""
        pinned = "freshness not checked" if self.since is None else None
        suspected, unknown = len(self.registry.suspected), self.registry.unknown_keys
        lines = [pinned if self.trust else "consistent in itself; identity, freshness and forks not checked",
                 "no witness has cosigned this checkpoint: the operator could have shown others something else",
                 f"{suspected} statements under suspicion" if suspected else None,
                 *(f"{path}: reaching beyond the checkpoint" for path in self.beyond),
                 f"{unknown} keys that their kinds do not define" if unknown else None]
        return [line for line in lines if line and not self.problems]
    def report(self):
        return {"verdict": self.verdict(), "mode": "anchored" if self.anchored else "exhaustive",
                "entries": len(self.entries), "signatures_checked": self.registry.checked, "lines": self.lines(),
                "problems": [vars(fault) for fault in self.problems]}

def load(path):
    """The files of log/ by their relative names, and a vector's own trust, since and expectation."""
    if path.is_file():
        vector = json.loads(path.read_text("utf-8"))
        return {name: base64.b64decode(data) for name, data in vector["files"].items()}, vector
    log = path / "log" if (path / "log").is_dir() else path
    return {str(p.relative_to(log)): p.read_bytes() for p in log.rglob("*") if not p.is_dir()}, {}

def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", metavar="DIR_OR_VECTOR.json", type=pathlib.Path)
    parser.add_argument("--trust", metavar="FILE", type=pathlib.Path)
    parser.add_argument("--since", metavar="CHECKPOINT", type=pathlib.Path)
    for flag in ("--anchored", "--json"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    try:
        files, vector = load(options.input)
        trust = options.trust.read_text("utf-8") if options.trust else vector.get("trust")
        since = options.since.read_bytes() if options.since else vector["since"].encode() if "since" in vector else None
        result = Verification(files, options.anchored, trust, since)
    except (OSError, ValueError, KeyError) as error:
        print(f"unreadable: {options.input}: {error}", file=sys.stderr)
        return 2
    print(json.dumps(result.report(), indent=1) if options.json else "\n".join(
        [result.verdict(), *result.lines(), *(json.dumps(vars(fault)) for fault in result.problems)]))
    return 3 if result.problems else 0

if __name__ == "__main__":
    sys.exit(main())
