# SPDX-License-Identifier: Apache-2.0
"""Ed25519, checkpoints, bundles and tiles (SPEC.md sections 8 and 10: R25 to R29, R34)."""
import base64
import os
import re
from collections import namedtuple

from nacl import bindings, exceptions
from statements import Fault, sha

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
SMALL = (0, 1, P - 1, P, P + 1,  # y of the points of small order, as encodings may write them
         2707385501144840649318225287225658788936804267575313519463743609750303402022,
         55188659117513257062467267217118295137698188065244968500265048394206261417927)
Note = namedtuple("Note", "origin size root text signatures")
TILE = re.compile(r"tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")

def signed(signature, message, public):
    """R34: libsodium's rule, its tests of bytes made here first."""
    r, s, y = (int.from_bytes(part, "little") for part in (signature[:32], signature[32:], public))
    if len(signature) != 64 or s >= L or y % 2**255 >= P or {r % 2**255, y % 2**255} & set(SMALL):
        return False
    try:
        return bindings.crypto_sign_open(signature + message, public) == message
    except exceptions.BadSignatureError:
        return False

def acceptable(public):
    """Canonical, on the curve, in the prime-order subgroup. libsodium before 1.0.20 overlooks a component of order 2
    there; doubling removes it, and halving modulo L then leads elsewhere."""
    if not bindings.crypto_core_ed25519_is_valid_point(public):
        return False
    double, half = bindings.crypto_core_ed25519_add(public, public), ((L + 1) // 2).to_bytes(32, "little")
    return bindings.crypto_scalarmult_ed25519_noclamp(half, double) == public

def unbase64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64")
    return data

def parse_note(data):
    """R25: a signed note of exactly three lines."""
    try:
        text, _, tail = data.decode("utf-8").rpartition("\n\n")
        (origin, size, root), lines = text.split("\n"), [line.split(" ") for line in tail.split("\n")]
        if len(data) > 65536 or re.search(rb"[\x00-\x09\x0b-\x1f]", data) or lines.pop() != [""]:
            raise ValueError("length, control character or end of line")
        signatures = [(name, unbase64(blob)) for dash, name, blob in lines if dash == "\u2014"]
        if not 1 <= len(signatures) == len(lines) <= 16 or min(len(blob) for _, blob in signatures) < 5:
            raise ValueError("signature lines")
        if not re.fullmatch("[1-9][0-9]{0,12}", size) or int(size) > 2**40 or len(unbase64(root)) != 32:
            raise ValueError("size or root")
        if any(not name or re.search(r"[\s+]", name) for name in [origin] + [name for name, _ in signatures]):
            raise ValueError("name")
    except ValueError:
        raise Fault("checkpoint-malformed", "R25", file="checkpoint") from None
    return Note(origin, int(size), unbase64(root), text.encode() + b"\n", signatures)

def verify_note(note, policy):
    """R29."""
    if note.origin != policy["origin"]:
        raise Fault("checkpoint-origin", "R29", file="checkpoint")
    key_id = sha(note.origin.encode(), b"\n\x01", policy["checkpoint_key"])[:4]
    own = [blob[4:] for name, blob in note.signatures if name == note.origin and blob[:4] == key_id]
    if not own or not all(signed(signature, note.text, policy["checkpoint_key"]) for signature in own):
        raise Fault("checkpoint-signature", "R29", file="checkpoint")

def tree_root(hashes):
    """RFC 9162 section 2.1.1: pairs from the left, what is left over moves up."""
    while len(hashes) > 1:
        pairs = [sha(b"\1", a, b) for a, b in zip(hashes[::2], hashes[1::2])]
        hashes = pairs + hashes[len(pairs) * 2 :]
    return hashes[0]

def tile_path(level, number, width=256):
    groups = re.findall("...", str(number).zfill(-(-len(str(number)) // 3) * 3))
    return "/".join(["tile", str(level)] + ["x" + g for g in groups[:-1]] + groups[-1:]) + f".p/{width}" * (width < 256)

def read_bundles(files, size):
    """R26: the entries, in order."""
    entries = []
    for first in range(0, size, 256):
        own, full = tile_path("entries", first // 256, min(256, size - first)), tile_path("entries", first // 256)
        path = own if own in files else full
        if path not in files:
            raise Fault("file-missing", "R26", file=own)
        data, at = files[path], 0
        while len(entries) < min(first + 256, size):
            length = int.from_bytes(data[at : at + 2], "big")
            if at + 2 + length > len(data):
                raise Fault("bundle-malformed", "R26", file=path)
            entries.append(data[at + 2 : at + 2 + length])
            at += 2 + length
        if path == own and at != len(data):
            raise Fault("bundle-malformed", "R26", file=path)
    return entries

def root_problems(files, leaves, root):
    """R27: which entries differ from level-0 tiles that do hash up to the root."""
    stored = b""
    for at in range(0, len(leaves), 256):
        width = min(256, len(leaves) - at)
        tile = files.get(tile_path(0, at // 256, width), files.get(tile_path(0, at // 256), b""))
        stored += tile[: 32 * width].ljust(32 * width, b"\0")
    hashes = [stored[at : at + 32] for at in range(0, len(stored), 32)]
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
    for path in files:
        if path == "checkpoint" or re.fullmatch("checkpoints/[1-9][0-9]*", path):
            continue
        found[path], match = "file-unexpected", TILE.fullmatch(path)
        number, width = (int(re.sub("[x/]", "", match[2])), int(match[3] or 256)) if match else (0, 0)
        items = levels.get(match[1], [])[256 * number : 256 * number + width] if match else []
        if match and path == tile_path(match[1], number, width) and (not match[3] or len(items) == width):
            expected, data = b"".join(items), files[path]
            beyond += [path] if len(items) < width else []
            found[path] = None if expected == (data if len(items) == width else data[: len(expected)]) else "tile-altered"
    for level, items in levels.items():
        for at in range(0, len(items), 256):
            own = tile_path(level, at // 256, min(256, len(items) - at))
            if own not in files and tile_path(level, at // 256) not in files:
                found[own] = "file-missing"
    return [Fault(found[path], "R28", file=path) for path in sorted(found, key=os.fsencode) if found[path]], beyond
