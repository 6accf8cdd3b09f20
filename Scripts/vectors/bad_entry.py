# SPDX-License-Identifier: Apache-2.0
"""Entries with one fault each: the tree and the checkpoint are rebuilt, so nothing else is wrong."""
from .forge import CONTENT_TYPE, ISSUER_PREFIX, ZERO, Dec, Float, Raw, b64url, cbor, dec, head, sha
from .good import ROLES, base, closed, tiny

NEXT = 5  # the index after the entries of `base`


class Cases:
    """Appends one faulty entry to a fresh ledger and hands the files over."""

    def __init__(self, case, code, start=base):
        self.case, self.code, self.start = case, code, start

    def __call__(self, name, description, kind="lot", fields=None, code=None, mode="both", **edit):
        ledger = self.start()
        who = edit.pop("who", None)
        fields = fields(ledger) if callable(fields) else fields
        about = edit.pop("about", lambda l: None)(ledger)
        edit = {k: v(ledger) if k in ("prev", "kid", "signer", "seq") else v for k, v in edit.items()}
        index = len(ledger.entries)
        ledger.state(who(ledger) if who else ledger.importer, kind, edit.pop("id", "X-1"), fields, about, **edit)
        code = self.code if code is None else code or None
        self.case(name, description, ledger.files(), code, index if code else None, mode)


def length(entry):
    """Length of the protected header, whose head is three bytes."""
    return int.from_bytes(entry[3:5], "big")


def envelope(case):
    add = Cases(case, "entry-malformed", tiny)

    def entry(name, description, edit):
        add(f"entry-{name}", description, entry=edit)

    entry("empty", "No bytes.", lambda e: b"")
    entry("one-byte", "One byte.", lambda e: b"\xd2")
    entry("truncated", "The last byte of the signature is missing.", lambda e: e[:-1])
    entry("trailing-byte", "A byte after the signature.", lambda e: e + b"\0")
    entry("untagged", "Without tag 18.", lambda e: e[1:])
    entry("tag-in-two-bytes", "Tag 18 in a longer head.", lambda e: b"\xd8\x12" + e[1:])
    entry("tag-19", "Another tag of the same length.", lambda e: b"\xd3" + e[1:])
    entry("tag-98", "The tag of COSE_Sign.", lambda e: b"\xd8\x62" + e[1:])
    entry("array-of-five", "An array of five.", lambda e: e[:1] + b"\x85" + e[2:] + b"\xf6")
    entry("array-indefinite", "An array of indefinite length.", lambda e: e[:1] + b"\x9f" + e[2:] + b"\xff")
    entry("protected-head-longer", "The protected header's length in four bytes.",
          lambda e: e[:2] + b"\x5a\0\0" + e[3:5] + e[5:])
    entry("unprotected-not-empty", "A parameter in the unprotected header.",
          lambda e: e[: 5 + length(e)] + b"\xa1\x04\x41\0" + e[6 + length(e) :])
    entry("unprotected-is-array", "An empty array as unprotected header.",
          lambda e: e[: 5 + length(e)] + b"\x80" + e[6 + length(e) :])
    entry("payload-detached", "The payload is nil.", lambda e: e[: 6 + length(e)] + b"\xf6" + e[-66:])
    entry("signature-63-bytes", "The signature is a byte short.", lambda e: e[:-66] + b"\x58\x3f" + e[-63:])
    entry("signature-65-bytes", "The signature is a byte long.", lambda e: e[:-66] + b"\x58\x41" + e[-64:] + b"\0")
    entry("signature-is-text", "The signature is text.", lambda e: e[:-66] + b"\x78\x40" + b"a" * 64)
    ledger = base(max_entry=700)
    ledger.state(ledger.importer, "rate", "X", payload=lambda p: p | {"pad": bytes(400)})
    case("entry-over-policy-limit", "Longer than the policy's max_entry.", ledger.files(), "entry-malformed", NEXT)


def header(case):
    add = Cases(case, "header-malformed", tiny)

    def field(name, description, edit):
        add(f"header-{name}", description, header=edit)

    field("algorithm-es256", "ES256 instead of Ed25519.", lambda h: h | {1: -7})
    field("algorithm-missing", "No algorithm.", lambda h: {k: v for k, v in h.items() if k != 1})
    field("crit", "A crit parameter.", lambda h: h | {2: [-65537]})
    field("content-type-other", "Another content type.", lambda h: h | {3: CONTENT_TYPE + "+x"})
    field("kid-31-bytes", "A kid of 31 bytes.", lambda h: h | {4: h[4][:31]})
    field("kid-text", "A kid of text.", lambda h: h | {4: "k" * 32})
    field("extra-label", "A label that is not named.", lambda h: h | {5: b""})
    field("label-as-text", "The label 1 as text.", lambda h: {("1" if k == 1 else k): v for k, v in h.items()})
    field("key-order", "Labels 3 and 1 change places.", lambda h: b"\xa5" + b"".join(
        cbor(k) + cbor(h[k]) for k in (3, 1, 4, 15, -65537)))
    field("key-twice", "The label 1 twice.", lambda h: b"\xa6\x01\x27" + cbor(h)[1:])
    field("integer-head-longer", "The algorithm in a longer head.",
          lambda h: cbor(h).replace(b"\x01\x27", b"\x01\x38\x07", 1))
    field("empty", "An empty header.", lambda h: b"")
    field("not-a-map", "An array.", lambda h: cbor(list(h.values())))
    field("trailing-byte", "A byte after the map.", lambda h: cbor(h) + b"\0")
    def place(name, description, old, new):
        """Other bytes of the same length in a fixed place: what follows still reads."""
        assert len(old) == len(new)
        field(name, description, lambda h: cbor(h).replace(old, new, 1))

    place("label-other", "The label 0 in place of 1.", b"\xa5\x01", b"\xa5\x00")
    place("content-type-letter", "A content type that differs in its last letter.",
          CONTENT_TYPE.encode(), CONTENT_TYPE[:-1].encode() + b"x")
    place("kid-label-other", "The label 5 in place of 4.", b"\x04\x58\x20", b"\x05\x58\x20")
    place("claims-label-other", "The label 14 in place of 15.", b"\x0f\xa4\x01", b"\x0e\xa4\x01")
    place("iss-other-namespace", "An issuer name in another namespace of the same length.",
          ISSUER_PREFIX.encode(), ISSUER_PREFIX.replace("oauth", "other").encode())
    field("claim-missing", "No iat.", lambda h: h | {15: {k: v for k, v in h[15].items() if k != 6}})
    field("claim-extra", "A claim exp.", lambda h: h | {15: h[15] | {4: 1}})


def claims(case):
    add = Cases(case, "header-malformed", tiny)

    def claim(name, description, label, value):
        add(f"header-{name}", description, header=lambda h: h | {15: h[15] | {label: value}})

    claim("iat-negative", "A negative iat.", 6, -1)
    claim("iat-float", "An iat with a fraction.", 6, Float(1767225600.5))
    claim("iat-over-63-bits", "An iat of 2^63.", 6, 2**63)
    claim("aud-bytes", "An audience of bytes.", 3, b"ledger.example/vectors")
    claim("sub-of-another-subject", "sub is not the first link's subject.", 2, b64url(sha(b"other")))
    claim("iss-did-web", "An issuer of another form.", 1, "did:web:importer.example")
    claim("iss-too-short", "An issuer name of 42 characters.", 1, ISSUER_PREFIX + "A" * 42)
    claim("iss-trailing-bits", "An issuer name with non-zero trailing bits.", 1, ISSUER_PREFIX + "A" * 42 + "B")
    claim("iss-base64-alphabet", "An issuer name with a plus sign.", 1, ISSUER_PREFIX + "+" + "A" * 42)


def links(case):
    add = Cases(case, "header-malformed", tiny)
    add("header-prev-not-zero-at-seq-0", "prev stands though seq is 0.", seq=lambda l: 0, prev=lambda l: sha(b"x"))
    add("header-prev-zero-at-seq-9", "prev is zero though seq is 9.", seq=lambda l: 9, prev=lambda l: ZERO)
    add("header-prev-31-bytes", "prev of 31 bytes.", prev=lambda l: bytes(31))
    add("header-seq-over-63-bits", "seq is 2^63.", seq=lambda l: 2**63)
    two = {"about": lambda l: [l.s("lot", "X-1"), l.s("lot", "X-2")]}
    add("header-links-descending", "Two links in the wrong order.", links=lambda k: k[::-1], **two)
    add("header-links-equal", "The same link twice.", links=lambda k: [k[0], k[0]])
    add("header-links-empty", "No subject.", links=lambda k: [])
    add("header-links-257", "257 subjects.", about=lambda l: [l.s("lot", f"N-{i}") for i in range(256)] + [l.s("lot", "X-1")])
    add("header-link-of-two", "A link without prev.", links=lambda k: [k[0][:2]])
    add("header-link-prev-not-zero", "A link's prev stands though its seq is 0.",
        links=lambda k: [[k[0][0], 0, sha(b"x")]])
    add("audience-of-another-ledger", "Stated for another ledger.", aud="other.example/ledger", code="audience-mismatch")


def payload_cases(case):
    """Two helpers: one edits the payload, the other states a kind with certain fields."""
    add = Cases(case, "payload-malformed", tiny)

    def raw(name, description, edit):
        add(f"payload-{name}", description, payload=edit)

    def field(name, description, kind, fields, **edit):
        add(f"payload-{name}", description, kind, fields, **edit)

    return add, raw, field


def extra(encoded):
    """The payload with one more key, `zz...`, that sorts last and holds these bytes."""
    return lambda p: cbor(p | {"zzzzzzzzzzzzzzzzz": Raw(bytes.fromhex(encoded))})


def deep(levels):
    return lambda p: p | {"deep": Raw(b"\x81" * (levels - 1) + b"\0")}


def encoding(case):
    _, raw, _ = payload_cases(case)
    raw("empty", "No bytes.", lambda p: b"")
    raw("not-a-map", "An array.", lambda p: cbor([p]))
    raw("trailing-byte", "A byte after the map.", lambda p: cbor(p) + b"\0")
    raw("truncated", "The last byte is missing.", lambda p: cbor(p)[:-1])
    raw("key-order-by-length", "Keys sorted as text, not by their encodings.", lambda p: head(5, len(p)) + b"".join(
        cbor(k) + cbor(p[k]) for k in sorted(p)))
    raw("key-twice", "The key v twice.", lambda p: head(5, len(p) + 1) + b"\x61v\1" + cbor(p)[1:])
    raw("key-integer", "An integer key.", lambda p: p | {1: 2})
    raw("key-bytes-inside", "A byte string as key of an inner map.", lambda p: p | {"x": {b"a": 1}})


def items(case):
    add, raw, _ = payload_cases(case)
    raw("float", "A float.", extra("fb3ff8000000000000"))
    raw("float-16", "A short float.", extra("f93e00"))
    raw("undefined", "The value undefined.", extra("f7"))
    raw("simple-value", "A simple value.", extra("e0"))
    raw("simple-value-long", "false in two bytes.", extra("f814"))
    raw("integer-head-longer", "1 in two bytes.", extra("1801"))
    raw("length-head-longer", "A text's length in two bytes.", extra("780161"))
    raw("indefinite-text", "Text of indefinite length.", extra("7f6161ff"))
    raw("indefinite-array", "An array of indefinite length.", extra("9f00ff"))
    raw("reserved-head", "A reserved head.", extra("1c"))
    raw("break-alone", "A break without a beginning.", extra("ff"))
    raw("text-not-utf8", "Text that is not UTF-8.", extra("62c328"))
    raw("text-surrogate", "Text with an encoded surrogate.", extra("63eda080"))
    raw("text-overlong", "Text with an overlong encoding.", extra("62c0af"))
    raw("huge-array", "An array that claims 2^32 items.", extra("9b0000000100000000"))
    raw("huge-text", "Text that claims 2^63 bytes.", extra("7b8000000000000000"))
    raw("tag-1", "A tag 1.", extra("c100"))
    raw("tag-bignum", "A bignum.", extra("c24101"))
    raw("tag-4-of-text", "A tag 4 that is no decimal, in an unknown key.", extra("c482006130"))
    raw("tag-4-of-three", "A tag 4 of three.", extra("c483000000"))
    raw("tag-4-exponent-positive", "A decimal with exponent 1.", extra("c4820105"))
    raw("tag-4-exponent-19", "A decimal with exponent -19.", extra("c4823205"))
    raw("nested-17", "Arrays inside each other to level 17.", deep(17))
    add("good-payload-nested-16", "Arrays inside each other to level 16.", payload=deep(16), code="")
    add("good-payload-integers-of-64-bits", "Integers of 64 bits in a key that the kind does not define.",
        payload=lambda p: p | {"x": [2**64 - 1, -(2**64)]}, code="")


def identity(case):
    add, raw, _ = payload_cases(case)
    raw("v-2", "Version 2.", lambda p: p | {"v": 2})
    raw("v-true", "Version true.", lambda p: p | {"v": True})
    raw("v-missing", "No version.", lambda p: {k: v for k, v in p.items() if k != "v"})
    raw("kind-missing", "No kind.", lambda p: {k: v for k, v in p.items() if k != "kind"})
    raw("kind-bytes", "The kind as bytes.", lambda p: p | {"kind": b"lot"})
    raw("ref-missing", "No ref.", lambda p: {k: v for k, v in p.items() if k != "ref"})
    raw("ref-31-bytes", "A ref of 31 bytes.", lambda p: p | {"ref": p["ref"][:31]})
    add("kind-unknown", "A kind that is not defined.", "shipment", code="kind-unknown")
    add("kind-unknown-and-v-2", "An unknown kind, in another version.", "shipment", {"v": 2}, code="kind-unknown")
    add("kind-capital", "A kind in capitals.", "Lot", code="kind-unknown")


def types(case):
    _, _, field = payload_cases(case)
    field("decimal-as-text", "A decimal as text.", "lot", {"net_kg": "1.5"})
    field("decimal-as-integer", "A decimal as integer.", "lot", {"net_kg": 1})
    field("decimal-mantissa-2-63", "A mantissa of 2^63.", "lot", {"net_kg": Dec((0, 2**63))})
    field("decimal-mantissa-minus-2-63", "A mantissa of -2^63.", "lot", {"net_kg": Dec((0, -(2**63)))})
    field("text-4097-bytes", "Text of 4,097 bytes.", "lot", {"material": "x" * 4097})
    field("text-4097-bytes-of-utf8", "1,366 characters of three bytes.", "lot", {"material": "\u9aee" * 1366})
    field("text-as-bytes", "Text as bytes.", "lot", {"material": b"hair"})
    field("word-unknown", "A word that is not in the list.", "lot", {"construction": "by_hand"})
    field("date-30-february", "30 February.", "rate", {"date": "2026-02-30"})
    field("date-1900-leap", "29 February 1900.", "rate", {"date": "1900-02-29"})
    field("date-1899", "A day before 1900.", "rate", {"date": "1899-12-31"})
    field("date-2201", "A day after 2200.", "rate", {"date": "2201-01-01"})
    field("date-short", "A month of one digit.", "rate", {"date": "2026-1-01"})
    field("date-with-time", "A date with a time.", "rate", {"date": "2026-01-01T00:00:00Z"})
    field("date-arabic-digits", "Digits that are not ASCII.", "rate", {"date": "\u0662\u0660\u0662\u0666-01-01"})


def lists(case):
    _, _, field = payload_cases(case)
    field("list-empty", "A list that may not be empty.", "party", {"roles": []})
    field("list-word-unknown", "A role that is not in the list.", "party", {"roles": ["buyer", "friend"]})
    field("share-of-two", "A lot share of two.", "order", lambda l: {"lots": [l.share("RAW-1")[:2]]})
    field("share-negative", "A negative share.", "order", lambda l: {"lots": [l.share("RAW-1", kg="-1")]})
    field("shares-empty", "No lot share.", "order", {"lots": []})
    field("reading-empty", "An empty read_from.", "lot", {"read_from": {}})
    field("reading-of-text", "read_from names no digest.", "lot", {"read_from": {"pieces": "D-1"}})
    field("according-to-text", "according_to as text.", "lot", {"according_to": "P-1"})
    field("basis-unknown", "A basis that is not in the list.", "lot", {"basis": "rumour"})
    digests = sorted(sha(bytes([i])) for i in range(65))
    field("sd-empty", "No digest in _sd.", "lot", {"_sd": []})
    field("sd-65", "65 digests.", "lot", {"_sd": digests})
    field("sd-twice", "A digest twice.", "lot", {"_sd": [digests[0], digests[0]]})
    field("sd-descending", "Digests in descending order.", "lot", {"_sd": digests[1::-1]})
    field("sd-31-bytes", "A digest of 31 bytes.", "lot", {"_sd": [bytes(31)]})


def control(case):
    _, _, field = payload_cases(case)
    field("retraction-without-reason", "No reason.", "retraction", lambda l: {"target": l.ids[1]})
    field("retraction-reason-unknown", "A reason that is not in the list.", "retraction",
          lambda l: {"target": l.ids[1], "reason": "changed-mind"})
    field("correction-without-of", "No `of`.", "correction", lambda l: {"target": l.ids[1]})
    field("correction-of-policy", "`of` is a control kind.", "correction", lambda l: {"target": l.ids[1], "of": "policy"})
    field("correction-of-correction", "`of` is correction.", "correction", lambda l: {"target": l.ids[1], "of": "correction"})
    field("correction-of-unknown", "`of` is no kind.", "correction", lambda l: {"target": l.ids[1], "of": "shipment"})
    field("correction-field-type", "A field of the corrected kind with another type.", "correction",
          lambda l: {"target": l.ids[1], "of": "lot", "net_kg": "1.5"})
    field("policy-without-roles", "An empty map of roles.", "policy", lambda l: {
        "origin": l.origin, "checkpoint_key": l.log.public, "authority": l.authority.key.public, "profile": "standard",
        "roles": {}, "issuers": [], "max_entry": 65535}, who=lambda l: l.authority)
    field("policy-role-key-extra", "A role with a key that is not defined.", "policy", lambda l: {
        "origin": l.origin, "checkpoint_key": l.log.public, "authority": l.authority.key.public, "profile": "standard",
        "roles": {"r": ROLES["workshop"] | {"until": 1}}, "issuers": [], "max_entry": 65535}, who=lambda l: l.authority)


def clear(case):
    add = Cases(case, "field-in-clear")
    add("clear-name", "A party's name in clear.", "party", {"name": "Lantern Hair Goods"})
    add("clear-price", "A price in clear under the standard profile.", "payment", {"amount": dec("1")})
    add("clear-in-correction", "A corrected party's name in clear.", "correction",
        lambda l: {"target": l.ids[2], "of": "party", "name": "Lantern"})
    ledger = closed()
    ledger.state(ledger.importer, "lot", "X", {"pieces": dec("1")})
    case("clear-under-closed-profile", "Pieces in clear under the closed profile.", ledger.files(), "field-in-clear",
         len(ledger.entries) - 1)
    ledger = closed()
    ledger.state(ledger.importer, "lot", "X", {"remark": 1})
    case("good-unknown-key-under-closed-profile", "A key that the kind does not define is no field.", ledger.files(), None)
    ledger = base(profile="open")
    ledger.state(ledger.importer, "payment", "X", {"amount": dec("1")})
    case("good-price-under-open-profile", "A price in clear under the open profile.", ledger.files(), None)


def subjects(case):
    missing = Cases(case, "subject-missing")
    other = {"about": lambda l: [l.s("lot", "RAW-1")]}
    missing("subject-of-lot-missing", "A lot that is not its own subject.", "lot", {}, **other)
    missing("subject-of-rate-missing", "No field asks for a subject and ref is none.", "rate", {}, **other)
    missing("subject-of-input-missing", "A lot share that is no subject.", "lot",
            lambda l: {"made_from": [l.share("RAW-1")]})
    missing("subject-of-site-missing", "A head count whose site is no subject.", "head-count",
            lambda l: {"site": l.s("site", "S-9")})
    missing("subject-of-corrected-share-missing", "A corrected lot share that is no subject.", "correction",
            lambda l: {"target": l.ids[1], "of": "lot", "made_from": [l.share("WIG-9")]}, id="RAW-1", **other)
    missing("good-correction-without-ref", "A correction names its target's subject only.", "correction",
            lambda l: {"target": l.ids[1], "of": "lot"}, id="RAW-1", about=lambda l: [l.s("party", "P-1")], code="")


def all_bad(case):
    for group in (envelope, header, claims, links, encoding, items, identity, types, lists, control, clear, subjects):
        group(case)
