# SPDX-License-Identifier: Apache-2.0
"""Ledgers that every verifier must accept, and the small base that the tampered ones start from."""
from .forge import Dec, Issuer, Key, Ledger, dec, note_line, sha

ROLES = {
    "importer": {"for": "any", "kinds": ["head-count", "lot", "movement", "order", "party", "payment", "rate"]},
    "workshop": {"for": "self", "kinds": ["head-count", "lot"]},
}
TRADE_ROLES = {
    "importer": {"for": "any", "kinds": [
        "party", "site", "head-count", "lot", "order", "movement", "processing", "payment", "document",
        "claim", "inspection", "reply", "rate"]},
    "workshop": {"for": "self", "kinds": ["site", "head-count", "lot", "processing", "movement", "document"]},
}


def base(origin="ledger.example/vectors", **options):
    """Policy, importer and workshop, one lot of raw fibre and one made of it: five entries."""
    ledger = Ledger(origin, **options)
    ledger.importer, ledger.workshop = Issuer(ledger.salt + "importer"), Issuer(ledger.salt + "workshop")
    ledger.policy(ROLES, [(ledger.importer, "importer", ledger.recovery), (ledger.workshop, "workshop")])
    ledger.state(ledger.importer, "lot", "RAW-1", {"material": "human_hair", "net_kg": dec("120.50")}
                 if ledger.profile != "closed" else {})
    ledger.state(ledger.importer, "party", "P-1", {"country": "CN"} if ledger.profile != "closed" else {},
                 committed={"name": "Lantern Hair Goods", "address": "1 Example Road"})
    ledger.state(ledger.workshop, "lot", "WIG-1",
                 {"made_from": [ledger.share("RAW-1", kg="1.20")], "pieces": dec("10")}
                 if ledger.profile != "closed" else {},
                 about=[ledger.s("lot", "WIG-1"), ledger.s("lot", "RAW-1")])
    ledger.state(ledger.importer, "payment", "PAY-1", {"payee": ledger.s("party", "P-1"), "date": "2026-01-31"}
                 if ledger.profile != "closed" else {}, committed={"amount": dec("1500.00")})
    return ledger


def tiny():
    """A policy with the two roles and one lot, for faults that no neighbour matters to."""
    ledger = Ledger("ledger.example/tiny")
    ledger.importer, ledger.workshop = Issuer("tiny-importer"), Issuer("tiny-workshop")
    roles = {"r": {"for": "any", "kinds": ["head-count", "lot", "order", "party", "rate"]}}
    ledger.policy(roles, [(ledger.importer, "r"), (ledger.workshop, "r")])
    ledger.state(ledger.importer, "lot", "RAW-1", {})
    return ledger


def trade():
    """An order from fibre to payment, with corrections, a retraction, an erasure and key changes."""
    ledger = Ledger("ledger.example/trade")
    importer, workshop = Issuer("trade-importer"), Issuer("trade-workshop")
    ledger.importer, ledger.workshop, ledger.late = importer, workshop, Issuer("trade-late")
    s, share, state = ledger.s, ledger.share, ledger.state
    ledger.policy(TRADE_ROLES, [(importer, "importer", ledger.recovery), (workshop, "workshop", ledger.recovery)])
    party = state(importer, "party", "P-1", {"roles": ["manufacturer", "supplier"], "country": "VN"},
                  committed={"name": "Blue Heron Hair", "email": "desk@heron.example", "identifiers": ["T-1"]})
    state(importer, "site", "S-1", {"operator": s("party", "P-1"), "type": "workshop", "country": "VN"},
          committed={"lat": dec("21.03"), "lon": dec("-105.85")})
    state(workshop, "head-count", "H-1", {"site": s("site", "S-1"), "as_of": "2026-01-05", "workers": dec("40")},
          about=[s("site", "S-1")])
    lot = state(importer, "lot", "RAW-1", {"material": "human_hair", "net_kg": dec("120.50"), "hs": "050100"})
    state(workshop, "lot", "WIG-1", {
        "construction": "hand_tied", "made_from": [share("RAW-1", kg="30.00")], "hand_tied_pct": dec("100"),
        "made_at": s("site", "S-1"), "pieces": dec("250")}, about=[s("lot", "WIG-1"), s("lot", "RAW-1")])
    order = state(importer, "order", "O-1", {
        "supplier": s("party", "P-1"), "lots": [share("WIG-1", pieces="250")], "ordered": "2026-01-02",
        "currency": "USD"}, about=[s("lot", "WIG-1")], committed={"unit_price": dec("64.00"), "sku": "W-18"})
    state(importer, "movement", "M-1", {
        "type": "raw_import", "lots": [share("RAW-1", kg="120.50")], "dispatched": "2026-01-03",
        "arrived": "2026-01-09", "from_country": "IN", "to_country": "VN", "mode": "sea"},
        about=[s("lot", "RAW-1")], committed={"container": "EXMP1234567", "value": dec("9000")})
    state(workshop, "processing", "T-1", {
        "type": "transform", "site": s("site", "S-1"), "started": "2026-01-10", "finished": "2026-01-28",
        "steps": ["knot", "wash", "style"], "inputs": [share("RAW-1", kg="30.00")],
        "outputs": [share("WIG-1", pieces="250", kg="24.5")], "workers": dec("32")},
        about=[s("lot", "RAW-1"), s("lot", "WIG-1")])
    ledger.key_statement(workshop, "rotate", workshop, new := Key("trade-workshop-2"))
    workshop.key = new
    state(workshop, "movement", "M-2", {
        "type": "transfer", "lots": [share("WIG-1", pieces="250")], "dispatched": "2026-01-29",
        "to_party": s("party", "P-1")}, about=[s("lot", "WIG-1")])
    state(importer, "document", "D-1", {
        "type": "invoice", "issuer": s("party", "P-1"), "issued": "2026-01-30", "sha256": sha(b"invoice"),
        "attaches": [s("order", "O-1")], "according_to": s("party", "P-1"), "basis": "document"},
        about=[s("document", "D-1"), s("lot", "WIG-1")], committed={"number": "INV-7"})
    state(importer, "payment", "PAY-1", {
        "date": "2026-02-02", "payee": s("party", "P-1"), "currency": "USD", "lots": [share("WIG-1")],
        "document": s("document", "D-1"), "read_from": {"date": s("document", "D-1")}},
        about=[s("lot", "WIG-1")], committed={"amount": dec("16000.00")})
    claim = state(importer, "claim", "C-1", {"about": [s("site", "S-1")], "reliability": "C", "credibility": "3"},
                  committed={"text": "The site works two shifts."})
    state(importer, "correction", "O-1", {
        "target": order, "supplier": s("party", "P-1"), "lots": [share("WIG-1", pieces="240")],
        "ordered": "2026-01-02", "currency": "USD"}, about=[s("lot", "WIG-1")], of="order",
        committed={"unit_price": dec("64.50")})
    state(importer, "retraction", "C-1", {"target": claim, "reason": "no-longer-supported"},
          about=[s("claim", "C-1")])
    state(importer, "erasure", "P-1", {"target": party, "reason": "data-subject-request"},
          about=[s("party", "P-1")])
    late = ledger.late
    ledger.key_statement(ledger.authority, "add", late, late.key,
                         {"role": "workshop", "recovery": ledger.recovery.key.public})
    state(late, "lot", "WIG-2", {"pieces": dec("12"), "note": "a key that the kind does not define"})
    ledger.key_statement(ledger.recovery, "compromised", importer, importer.key, {"from_index": 14})
    ledger.key_statement(ledger.recovery, "add", importer, new := Key("trade-importer-2"))
    importer.key = new
    state(importer, "reply", "R-1", {"about": [s("lot", "WIG-1")], "finding": "P04", "date": "2026-02-20"})
    ledger.key_statement(late, "retire", late, late.key)
    ledger.policy(TRADE_ROLES, fields={"recovery": Key("trade-recovery-2").public})
    state(importer, "inspection", "I-1", {
        "site": s("site", "S-1"), "date": "2026-03-01", "announced": "no", "outcome": "confirmed",
        "scope": ["hours"]}, about=[s("site", "S-1")])
    ledger.marks = {"party": party, "lot": lot, "order": order}
    return ledger


def rows(count, origin="ledger.example/rows"):
    """The least that can be stated, by one issuer: a tree with full tiles."""
    ledger = Ledger(origin)
    counter = Issuer(ledger.salt + "counter")
    ledger.policy({"c": {"for": "self", "kinds": ["head-count"]}}, [(counter, "c")])
    for i in range(1, count):
        ledger.state(counter, "head-count", f"{i % 5}")
    return ledger


def smallest():
    ledger = Ledger("ledger.example/smallest")
    ledger.policy({"none": {"for": "self", "kinds": ["rate"]}})
    return ledger


def edges():
    """Values at the edge of what is allowed."""
    ledger = base("ledger.example/edges", profile="open")
    ledger.state(ledger.importer, "payment", "PAY-2", {
        "amount": Dec((-18, 9223372036854775807)), "pieces": Dec((0, -9223372036854775807)),
        "currency": "x" * 4096, "date": "2200-12-31"}, alg=-19, iat=0)
    deep = 0
    for _ in range(15):
        deep = [deep]
    ledger.state(ledger.importer, "rate", "EUR", {"date": "2024-02-29", "unknown": deep, "z": {-1: 2, 3: None, "": True}},
                 iat=9223372036854775807)
    many = [ledger.s("lot", f"L-{i}") for i in range(255)]
    ledger.state(ledger.workshop, "lot", "MANY", {}, about=many + [ledger.s("lot", "MANY")])
    ledger.state(ledger.importer, "party", "P-2", {"_sd": sorted(sha(bytes([i])) for i in range(64))})
    ledger.state(ledger.importer, "rate", "PAD", {}, payload=lambda p: p | {"padding": bytes(65056)})
    assert len(ledger.entries[-1]) == 65535
    return ledger


def closed():
    """The profile that shows nothing but kinds, references and chains."""
    ledger = base("ledger.example/closed", profile="closed")
    ledger.state(ledger.importer, "movement", "M-1", {"according_to": ledger.s("party", "P-1"), "basis": "document"},
                 committed={"type": "entry", "value": dec("10"), "lots": [ledger.share("WIG-1", kg="2")]})
    ledger.state(ledger.importer, "retraction", "M-1", {"target": ledger.ids[-1], "reason": "duplicate"})
    return ledger


def log_key_replaced(again=False):
    """The log's key changes at entry 5; a lot and a policy that keeps the new key follow, or a second change."""
    ledger = base("ledger.example/log-key")
    ledger.replace_log_key("log-2", ROLES)
    if again:
        ledger.replace_log_key("log-3", ROLES)
    ledger.state(ledger.importer, "lot", "LATER", {})
    ledger.policy(ROLES)
    return ledger


def all_good():
    """Name, description, ledger, files, and what beside the verdict is expected."""
    two = base()
    witness = Key("witness")
    text = two.note().decode().split("\n\n")[0] + "\n"
    cosigned = [note_line(two.origin, two.log, text), note_line("witness.example/w", witness, text, 4, bytes(72)),
                note_line(two.origin, witness, text)]
    grown, three, full = base(), rows(300), rows(256)
    late = grown.files(earlier=(1, 2, 3))
    changed, twice, fresh = log_key_replaced(), log_key_replaced(again=True), base()
    fresh.replace_log_key("log-2", ROLES)
    alike, clerk = Ledger("ledger.example/roles"), Issuer("clerk")
    role = {"for": "self", "kinds": ["lot"]}
    alike.policy({"caf\u00e9": role, "cafe\u0301": role | {"kinds": ["rate"]}}, [(clerk, "caf\u00e9")])
    alike.state(clerk, "lot", "X", {})
    wide, none = base("ledger.example/wide", max_entry=70000), Ledger("ledger.example/none", max_entry=0)
    none.policy(ROLES)
    dropped = base("ledger.example/dropped")
    dropped.policy(ROLES, payload=lambda p: {k: v for k, v in p.items() if k != "recovery"})
    dropped.state(dropped.importer, "lot", "LATER", {})
    alien = tiny()
    alien.state(alien.importer, "lot", "X", {"issuer": [1], "action": {"a": 1}, "key": 5, "from_index": "x", "target": None,
                                             "of": 5, "recovery": [], "roles": "x", "checkpoint_key": {"b": []}})
    return [
        ("good-policy-only", "One entry: the policy.", smallest(), None),
        ("good-base", "Five entries, two issuers.", base(), None),
        ("good-closed-profile", "Nothing but commitments and references.", closed(), None),
        ("good-edge-values", "Every limit met exactly, both algorithm numbers.", edges(), None),
        ("good-trade", "Two roles, key add, rotate, retire and compromise, correction, retraction, erasure.",
         trade(), None),
        ("good-300-entries", "One full tile and bundle, partial ones beside, a level above.", three, None),
        ("good-256-entries", "No partial at level 0, one hash at level 1.", full, None),
        ("good-earlier-checkpoints", "Checkpoints of sizes 1, 2 and 3 and their superseded partials.", grown, late),
        ("good-other-signatures", "Lines of a witness, and of another key under the origin's name, are ignored.",
         two, two.files(lines=cosigned)),
        ("good-log-key-replaced", "The log's key changes; checkpoints before, at and after the change.",
         changed, changed.files(earlier=(5, 6, 7))),
        ("good-log-key-replaced-twice", "Two changes of the log's key, one right after the other.",
         twice, twice.files(earlier=(6, 7))),
        ("good-roles-spelled-alike", "Two roles whose names Unicode holds for equivalent, and whose bytes differ.", alike, None),
        ("good-max-entry-beyond-format", "max_entry 70,000: the format's 65,535 hold.", wide, None),
        ("good-max-entry-zero", "max_entry 0: nothing may follow.", none, None),
        ("good-recovery-key-dropped", "A later policy names no recovery key; the ledger goes on.", dropped, None),
        ("good-unknown-keys-of-other-kinds", "A lot with keys that other kinds define, with values of other types.", alien, None),
        ("good-log-key-just-replaced", "The newest checkpoint is the one that both keys sign.", fresh, None),
    ]
