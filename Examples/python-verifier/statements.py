# SPDX-License-Identifier: Apache-2.0
"""Strict dCBOR, the kinds of statements, one entry by R1 to R10, and disclosure sets by R14 (SPEC.md 2 to 6)."""
import base64
import calendar
import hashlib
import json
import pathlib
import re

import cbor2  # encodes byte strings, texts and arrays of them; it reads leniently and sorts maps by length first

PREFIX, ZERO, LEVELS = "urn:ietf:params:oauth:ckt:sha-256:", bytes(32), 16
ISSUER = re.compile(PREFIX + "[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")  # the last digit carries four bits
TARGETED = ("correction", "retraction", "erasure")
CONTROL = (*TARGETED, "key", "policy")

class Fault(Exception):
    """A broken requirement, and where."""
    def __init__(self, code, requirement, index=None, file=None, field=None):
        self.code, self.requirement, self.index, self.file, self.field = code, requirement, index, file, field

class Decimal(tuple):
    """(exponent, mantissa), the content of a tag 4."""

def require(condition, code, requirement, **where):
    if not condition:
        raise Fault(code, requirement, **where)
def must(condition):
    if not condition:
        raise ValueError("not the one form that the specification allows")
class Reader:
    """Reads deterministic CBOR, or raises ValueError."""
    def __init__(self, data):
        self.data, self.at = data, 0
    def take(self, count):
        must(count <= len(self.data) - self.at)
        self.at += count
        return self.data[self.at - count : self.at]
    def head(self):
        first = self.take(1)[0]
        major, info = first >> 5, first & 31
        if info < 24:
            return major, info
        must(info < 28 and major != 7)  # no indefinite length, reserved head, float or long simple value
        argument = int.from_bytes(self.take(1 << info - 24), "big")
        must(argument >= (24, 1 << 8, 1 << 16, 1 << 32)[info - 24])
        return major, argument
    def expect(self, wanted):
        major, argument = self.head()
        return argument if major == wanted else must(False)
    def item(self, level=0):
        major, argument = self.head()
        if major < 2:
            return -1 - argument if major else argument
        if major < 4:
            return self.take(argument) if major == 2 else self.take(argument).decode("utf-8")
        if major == 7:
            must(20 <= argument <= 22)
            return (False, True, None)[argument - 20]
        must(level < LEVELS)
        if major == 6:
            must(argument == 4 and self.head() == (4, 2))
            value = Decimal((self.item(LEVELS), self.item(LEVELS)))
            must(type(value[0]) is type(value[1]) is int and -18 <= value[0] <= 0 and abs(value[1]) < 2**63)
            return value
        must(argument <= len(self.data) - self.at)
        return [self.item(level + 1) for _ in range(argument)] if major == 4 else self.map(argument, level)
    def map(self, count, level):
        result, before = {}, b""
        for _ in range(count):
            start = self.at
            key = self.item(LEVELS)
            encoded = self.data[start : self.at]
            must(encoded > before and type(key) in (str, int))
            before, result[key] = encoded, self.item(level + 1)
        return result

def decode(data):
    reader = Reader(data)
    value = reader.item()
    return value if reader.at == len(data) else must(False)

TABLE = json.loads((pathlib.Path(__file__).parent / "kinds.json").read_text("utf-8"))
KINDS = {kind: {name: re.fullmatch("(.*?)([!~$]?)", marked).groups()  # "text~" as ("text", "~")
                for marked, names in groups.items() for name in names.split()} for kind, groups in TABLE.items()}
COMMON = KINDS.pop("common")

def digest(value):
    return isinstance(value, bytes) and len(value) == 32
def ascending(values):
    return all(a < b for a, b in zip(values, values[1:]))

def date(value):
    parts = re.fullmatch("((?:19|20|21)[0-9]{2}|2200)-(0[1-9]|1[0-2])-([0-9]{2})", value if isinstance(value, str) else "")
    return parts is not None and 1 <= int(parts[3]) <= calendar.monthrange(int(parts[1]), int(parts[2]))[1]

def shaped(value, fields, optional=()):  # whether a map has these fields, each of its type, and no others
    return isinstance(value, dict) and set(fields) - set(optional) <= set(value) <= set(fields) and all(
        has_type(value[name], fields[name]) for name in value)

CHECKS = {
    "uint": lambda v: type(v) is int and 0 <= v < 2**63,
    "digest": digest, "subject": digest, "date": date,
    "any": lambda v: True, "tstr": lambda v: isinstance(v, str),
    "text": lambda v: isinstance(v, str) and len(v.encode()) <= 4096,
    "kind": lambda v: isinstance(v, str) and v in KINDS,
    "decimal": lambda v: isinstance(v, Decimal),
    "signature": lambda v: isinstance(v, bytes) and len(v) == 64,
    "share": lambda v: type(v) is list and len(v) == 3 and digest(v[0]) and all(
        part is None or isinstance(part, Decimal) and part[1] >= 0 for part in v[1:]),
    "reading": lambda v: isinstance(v, dict) and v != {} and all(type(k) is str and digest(d) for k, d in v.items()),
    "commitments": lambda v: has_type(v, "+digest") and len(v) <= 64 and ascending(v),
    "role": lambda v: shaped(v, {"for": "self/any", "kinds": "+kind"}),
    "roles": lambda v: isinstance(v, dict) and v != {} and all(has_type([*v], "*text") and has_type(r, "role") for r in v.values()),
    "issuer": lambda v: shaped(v, {"key": "digest", "role": "text", "recovery": "digest"}, ["recovery"]),
    "issuers": lambda v: has_type(v, "*issuer") and ascending([item["key"] for item in v]),
}

def has_type(value, kind):
    if kind[0] in "+*":
        return type(value) is list and (kind[0] == "*" or value != []) and all(has_type(v, kind[1:]) for v in value)
    return CHECKS[kind](value) if kind in CHECKS else isinstance(value, str) and value in kind.split("/")

def digests(value):  # every byte string of 32 bytes in a value: what may be a pseudonym
    parts = value.values() if isinstance(value, dict) else value if type(value) is list else []
    return [value] if digest(value) else [found for part in parts for found in digests(part)]

def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()
def b64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")

class Entry:
    """A Signed Statement; R1 to R3 hold once it is made, R5 to R8 after `read_payload`."""
    def __init__(self, data, limit=65535):
        reader = Reader(data)
        try:
            must(len(data) <= limit and reader.take(2) == b"\xd2\x84")
            self.protected = reader.take(reader.expect(2))
            must(reader.take(1) == b"\xa0")
            self.payload, self.signature = reader.take(reader.expect(2)), reader.take(reader.expect(2))
            must(len(self.signature) == 64 and reader.at == len(data))
        except ValueError:
            raise Fault("entry-malformed", "R1") from None
        try:
            self.read_header(decode(self.protected))
        except (ValueError, LookupError, TypeError, AttributeError):
            raise Fault("header-malformed", "R2") from None
    def read_header(self, header):  # R2 and R3
        claims, (self.seq, self.prev, links) = header[15], header[-65537]
        self.kid, self.iss, sub, self.aud = header[4], claims[1], claims[2], claims[3]
        self.links = [(subject, seq, prev) for subject, seq, prev in links]
        self.subjects = [link[0] for link in self.links]
        must(len(header) == 5 and header[1] in (-8, -19) and header[3] == "application/vnd.traceledger+cbor")
        must(len(claims) == 4 and isinstance(self.aud, str) and has_type(claims[6], "uint") and digest(self.kid))
        must(ISSUER.fullmatch(self.iss) and type(links) is list and 1 <= len(links) <= 256)
        must(all(map(digest, self.subjects)) and ascending(self.subjects) and sub == b64url(self.subjects[0]))
        for seq, prev in [(self.seq, self.prev)] + [link[1:] for link in self.links]:
            must(has_type(seq, "uint") and digest(prev) and (seq == 0) == (prev == ZERO))
    def read_payload(self):  # R5 to R8
        try:
            self.fields = fields = decode(self.payload)
            must(isinstance(fields, dict) and all(type(k) is str for k in fields) and isinstance(fields.get("kind"), str))
        except ValueError:
            raise Fault("payload-malformed", "R5") from None
        self.kind = fields["kind"]
        require(self.kind in KINDS, "kind-unknown", "R6", field="kind")
        of = fields.get("of") if self.kind == "correction" else self.kind
        require(type(fields.get("v")) is int and fields["v"] == 1 and digest(fields.get("ref")), "payload-malformed", "R6")
        require(has_type(of, "kind") and (self.kind != "correction" or of not in CONTROL), "payload-malformed", "R7", field="of")
        self.body = KINDS[of] if of not in CONTROL else {}
        self.defined = COMMON | self.body | KINDS[self.kind]
        for name, (kind, mark) in self.defined.items():
            fits = has_type(fields[name], kind) if name in fields else mark != "!"
            require(fits, "payload-malformed", "R8" if name == "_sd" else "R7", field=name)
    def check_clear(self, profile):  # R9 and R10
        for name, (_, mark) in self.body.items():
            hidden = mark == "~" or mark == "$" and profile != "open" or profile == "closed"
            require(not (hidden and name in self.fields), "field-in-clear", "R9", field=name)
        needed = [s for n, (t, _) in self.defined.items() if t == "+share" for s in digests(self.fields.get(n, []))]
        needed += [self.fields["ref"]] if self.kind in ("party", "site", "lot") else []
        needed += [self.fields["site"]] if self.kind in ("head-count", "inspection") and "site" in self.fields else []
        needed += [self.fields["ref"]] if not needed and self.kind not in TARGETED else []
        require(set(needed) <= set(self.subjects), "subject-missing", "R10")

def disclosure_code(data, entry, record):  # R14: of the whole set, None where it is accepted
    try:
        reader, keys = Reader(data), set()
        must(len(data) <= 1 << 20 and reader.expect(4) == 4)
        must([reader.item(), reader.item()] == ["traceledger/disclosures/1", record])
        known = entry.subjects + digests(entry.fields)
        for label in ("field", "subject"):
            for _ in range(reader.expect(4)):
                start = reader.at
                salt, key, value = reader.item()
                whole = sha(b"\x84", cbor2.dumps(f"traceledger/{label}/1"), data[start + 1 : reader.at])
                must(isinstance(salt, bytes) and len(salt) == 16 and isinstance(key, str))
                if label == "field":
                    must(whole in entry.fields.get("_sd", []) and key not in keys | set(entry.fields))
                    must(has_type(value, entry.defined.get(key, ("any",))[0]))
                    keys, known = keys | {key}, known + digests(value)
                must(label == "field" or whole in known and isinstance(value, str))
        must(reader.at == len(data))
    except (ValueError, TypeError):
        return "disclosure-refused"
