# SPDX-License-Identifier: Apache-2.0
"""Checkpoints, bundles and tiles (SPEC.md section 8: R25 to R29)."""
import base64
import os
import re
from collections import namedtuple

from registration import signed
from statements import Fault, must, require, sha

Note = namedtuple("Note", "origin size root text signatures")
TILE = re.compile(r"tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")

def unbase64(text):
    data = base64.b64decode(text, validate=True)
    must(base64.b64encode(data).decode() == text)
    return data

def parse_note(data):
    """R25: a signed note of exactly three lines."""
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

def verify_note(note, policy):
    """R29."""
    require(note.origin == policy["origin"], "checkpoint-origin", "R29", file="checkpoint")
    key_id = sha(note.origin.encode(), b"\n\x01", policy["checkpoint_key"])[:4]
    own = [blob[4:] for name, blob in note.signatures if name == note.origin and blob[:4] == key_id]
    valid = all(signed(signature, note.text, policy["checkpoint_key"]) for signature in own)
    require(own and valid, "checkpoint-signature", "R29", file="checkpoint")

def tree_root(hashes):
    """RFC 9162 section 2.1.1: pairs from the left, what is left over moves up."""
    while len(hashes) > 1:
        pairs = [sha(b"\1", a, b) for a, b in zip(hashes[::2], hashes[1::2])]
        hashes = pairs + hashes[len(pairs) * 2 :]
    return hashes[0]

def tile_path(level, number, width=256):
    groups = re.findall("...", str(number).zfill(-(-len(str(number)) // 3) * 3))
    return "/".join(["tile", str(level)] + ["x" + g for g in groups[:-1]] + groups[-1:]) + f".p/{width}" * (width < 256)

def stored_at(files, level, first, count):
    """The path of the tile or bundle that begins at item `first` of `count`: its own width, else the full one."""
    own, full = tile_path(level, first // 256, min(256, count - first)), tile_path(level, first // 256)
    return full if own not in files and full in files else own

def read_bundles(files, size):
    """R26: the entries, in order."""
    entries = []
    for first in range(0, size, 256):
        path, at = stored_at(files, "entries", first, size), 0
        require(path in files, "file-missing", "R26", file=path)
        for _ in range(min(256, size - first)):
            end = at + 2 + int.from_bytes(files[path][at : at + 2], "big")
            entries.append(files[path][at + 2 : end])
            at = end
        own = tile_path("entries", first // 256, min(256, size - first))
        require(at == len(files[path]) or at < len(files[path]) and path != own, "bundle-malformed", "R26", file=path)
    return entries

def root_problems(files, leaves, root):
    """R27: which entries differ from level-0 tiles that do hash up to the root."""
    hashes, count = [], len(leaves)
    for first in range(0, count, 256):
        tile = files.get(stored_at(files, 0, first, count), b"")
        hashes += [tile[32 * i : 32 * i + 32] for i in range(min(256, count - first))]
    if tree_root(leaves) == root:
        return []
    if tree_root(hashes) != root:
        return [Fault("root-mismatch", "R27", file="checkpoint")]
    return [Fault("entry-altered", "R27", i) for i, (a, b) in enumerate(zip(leaves, hashes)) if a != b]

def file_problems(files, entries, leaves):
    """R28: every tile and bundle is what the entries determine, and nothing else is there."""
    levels, level, found, beyond = {"entries": [len(e).to_bytes(2, "big") + e for e in entries]}, 0, {}, []
    while leaves:
        levels[str(level)], level = leaves, level + 1
        leaves = [tree_root(leaves[at : at + 256]) for at in range(0, len(leaves) // 256 * 256, 256)]
    for path in (p for p in files if p != "checkpoint" and not re.fullmatch("checkpoints/[1-9][0-9]*", p)):
        found[path], match = "file-unexpected", TILE.fullmatch(path)
        number, width = (int(re.sub("[x/]", "", match[2])), int(match[3] or 256)) if match else (0, 0)
        items = levels.get(match[1], [])[256 * number : 256 * number + width] if match else []
        if match and path == tile_path(match[1], number, width) and (not match[3] or len(items) == width):
            expected, data = b"".join(items), files[path]
            beyond += [path] if len(items) < width else []
            found[path] = None if expected == (data if len(items) == width else data[: len(expected)]) else "tile-altered"
    for level, items in levels.items():
        wanted = {stored_at(files, level, first, len(items)) for first in range(0, len(items), 256)}
        found |= {path: "file-missing" for path in wanted - set(files)}
    return [Fault(found[path], "R28", file=path) for path in sorted(found, key=os.fsencode) if found[path]], beyond
