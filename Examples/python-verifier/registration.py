# SPDX-License-Identifier: Apache-2.0
"""Ed25519, chains and registration (SPEC.md sections 5, 7 and 10: R4, R12, R13, R15 to R24, R34)."""
import cbor2
from nacl import bindings, exceptions
from statements import CONTROL, ISSUER, PREFIX, TARGETED, ZERO, Entry, Fault, b64url, require, sha

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
SMALL = {0, 1, P - 1, P, P + 1,  # y of the points of small order, as encodings may write them
         2707385501144840649318225287225658788936804267575313519463743609750303402022,
         55188659117513257062467267217118295137698188065244968500265048394206261417927}

def signed(signature, message, public):  # R34: libsodium's rule, its tests of bytes made here first
    r, s, y = (int.from_bytes(part, "little") for part in (signature[:32], signature[32:], public))
    if len(signature) != 64 or s >= L or y % 2**255 >= P or {r % 2**255, y % 2**255} & SMALL:
        return False
    try:
        return bindings.crypto_sign_open(signature + message, public) == message
    except exceptions.BadSignatureError:
        return False

def acceptable(public):
    """Canonical, on the curve, in the prime-order subgroup. Before CVE-2025-69277 was fixed libsodium overlooked a component
    of order 2; doubling removes it, and halving modulo L then leads elsewhere."""
    if not bindings.crypto_core_ed25519_is_valid_point(public):
        return False
    double, half = bindings.crypto_core_ed25519_add(public, public), ((L + 1) // 2).to_bytes(32, "little")
    return bindings.crypto_scalarmult_ed25519_noclamp(half, double) == public

def thumbprint(key):
    return sha(bytes.fromhex("a301012006215820"), key)
def issuer_name(key):
    return PREFIX + b64url(thumbprint(key))

class Party:  # an issuer as the registration knows it; `sort` is authority, recovery or issuer
    def __init__(self, sort, key, role=None, recovery=None):
        self.sort, self.active, self.role, self.recovery, self.keys, self.stolen = sort, key, role, recovery, {key}, set()

class Registry:
    """The state that entries build up, each judged by what stood before it."""
    def __init__(self):
        self.policy, self.log_keys, self.parties, self.uses, self.stated, self.chains = None, {}, {}, {}, {}, {}
        self.judged, self.declared, self.suspected, self.checked, self.unknown_keys = [], [], set(), 0, 0
    def run(self, entries, leaves, anchored):
        problems = []
        for index, data in enumerate(entries):
            try:
                self.judge(index, data, leaves[index])
            except Fault as fault:
                fault.index, problems = index, problems + [fault]
                if index == 0:
                    return problems
        last, stolen = {(e.iss, e.kid): i for i, e, _ in self.judged}, {key for key, _, _ in self.declared}
        for index, entry, key in self.judged:
            if not anchored or entry.kind in CONTROL or key in stolen or last[entry.iss, entry.kid] == index:
                self.checked += 1
                message = b"\x84\x6aSignature1" + cbor2.dumps(entry.protected) + b"\x40" + cbor2.dumps(entry.payload)
                if not signed(entry.signature, message, key):
                    problems.append(Fault("signature-invalid", "R24", index))
        self.suspected = {i for i, _, key in self.judged for k, start, end in self.declared if k == key and start <= i < end}
        return sorted(problems, key=lambda fault: fault.index)
    def judge(self, index, data, record):  # the steps of section 7; R24 follows in `run`
        entry = Entry(data, min(65535, self.policy["max_entry"]) if self.policy else 65535)
        rules = self.policy or self.first_policy(entry)
        require(entry.aud == rules["origin"], "audience-mismatch", "R4")
        entry.read_payload()
        broken = self.follow(entry, record)
        entry.check_clear(rules["profile"])
        if broken:
            raise Fault(*broken)
        party = self.issuer_of(entry, rules)
        self.permitted(entry, party, rules)
        uses = self.key_uses(entry.fields, entry.kind) if entry.kind in ("key", "policy") else self.uses
        if entry.kind == "key":
            self.key_statement(entry, index)
        if entry.kind == "policy" and self.policy and entry.fields["checkpoint_key"] not in self.log_keys:
            self.prove("log", entry.fields["checkpoint_key"], entry.fields.get("checkpoint_proof", b""))
        self.judged.append((index, entry, party.active))
        self.unknown_keys += len(set(entry.fields) - set(entry.defined) - {"kind", "v", "ref"})
        self.stated[record], self.uses = (entry.iss, entry.kind, entry.fields["ref"]), uses
        self.apply(entry.kind, entry.fields, index)
    def first_policy(self, entry):  # R12 and R15 of entry 0
        require(entry.seq == 0, "issuer-chain-broken", "R12")
        try:
            entry.read_payload()
            key = entry.fields["authority"] if entry.kind == "policy" else None
        except Fault:
            key = None
        require(key and (entry.iss, entry.kid) == (issuer_name(key), thumbprint(key)), "policy-missing", "R15")
        return entry.fields
    def follow(self, entry, record):  # R12 and R13: what is broken, if anything; it is reported after R9 and R10
        broken = ()
        for name, seq, prev in [(entry.iss, entry.seq, entry.prev)] + [((entry.iss, s), n, p) for s, n, p in entry.links]:
            expected = self.chains.get(name, (0, ZERO))
            code = "issuer-fork" if seq < expected[0] else "issuer-chain-broken"
            if (seq, prev) != expected and not broken:
                broken = (code, "R12") if name == entry.iss else ("subject-chain-broken", "R13")
            if seq >= expected[0]:
                self.chains[name] = seq + 1, record
        return broken
    def issuer_of(self, entry, rules):  # R16 to R18: the issuer, whose active key `kid` names
        party = self.parties.get(entry.iss) if self.policy else Party("authority", rules["authority"])
        if entry.kind == "policy" and self.policy:
            same = all(entry.fields[name] == rules[name] for name in ("origin", "authority", "profile", "max_entry"))
            same = same and entry.fields["checkpoint_key"] not in [*self.log_keys][:-1] and not entry.fields["issuers"]
            require(party and party.sort == "authority" and same, "policy-unauthorised", "R16")
        require(party, "issuer-unknown", "R17")
        code = "key-compromised" if entry.kid in map(thumbprint, party.stolen) else "key-not-active"
        require(party.active and entry.kid == thumbprint(party.active), code, "R18")
        return party
    def permitted(self, entry, party, rules):  # R19, R20 and R11
        role = rules["roles"].get(party.role, {"for": "self", "kinds": []})
        ordinary = [*role["kinds"], *TARGETED, "key"]
        kinds = {"authority": ["policy", "key"], "recovery": ["key"]}.get(party.sort, ordinary)
        require(entry.kind in kinds, "kind-not-permitted", "R19")
        speaks = party.sort == "issuer" and role["for"] == "any"
        require(speaks or "according_to" not in entry.fields, "assertion-not-permitted", "R20")
        if entry.kind in TARGETED:
            issuer, kind, ref = self.stated.get(entry.fields["target"], (None, None, None))
            same = ref == entry.fields["ref"] and (entry.kind != "correction" or kind == entry.fields["of"])
            require(issuer == entry.iss and kind not in CONTROL and same, "target-unknown", "R11")
    def key_uses(self, fields, kind):  # R23: every key named is acceptable and keeps to one use; R21 for `issuer`
        uses, items = dict(self.uses), [fields, *fields.get("issuers", [])]
        if kind == "key":
            require(ISSUER.fullmatch(fields["issuer"]), "key-statement-unauthorised", "R21")
            sort = getattr(self.parties.get(fields["issuer"]), "sort", "issuer")
            named = [(fields["key"], ("issuer", fields["issuer"]) if sort == "issuer" else sort)]
        else:
            named = [(fields["checkpoint_key"], "checkpoint"), (fields["authority"], "authority")]
            named += [(item["key"], ("issuer", issuer_name(item["key"]))) for item in items[1:]]
        for key, use in named + [(item["recovery"], "recovery") for item in items if "recovery" in item]:
            require(uses.setdefault(key, use) == use and acceptable(key), "key-unacceptable", "R23")
        return uses
    def key_statement(self, entry, index):  # R21 and R22
        fields, target, actor = entry.fields, self.parties.get(entry.fields["issuer"]), self.parties[entry.iss]
        action, key, start = fields["action"], fields["key"], fields.get("from_index")
        authority, itself, fresh = actor.sort == "authority", target is actor, key not in self.uses
        allowed = action == "add" and authority and fields["issuer"] == issuer_name(key) and (
            fields.get("role") in self.policy["roles"])
        if target:
            rescuer = authority or target.recovery and entry.iss == issuer_name(target.recovery)
            allowed = target.sort != "recovery" or action in ("add", "compromised")
            allowed = allowed and not {"role", "recovery"} & set(fields) and {
                "add": rescuer and not target.active and fresh, "rotate": itself and fresh,
                "retire": (itself or authority) and key == target.active,
                "compromised": rescuer and key in target.keys and start is not None and start <= index}[action]
        require(allowed and (start is None or action == "compromised"), "key-statement-unauthorised", "R21")
        if action in ("add", "rotate"):
            self.prove(fields["issuer"], key, fields.get("proof", b""))
    def prove(self, name, key, proof):  # R22
        message = cbor2.dumps(["traceledger/key-possession/1", self.policy["origin"], name, key])
        require(signed(proof, message, key), "possession-unproved", "R22")
    def apply(self, kind, fields, index):  # what a key or policy statement changes for the entries after it
        target = self.parties.get(fields["issuer"]) if kind == "key" else None
        key, action = fields.get("key"), fields.get("action")
        if kind == "policy":
            self.policy, name = fields, issuer_name(fields["authority"])
            self.log_keys.setdefault(fields["checkpoint_key"], index)  # in order, each with the entry that brought it
            self.parties.setdefault(name, Party("authority", fields["authority"])).recovery = fields.get("recovery")
        for item in [*fields["issuers"], fields] if kind == "policy" else [fields] if kind == "key" and not target else []:
            if "key" in item:
                self.parties[issuer_name(item["key"])] = Party("issuer", item["key"], item["role"], item.get("recovery"))
            if "recovery" in item:
                self.parties.setdefault(issuer_name(item["recovery"]), Party("recovery", item["recovery"]))
        if target:
            target.active = key if action in ("add", "rotate") else None if key == target.active else target.active
            target.keys.add(key)
            target.stolen |= {key} if action == "compromised" else set()
            self.declared += [(key, fields["from_index"], index)] if action == "compromised" else []
