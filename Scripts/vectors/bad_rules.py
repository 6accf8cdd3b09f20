# SPDX-License-Identifier: Apache-2.0
"""Entries that break chains, registration, key rules or signatures; each ledger has that one fault."""
from .bad_entry import NEXT, Cases
from .forge import ISSUER_PREFIX, ZERO, Issuer, Key, Ledger, b64url, cbor, note_line, sha
from .good import ROLES, TRADE_ROLES, base, log_key_replaced

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493


def chains(case):
    add = Cases(case, "issuer-chain-broken")
    add("chain-gap", "A number is left out.", seq=lambda l: 4)
    add("chain-prev-of-another", "prev is another entry's.", prev=lambda l: l.ids[3])
    add("fork-same-number", "The last number a second time.", code="issuer-fork", seq=lambda l: 2, prev=lambda l: l.ids[2])
    add("fork-from-zero", "The issuer begins again.", code="issuer-fork", seq=lambda l: 0, prev=lambda l: ZERO)
    add("chain-begins-at-one", "A new issuer begins with number 1.", who=lambda l: Issuer("stranger"),
        seq=lambda l: 1, prev=lambda l: l.ids[0])
    known = {"id": "RAW-1", "code": "subject-chain-broken"}
    add("subject-chain-gap", "A number of the subject is left out.", links=lambda k: [[k[0][0], 2, k[0][2]]], **known)
    add("subject-chain-prev", "A subject's prev is another entry's.", links=lambda k: [[k[0][0], 1, sha(b"x")]], **known)
    add("subject-chain-begins-again", "A subject's chain begins again.", links=lambda k: [[k[0][0], 0, ZERO]], **known)
    ledger = base()
    ledger.entries[2], ledger.entries[4] = ledger.entries[4], ledger.entries[2]
    case("entries-reordered", "Entries 2 and 4 of one issuer change places.", ledger.files(), "issuer-chain-broken", 2)
    ledger = base()
    ledger.entries.append(ledger.entries[4])
    case("entry-twice", "The last entry a second time.", ledger.files(), "issuer-fork", NEXT)
    ledger = base()
    ledger.state(ledger.importer, "correction", "RAW-1", {"target": ledger.ids[1], "material": "human_hair"}, of="lot")
    ledger.entries.append(ledger.entries[1])
    case("entry-twice-after-its-correction", "A lot, its correction, and the lot a second time.", ledger.files(),
         "issuer-fork", NEXT + 1)
    ledger = base()
    del ledger.entries[2]
    case("entry-removed", "Entry 2 is taken out.", ledger.files(), "issuer-chain-broken", 3)


def policies(case):
    def first(name, description, code="policy-missing", **edit):
        ledger = Ledger("ledger.example/first")
        ledger.policy(ROLES, **edit)
        case(name, description, ledger.files(), code, 0)

    ledger = base()
    lone = Ledger()
    lone.state(ledger.importer, "lot", "X", {})
    case("policy-missing", "Entry 0 is a lot.", lone.files(), "policy-missing", 0)
    first("policy-payload-malformed", "Entry 0 is a policy whose payload is malformed.", fields={"max_entry": -1})
    first("policy-of-version-2", "Entry 0 is a policy of version 2.", fields={"v": 2})
    first("policy-of-another-kind", "Entry 0 is of an unknown kind.", payload=lambda p: p | {"kind": "rules"})
    first("policy-of-kind-lot", "Entry 0 has the fields of a policy and is a lot.", payload=lambda p: p | {"kind": "lot"})
    first("policy-iss-of-another", "The issuer that entry 0 names is not its key's.",
          header=lambda h: h | {15: h[15] | {1: ISSUER_PREFIX + b64url(Key("other").thumbprint)}})
    first("policy-for-another-origin-by-another", "Another authority, another audience: R15 comes first.",
          who=Issuer("other"), aud="other.example")
    first("policy-for-another-origin-at-one", "Number 1, another audience: R12 comes first.", "issuer-chain-broken",
          aud="other.example", seq=1, prev=sha(b"x"))
    first("policy-subject-begins-at-one", "The subject's chain begins with number 1.", "subject-chain-broken",
          links=lambda k: [[k[0][0], 1, sha(b"x")]])
    first("policy-subject-missing", "The policy does not name its ref as subject.", "subject-missing", about=[sha(b"x")])
    first("policy-signed-by-another", "Entry 0 is not signed by its authority.", who=Issuer("other"))
    first("policy-kid-of-another", "The kid is not the authority's.", kid=Key("other").thumbprint)
    first("policy-signature-invalid", "The right kid, signed by another key.", "signature-invalid", signer=Key("other"))
    first("policy-begins-at-one", "Entry 0 has number 1.", "issuer-chain-broken", seq=1, prev=sha(b"x"))
    first("policy-for-another-origin", "The audience is not the policy's own origin.", "audience-mismatch", aud="other.example")
    first("policy-asserts-for-another", "A policy with according_to.", "assertion-not-permitted",
          fields={"according_to": sha(b"x")})
    same = Key("vector/same")
    first("policy-authority-is-log-key", "One key for log and recovery.", "key-unacceptable",
          fields={"checkpoint_key": same.public, "recovery": same.public})
    first("policy-authority-is-issuer", "The authority's key among the issuers.", "key-unacceptable",
          fields={"issuers": [{"key": Ledger("ledger.example/first").authority.key.public, "role": "workshop"}]})
    listed = sorted(({"key": Key(name).public, "role": "workshop"} for name in ("first-a", "first-b")), key=lambda i: i["key"])
    first("policy-issuers-descending", "The issuers stand in descending order.", fields={"issuers": listed[::-1]})
    first("policy-issuers-twice", "An issuer is named twice.", fields={"issuers": [listed[0], listed[0]]})
    for name, y in [("order-1", 1), ("order-2", P - 1), ("order-4", 0), ("not-canonical", P + 1), ("not-on-curve", 2)]:
        first(f"policy-checkpoint-key-{name}", "A checkpoint key that is not acceptable.", "key-unacceptable",
              fields={"checkpoint_key": y.to_bytes(32, "little")})
    second = Cases(case, "policy-unauthorised")

    def later(name, description, edit, who=lambda l: l.authority, **more):
        def fields(l):
            return {"origin": l.origin, "checkpoint_key": l.log.public, "authority": l.authority.key.public,
                    "recovery": l.recovery.key.public, "profile": "standard", "roles": ROLES, "issuers": [],
                    "max_entry": 65535} | edit
        second(name, description, "policy", fields, who=who, **more)

    later("later-policy-other-origin", "A later policy changes the origin.", {"origin": "other.example"})
    new, other = Key("log-2"), Ledger("other.example")
    log_key = {"checkpoint_key": new.public, "checkpoint_proof": Ledger("ledger.example/vectors").proof("log", new)}
    later("log-key-proof-missing", "A new log key without its proof.", {"checkpoint_key": new.public}, code="possession-unproved")
    for name, proof in [("by-another-key", base().proof("log", Key("x"))), ("for-another-origin", other.proof("log", new)),
                        ("for-an-issuer", base().proof(base().importer.name, new))]:
        later(f"log-key-proof-{name}", f"The new log key's proof is {name.replace('-', ' ')}.",
              log_key | {"checkpoint_proof": proof}, code="possession-unproved")
    later("log-key-proof-of-63-bytes", "The new log key's proof is too short.", log_key | {"checkpoint_proof": bytes(63)},
          code="payload-malformed")
    later("log-key-by-importer", "An ordinary issuer names a new log key.", log_key, who=lambda l: l.importer)
    later("log-key-by-recovery-key", "The recovery key names a new log key.", log_key, who=lambda l: l.recovery)
    used = base().importer.key
    later("log-key-is-importers-key", "The new log key is an issuer's.",
          {"checkpoint_key": used.public, "checkpoint_proof": base().proof("log", used)}, code="key-unacceptable")
    ledger = log_key_replaced()
    first = ledger.former_logs[0][1]
    ledger.policy(ROLES, fields={"checkpoint_key": first.public, "checkpoint_proof": ledger.proof("log", first)})
    case("log-key-back-to-the-first", "A former log key comes back.", ledger.files(earlier=(6,)), "policy-unauthorised", 8)
    later("later-policy-other-authority", "A later policy changes the authority.", {"authority": Key("x").public})
    later("later-policy-other-profile", "A later policy changes the profile.", {"profile": "open"})
    later("later-policy-other-limit", "A later policy changes max_entry.", {"max_entry": 1000})
    later("later-policy-with-issuers", "A later policy names an issuer.",
          {"issuers": [{"key": Key("x").public, "role": "importer"}]})
    later("later-policy-by-importer", "A later policy by an ordinary issuer.", {}, who=lambda l: l.importer)
    later("later-policy-by-stranger", "A later policy by an unknown issuer.", {}, who=lambda l: Issuer("stranger"))
    later("later-policy-recovery-is-importers-key", "A later policy makes an issuer's key a recovery key.",
          {"recovery": base().importer.key.public}, code="key-unacceptable")
    ledger = base()
    ledger.policy({"importer": {"for": "any", "kinds": ["lot"]}}, about=[ledger.s("policy", "policy")])
    ledger.state(ledger.importer, "rate", "X", {})
    case("kind-not-in-later-policy", "A later policy takes the kind from the role.", ledger.files(),
         "kind-not-permitted", NEXT + 1)
    ledger = base()
    ledger.policy({"importer": {"for": "any", "kinds": ["lot"]}})
    ledger.state(ledger.workshop, "lot", "X", {})
    case("role-not-in-later-policy", "A later policy no longer defines the issuer's role.", ledger.files(),
         "kind-not-permitted", NEXT + 1)


def permissions(case):
    add = Cases(case, "kind-not-permitted")
    add("issuer-unknown", "A key that signed is nobody's.", who=lambda l: Issuer("stranger"), code="issuer-unknown")
    add("issuer-is-log-key", "The log's key states a lot.", who=lambda l: as_issuer(l.log), code="issuer-unknown")
    add("kid-of-another-issuer", "The workshop's key under the importer's name.", kid=lambda l: l.workshop.key.thumbprint,
        signer=lambda l: l.workshop.key, code="key-not-active")
    add("kid-of-nobody", "A key that is not registered under the importer's name.", kid=lambda l: Key("x").thumbprint,
        signer=lambda l: Key("x"), code="key-not-active")
    add("kind-not-in-role", "A workshop states a payment.", "payment", who=lambda l: l.workshop)
    add("kind-lot-by-authority", "The authority states a lot.", who=lambda l: l.authority)
    add("kind-retraction-by-authority", "The authority retracts.", "retraction",
        lambda l: {"target": l.ids[0], "reason": "duplicate"}, who=lambda l: l.authority)
    add("kind-lot-by-recovery-key", "A recovery key states a lot.", who=lambda l: l.recovery)
    add("assertion-by-self-role", "A workshop states what another says.", fields=lambda l: {"according_to": l.s("party", "P-1")},
        who=lambda l: l.workshop, code="assertion-not-permitted")
    add("assertion-in-key-statement", "The authority with according_to.", "key", lambda l: {
        "action": "retire", "issuer": l.workshop.name, "key": l.workshop.key.public, "according_to": sha(b"x")},
        who=lambda l: l.authority, code="assertion-not-permitted")
    for kind, reason in [("retraction", "duplicate"), ("erasure", "safety"), ("correction", None)]:
        def fields(target, reason=reason):
            return lambda l: {"target": target(l)} | ({"reason": reason} if reason else {"of": "lot"})
        code = {"code": "target-unknown"}
        add(f"{kind}-of-nothing", "No entry has this record id.", kind, fields(lambda l: sha(b"x")), **code)
        add(f"{kind}-of-another-issuers", "The target is another issuer's.", kind, fields(lambda l: l.ids[3]), **code)
        other = fields(lambda l: l.ids[1])
        add(f"{kind}-of-another-record", "The target is a statement about another lot than `ref` says.", kind,
            lambda l, other=other: other(l) | {"ref": l.s("lot", "RAW-2")}, **code)
    add("correction-of-another-kind", "The target is a party, and `of` says lot.", "correction",
        lambda l: {"target": l.ids[2], "of": "lot"}, code="target-unknown")
    add("retraction-of-policy-by-importer", "The target is the policy.", "retraction",
        lambda l: {"target": l.ids[0], "reason": "duplicate"}, code="target-unknown")
    ledger = base()
    ledger.state(ledger.importer, "retraction", "RAW-1", {"target": ledger.ids[1], "reason": "duplicate"})
    ledger.state(ledger.importer, "retraction", "RAW-1", {"target": ledger.ids[-1], "reason": "entered-in-error"})
    case("retraction-of-a-retraction", "The target is a retraction.", ledger.files(), "target-unknown", NEXT + 1)


def as_issuer(key):
    issuer = Issuer("x")
    issuer.key = issuer.first = key
    issuer.name = key.name
    return issuer


def coset(key, y_of_torsion):
    """The key's point plus a point of small order, encoded: on the curve, outside the subgroup."""
    d = -121665 * pow(121666, P - 2, P) % P

    def decode(n):
        y, sign = n % 2**255, n >> 255
        square = (y * y - 1) * pow(d * y * y + 1, P - 2, P) % P
        x = pow(square, (P + 3) // 8, P)
        x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
        return (P - x) % P if x % 2 != sign else x, y

    (x1, y1), (x2, y2) = decode(int.from_bytes(key, "little")), decode(y_of_torsion)
    t = d * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + t, P - 2, P) % P
    y = (y1 * y2 + x1 * x2) * pow(1 - t, P - 2, P) % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def keys(case):
    def key(name, description, build, code="key-statement-unauthorised", index=NEXT):
        ledger = base()
        build(ledger)
        case(name, description, ledger.files(), code, index if code else None)

    late, role = Issuer("late"), {"role": "workshop"}
    add = "key-add-"
    key(add + "by-importer", "An issuer adds an issuer.", lambda l: l.key_statement(l.importer, "add", late, late.key, role))
    key(add + "by-recovery-key", "A recovery key adds an issuer.",
        lambda l: l.key_statement(l.recovery, "add", late, late.key, role))
    key(add + "without-role", "No role.", lambda l: l.key_statement(l.authority, "add", late, late.key))
    key(add + "role-unknown", "A role that the policy does not define.",
        lambda l: l.key_statement(l.authority, "add", late, late.key, {"role": "witness"}))
    key(add + "name-of-another-key", "The name is not made from the key.",
        lambda l: l.key_statement(l.authority, "add", late, Key("x"), role))
    key(add + "known-with-active-key", "The issuer has an active key.",
        lambda l: l.key_statement(l.authority, "add", l.workshop, Key("x")))
    key(add + "known-same-key", "The issuer is known under this very key.",
        lambda l: l.key_statement(l.authority, "add", l.workshop, l.workshop.key, role))
    key(add + "with-from-index", "A from_index in an add.",
        lambda l: l.key_statement(l.authority, "add", late, late.key, role | {"from_index": 0}))
    key(add + "proof-missing", "No proof of possession.", lambda l: l.key_statement(
        l.authority, "add", late, late.key, role, payload=without("proof")), "possession-unproved")
    key(add + "proof-by-another-key", "The proof is another key's.", lambda l: l.key_statement(
        l.authority, "add", late, late.key, role | {"proof": l.proof(late.name, Key("x"))}), "possession-unproved")
    key(add + "proof-for-another-origin", "The proof was made for another ledger.", lambda l: l.key_statement(
        l.authority, "add", late, late.key, role | {"proof": base("other.example").proof(late.name, late.key)}),
        "possession-unproved")
    key(add + "proof-for-another-issuer", "The proof was made for another issuer.", lambda l: l.key_statement(
        l.authority, "add", late, late.key, role | {"proof": l.proof(l.workshop.name, late.key)}), "possession-unproved")
    key(add + "recovery-key-as-issuer", "The recovery key is to be an issuer.", lambda l: l.key_statement(
        l.authority, "add", l.recovery, l.recovery.key, role))
    key(add + "log-key-as-issuer", "The log's key is to be an issuer.", lambda l: l.key_statement(
        l.authority, "add", as_issuer(l.log), l.log, role), "key-unacceptable")
    key(add + "recovery-is-importers-key", "An issuer's key as recovery key.", lambda l: l.key_statement(
        l.authority, "add", late, late.key, role | {"recovery": l.importer.key.public}), "key-unacceptable")
    key(add + "recovery-is-own-key", "The issuer's key as its own recovery key.", lambda l: l.key_statement(
        l.authority, "add", late, late.key, role | {"recovery": late.key.public}), "key-unacceptable")
    torsion8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022
    points = [("order-2-component", coset(late.key.public, P - 1)), ("order-4-component", coset(late.key.public, 0)),
              ("order-8-component", coset(late.key.public, torsion8)), ("of-order-1", (1).to_bytes(32, "little")),
              ("of-order-1-sign-set", (1 | 1 << 255).to_bytes(32, "little")), ("of-order-8", torsion8.to_bytes(32, "little")),
              ("not-canonical", (P + 3).to_bytes(32, "little")), ("not-on-curve", (2).to_bytes(32, "little"))]
    for name, point in points:
        key(f"key-point-{name}", "A key that is not acceptable.", lambda l: l.key_statement(
            l.authority, "add", late, late.key, role, payload=lambda p: p | {"key": point}), "key-unacceptable")
    rotations(key)
    compromises(key)


def without(name):
    return lambda p: {k: v for k, v in p.items() if k != name}


def like_a_policy(l):
    return {"origin": l.origin, "checkpoint_key": l.log.public, "authority": l.authority.key.public, "profile": "open",
            "roles": ROLES, "issuers": [], "max_entry": 65535}


def rotations(key):
    new, late = Key("new"), Issuer("late")
    key("key-rotate-by-authority", "The authority rotates an issuer's key.",
        lambda l: l.key_statement(l.authority, "rotate", l.importer, new))
    key("key-rotate-another-issuers", "An issuer rotates another's key.",
        lambda l: l.key_statement(l.workshop, "rotate", l.importer, new))
    key("key-rotate-to-same-key", "The new key is the old one.",
        lambda l: l.key_statement(l.importer, "rotate", l.importer, l.importer.key))
    key("key-rotate-to-workshops-key", "The new key is another issuer's.",
        lambda l: l.key_statement(l.importer, "rotate", l.importer, l.workshop.key), "key-unacceptable")
    key("key-rotate-to-recovery-key", "The new key is the recovery key.",
        lambda l: l.key_statement(l.importer, "rotate", l.importer, l.recovery.key), "key-unacceptable")
    key("key-rotate-with-role", "A role in a rotation.",
        lambda l: l.key_statement(l.workshop, "rotate", l.workshop, new, {"role": "importer"}))
    key("key-rotate-proof-by-old-key", "The old key proves possession of the new.", lambda l: l.key_statement(
        l.importer, "rotate", l.importer, new, {"proof": l.importer.key.sign(cbor(
            ["traceledger/key-possession/1", l.origin, l.importer.name, new.public]))}), "possession-unproved")
    key("key-recovery-rotates", "A recovery key rotates itself.",
        lambda l: l.key_statement(l.recovery, "rotate", l.recovery, new))
    key("key-recovery-retires", "A recovery key retires itself.",
        lambda l: l.key_statement(l.recovery, "retire", l.recovery, l.recovery.key))
    key("key-retire-recovery-key-by-authority", "The authority retires a recovery key.",
        lambda l: l.key_statement(l.authority, "retire", l.recovery, l.recovery.key))

    def rotated(l):
        l.old = l.importer.key
        l.key_statement(l.importer, "rotate", l.importer, new)
        l.importer.key = new

    def back(l):
        rotated(l)
        l.key_statement(l.importer, "rotate", l.importer, l.old)

    def old(l):
        rotated(l)
        l.state(l.importer, "lot", "X", {}, signer=l.old, kid=l.old.thumbprint)

    def announced(l):
        l.key_statement(l.importer, "rotate", l.importer, new, signer=new, kid=new.thumbprint)

    def retired(l, who=None):
        l.key_statement(l.workshop if who is None else who, "retire", l.workshop, l.workshop.key)

    key("key-rotate-back", "The new key is one that was rotated away.", back, index=NEXT + 1)
    key("key-retired-signs", "A statement by a key that was rotated away.", old, "key-not-active", NEXT + 1)
    key("key-rotate-signed-by-new-key", "The rotation is signed by the key it announces.", announced, "key-not-active")
    key("key-retire-by-another-issuer", "An issuer retires another's key.", lambda l: retired(l, l.importer))
    key("key-retire-by-recovery-key", "A recovery key retires.", lambda l: l.key_statement(
        l.recovery, "retire", l.importer, l.importer.key))
    key("key-retire-not-active", "Retires a key that is not the active one.", lambda l: (
        rotated(l), l.key_statement(l.importer, "retire", l.importer, l.old)), index=NEXT + 1)
    key("key-retire-unknown-issuer", "Retires the key of nobody.", lambda l: l.key_statement(
        l.authority, "retire", Issuer("x"), Key("x")))
    key("key-none-signs", "A statement after the only key retired.", lambda l: (
        retired(l), l.state(l.workshop, "lot", "X", {})), "key-not-active", NEXT + 1)
    key("key-add-after-retirement-same-key", "The retired key is to come back.", lambda l: (
        retired(l), l.key_statement(l.authority, "add", l.workshop, l.workshop.key)), index=NEXT + 1)
    key("good-key-add-after-retirement", "The authority gives an issuer a new key.", lambda l: (
        retired(l, l.authority), l.key_statement(l.authority, "add", l.workshop, new),
        l.state(l.workshop, "lot", "X", {}, signer=new, kid=new.thumbprint)), None)
    key("good-key-add-like-a-policy", "An add that carries the keys of a policy beside its own.", lambda l: (
        l.key_statement(l.authority, "add", late, late.key, {"role": "workshop"} | like_a_policy(l)),
        l.state(late, "lot", "X", {})), None)
    key("good-key-rotate-like-a-policy", "A rotation that carries the keys of a policy beside its own.", lambda l: (
        l.key_statement(l.workshop, "rotate", l.workshop, new, like_a_policy(l)),
        l.state(l.workshop, "lot", "X", {}, signer=new, kid=new.thumbprint)), None)
    key("good-authority-rotates", "The authority rotates its own key and goes on.", lambda l: (
        l.key_statement(l.authority, "rotate", l.authority, new), setattr(l.authority, "key", new), l.policy(ROLES)), None)


def compromises(key):
    def declare(l, who=None, issuer=None, stolen=None, from_index=2, **edit):
        issuer = issuer or l.importer
        l.key_statement(who or l.recovery, "compromised", issuer, stolen or issuer.key, {"from_index": from_index}, **edit)

    key("key-compromised-by-itself", "The issuer itself declares.", lambda l: declare(l, who=l.importer))
    key("key-compromised-by-another", "Another issuer declares.", lambda l: declare(l, who=l.workshop))
    key("key-compromised-recovery-of-another", "A recovery key that is not this issuer's.",
        lambda l: declare(l, issuer=l.workshop))
    key("key-compromised-issuer-misnamed", "The issuer's name has another form.", lambda l: declare(
        l, payload=lambda p: p | {"issuer": p["issuer"].replace("ietf", "ietv")}))
    key("key-compromised-not-its-key", "The key was never the issuer's.",
        lambda l: declare(l, stolen=Key("x")))
    key("key-compromised-without-from-index", "No from_index.", lambda l: l.key_statement(
        l.recovery, "compromised", l.importer, l.importer.key))
    key("key-compromised-from-later", "from_index is later than the statement.", lambda l: declare(l, from_index=6))
    key("good-key-compromised-from-itself", "from_index is the statement's own index.", lambda l: declare(l, from_index=5), None)
    key("key-compromised-signs", "A statement by a compromised key.", lambda l: (
        declare(l), l.state(l.importer, "lot", "X", {})), "key-compromised", NEXT + 1)
    key("key-compromised-later-key-too", "A compromised key signs though another is active.", lambda l: (
        declare(l), l.key_statement(l.recovery, "add", l.importer, Key("new")), l.state(l.importer, "lot", "X", {})),
        "key-compromised", NEXT + 2)
    key("good-key-compromised-and-replaced", "The recovery key declares and names a new key.", lambda l: (
        declare(l), l.key_statement(l.recovery, "add", l.importer, Key("new")),
        l.state(l.importer, "lot", "X", {}, signer=Key("new"), kid=Key("new").thumbprint)), None)
    key("good-authority-compromised", "The authority's recovery key names its new key.", lambda l: (
        declare(l, issuer=l.authority), l.key_statement(l.recovery, "add", l.authority, Key("new")),
        setattr(l.authority, "key", Key("new")), l.policy(ROLES)), None)


def signatures(case):
    def one(name, description, mode, last=False, code="signature-invalid", **edit):
        ledger = base()
        ledger.state(ledger.importer, "lot", "X", {}, **edit)
        if not last:
            ledger.state(ledger.importer, "lot", "Y", {})
        case(name, description, ledger.files(), code, NEXT if code else None, mode)

    one("signature-by-another-key", "Signed by a key that kid does not name.", "exhaustive", signer=Key("x"))
    one("good-anchored-signature-by-another-key", "The same: a later signature covers it, and anchored mode says so.",
        "anchored", code=None, signer=Key("x"))
    one("signature-last-by-another-key", "The last statement of its key.", "both", last=True, signer=Key("x"))
    one("signature-all-zero", "64 zero bytes.", "both", last=True, signature=bytes(64))
    one("signature-of-other-payload", "A signature over another message.", "both", last=True,
        signature=base().importer.key.sign(b"other"))

    def odd(name, description, change):
        ledger = base()
        ledger.state(ledger.importer, "lot", "X", {})
        good = ledger.entries.pop()
        ledger.append(good[:-64] + change(good[-64:]), "x", [], {})
        case(f"signature-{name}", description, ledger.files(), "signature-invalid", NEXT)

    odd("s-plus-order", "S plus the group order: the same point.", lambda s: s[:32] + (
        int.from_bytes(s[32:], "little") + L).to_bytes(32, "little"))
    odd("r-small-order", "R of order 1.", lambda s: (1).to_bytes(32, "little") + s[32:])
    odd("r-sign-flipped", "The sign of R.", lambda s: s[:31] + bytes([s[31] ^ 128]) + s[32:])
    for kind, fields in [("retraction", {"reason": "duplicate"}), ("erasure", {"reason": "safety"}),
                         ("correction", {"of": "lot"})]:
        ledger = base()
        ledger.state(ledger.importer, kind, "RAW-1", fields | {"target": ledger.ids[1]}, signer=Key("x"))
        ledger.state(ledger.importer, "lot", "Y", {})
        case(f"signature-of-{kind}", "A control statement in the middle, checked in both modes.", ledger.files(),
             "signature-invalid", NEXT)
    ledger = base()
    ledger.key_statement(ledger.workshop, "rotate", ledger.workshop, Key("new"), signer=Key("x"))
    case("signature-of-rotation", "A rotation that the old key did not sign.", ledger.files(), "signature-invalid", NEXT)
    ledger = base()
    ledger.state(ledger.importer, "lot", "X", {}, signer=Key("x"))
    ledger.state(ledger.importer, "lot", "Y", {})
    ledger.key_statement(ledger.recovery, "compromised", ledger.importer, ledger.importer.key, {"from_index": 7})
    case("signature-before-compromise", "A statement of a key that is declared compromised later.", ledger.files(),
         "signature-invalid", NEXT)
    ledger = base()
    ledger.state(ledger.importer, "lot", "X", {}, signer=Key("x"))
    ledger.key_statement(ledger.importer, "rotate", ledger.importer, Key("new"))
    case("signature-before-rotation", "The statement before a rotation; the rotation itself is the old key's last.",
         ledger.files(), "signature-invalid", NEXT, "exhaustive")


def precedence(case):
    """Two faults at once: the one that is named is the first."""
    def two(name, description, code, index, build, files=lambda f: f, **more):
        ledger = base()
        build(ledger)
        case(f"order-{name}", description, files(ledger.files()), code, index, **more)

    x = Key("x")
    two("chain-before-issuer", "An unknown issuer that begins with number 1.", "issuer-chain-broken", NEXT,
        lambda l: l.state(Issuer("stranger"), "lot", "X", {}, seq=1, prev=sha(b"x")))
    two("clear-before-chain", "A name in clear in a fork.", "field-in-clear", NEXT,
        lambda l: l.state(l.importer, "party", "X", {"name": "A"}, seq=1, prev=l.ids[1]))
    two("audience-before-payload", "Another audience and a malformed payload.", "audience-mismatch", NEXT,
        lambda l: l.state(l.importer, "lot", "X", {"pieces": 1}, aud="other.example"))
    two("kind-before-signature", "A kind not permitted, signed by another key.", "kind-not-permitted", NEXT,
        lambda l: l.state(l.workshop, "payment", "X", {}, signer=x))
    two("key-use-before-rule", "A log key as new key, by one who may not.", "key-unacceptable", NEXT,
        lambda l: l.key_statement(l.workshop, "rotate", l.importer, l.log))
    two("rule-before-proof", "A rotation by another, without proof.", "key-statement-unauthorised", NEXT,
        lambda l: l.key_statement(l.workshop, "rotate", l.importer, x, payload=without("proof")))
    two("earlier-entry-first", "A bad signature at 5, a malformed entry at 6.", "signature-invalid", NEXT,
        lambda l: (l.state(l.workshop, "lot", "X", {}, signer=x), l.state(l.importer, "lot", "Y", {}, entry=lambda e: e[:-1])),
        mode="exhaustive")
    two("tree-before-entries", "A malformed entry and an altered tile.", "tile-altered", None,
        lambda l: l.state(l.importer, "lot", "X", {}, entry=lambda e: e[:-1]),
        lambda f: f | {"tile/0/000.p/6": bytes(192)})
    two("entries-before-checkpoint", "A malformed entry under a checkpoint of another key.", "entry-malformed", NEXT,
        lambda l: (l.state(l.importer, "lot", "X", {}, entry=lambda e: e[:-1]), setattr(l, "log", x)))


def spelling(case):
    """Names are compared by their bytes, not by what Unicode holds for equivalent."""
    one, two = "caf\u00e9", "cafe\u0301"
    place = f"ledger.example/{one}"
    ledger = base(place)
    text = ledger.note().decode().split("\n\n")[0] + "\n"
    case("checkpoint-signer-spelled-otherwise", "The signature line has two scalars for a letter of the origin that has one.",
         ledger.files(lines=[note_line(place, ledger.log, text).replace(one, two)]), "checkpoint-signature")
    ledger.policy(ROLES, fields={"origin": f"ledger.example/{two}"})
    case("later-policy-origin-spelled-otherwise", "A later policy writes the origin with two scalars for one.",
         ledger.files(), "policy-unauthorised", NEXT)
    ledger, clerk = Ledger("ledger.example/roles"), Issuer("clerk")
    ledger.policy({one: {"for": "self", "kinds": ["lot"]}}, [(clerk, two)])
    ledger.state(clerk, "lot", "X", {})
    case("kind-role-spelled-otherwise", "The issuer's role is spelled with two scalars where the policy has one.",
         ledger.files(), "kind-not-permitted", 1)


def bounds(case):
    """Numbers and names beyond what they may be, and faults of entry 0 beside a key that is none."""
    def zero(name, description, code, index=0, **edit):
        ledger = Ledger("ledger.example/zero")
        ledger.policy(ROLES, **edit)
        case(f"policy-{name}", description, ledger.files(), code, index)

    bad = (2).to_bytes(32, "little")
    zero("origin-empty", "The policy names no origin.", "checkpoint-origin", None, fields={"origin": ""}, aud="")
    zero("role-name-too-long", "A role with a name of 5,000 bytes.", "policy-missing",
         fields={"roles": {"r" * 5000: {"for": "self", "kinds": ["lot"]}}})
    zero("audience-before-key", "Another audience, and a checkpoint key that is no key.", "audience-mismatch",
         fields={"checkpoint_key": bad}, aud="other.example")
    zero("subject-before-key", "Not about itself, and a checkpoint key that is no key.", "subject-missing",
         fields={"checkpoint_key": bad}, about=[sha(b"other")])
    ledger = base()
    ledger.policy(ROLES, fields={"max_entry": 70000})
    case("later-policy-max-entry-beyond-format", "A later policy with max_entry 70,000.", ledger.files(),
         "policy-unauthorised", NEXT)
    ledger = base()
    ledger.key_statement(ledger.recovery, "compromised", ledger.importer, ledger.importer.key, {"from_index": 2**63})
    case("key-compromised-from-beyond-63-bits", "from_index is 2^63.", ledger.files(), "payload-malformed", NEXT)
    ledger, clerk = Ledger("ledger.example/scope"), Issuer("clerk")
    ledger.policy(TRADE_ROLES, [(clerk, "importer")])
    ledger.state(clerk, "inspection", "X", {"scope": ["x" * 4097]})
    case("text-in-list-too-long", "A text of 4,097 bytes in a list.", ledger.files(), "payload-malformed", 1)
    ledger = base()
    ledger.policy(ROLES, payload=lambda p: {k: v for k, v in p.items() if k != "recovery"})
    ledger.key_statement(ledger.recovery, "compromised", ledger.authority, ledger.authority.key, {"from_index": 0})
    case("key-compromised-by-dropped-recovery-key", "The recovery key that a later policy no longer names declares a compromise.",
         ledger.files(), "key-statement-unauthorised", NEXT + 1)


def all_bad(case):
    for group in (chains, policies, permissions, keys, signatures, precedence, spelling, bounds):
        group(case)
