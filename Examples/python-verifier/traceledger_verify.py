#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies a TraceLedger folder or test vector. A second implementation, written from SPEC.md."""
import argparse
import base64
import json
import os
import sys

from files import Fault, parse_note, tree_group, tree_root, verify_note
from registration import Registry, issuer_name, sha


def trust_file(text):
    """Origin, key name, key and record id of entry 0 that a trust file pins, or ValueError."""
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    if not text.endswith("\n") or [line.split(" ")[0] for line in lines] != ["origin", "log", "entry0"]:
        raise ValueError("trust file: not the three lines origin, log, entry0")
    origin, vkey, entry0 = (line.split(" ", 1)[1] for line in lines)
    name, key_id, blob = vkey.split("+", 2)
    key = base64.b64decode(blob, validate=True)
    if base64.b64encode(key).decode() != blob or len(key) != 33 or key[0] != 1:
        raise ValueError("trust file: no Ed25519 verifier key")
    if sha(name.encode(), b"\n", key)[:4].hex() != key_id or bytes.fromhex(entry0).hex() != entry0 or len(entry0) != 64:
        raise ValueError("trust file: key id or record id")
    return origin, name, key[1:], bytes.fromhex(entry0)


class Verification:
    """The five groups of SPEC.md section 9 over the files of log/, each named relative to it."""

    def __init__(self, files, anchored=False, trust=None, since=None):
        self.files, self.anchored, self.since = files, anchored, since
        self.trust = trust_file(trust) if trust is not None else None
        self.problems, self.entries, self.registry = [], [], Registry()
        self.run()
        count, checked = len(self.entries), self.registry.checked
        if self.problems:
            first = self.problems[0]
            at = "" if first.index is None else f" at entry {first.index}"
            self.verdict = f"failed: {len(self.problems)} problems; first: {first.code}{at}"
        elif anchored:
            self.verdict = (
                f"verified by anchors: {count} entries; {checked} signatures checked; the other {count - checked} were "
                "not. For those: each key's holder later signed a hash covering these bytes. Not shown: that each was "
                "signed by that key, would verify alone, or was signed when it says")
        else:
            self.verdict = f"verified exhaustively: {count} entries; {checked} signatures checked"

    def run(self):
        if not self.attempt(lambda: self.read(self.files["checkpoint"])):
            return
        self.size, self.root = self.note.size, self.note.root
        self.entries, self.leaves, found, self.beyond = tree_group(self.files, self.size, self.root)
        self.problems += found
        if found:
            return
        self.problems += self.registry.run(self.entries, self.leaves, self.anchored)
        if self.registry.policy is None:
            return
        self.attempt(lambda: verify_note(self.note, self.registry.policy))
        sizes = sorted(int(path[12:]) for path in self.files if path.startswith("checkpoints/"))
        for size in sizes:
            self.attempt(lambda: self.earlier(size))
        if self.trust:
            self.attempt(self.pinned)
        if self.since is not None:
            self.attempt(self.seen)

    def attempt(self, step):
        try:
            step()
            return True
        except Fault as fault:
            self.problems.append(fault)
            return False

    def read(self, data):
        self.note = parse_note(data)

    def is_prefix(self, note):
        return note.size <= self.size and tree_root(self.leaves[: note.size]) == note.root

    def earlier(self, size):
        path = f"checkpoints/{size}"
        try:
            note = parse_note(self.files[path])
            verify_note(note, self.registry.policy)
        except Fault:
            raise Fault("checkpoint-inconsistent", "R30", file=path) from None
        if note.size != size or not self.is_prefix(note):
            raise Fault("checkpoint-inconsistent", "R30", file=path)

    def pinned(self):
        origin, name, key, entry0 = self.trust
        if origin != self.registry.policy["origin"]:
            raise Fault("trust-origin", "R31")
        if (name, key) != (origin, self.registry.policy["checkpoint_key"]):
            raise Fault("trust-key", "R31")
        if entry0 != self.leaves[0]:
            raise Fault("trust-entry0", "R31")

    def seen(self):
        try:
            note = parse_note(self.since)
        except Fault:
            raise Fault("since-malformed", "R32") from None
        try:
            verify_note(note, self.registry.policy)
        except Fault:
            raise Fault("since-signature", "R32") from None
        if note.size > self.size:
            raise Fault("since-newer", "R32")
        if not self.is_prefix(note):
            raise Fault("since-inconsistent", "R32")

    def lines(self):
        """What follows a verdict that begins with `verified`."""
        if self.problems:
            return []
        lines = []
        if not self.trust:
            lines.append("consistent in itself; identity, freshness and forks not checked")
        elif self.since is None:
            lines.append("freshness not checked")
        lines.append("no witness has cosigned this checkpoint: the operator could have shown others something else")
        if suspected := len(self.registry.suspected):
            lines.append(f"{suspected} statements under suspicion")
        lines += [f"{path} is reaching beyond the checkpoint" for path in self.beyond]
        if unknown := self.registry.unknown_keys:
            lines.append(f"{unknown} keys that their kinds do not define")
        return lines

    def json(self):
        return {
            "verdict": self.verdict, "mode": "anchored" if self.anchored else "exhaustive",
            "entries": len(self.entries), "signatures_checked": self.registry.checked, "lines": self.lines(),
            "problems": [fault.json() for fault in self.problems],
        }


def load(path):
    """The files of log/, and the vector's own trust and since."""
    if os.path.isfile(path):
        with open(path, encoding="utf-8") as file:
            vector = json.load(file)
        return {name: base64.b64decode(data) for name, data in vector["files"].items()}, vector
    log = os.path.join(path, "log")
    log = log if os.path.isdir(log) else path
    files = {}
    for folder, _, names in os.walk(log, onerror=lambda error: (_ for _ in ()).throw(error)):
        for name in names:
            with open(full := os.path.join(folder, name), "rb") as file:
                files[os.path.relpath(full, log)] = file.read()
    return files, {}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", metavar="DIR_OR_VECTOR.json")
    parser.add_argument("--anchored", action="store_true")
    parser.add_argument("--trust", metavar="FILE")
    parser.add_argument("--since", metavar="CHECKPOINT")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        files, vector = load(options.input)
        trust, since = vector.get("trust"), vector.get("since")
        since = since.encode() if since is not None else None
        if options.trust:
            with open(options.trust, encoding="utf-8") as file:
                trust = file.read()
        if options.since:
            with open(options.since, "rb") as file:
                since = file.read()
        if "checkpoint" not in files:
            raise ValueError(f"{options.input}: no ledger here, checkpoint is missing")
        result = Verification(files, options.anchored, trust, since)
    except (OSError, ValueError, KeyError) as error:
        print(f"unreadable: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(result.json(), indent=1))
    else:
        print(result.verdict, *result.lines(), *result.problems, sep="\n")
    return 3 if result.problems else 0


if __name__ == "__main__":
    sys.exit(main())
