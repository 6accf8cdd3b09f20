# SPDX-License-Identifier: Apache-2.0
"""Chains and registration, one entry after the other (SPEC.md sections 5 and 7: R4, R12, R13, R15 to R24)."""
import cbor2
from statements import CONTROL, PREFIX, ZERO, Entry, Fault, b64url, sha
from tree import acceptable, signed

def thumbprint(key):
    return sha(bytes.fromhex("a301012006215820"), key)

def issuer_name(key):
    return PREFIX + b64url(thumbprint(key))

class Party:
    """An issuer as the registration knows it; `sort` is authority, recovery or issuer."""
    def __init__(self, sort, key, role=None, recovery=None):
        self.sort, self.active, self.role, self.recovery, self.keys, self.stolen = sort, key, role, recovery, {key}, set()

class Registry:
    """The state that entries build up, each judged by what stood before it."""
    def __init__(self):
        self.policy, self.parties, self.uses, self.stated, self.chains = None, {}, {}, {}, {}
        self.judged, self.declared, self.suspected, self.checked, self.unknown_keys = [], [], set(), 0, 0

    def run(self, entries, leaves, anchored):
        problems = []
        for index, data in enumerate(entries):
            try:
                self.judge(index, data, leaves[index])
            except Fault as fault:
                fault.index = index
                problems.append(fault)
                if index == 0:
                    return problems
        last, stolen = {(e.iss, e.kid): i for i, e, _ in self.judged}, {key for key, _, _ in self.declared}
        for index, entry, key in self.judged:
            if not anchored or entry.kind in CONTROL or key in stolen or last[entry.iss, entry.kid] == index:
                self.checked += 1
                message = b"\x84\x6aSignature1" + cbor2.dumps(entry.protected) + b"\x40" + cbor2.dumps(entry.payload)
                if not signed(entry.signature, message, key):
                    problems.append(Fault("signature-invalid", "R24", index))
        for key, start, end in self.declared:
            self.suspected |= {i for i, _, signer in self.judged if signer == key and start <= i < end}
        return sorted(problems, key=lambda fault: fault.index)

    def judge(self, index, data, record):
        """The steps of section 7, in their order; R24 follows in `run`."""
        entry = Entry(data, min(65535, self.policy["max_entry"]) if self.policy else 65535)
        if self.policy and entry.aud != self.policy["origin"]:
            raise Fault("audience-mismatch", "R4")
        entry.read_payload()
        rules = self.policy or (entry.fields if entry.kind == "policy" else None)
        if rules and entry.aud != rules["origin"]:
            raise Fault("audience-mismatch", "R4")
        broken = self.follow(entry, record)
        entry.check_clear(rules and rules["profile"])
        if broken:
            raise broken
        party = self.issuer_of(entry, rules)
        self.permitted(entry, party, rules)
        if entry.kind in ("key", "policy"):
            uses = self.key_uses(entry.fields, entry.kind)
            if entry.kind == "key":
                self.key_statement(entry, index)
        self.judged.append((index, entry, party.active))
        self.unknown_keys += len(set(entry.fields) - set(entry.defined) - {"kind", "v", "ref"})
        self.stated[record] = entry.iss, entry.kind
        if entry.kind in ("key", "policy"):
            self.uses = uses
            (self.apply_key if entry.kind == "key" else self.apply_policy)(entry.fields, index)

    def follow(self, entry, record):
        """R12 and R13: the fault, if any; it is reported after R9 and R10."""
        broken = None
        for name, seq, prev in [(entry.iss, entry.seq, entry.prev)] + [((entry.iss, s), n, p) for s, n, p in entry.links]:
            expected = self.chains.get(name, (0, ZERO))
            if (seq, prev) != expected and not broken:
                broken = Fault("issuer-fork" if seq < expected[0] else "issuer-chain-broken", "R12")
                broken = broken if name == entry.iss else Fault("subject-chain-broken", "R13")
            if seq >= expected[0]:
                self.chains[name] = seq + 1, record
        return broken

    def issuer_of(self, entry, rules):
        """R15 to R18: the issuer, whose active key `kid` names."""
        if not self.policy:
            if not rules or (entry.iss, entry.kid) != (issuer_name(rules["authority"]), thumbprint(rules["authority"])):
                raise Fault("policy-missing", "R15")
            return Party("authority", rules["authority"])
        party = self.parties.get(entry.iss)
        if entry.kind == "policy":
            fixed = ("origin", "checkpoint_key", "authority", "profile", "max_entry")
            same = all(entry.fields[name] == rules[name] for name in fixed) and not entry.fields["issuers"]
            if not party or party.sort != "authority" or not same:
                raise Fault("policy-unauthorised", "R16")
        if not party:
            raise Fault("issuer-unknown", "R17")
        if not party.active or entry.kid != thumbprint(party.active):
            stolen = entry.kid in map(thumbprint, party.stolen)
            raise Fault("key-compromised" if stolen else "key-not-active", "R18")
        return party

    def permitted(self, entry, party, rules):
        """R19, R20 and R11."""
        role = rules["roles"].get(party.role, {"for": "self", "kinds": []})
        special = {"authority": ["policy", "key"], "recovery": ["key"]}
        if entry.kind not in special.get(party.sort, [*role["kinds"], "correction", "retraction", "erasure", "key"]):
            raise Fault("kind-not-permitted", "R19")
        if "according_to" in entry.fields and (party.sort != "issuer" or role["for"] != "any"):
            raise Fault("assertion-not-permitted", "R20")
        if entry.kind in ("correction", "retraction", "erasure"):
            issuer, kind = self.stated.get(entry.fields["target"], (None, None))
            if issuer != entry.iss or kind in CONTROL:
                raise Fault("target-unknown", "R11")

    def key_uses(self, fields, kind):
        """R23: every key named is acceptable and keeps to one use."""
        uses = dict(self.uses)
        if kind == "key":
            sort = getattr(self.parties.get(fields["issuer"]), "sort", "issuer")
            named = [(fields["key"], ("issuer", fields["issuer"]) if sort == "issuer" else sort)]
        else:
            named = [(fields["checkpoint_key"], "checkpoint"), (fields["authority"], "authority")]
            named += [(i["key"], ("issuer", issuer_name(i["key"]))) for i in fields["issuers"]]
        named += [(item["recovery"], "recovery") for item in [fields, *fields.get("issuers", [])] if "recovery" in item]
        for key, use in named:
            if uses.setdefault(key, use) != use or not acceptable(key):
                raise Fault("key-unacceptable", "R23")
        return uses

    def key_statement(self, entry, index):
        """R21 and R22."""
        fields, target, actor = entry.fields, self.parties.get(entry.fields["issuer"]), self.parties[entry.iss]
        action, key, start = fields["action"], fields["key"], fields.get("from_index")
        authority, itself, fresh = actor.sort == "authority", target is actor and actor.sort != "recovery", key not in self.uses
        rescuer = target is not None and target.recovery and entry.iss == issuer_name(target.recovery)
        if target is None:
            allowed = action == "add" and authority and fields["issuer"] == issuer_name(key)
            allowed = allowed and fields.get("role") in self.policy["roles"]
        else:
            allowed = not {"role", "recovery"} & set(fields) and {
                "add": (authority or rescuer) and not target.active and fresh, "rotate": itself and fresh,
                "retire": (itself or authority) and key == target.active,
                "compromised": (authority or rescuer) and key in target.keys and start is not None and start <= index,
            }[action]
        if not allowed or start is not None and action != "compromised":
            raise Fault("key-statement-unauthorised", "R21")
        message = cbor2.dumps(["traceledger/key-possession/1", self.policy["origin"], fields["issuer"], key])
        if action in ("add", "rotate") and not signed(fields.get("proof", b""), message, key):
            raise Fault("possession-unproved", "R22")

    def apply_policy(self, fields, _):
        self.policy, name = fields, issuer_name(fields["authority"])
        self.parties.setdefault(name, Party("authority", fields["authority"])).recovery = fields.get("recovery")
        for item in [*fields["issuers"], fields]:
            self.join(item)

    def apply_key(self, fields, index):
        target, key = self.parties.get(fields["issuer"]), fields["key"]
        if target is None:
            self.join(fields)
        elif fields["action"] in ("add", "rotate"):
            target.active = key
            target.keys.add(key)
        elif key == target.active:
            target.active = None
        if fields["action"] == "compromised":
            target.stolen.add(key)
            self.declared.append((key, fields["from_index"], index))

    def join(self, item):
        """A new issuer with its recovery key, or a recovery key alone."""
        if "key" in item:
            self.parties[issuer_name(item["key"])] = Party("issuer", item["key"], item["role"], item.get("recovery"))
        if "recovery" in item:
            self.parties.setdefault(issuer_name(item["recovery"]), Party("recovery", item["recovery"]))
