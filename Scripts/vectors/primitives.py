# SPDX-License-Identifier: Apache-2.0
"""Vectors for the steps below a whole ledger: one file for each, in hexadecimal."""
from . import example
from .bad_rules import P, coset
from .forge import Dec, Float, Key, Raw, cbor, dec, key_id, sha, sig_structure, subject, vkey
from .good import trade

TORSION8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022


def all_files():
    """Name, description and cases of each file."""
    ledger = example.build()
    yield "record-ids", "Record id of an entry: SHA-256(00 || entry).", [
        {"name": f"worked-example-{i}", "entry": e.hex(), "record_id": sha(b"\0", e).hex()}
        for i, e in enumerate(ledger.entries)]
    yield "sig-structures", "What is signed, under which key, and the signature.", [
        signature(f"worked-example-{i}", e, key) for i, (e, key) in enumerate(
            zip(ledger.entries, (ledger.authority.key, ledger.importer.key, ledger.importer.key)))]
    yield "subjects", "Subject of (salt, kind, id).", [
        {"name": f"{kind}-{i}", "salt": salt.hex(), "kind": kind, "id": identifier,
         "encoded": cbor(["traceledger/subject/1", salt, kind, identifier]).hex(),
         "subject": subject(salt, kind, identifier).hex()}
        for i, (salt, kind, identifier) in enumerate([
            (bytes(16), "lot", "1"), (bytes(range(16)), "party", "P-1"), (b"\xff" * 16, "site", "\u0434\u043e\u043c"),
            (bytes(16), "lot", ""), (bytes(16), "head-count", "x" * 300)])]
    values = ["Blue Heron Hair", "", dec("1.50"), dec("1.5"), Dec((-18, -1)), "2026-01-31", ["a", "b"],
              [[sha(b"lot"), dec("10"), None]], sha(b"x")]
    yield "commitments", "Commitment of (salt, key, value); the value as dCBOR.", [
        {"name": f"field-{i}", "salt": bytes([i] * 16).hex(), "key": "field", "value": cbor(v).hex(),
         "commitment": sha(cbor(["traceledger/field/1", bytes([i] * 16), "field", v])).hex()}
        for i, v in enumerate(values)]
    yield "thumbprints", "RFC 9679 thumbprint of a key, the issuer's name, and the log's verifier-key line.", [
        {"name": label, "public": k.public.hex(), "cose_key": "a301012006215820" + k.public.hex(),
         "thumbprint": k.thumbprint.hex(), "issuer": k.name, "key_id": key_id("ledger.example/demo", k.public).hex(),
         "vkey": vkey("ledger.example/demo", k.public)}
        for label, k in [("one", Key("one")), ("two", Key("two")), ("demo-importer", Key("demo-importer"))]]
    yield "possession-proofs", "Proof of possession (R22): the message and whether the proof is accepted.", possession()
    yield "key-points", "Which public keys may be registered (R23, R34).", points()
    yield "disclosures", "Disclosure sets of the entry beside them (R14); `expect` is a code or null.", disclosures()


def signature(name, entry, key):
    protected, payload, signed = example.parts(entry)
    return {"name": name, "protected": protected.hex(), "payload": payload.hex(), "public": key.public.hex(),
            "sig_structure": sig_structure(protected, payload).hex(), "signature": signed.hex()}


def possession():
    origin, key, other = "ledger.example/demo", Key("new"), Key("one")
    message = cbor(["traceledger/key-possession/1", origin, other.name, key.public])
    base = {"origin": origin, "issuer": other.name, "key": key.public.hex(), "message": message.hex()}
    wrong = cbor(["traceledger/key-possession/1", "other.example", other.name, key.public])
    return [
        base | {"name": "good", "proof": key.sign(message).hex(), "valid": True},
        base | {"name": "by-another-key", "proof": other.sign(message).hex(), "valid": False},
        base | {"name": "for-another-origin", "proof": key.sign(wrong).hex(), "valid": False},
        base | {"name": "zero", "proof": bytes(64).hex(), "valid": False},
    ]


def points():
    good = Key("one").public

    def y(number, sign=0):
        return (number | sign << 255).to_bytes(32, "little")

    cases = [("good", good, True), ("order-2-component", coset(good, P - 1), False),
             ("order-4-component", coset(good, 0), False), ("order-8-component", coset(good, TORSION8), False)]
    small = [0, 1, P - 1, P, P + 1, TORSION8, P - TORSION8]
    cases += [(f"small-order-{i}{'-sign' * sign}", y(n, sign), False) for i, n in enumerate(small) for sign in (0, 1)]
    cases += [(f"not-canonical-{n}", y(P + n), False) for n in range(2, 19)]
    cases += [("not-on-curve", y(2), False), ("all-ones", b"\xff" * 32, False)]
    return [{"name": name, "public": public.hex(), "acceptable": ok} for name, public, ok in cases]


def disclosures():
    ledger = trade()
    cases = []

    def add(name, index, fields, openings, ok=False, edit=lambda items: items):
        items = edit(["traceledger/disclosures/1", ledger.ids[index], fields, openings])
        data = items if isinstance(items, bytes) else cbor(items)
        cases.append({"name": name, "record_id": ledger.ids[index].hex(), "entry": ledger.entries[index].hex(),
                      "set": data.hex(), "expect": None if ok else "disclosure-refused"})

    party, order = ledger.disclosed[ledger.ids[1]], ledger.disclosed[ledger.ids[6]]
    own, site = ledger.opening("party", "P-1"), ledger.opening("site", "S-1")
    add("all-fields-and-opening", 1, party, [own], True)
    add("some-fields", 1, party[1:2], [], True)
    add("nothing", 1, [], [], True)
    add("order-of-disclosures-is-free", 1, party[::-1], [own], True)
    add("opening-of-a-reference-in-clear", 2, [], [own, site], True)
    add("opening-of-a-lot-share", 6, order, [ledger.opening("lot", "WIG-1"), own], True)
    add("opening-in-read-from", 12, [], [ledger.opening("document", "D-1")], True)
    add("correction-opens-the-corrected-kind", 14, ledger.disclosed[ledger.ids[14]], [ledger.opening("order", "O-1")], True)
    salt, key, value = party[0]
    add("value-altered", 1, [[salt, key, "Grey Heron Hair"]], [])
    add("key-altered", 1, [[salt, "address", value]], [])
    add("salt-altered", 1, [[sha(b"x")[:16], key, value]], [])
    add("salt-15-bytes", 1, [[salt[:15], key, value]], [])
    add("field-twice", 1, [party[0], party[0]], [])
    add("field-of-another-statement", 1, order[:1], [])
    add("set-of-another-statement", 6, party, [])
    add("record-id-of-another-statement", 1, party, [], edit=lambda s: [s[0], ledger.ids[2], *s[2:]])
    add("opening-of-another-subject", 1, [], [ledger.opening("site", "S-1")])
    add("opening-salt-altered", 1, [], [[sha(b"x")[:16], *own[1:]]])
    add("opening-kind-altered", 1, [], [[own[0], "site", own[2]]])
    add("opening-of-target", 14, [], [ledger.opening("claim", "C-1")])
    add("version-2", 1, party, [], edit=lambda s: ["traceledger/disclosures/2", *s[1:]])
    add("array-of-three", 1, party, [], edit=lambda s: s[:3])
    add("array-of-five", 1, party, [], edit=lambda s: [*s, []])
    add("trailing-byte", 1, party, [], edit=lambda s: cbor(s) + b"\0")
    add("empty", 1, party, [], edit=lambda s: b"")
    add("indefinite-array", 1, party, [], edit=lambda s: b"\x9f" + cbor(s)[1:] + b"\xff")
    add("too-long", 1, party, [], edit=lambda s: b"\x84" + b"\x78\x19" + b"t" * 10)
    odd_fields(add, ledger)
    return cases


def odd_fields(add, ledger):
    """Statements made for this file alone: commitments that open to what may not be."""
    importer = ledger.importer

    def state(name, fields, committed, shown=None, ok=False):
        ledger.state(importer, "lot", name, fields, committed=committed)
        index = len(ledger.entries) - 1
        add(name, index, shown or ledger.disclosed[ledger.ids[index]], [], ok)

    def opening(name, ok, kind="lot", fields=None, committed=None, shown=()):
        ledger.state(importer, kind, name, fields, committed=committed)
        add(name, len(ledger.entries) - 1, list(shown), [ledger.opening("party", "P-1")], ok)

    party = ledger.s("party", "P-1")
    opening("opening-under-an-unknown-key", True, fields={"note": party})
    opening("opening-deep-under-an-unknown-key", True, fields={"note": [{"by": [1, party]}]})
    opening("opening-of-a-digest-of-another-type", True, "document", {"sha256": party})
    opening("opening-of-33-bytes", False, fields={"note": party + b"\0"})
    opening("opening-of-a-value-not-disclosed", False, committed={"note": party})
    ledger.state(importer, "lot", "unknown", {}, committed={"note": [party]})
    add("opening-in-a-disclosed-value-without-a-type", len(ledger.entries) - 1,
        ledger.disclosed[ledger.ids[-1]], [ledger.opening("party", "P-1")], True)
    state("value-of-another-type", {}, {"sku": dec("1")})
    state("value-not-in-the-list", {}, {"construction": "by_hand"})
    state("value-a-float", {}, {"weight": Float(1.5)})
    state("value-text-4097-bytes", {}, {"sku": "x" * 4097})
    state("value-without-a-type", {}, {"note": ["any", 1, None]}, ok=True)
    state("unmarked-field-committed", {}, {"net_kg": dec("3.0")}, ok=True)
    state("shares-committed", {}, {"made_from": [ledger.share("RAW-1", kg="1")]}, ok=True)
    state("key-in-clear-too", {"pieces": dec("3")}, {"pieces": dec("4")})
    state("kind-committed", {}, {"kind": "lot"})
    state("key-as-bytes", {}, {}, [[bytes(16), b"sku", "x"]])
    state("value-with-map-out-of-order", {}, {"note": Raw(b"\xa2\x61b\0\x61a\0")})
