# SPDX-License-Identifier: Apache-2.0
"""One entry after the other: form, payload, chains and registration (SPEC.md sections 3 to 7)."""
import base64
import re

import ed25519
from dcbor import Malformed, Reader, decode, encode
from files import Fault, sha
from kinds import COMMON, CONTROL, KINDS, ascending, digest, has_type, references, uint

PREFIX = "urn:ietf:params:oauth:ckt:sha-256:"
ZERO = bytes(32)


def b64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def thumbprint(key):
    return sha(bytes.fromhex("a301012006215820"), key)


def issuer_name(key):
    return PREFIX + b64url(thumbprint(key))


class Entry:
    """A Signed Statement, read by R1 to R3; the payload is read by `read_payload`."""

    def __init__(self, data, limit):
        if len(data) > limit or data[:2] != b"\xd2\x84":
            raise Fault("entry-malformed", "R1")
        reader = Reader(data)
        reader.at = 2
        try:
            self.protected = self.bstr(reader)
            if reader.take(1) != b"\xa0":
                raise Malformed("unprotected header")
            self.payload, self.signature = self.bstr(reader), self.bstr(reader)
        except Malformed:
            raise Fault("entry-malformed", "R1") from None
        if len(self.signature) != 64 or reader.at != len(data):
            raise Fault("entry-malformed", "R1")
        self.read_header()

    @staticmethod
    def bstr(reader):
        major, length = reader.head()
        if major != 2:
            raise Malformed("no byte string")
        return reader.take(length)

    def read_header(self):
        try:
            header = decode(self.protected)
            if not isinstance(header, dict) or set(header) != {1, 3, 4, 15, -65537}:
                raise ValueError("labels")
            claims, chain = header[15], header[-65537]
            ok = header[1] in (-8, -19) and header[3] == "application/vnd.traceledger+cbor"
            ok = ok and digest(header[4]) and isinstance(claims, dict) and set(claims) == {1, 2, 3, 6}
            self.kid, self.iss, sub, self.aud = header[4], claims[1], claims[2], claims[3]
            ok = ok and isinstance(self.aud, str) and uint(claims[6])
            self.seq, self.prev, self.links = chain
            ok = ok and 1 <= len(self.links) <= 256 and type(self.links) is list
            ok = ok and all(type(c) is list and len(c) == 3 and digest(c[0]) for c in self.links)
            pairs = [(self.seq, self.prev)] + [link[1:] for link in self.links]
            ok = ok and all(uint(s) and digest(p) and (s == 0) == (p == ZERO) for s, p in pairs)
            self.subjects = [link[0] for link in self.links]
            ok = ok and ascending(self.subjects) and sub == b64url(self.subjects[0])
            ok = ok and len(self.iss) == len(PREFIX) + 43 and self.iss.startswith(PREFIX)
            ok = ok and b64url(base64.urlsafe_b64decode(self.iss[len(PREFIX) :] + "=")) == self.iss[len(PREFIX) :]
        except (Malformed, KeyError, TypeError, ValueError, AttributeError):
            ok = False
        if not ok:
            raise Fault("header-malformed", "R2")

    def read_payload(self):
        """R5 to R8."""
        try:
            self.fields = decode(self.payload, text_keys=True)
        except Malformed:
            raise Fault("payload-malformed", "R5") from None
        if not isinstance(self.fields, dict) or not isinstance(self.fields.get("kind"), str):
            raise Fault("payload-malformed", "R5")
        self.kind = self.fields["kind"]
        if self.kind not in KINDS:
            raise Fault("kind-unknown", "R6", field="kind")
        if self.fields.get("v") is True or self.fields.get("v") != 1 or not digest(self.fields.get("ref")):
            raise Fault("payload-malformed", "R6")
        self.defined = COMMON | KINDS[self.kind]
        if self.kind == "correction":
            of = self.fields.get("of")
            if not isinstance(of, str) or of not in KINDS or of in CONTROL:
                raise Fault("payload-malformed", "R7", field="of")
            self.defined = self.defined | KINDS[of]
        for name, (kind, mark) in self.defined.items():
            if name not in self.fields and mark == "!":
                raise Fault("payload-malformed", "R7", field=name)
            if name in self.fields and not has_type(self.fields[name], kind):
                raise Fault("payload-malformed", "R8" if name == "_sd" else "R7", field=name)

    def in_clear(self, profile):
        """R9: a field that this profile does not allow in clear, or None."""
        body = KINDS[self.fields["of"]] if self.kind == "correction" else {} if self.kind in CONTROL else KINDS[self.kind]
        for name, (_, mark) in body.items():
            hidden = mark == "~" or mark == "$" and profile != "open" or profile == "closed"
            if name in self.fields and hidden:
                return name
        return None

    def required_subjects(self):
        """R10."""
        shares = [s for n, (t, _) in self.defined.items() if t == "shares" for s in references(self.fields.get(n, []), t)]
        if self.kind in ("correction", "retraction", "erasure"):
            return shares
        ref = [self.fields["ref"]] if self.kind in ("party", "site", "lot") else []
        if self.kind in ("head-count", "inspection") and "site" in self.fields:
            ref.append(self.fields["site"])
        return shares + ref or [self.fields["ref"]]


class Party:
    """An issuer as the registration knows it; `sort` is authority, recovery or issuer."""

    def __init__(self, sort, key, role=None, recovery=None):
        self.sort, self.active, self.role, self.recovery = sort, key, role, recovery
        self.keys, self.compromised = {key}, set()


class Registry:
    """The state that the entries build up, each judged by what stood before it."""

    def __init__(self):
        self.policy, self.parties, self.uses, self.kinds = None, {}, {}, {}
        self.chains, self.pending, self.suspected, self.declared = {}, [], set(), []
        self.checked = self.unknown_keys = 0

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
        last = {(entry.iss, entry.kid): index for index, entry, _ in self.pending}
        taken = {key for key, _, _ in self.declared}
        for index, entry, key in self.pending:
            if anchored and entry.kind not in CONTROL and key not in taken and last[entry.iss, entry.kid] != index:
                continue
            self.checked += 1
            message = b"\x84\x6aSignature1" + encode(entry.protected) + b"\x40" + encode(entry.payload)
            if not ed25519.valid(entry.signature, message, key):
                problems.append(Fault("signature-invalid", "R24", index))
        for key, start, end in self.declared:
            self.suspected |= {i for i, _, signer in self.pending if signer == key and start <= i < end}
        return sorted(problems, key=lambda fault: fault.index)

    def judge(self, index, data, record):
        entry = Entry(data, min(65535, self.policy["max_entry"]) if self.policy else 65535)
        if self.policy and entry.aud != self.policy["origin"]:
            raise Fault("audience-mismatch", "R4")
        entry.read_payload()
        if not self.policy and entry.kind == "policy" and entry.aud != entry.fields["origin"]:
            raise Fault("audience-mismatch", "R4")
        chain_fault = self.follow(entry, record)
        profile = (self.policy or entry.fields).get("profile")
        if field := entry.in_clear(profile):
            raise Fault("field-in-clear", "R9", field=field)
        if not set(entry.required_subjects()) <= set(entry.subjects):
            raise Fault("subject-missing", "R10")
        if chain_fault:
            raise chain_fault
        party = self.issuer_of(entry)
        self.permitted(entry, party)
        if entry.kind in ("key", "policy"):
            self.key_uses(entry)
        if entry.kind == "key":
            self.key_statement(entry, index)
        key = party.active
        self.pending.append((index, entry, key))
        self.unknown_keys += len(set(entry.fields) - set(entry.defined) - {"kind", "v", "ref"})
        self.kinds[record] = entry.iss, entry.kind
        self.apply(entry, index)

    def follow(self, entry, record):
        """R12 and R13: the fault, if any, which is reported after R9 and R10."""
        fault = None
        for name, seq, prev in [(entry.iss, entry.seq, entry.prev)] + [((entry.iss, s), n, p) for s, n, p in entry.links]:
            expected = self.chains.get(name, (0, ZERO))
            if (seq, prev) != expected and not fault:
                if name != entry.iss:
                    fault = Fault("subject-chain-broken", "R13")
                else:
                    fault = Fault("issuer-fork" if seq < expected[0] else "issuer-chain-broken", "R12")
            if seq >= expected[0]:
                self.chains[name] = seq + 1, record
        return fault

    def issuer_of(self, entry):
        """R15 to R18: the issuer, whose active key `kid` names."""
        if not self.policy:
            key = entry.fields.get("authority") if entry.kind == "policy" else None
            if not key or entry.iss != issuer_name(key) or entry.kid != thumbprint(key):
                raise Fault("policy-missing", "R15")
            return Party("authority", key)
        party = self.parties.get(entry.iss)
        if entry.kind == "policy":
            fixed = ("origin", "checkpoint_key", "authority", "profile", "max_entry")
            same = all(entry.fields[name] == self.policy[name] for name in fixed)
            if not party or party.sort != "authority" or not same or entry.fields["issuers"]:
                raise Fault("policy-unauthorised", "R16")
        if not party:
            raise Fault("issuer-unknown", "R17")
        if not party.active or entry.kid != thumbprint(party.active):
            stolen = entry.kid in map(thumbprint, party.compromised)
            raise Fault("key-compromised" if stolen else "key-not-active", "R18")
        return party

    def permitted(self, entry, party):
        """R19, R20 and R11."""
        role = (self.policy or entry.fields)["roles"].get(party.role, {"for": "self", "kinds": []})
        kinds = {"authority": ["policy", "key"], "recovery": ["key"]}.get(party.sort)
        if entry.kind not in (kinds or [*role["kinds"], "correction", "retraction", "erasure", "key"]):
            raise Fault("kind-not-permitted", "R19")
        if "according_to" in entry.fields and (party.sort != "issuer" or role["for"] != "any"):
            raise Fault("assertion-not-permitted", "R20")
        if entry.kind in ("correction", "retraction", "erasure"):
            issuer, kind = self.kinds.get(entry.fields["target"], (None, None))
            if issuer != entry.iss or kind in CONTROL:
                raise Fault("target-unknown", "R11")

    def key_uses(self, entry):
        """R23: every key named is acceptable and keeps to one use."""
        fields, uses = entry.fields, dict(self.uses)
        if entry.kind == "key":
            target = self.parties.get(fields["issuer"])
            sort = target.sort if target else "issuer"
            named = [(fields["key"], (sort, fields["issuer"]) if sort == "issuer" else sort)]
        else:
            named = [(fields["checkpoint_key"], "checkpoint"), (fields["authority"], "authority")]
            named += [(i["key"], ("issuer", issuer_name(i["key"]))) for i in fields["issuers"]]
            named += [(i["recovery"], "recovery") for i in fields["issuers"] if "recovery" in i]
        named += [(fields["recovery"], "recovery")] if "recovery" in fields else []
        for key, use in named:
            if uses.setdefault(key, use) != use or not ed25519.acceptable(key):
                raise Fault("key-unacceptable", "R23")
        self.next_uses = uses

    def key_statement(self, entry, index):
        """R21 and R22."""
        fields, target = entry.fields, self.parties.get(entry.fields["issuer"])
        action, key, start = fields["action"], fields["key"], fields.get("from_index")
        actor, fresh = self.parties[entry.iss], key not in self.uses
        authority = actor.sort == "authority"
        itself = target is actor and actor.sort != "recovery"
        rescuer = target is not None and target.recovery and entry.iss == issuer_name(target.recovery)
        if target is None:
            ok = action == "add" and authority and fields["issuer"] == issuer_name(key)
            ok = ok and fields.get("role") in self.policy["roles"]
        elif action == "add":
            ok = (authority or rescuer) and not target.active and fresh
        elif action == "rotate":
            ok = itself and fresh
        elif action == "retire":
            ok = (itself or authority) and key == target.active
        else:
            ok = (authority or rescuer) and key in target.keys and start is not None and start <= index
        extra = target is not None and ("role" in fields or "recovery" in fields)
        if not ok or extra or (start is not None and action != "compromised"):
            raise Fault("key-statement-unauthorised", "R21")
        message = encode(["traceledger/key-possession/1", self.policy["origin"], fields["issuer"], key])
        if action in ("add", "rotate") and not ed25519.valid(fields.get("proof", b""), message, key):
            raise Fault("possession-unproved", "R22")

    def apply(self, entry, index):
        """What a key or policy statement changes for the entries after it."""
        fields = entry.fields
        if entry.kind == "policy":
            self.policy = fields
            name = issuer_name(fields["authority"])
            self.parties.setdefault(name, Party("authority", fields["authority"])).recovery = fields.get("recovery")
            for item in fields["issuers"]:
                self.join(item["key"], item["role"], item.get("recovery"))
            self.join_recovery(fields.get("recovery"))
        elif entry.kind == "key":
            target, key = self.parties.get(fields["issuer"]), fields["key"]
            if target is None:
                self.join(key, fields["role"], fields.get("recovery"))
            elif fields["action"] in ("add", "rotate"):
                target.active = key
                target.keys.add(key)
            elif key == target.active:
                target.active = None
            if fields["action"] == "compromised":
                target.compromised.add(key)
                self.declared.append((key, fields["from_index"], index))
        if entry.kind in ("policy", "key"):
            self.uses = self.next_uses

    def join(self, key, role, recovery):
        self.parties[issuer_name(key)] = Party("issuer", key, role, recovery)
        self.join_recovery(recovery)

    def join_recovery(self, key):
        if key:
            self.parties.setdefault(issuer_name(key), Party("recovery", key))
