# SPDX-License-Identifier: Apache-2.0
"""Tampered checkpoints, tiles, bundles, earlier checkpoints and trust: what entries do not show."""
from .forge import Key, b64, note_line, sha, tiles, vkey
from .good import ROLES, base, log_key_replaced, rows

BUNDLE, TILE = "tile/entries/000.p/5", "tile/0/000.p/5"


def flip(data, at):
    at %= len(data)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def note_case(case, ledger):
    """A function that replaces the checkpoint, and the parts of the good one."""
    text, line = ledger.note().decode().split("\n\n")

    def note(name, description, data, code="checkpoint-malformed"):
        files = ledger.files() | {"checkpoint": data if isinstance(data, bytes) else data.encode()}
        case(f"checkpoint-{name}", description, files, code)

    return note, text + "\n", line, *text.split("\n")[::2]


def checkpoints(case):
    ledger = base()
    note, text, _, origin, root = note_case(case, ledger)

    def signed(name, description, changed, code="checkpoint-malformed"):
        note(name, description, ledger.note(text=changed), code)

    signed("size-leading-zero", "The size is 05.", f"{origin}\n05\n{root}\n")
    signed("size-zero", "The size is 0.", f"{origin}\n0\n{root}\n")
    signed("size-signed", "The size is +5.", f"{origin}\n+5\n{root}\n")
    signed("size-over-limit", "The size is 2^40 + 1.", f"{origin}\n{2**40 + 1}\n{root}\n")
    signed("extension-line", "A fourth line.", f"{text}extension\n")
    signed("two-lines", "The root is missing.", f"{origin}\n5\n")
    signed("root-31-bytes", "The root is a byte short.", f"{origin}\n5\n{b64(ledger.root()[:31])}\n")
    loose = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    twin = loose[loose.index(root[42]) + 1]
    signed("root-trailing-bits", "The last base64 digit of the root carries non-zero trailing bits.",
           f"{origin}\n5\n{root[:42]}{twin}=\n")
    signed("root-without-padding", "The base64 of the root lacks its padding.", f"{origin}\n5\n{root[:43]}\n")
    signed("origin-empty", "The first line is empty.", f"\n5\n{root}\n")
    signed("origin-with-space", "The first line holds a space.", f"a b\n5\n{root}\n")
    signed("control-character", "The first line ends in a control character.", f"{origin}\x01\n5\n{root}\n")
    signed("carriage-returns", "Lines end with CR LF.", text.replace("\n", "\r\n"))


def signatures(case):
    ledger = base()
    note, text, line, origin, root = note_case(case, ledger)
    note("unsigned", "No signature line.", text + "\n")
    note("no-empty-line", "The empty line before the signatures is missing.", text + line)
    note("line-end-missing", "The last line does not end.", ledger.note()[:-1])
    note("not-utf8", "A signature line holds a byte that is not UTF-8.", ledger.note() + b"\xff\n")
    good = text + "\n" + line
    note("text-after-signatures", "A line that is no signature line follows.", good + "more\n")
    note("17-signatures", "Seventeen signature lines.",
         good + "".join(note_line("w.example/w", Key(f"w{i}"), text, 4, bytes(72)) for i in range(16)))
    note("too-long", "65,537 bytes.", good + "\u2014 w.example/w " + "A" * (65537 - len(good.encode()) - 17) + "\n")
    note("truncated", "Cut in the middle of the signature.", good.encode()[:-40])
    note("empty", "No bytes.", b"")
    note("signature-flipped", "One bit of the signature.", ledger.note(lines=[note_line(
        origin, ledger.log, text, signature=flip(ledger.log.sign(text.encode()), 9))]), "checkpoint-signature")
    note("signature-63-bytes", "The log's signature is a byte short.", ledger.note(lines=[note_line(
        origin, ledger.log, text, signature=ledger.log.sign(text.encode())[:63])]), "checkpoint-signature")
    note("signature-twice-once-bad", "A valid line of the log and one that does not verify.", ledger.note(lines=[
        line, note_line(origin, ledger.log, text, signature=bytes(64))]), "checkpoint-signature")
    note("other-key", "Signed by a key that is not the policy's.", ledger.note(key=Key("other")), "checkpoint-signature")
    note("other-key-name", "The right key under another name.", ledger.note(name="other.example/log"),
         "checkpoint-signature")
    wrong = "\u2014 " + origin + " " + b64(bytes(4) + ledger.log.sign(text.encode())) + "\n"
    note("key-id-zero", "The right signature under a key id that is not the key's.", ledger.note(lines=[wrong]),
         "checkpoint-signature")
    note("type-04-only", "The log's key signed as a witness would.", ledger.note(lines=[
        note_line(origin, ledger.log, text, 4)]), "checkpoint-signature")
    note("other-origin", "Another origin, validly signed under that name.", ledger.note(origin="other.example/log"),
         "checkpoint-origin")
    note("root-flipped", "A root that is not the tree's, validly signed.", ledger.note(root=flip(ledger.root(), 0)),
         "root-mismatch")
    note("size-smaller", "Size 4 with the root of 5: bundle and tile of 4 are not there.",
         ledger.note(text=f"{origin}\n4\n{root}\n"), "file-missing")


def file_case(case, files):
    """A function that replaces one file, or removes it."""
    def change(name, description, path, data, code, index=None):
        changed = files | {path: data}
        case(name, description, {k: v for k, v in changed.items() if v is not None}, code, index)

    return change


def bundles(case):
    ledger = base()
    files = ledger.files()
    change, bundle = file_case(case, files), files[BUNDLE]
    first, second = len(ledger.entries[0]) + 2, len(ledger.entries[1]) + 2
    change("bundle-entry-flipped", "A bit in the signature of entry 1.", BUNDLE,
           flip(bundle, first + second - 1), "entry-altered", 1)
    change("bundle-last-byte-flipped", "The last byte of the bundle.", BUNDLE, flip(bundle, -1), "entry-altered", 4)
    change("bundle-length-flipped", "The length of entry 0.", BUNDLE, flip(bundle, 1), "bundle-malformed")
    change("bundle-truncated", "The last byte is missing.", BUNDLE, bundle[:-1], "bundle-malformed")
    change("bundle-trailing-byte", "A byte follows the last entry.", BUNDLE, bundle + b"\0", "bundle-malformed")
    change("bundle-of-four", "The last entry is missing.", BUNDLE, bundle[: -2 - len(ledger.entries[4])],
           "bundle-malformed")
    change("bundle-of-six", "An entry more than the name says.", BUNDLE, bundle + b"\0\1x", "bundle-malformed")
    change("bundle-empty", "No bytes.", BUNDLE, b"", "bundle-malformed")
    change("bundle-missing", "The bundle is not there.", BUNDLE, None, "file-missing")
    swapped = list(ledger.entries)
    swapped[2], swapped[3] = swapped[3], swapped[2]
    change("bundle-entries-swapped", "Entries 2 and 3 change places.", BUNDLE,
           b"".join(len(e).to_bytes(2, "big") + e for e in swapped), "entry-altered", 2)


def tiles_and_bundles(case):
    ledger = base()
    files, other = ledger.files(), base("other.example/ledger").files()
    change, bundle, tile = file_case(case, files), files[BUNDLE], files[TILE]
    change("bundle-of-another-ledger", "The bundle of a ledger of the same size.", BUNDLE, other[BUNDLE],
           "entry-altered", 0)
    change("tile-of-another-ledger", "The hash tile of a ledger of the same size.", TILE, other[TILE], "tile-altered")
    case("tile-and-bundle-of-another-ledger", "Both, under this ledger's checkpoint.",
         files | {TILE: other[TILE], BUNDLE: other[BUNDLE]}, "root-mismatch")
    altered = flip(bundle, -1)
    case("entry-flipped-tile-rebuilt", "A bit of entry 4, and the tile made to fit.",
         files | {BUNDLE: altered, TILE: tile[:-32] + sha(b"\0", flip(ledger.entries[4], -1))}, "root-mismatch")
    case("entry-flipped-tile-longer", "A bit of entry 4, and a tile with a byte too many.",
         files | {BUNDLE: altered, TILE: tile + b"\0"}, "root-mismatch")
    case("entry-flipped-tile-missing", "A bit of entry 4, and no tile to say so.",
         {k: v for k, v in files.items() if k != TILE} | {BUNDLE: altered}, "root-mismatch")
    change("tile-flipped", "A bit of the hash of entry 2.", TILE, flip(tile, 70), "tile-altered")
    change("tile-truncated", "The last hash is missing.", TILE, tile[:-32], "tile-altered")
    change("tile-longer", "A hash too many.", TILE, tile + bytes(32), "tile-altered")
    change("tile-missing", "The hash tile is not there.", TILE, None, "file-missing")


def unexpected(case):
    files = base().files()
    change = file_case(case, files)
    names = {
        "notes.txt": "file-beside-the-checkpoint", "tile/notes": "file-in-tile", "tile/0/000.p/0": "tile-width-zero",
        "tile/0/000.p/05": "tile-width-leading-zero", "tile/0/000.p/256": "tile-width-256",
        "tile/00/000": "tile-level-leading-zero", "tile/0/x000/000": "tile-number-padded", "tile/0/00": "tile-number-short",
        "tile/data/000": "tile-of-unknown-sort", "tile/8/000": "tile-level-8", "tile/7/001": "tile-number-of-no-tree",
        "tile/0/x072/x057/x594/x037/x927/936": "tile-number-of-no-log",
        "checkpoints/01": "earlier-name-leading-zero", "checkpoints/latest": "earlier-name-not-a-size",
        "checkpoints/0": "earlier-name-zero", "tile/0/000.p/5~": "tile-backup-copy",
    }
    for path, name in names.items():
        change(f"unexpected-{name}", f"A file {path}.", path, files["checkpoint"], "file-unexpected")


def beyond_the_size(case):
    ledger = base()
    files = ledger.files()
    later = [*ledger.entries, *(b"later" for _ in range(251))]
    full = tiles(later)
    beyond = {path: full[path] for path in ("tile/0/000", "tile/entries/000")}
    case("good-full-tile-beyond", "Full tile and bundle in place of partial ones of 5: a later size was stored.",
         {"checkpoint": files["checkpoint"]} | beyond, None)
    short = full["tile/entries/000"][:-7]
    case("full-bundle-beyond-of-255", "A full bundle that reaches beyond the size holds 255 entries.",
         files | {"tile/entries/000": short}, "tile-altered")
    case("full-bundle-for-partial-of-255", "The same in place of the partial one.",
         {"checkpoint": files["checkpoint"], TILE: files[TILE], "tile/entries/000": short}, "bundle-malformed")
    case("full-tile-beyond-short", "A full tile that reaches beyond the size is a hash short.",
         files | {"tile/0/000": full["tile/0/000"][:-32]}, "tile-altered")
    whole = {"checkpoint": files["checkpoint"]} | beyond
    case("full-tile-for-partial-longer", "The full tile in place of the partial one has a byte too many; a bit of entry 4.",
         whole | {"tile/0/000": full["tile/0/000"] + b"\0", "tile/entries/000": flip(full["tile/entries/000"], len(files[BUNDLE]) - 1)},
         "entry-altered", 4)
    case("full-bundle-for-partial-257", "The full bundle in place of the partial one holds 257 entries.",
         whole | {"tile/entries/000": full["tile/entries/000"] + b"\0\1x"}, "bundle-malformed")
    case("good-whole-tile-beyond", "Full tiles that begin beyond the size, one of the greatest number.",
         files | {"tile/0/001": bytes(8192), "tile/0/x072/x057/x594/x037/x927/935": bytes(8192)}, None)
    case("full-tile-beyond-flipped", "A bit within the size in a full tile that reaches beyond.",
         files | {"tile/0/000": flip(full["tile/0/000"], 5)}, "tile-altered")


def killed(case):
    """What a writer leaves that was killed before it put `checkpoint` in place, and what passes for it."""
    ledger, later, other = base(), base(), Key("other")
    later.state(later.importer, "lot", "LATER", {})
    files, tile, bundle = ledger.files(), "tile/0/000.p/6", "tile/entries/000.p/6"
    left = {path: data for path, data in later.files(earlier=(6,)).items() if path != "checkpoint"}
    whole = files | left
    case("good-killed-before-the-checkpoint", "Partials and checkpoint of size 6 beside the checkpoint of 5.", whole, None)
    case("good-killed-at-a-full-tile", "Tiles of size 256 and more beside the checkpoint of 5.",
         files | {"tile/1/000.p/1": bytes(32), "tile/entries/001.p/1": b"\0\1x", "tile/0/001.p/1": bytes(32)}, None)

    def bad(name, description, path, data, code="tile-altered"):
        case(name, description, whole | {path: data}, code)

    bad("partial-beyond-flipped", "A bit within the size in a partial tile that reaches beyond.", tile, flip(left[tile], 5))
    bad("partial-beyond-short", "A partial tile that reaches beyond the size is a hash short.", tile, left[tile][:-32])
    bad("partial-beyond-longer", "A partial tile that begins beyond the size has a byte too many.", "tile/1/000.p/1", bytes(33))
    bad("bundle-beyond-flipped", "A bit within the size in a partial bundle that reaches beyond.", bundle,
        flip(left[bundle], 40))
    bad("bundle-beyond-short", "A partial bundle that reaches beyond the size is cut.", bundle, left[bundle][:-1])
    bad("bundle-beyond-of-another-width", "A bundle that begins beyond the size holds one entry, not two.",
        "tile/entries/001.p/2", b"\0\1x")

    def earlier(name, description, size, data):
        bad(f"earlier-beyond-{name}", description, f"checkpoints/{size}", data, "checkpoint-inconsistent")

    earlier("of-another-key", "A checkpoint beyond the size, by another key.", 6, later.note(key=other))
    earlier("of-another-origin", "A checkpoint beyond the size, of another origin.", 6, later.note(origin="other.example"))
    earlier("misnamed", "The checkpoint of size 6 as checkpoints/7.", 7, later.note())
    earlier("malformed", "A checkpoint beyond the size without signature.", 6, (later.note().split(b"\n\n")[0] + b"\n\n"))


def superseded(case):
    files = base().files(earlier=(2, 3))
    for name, path, code in [
        ("tile", "tile/0/000.p/3", "tile-altered"), ("bundle", "tile/entries/000.p/2", "tile-altered"),
    ]:
        case(f"superseded-{name}-flipped", "A bit in a partial of an earlier size.",
             files | {path: flip(files[path], 40)}, code)
    case("superseded-bundle-truncated", "A partial bundle of an earlier size is cut.",
         files | {"tile/entries/000.p/2": files["tile/entries/000.p/2"][:-1]}, "tile-altered")
    case("order-file-names-by-bytes", "A stray file whose name comes before the altered bundle's by its bytes, not by Unicode's order.",
         files | {"tile/entries/000.p/2": flip(files["tile/entries/000.p/2"], 40), "tile/d\u0323": b"x"}, "file-unexpected")
    ledger, fork = base(), base()
    del fork.entries[4:]
    fork.state(fork.importer, "lot", "OTHER", {})
    fork.state(fork.importer, "lot", "ANOTHER", {})
    text = ledger.note(3).decode().split("\n\n")[0] + "\n"

    def earlier(name, description, size, data):
        case(f"earlier-{name}", description, base().files() | {f"checkpoints/{size}": data}, "checkpoint-inconsistent")

    stranger = [note_line(ledger.origin, Key("stranger"), text)]
    earlier("malformed", "An earlier checkpoint without signature.", 3, (text + "\n").encode())
    earlier("of-another-key", "An earlier checkpoint by another key.", 3, ledger.note(3, lines=stranger))
    earlier("root-of-a-fork", "A validly signed root that is not the first three entries'.", 3,
            ledger.note(3, root=sha(b"fork")))
    earlier("misnamed", "The checkpoint of size 3 as checkpoints/2.", 2, ledger.note(3))
    earlier("same-size-other-root", "A second root signed for size 5.", 5, fork.note(5))
    earlier("of-another-origin", "An earlier checkpoint with another origin.", 3, ledger.note(3, origin="other.example"))


def large(case):
    ledger = rows(258)
    files = ledger.files()
    case("large-level-1-flipped", "The one hash at level 1.",
         files | {"tile/1/000.p/1": flip(files["tile/1/000.p/1"], 3)}, "tile-altered")
    case("large-entry-in-second-bundle", "A bit of entry 257.",
         files | {"tile/entries/001.p/2": flip(files["tile/entries/001.p/2"], -1)}, "entry-altered", 257)


def trust(case):
    ledger, files = base(), base().files(earlier=(3,))
    lines = [f"origin {ledger.origin}", f"log {vkey(ledger.origin, ledger.log.public)}", f"entry0 {ledger.ids[0].hex()}"]
    case("good-trust", "Pinned by its own origin, key and entry 0.", files, None, trust="\n".join(lines) + "\n")
    case("good-trust-comments", "Blank lines and comments.", files, None,
         trust="# pinned\n\n" + "\n\n# more\n".join(lines) + "\n")
    other = Key("other")
    for name, code, at, line in [
        ("origin", "trust-origin", 0, "origin other.example/log"),
        ("key", "trust-key", 1, f"log {vkey(ledger.origin, other.public)}"),
        ("key-name", "trust-key", 1, f"log {vkey('other.example', ledger.log.public)}"),
        ("entry0", "trust-entry0", 2, f"entry0 {ledger.ids[1].hex()}"),
    ]:
        pinned = lines[:at] + [line] + lines[at + 1 :]
        case(f"trust-other-{name}", f"The trust file names another {name}.", files, code, trust="\n".join(pinned) + "\n")


def since(case):
    ledger, files, other = base(), base().files(earlier=(3,)), Key("other")
    text = ledger.note().decode()

    def since(name, description, note, code):
        case(f"since-{name}" if code else f"good-since-{name}", description, files, code, since=note.decode())

    since("smaller", "An earlier checkpoint of this ledger.", ledger.note(3), None)
    since("same", "The same checkpoint.", ledger.note(), None)
    later = base()
    later.state(later.importer, "lot", "LATER", {})
    since("newer", "A checkpoint of size 6: the ledger was rolled back.", later.note(), "since-newer")
    since("inconsistent", "A validly signed root that is not the first three entries'.",
          ledger.note(3, root=sha(b"fork")), "since-inconsistent")
    since("malformed", "Without signature.", (text.split("\n\n")[0] + "\n\n").encode(), "since-malformed")
    since("of-another-key", "Signed by another key.", ledger.note(3, key=other), "since-signature")
    since("of-another-origin", "Another origin.", ledger.note(3, origin="other.example"), "since-signature")
    since("newer-and-of-another-key", "Size 6, signed by another key.", later.note(key=other), "since-signature")


def log_keys(case):
    """The log's key changes at entry 5: checkpoints of 6 are signed by both keys, later ones by the new one."""
    ledger = log_key_replaced()
    old, new = ledger.former_logs[0][1], ledger.log
    files = ledger.files(earlier=(5, 6))
    case("log-key-overlap-missing", "The checkpoint that both keys sign is not there.", ledger.files(), "overlap-missing")
    for name, key in [("old", old), ("new", new)]:
        case(f"log-key-overlap-by-{name}-alone", f"The checkpoint that both keys sign bears the {name} key's line alone.",
             files | {"checkpoints/6": ledger.note(6, key=key)}, "checkpoint-inconsistent")
        fresh = base("ledger.example/log-key")
        fresh.replace_log_key("log-2", ROLES)
        case(f"log-key-newest-overlap-by-{name}-alone", f"The newest checkpoint, which both keys sign, by the {name} one alone.",
             fresh.files(key=key), "checkpoint-signature")
    case("log-key-old-signs-later", "The old key signs a checkpoint after the change.", files | {"checkpoint": ledger.note(key=old)},
         "checkpoint-signature")
    case("log-key-old-signs-earlier-later", "The old key signs an earlier checkpoint after the change.",
         ledger.files(earlier=(6, 7)) | {"checkpoints/7": ledger.note(7, key=old)}, "checkpoint-inconsistent")
    case("log-key-new-signs-before", "The new key signs a checkpoint of before the change.",
         files | {"checkpoints/5": ledger.note(5, key=new)}, "checkpoint-inconsistent")
    case("good-since-before-log-key", "A checkpoint of before the change of the log's key, by the old one.", files, None,
         since=ledger.note(5).decode())
    case("since-of-old-log-key", "A checkpoint of after the change of the log's key, by the old one.", files, "since-signature",
         since=ledger.note(7, key=old).decode())
    for name, key, code in [("old", old, None), ("new", new, None), ("other", Key("other"), "trust-key")]:
        lines = [f"origin {ledger.origin}", f"log {vkey(ledger.origin, key.public)}", f"entry0 {ledger.ids[0].hex()}"]
        case(f"log-key-trust-{name}" if code else f"good-log-key-trust-{name}",
             f"The log's key was replaced and the trust file pins the {name} one.", files, code, trust="\n".join(lines) + "\n")


def all_bad(case):
    for group in (log_keys, checkpoints, signatures, bundles, tiles_and_bundles, unexpected, beyond_the_size, killed, superseded, large,
                  trust, since):
        group(case)
