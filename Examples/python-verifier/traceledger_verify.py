#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies a TraceLedger folder or test vector: a second implementation, written from SPEC.md."""
import argparse
import base64
import json
import os
import pathlib
import re
import sys
from collections import namedtuple

from registration import Registry, signed
from statements import Fault, must, require, sha

Note = namedtuple("Note", "origin size root text signatures")
TILE = re.compile(r"tile/(entries|[0-7])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")

def unbase64(text):
    data = base64.b64decode(text, validate=True)
    must(base64.b64encode(data).decode() == text)
    return data
def parse_note(data):  # R25: a signed note of exactly three lines
    try:
        text, _, tail = data.decode("utf-8").rpartition("\n\n")
        (origin, size, root), lines = text.split("\n"), [line.split(" ") for line in tail.split("\n")]
        must(len(data) <= 65536 and not re.search(rb"[\x00-\x09\x0b-\x1f]", data) and lines.pop() == [""])
        signatures = [(name, unbase64(blob)) for dash, name, blob in lines if dash == "\u2014"]
        must(1 <= len(signatures) == len(lines) <= 16 and min(len(blob) for _, blob in signatures) > 4)
        must(re.fullmatch("[1-9][0-9]{0,12}", size) and int(size) <= 2**40 and len(unbase64(root)) == 32)
        must(all(name and not re.search(r"[\s+]", name) for name in (origin, *(name for name, _ in signatures))))
    except ValueError:
        raise Fault("checkpoint-malformed", "R25", file="checkpoint") from None
    return Note(origin, int(size), unbase64(root), text.encode() + b"\n", signatures)

def note_code(note, origin, log_keys):  # R29: signed by the key in force, and by the one that the last entry replaced
    if note.origin != origin:
        return "checkpoint-origin"
    known = [key for key, index in log_keys.items() if index < note.size]
    for key in known[-2:] if log_keys[known[-1]] + 1 == note.size else known[-1:]:
        key_id = sha(origin.encode(), b"\n\x01", key)[:4]
        own = [blob[4:] for name, blob in note.signatures if name == origin and blob[:4] == key_id]
        if not own or not all(signed(signature, note.text, key) for signature in own):
            return "checkpoint-signature"

def tree_root(hashes):  # RFC 9162 section 2.1.1: pairs from the left, what is left over moves up
    while len(hashes) > 1:
        pairs = [sha(b"\1", a, b) for a, b in zip(hashes[::2], hashes[1::2])]
        hashes = pairs + hashes[len(pairs) * 2 :]
    return hashes[0]
def tile_path(level, number, width=256):
    groups = re.findall("...", str(number).zfill(-(-len(str(number)) // 3) * 3))
    return "/".join(["tile", str(level)] + ["x" + g for g in groups[:-1]] + groups[-1:]) + f".p/{width}" * (width < 256)

def stored_at(files, level, first, count):  # the path of the tile from item `first` of `count`: its own width, else the full one
    own, full = tile_path(level, first // 256, min(256, count - first)), tile_path(level, first // 256)
    return full if own not in files and full in files else own
def split_bundle(data):
    entries, at = [], 0
    while at < len(data):
        entries.append(data[at + 2 : at + 2 + int.from_bytes(data[at : at + 2], "big")])
        at += 2 + int.from_bytes(data[at : at + 2], "big")
    return entries if at == len(data) else []

def read_bundles(files, size):  # R26: the entries, in order
    entries = []
    for first in range(0, size, 256):
        path = stored_at(files, "entries", first, size)
        require(path in files, "file-missing", "R26", file=path)
        held, width = split_bundle(files[path]), 256 if path == tile_path("entries", first // 256) else size - first
        require(len(held) == width, "bundle-malformed", "R26", file=path)
        entries += held[: size - first]
    return entries

def root_problems(files, leaves, root):  # R27: which entries differ from level-0 tiles that do hash up to the root
    hashes, count = [], len(leaves)
    for first in range(0, count, 256):
        path = stored_at(files, 0, first, count)
        tile = files.get(path, b"")[: 8192 if path.endswith(f".p/{count - first}") else 32 * (count - first)]
        hashes += [tile[at : at + 32] for at in range(0, len(tile), 32)]
    if tree_root(leaves) == root:
        return []
    if len(hashes) != count or tree_root(hashes) != root:
        return [Fault("root-mismatch", "R27", file="checkpoint")]
    return [Fault("entry-altered", "R27", i) for i, (a, b) in enumerate(zip(leaves, hashes)) if a != b]

def file_problems(files, entries, leaves):  # R28: every tile and bundle is what the entries determine, and nothing else is there
    levels, level, found, beyond = {"entries": [len(e).to_bytes(2, "big") + e for e in entries]}, 0, {}, []
    while leaves:
        levels[str(level)], level = leaves, level + 1
        leaves = [tree_root(leaves[at : at + 256]) for at in range(0, len(leaves) // 256 * 256, 256)]
    for path in (p for p in files if p != "checkpoint" and not re.fullmatch("checkpoints/[1-9][0-9]*", p)):
        found[path], match = "file-unexpected", TILE.fullmatch(path)
        number, width = (int(re.sub("[x/]", "", match[2])), int(match[3] or 256)) if match else (0, 0)
        items = levels.get(match[1], [])[256 * number : 256 * number + width] if match else []
        if match and number >> 56 - 8 * int(match[1].replace("entries", "0")) == 0 and path == tile_path(match[1], number, width):
            held = len(split_bundle(files[path])) if match[1] == "entries" else len(files[path]) / 32
            beyond += [path] if len(items) < width else []
            found[path] = None if held == width and files[path].startswith(b"".join(items)) else "tile-altered"
    for level, items in levels.items():
        wanted = {stored_at(files, level, first, len(items)) for first in range(0, len(items), 256)}
        found |= {path: "file-missing" for path in wanted - set(files)}
    return [Fault(found[path], "R28", file=path) for path in sorted(found, key=os.fsencode) if found[path]], beyond

def trust_file(text):  # what a trust file pins (R31): origin, key name, key, record id of entry 0
    form = r"origin ([^\n ]*)\nlog ([^\s+]+)\+([0-9a-f]{8})\+([^\n]+)\nentry0 ([0-9a-f]{64})\n"
    match = re.fullmatch(form, re.sub(r"(?m)^(#.*)?\n", "", text))
    blob = unbase64(match[4]) if match else b""
    must(len(blob) == 33 and blob[0] == 1 and sha(match[2].encode(), b"\n", blob)[:4].hex() == match[3])
    return match[1], match[2], blob[1:], bytes.fromhex(match[5])

class Verification:
    """The five groups of SPEC.md section 9 over the files of log/, each named relative to it."""
    def __init__(self, files, anchored=False, trust=None, since=None):
        self.files, self.anchored, self.since, self.beyond, self.changed = files, anchored, since, [], 0
        self.trust, self.entries, self.registry = None if trust is None else trust_file(trust), [], Registry()
        try:
            self.note = parse_note(files["checkpoint"])
            self.entries = read_bundles(files, self.note.size)
            self.leaves = [sha(b"\0", entry) for entry in self.entries]
            self.problems, self.beyond = file_problems(files, self.entries, self.leaves)
            self.problems = root_problems(files, self.leaves, self.note.root) + self.problems
        except Fault as fault:
            self.problems = [fault]
        if not self.problems:
            self.problems = self.registry.run(self.entries, self.leaves, anchored)
            if policy := self.registry.policy:
                self.check_signatures_and_trust(policy["origin"], policy["checkpoint_key"], self.registry.log_keys)
    def check_signatures_and_trust(self, origin, log_key, log_keys):  # groups 4 and 5
        code = note_code(self.note, origin, log_keys)
        self.problems += [Fault(code, "R29", file="checkpoint")] if code else []
        sizes = sorted(int(path[12:]) for path in self.files if path.startswith("checkpoints/"))
        self.beyond = [f"checkpoints/{size}" for size in sizes if size > len(self.leaves)] + self.beyond
        self.problems += [Fault("checkpoint-inconsistent", "R30", file=f"checkpoints/{size}") for size in sizes
                          if self.fault_of_earlier(self.files[f"checkpoints/{size}"], size)]
        overlaps = {index + 1 for index in log_keys.values() if index} - {len(self.leaves), *sizes}
        self.problems += [Fault("overlap-missing", "R30", file=f"checkpoints/{size}") for size in sorted(overlaps)]
        pinned, name, key, first = self.trust or (origin, origin, log_key, self.leaves[0])
        fits = {"origin": pinned == origin, "key": name == origin and key in log_keys, "entry0": first == self.leaves[0]}
        self.problems += [Fault(f"trust-{code}", "R31") for code, fit in fits.items() if not fit][:1]
        self.followed, self.changed = key != log_key, log_keys[log_key]
        if self.since is not None and (reason := self.fault_of_earlier(self.since)):
            self.problems.append(Fault(f"since-{reason}", "R32"))
    def fault_of_earlier(self, data, size=None):  # R30 and R32
        try:
            note = parse_note(data)
        except Fault:
            return "malformed"
        if note_code(note, self.registry.policy["origin"], self.registry.log_keys):
            return "signature"
        if note.size > len(self.leaves):
            return "newer" if size != note.size else None  # R30: a later one, as far as it can be checked
        return None if size in (None, note.size) and tree_root(self.leaves[: note.size]) == note.root else "inconsistent"
    def verdict(self):
        count, checked = len(self.entries), self.registry.checked
        if self.problems:
            at = "" if self.problems[0].index is None else f" at entry {self.problems[0].index}"
            return f"failed: {len(self.problems)} problems; first: {self.problems[0].code}{at}"
        if not self.anchored:
            return f"verified exhaustively: {count} entries; {checked} signatures checked"
        return (f"verified by anchors: {count} entries; {checked} signatures checked; the other {count - checked} were not. For "
                "those: each key's holder later signed a hash covering these bytes. Not shown: that each was signed by that key, "
                "would verify alone, or was signed when it says")
    def lines(self):  # what follows a verdict that begins with `verified`
        suspected, unknown = len(self.registry.suspected), self.registry.unknown_keys
        lines = [(self.since is None and "freshness not checked") if self.trust else "consistent in itself; identity, freshness and forks not checked",
                 self.changed and (f"the pinned log key was followed to its successor, which entry {self.changed} names"
                                   if self.followed else f"the log's key was replaced, last by entry {self.changed}"),
                 "no witness has cosigned this checkpoint: the operator could have shown others something else",
                 f"{suspected} statements under suspicion" if suspected else None,
                 f"{len(self.beyond)} files reaching beyond the checkpoint" if self.beyond else None,
                 f"{unknown} keys that their kinds do not define" if unknown else None]
        return [line for line in lines if line and not self.problems]

def load(path):  # the files of log/ by their relative names; a vector's own trust file and earlier checkpoint
    if path.is_file():
        vector = json.loads(path.read_text("utf-8"))
        files, since = {name: base64.b64decode(data) for name, data in vector["files"].items()}, vector.get("since")
        return files, vector.get("trust"), None if since is None else since.encode()
    log = path / "log" if (path / "log").is_dir() else path
    return {str(p.relative_to(log)): p.read_bytes() for p in log.rglob("*") if not p.is_dir()}, None, None

def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", metavar="DIR_OR_VECTOR.json", type=pathlib.Path)
    parser.add_argument("--trust", metavar="FILE", type=pathlib.Path)
    parser.add_argument("--since", metavar="CHECKPOINT", type=pathlib.Path)
    parser.add_argument("--anchored", action="store_true")
    options = parser.parse_args()
    try:
        files, trust, since = load(options.input)
        trust = options.trust.read_bytes().decode() if options.trust else trust
        since = options.since.read_bytes() if options.since else since
        result = Verification(files, options.anchored, trust, since)
    except (OSError, ValueError, KeyError) as error:
        print(f"unreadable: {options.input}: {error}", file=sys.stderr)
        return 2
    print(result.verdict(), *result.lines(), *(json.dumps(vars(fault)) for fault in result.problems), sep="\n")
    return 3 if result.problems else 0

if __name__ == "__main__":
    sys.exit(main())
