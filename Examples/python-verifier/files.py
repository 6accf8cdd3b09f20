# SPDX-License-Identifier: Apache-2.0
"""Checkpoints, bundles and tiles (SPEC.md section 8, R25 to R29)."""
import base64
import binascii
import hashlib
import re
from collections import namedtuple

import ed25519

Note = namedtuple("Note", "origin size root text signatures")
TILE = re.compile(r"tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


class Fault(Exception):
    """A broken requirement, and where."""

    def __init__(self, code, requirement, index=None, file=None, field=None):
        super().__init__(code)
        self.code, self.requirement, self.index, self.file, self.field = code, requirement, index, file, field

    def json(self):
        return {k: getattr(self, k) for k in ("code", "requirement", "index", "file", "field")}

    def __str__(self):
        return ", ".join(f"{k} {v}" for k, v in self.json().items() if v is not None)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def unbase64(text):
    """Strict RFC 4648 section 4, or ValueError."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64")
    return data


def parse_note(data):
    """R25: a signed note of exactly three lines."""
    try:
        if len(data) > 65536 or re.search(rb"[\x00-\x09\x0b-\x1f]", data):
            raise ValueError("length or control character")
        text, _, tail = data.decode("utf-8").rpartition("\n\n")
        origin, size, root = text.split("\n")
        if not re.fullmatch("[1-9][0-9]{0,12}", size) or int(size) > 2**40 or len(unbase64(root)) != 32:
            raise ValueError("size or root")
        lines = tail.split("\n")
        if lines.pop() or not 1 <= len(lines) <= 16:
            raise ValueError("signature lines")
        signatures = []
        for line in lines:
            dash, name, blob = line.split(" ")
            signatures.append((name, unbase64(blob)))
            if dash != "\u2014" or len(signatures[-1][1]) < 5:
                raise ValueError("signature line")
        for name in (origin, *(name for name, _ in signatures)):
            if not name or "+" in name or any(c.isspace() for c in name):
                raise ValueError("name")
    except (ValueError, binascii.Error):
        raise Fault("checkpoint-malformed", "R25", file="checkpoint") from None
    return Note(origin, int(size), unbase64(root), text.encode() + b"\n", signatures)


def verify_note(note, policy):
    """R29."""
    if note.origin != policy["origin"]:
        raise Fault("checkpoint-origin", "R29", file="checkpoint")
    key = policy["checkpoint_key"]
    key_id = sha(note.origin.encode(), b"\n\x01", key)[:4]
    own = [blob[4:] for name, blob in note.signatures if name == note.origin and blob[:4] == key_id]
    if not own or not all(ed25519.valid(signature, note.text, key) for signature in own):
        raise Fault("checkpoint-signature", "R29", file="checkpoint")


def tree_root(hashes):
    """RFC 9162 section 2.1.1; pairs from the left, what is left over moves up."""
    while len(hashes) > 1:
        pairs = [sha(b"\1", a, b) for a, b in zip(hashes[::2], hashes[1::2])]
        hashes = pairs + hashes[len(pairs) * 2 :]
    return hashes[0]


def tile_path(level, number, width=256):
    text = str(number)
    text = text.zfill(-(-len(text) // 3) * 3)
    groups = [text[i : i + 3] for i in range(0, len(text), 3)]
    return f"tile/{level}/" + "/".join(["x" + g for g in groups[:-1]] + groups[-1:]) + (f".p/{width}" if width < 256 else "")


def parse_bundle(data, width, exact):
    """The first `width` entries of a bundle; nothing may follow where `exact`. None if it does not parse."""
    entries, at = [], 0
    for _ in range(width):
        length = int.from_bytes(data[at : at + 2], "big")
        if at + 2 + length > len(data):
            return None
        entries.append(data[at + 2 : at + 2 + length])
        at += 2 + length
    return None if exact and at != len(data) else entries


def tree_group(files, size, root):
    """Group 2. Entries, leaf hashes, problems, and the files that reach beyond the size."""
    entries = []
    for number in range(-(-size // 256)):
        width = min(256, size - 256 * number)
        own, full = tile_path("entries", number, width), tile_path("entries", number)
        if own not in files and full not in files:
            return entries, [], [Fault("file-missing", "R26", file=own)], []
        path = own if own in files else full
        bundle = parse_bundle(files[path], width, path == own)
        if bundle is None:
            return entries, [], [Fault("bundle-malformed", "R26", file=path)], []
        entries += bundle
    leaves = [sha(b"\0", entry) for entry in entries]
    problems = [] if tree_root(leaves) == root else root_problems(files, leaves, root)
    levels = {"entries": [len(entry).to_bytes(2, "big") + entry for entry in entries], "0": leaves}
    level = 0
    while hashes := levels[str(level)]:
        tiles = range(0, len(hashes) // 256 * 256, 256)
        level += 1
        levels[str(level)] = [tree_root(hashes[at : at + 256]) for at in tiles]
    found, beyond = file_problems(files, levels)
    return entries, leaves, problems + found, beyond


def root_problems(files, leaves, root):
    """R27: which entries differ from level-0 tiles that do hash up to the root."""
    stored = b""
    for at in range(0, len(leaves), 256):
        width = min(256, len(leaves) - at)
        own = files.get(tile_path(0, at // 256, width), files.get(tile_path(0, at // 256), b""))
        stored += own[: 32 * width].ljust(32 * width, b"\0")
    hashes = [stored[at : at + 32] for at in range(0, len(stored), 32)]
    if tree_root(hashes) != root:
        return [Fault("root-mismatch", "R27", file="checkpoint")]
    return [Fault("entry-altered", "R27", i) for i, (a, b) in enumerate(zip(leaves, hashes)) if a != b]


def file_problems(files, levels):
    """R28: every tile and bundle is what the entries determine, and nothing else is there."""
    found, beyond = {}, []
    for path in files:
        if path == "checkpoint" or re.fullmatch("checkpoints/[1-9][0-9]*", path):
            continue
        found[path] = "file-unexpected"
        match = TILE.fullmatch(path)
        if not match:
            continue
        number, width = int(re.sub("[x/]", "", match[2])), int(match[3] or 256)
        items = levels.get(match[1], [])[256 * number : 256 * number + width]
        if path != tile_path(match[1], number, width) or (match[3] and len(items) < width):
            continue
        expected = b"".join(items)
        if len(items) < width:
            beyond.append(path)
        same = files[path] == expected if len(items) == width else files[path][: len(expected)] == expected
        found[path] = None if same else "tile-altered"
    for level, items in levels.items():
        for at in range(0, len(items), 256):
            own = tile_path(level, at // 256, min(256, len(items) - at))
            if own not in files and tile_path(level, at // 256) not in files:
                found[own] = "file-missing"
    ordered = sorted(found.items(), key=lambda item: item[0].encode())
    return [Fault(code, "R28", file=path) for path, code in ordered if code], beyond
