# SPDX-License-Identifier: Apache-2.0
"""Strict dCBOR, the kinds of statements, one entry by R1 to R10, and disclosure sets by R14 (SPEC.md 2 to 6)."""
import base64
import datetime
import hashlib
import re

import cbor2  # encodes byte strings, texts and arrays of them; it reads leniently and sorts maps by length first

PREFIX, ZERO, LEVELS = "urn:ietf:params:oauth:ckt:sha-256:", bytes(32), 16
CONTROL = ("correction", "retraction", "erasure", "key", "policy")

class Fault(Exception):
    """A broken requirement, and where."""
    def __init__(self, code, requirement, index=None, file=None, field=None):
        super().__init__(code)
        self.code, self.requirement, self.index, self.file, self.field = code, requirement, index, file, field

    def __str__(self):
        return ", ".join(f"{name} {value}" for name, value in vars(self).items() if value is not None)

class Decimal(tuple):
    """(exponent, mantissa), the content of a tag 4."""

class Reader:
    """Reads the one encoding that is allowed, or raises ValueError."""
    def __init__(self, data, text_keys=False):
        self.data, self.at, self.text_keys = data, 0, text_keys

    def take(self, count):
        if count > len(self.data) - self.at:
            raise ValueError("cut short")
        self.at += count
        return self.data[self.at - count : self.at]

    def head(self):
        first = self.take(1)[0]
        major, info = first >> 5, first & 31
        if info < 24:
            return major, info
        if info > 27 or major == 7:
            raise ValueError("indefinite length, reserved head, float or simple value")
        argument = int.from_bytes(self.take(1 << info - 24), "big")
        if argument < (24, 1 << 8, 1 << 16, 1 << 32)[info - 24]:
            raise ValueError("head longer than needed")
        return major, argument

    def expect(self, major):
        found, argument = self.head()
        if found != major or major == 4 and argument > len(self.data) - self.at:
            raise ValueError(f"no item of major type {major}")
        return argument

    def item(self, level=0):
        major, argument = self.head()
        if major < 2:
            return -1 - argument if major else argument
        if major < 4:
            return self.take(argument) if major == 2 else self.take(argument).decode("utf-8")
        if major == 7:
            return {20: False, 21: True, 22: None}[argument] if argument in (20, 21, 22) else self.refuse("simple value")
        if level == LEVELS or major < 6 and argument > len(self.data) - self.at:
            raise ValueError("nested too deep, or more items than bytes")
        if major == 4:
            return [self.item(level + 1) for _ in range(argument)]
        return self.map(argument, level) if major == 5 else self.decimal(argument)

    def map(self, count, level):
        result, before = {}, b""
        for _ in range(count):
            start = self.at
            key = self.item(LEVELS)
            encoded = self.data[start : self.at]
            if type(key) is not str and (type(key) is not int or self.text_keys and level == 0) or encoded <= before:
                raise ValueError("map key of another type, or not in ascending order")
            before, result[key] = encoded, self.item(level + 1)
        return result

    def decimal(self, tag):
        value = Decimal((self.item(LEVELS), self.item(LEVELS))) if tag == 4 and self.head() == (4, 2) else (None, None)
        if not all(type(v) is int for v in value) or not -18 <= value[0] <= 0 or abs(value[1]) > 2**63 - 1:
            raise ValueError("tag other than that of a decimal")
        return value

    def refuse(self, reason):
        raise ValueError(reason)

    def end(self):
        return self.at == len(self.data) or self.refuse("bytes after the item")

def decode(data, text_keys=False):
    reader = Reader(data, text_keys)
    value = reader.item()
    reader.end()
    return value

# The kinds: fields grouped by type. `!` marks fields that must stand, `~` ones that are always committed, `$` prices;
# `+type` and `*type` are lists; slashes separate allowed words.
def table(text):
    fields = {}
    for group in text.split("|"):
        kind, *names = group.split()
        mark = kind[-1] if kind[-1] in "!~$" else ""
        fields |= {name: (kind.rstrip("!~$"), mark) for name in names}
    return fields

COMMON = table("subject according_to document | reading read_from | commitments _sd"
               "| document/supplier_statement/own_observation/estimate basis")
KINDS = {line.split(":", 1)[0]: table(line.split(":", 1)[1]) for line in """\
party: text~ name name_native address postal_code phone email representative | *tstr~ identifiers | text country\
 | subject parent | decimal ownership_pct\
 | +buyer/importer/exporter/manufacturer/processor/finisher/broker/carrier/supplier/government/other roles
site: text~ name address postal_code | text country locode | subject operator | decimal~ lat lon | date opened closed\
 | decimal workers hours_per_day | factory/workshop/home_workshop/warehouse/port/crossing/detention_facility/unknown type
head-count: subject site | date as_of | decimal workers
lot: text~ description sku raw_origin_region | text hs material raw_origin_country | shares made_from | subject maker made_at\
 | decimal hand_tied_pct length_cm density_pct pieces net_kg gross_kg pieces_per_unit | piece/pair/set/dozen unit\
 | hand_tied/machine_weft/mixed/hand_made/mechanised/knitted/crocheted/sewn/unknown construction
order: subject buyer supplier | text~ sku remarks | shares lots | decimal pieces | decimal$ unit_price | text currency\
 | date ordered promised shipped
movement: raw_import/raw_export/return_import/transfer/re_export/entry type | shares lots | date dispatched arrived\
 | subject from_party to_party from_site to_site manufacturer stuffing_site consolidator | decimal$ value\
 | text place_of_receipt from_country to_country customs_office port trade_mode origin_declared currency incoterm\
 | text~ container declaration related_declaration handbook waybill seal | sea/rail/road/air/post mode
processing: transform/finish/relabel/repack type | subject site operator | date started finished | shares inputs outputs\
 | decimal workers worker_hours scrap_kg packaging_kg | text origin_before origin_after | text~ label_text reason\
 | +knot/tie/weft/knit/crochet/sew/bead/assemble/wash/dye/bleach/sort/trim/curl/pair/mount/style/label/pack/other steps
payment: date date | subject payer payee | text~ payee_bank reference | text payee_country currency | decimal$ amount\
 | decimal pieces | shares lots
document: text~ number file | subject issuer | date issued | digest sha256 | +subject attaches | decimal mass_kg pieces workers\
 | purchase_order/invoice/packing_list/bill_of_lading/isf/rail_note/waybill/certificate_of_origin/declaration/entry/contract\
/payroll/roster/audit/photo/bank_statement/lab_test/production_record/purchase_record/goods_received/questionnaire\
/customs_notice/other type
claim: +subject about | text~ text source source_url denominator | date published | A/B/C/D/E/F reliability | text unit\
 | 1/2/3/4/5/6 credibility | subject derived_from | decimal value_low value_high
inspection: subject site inspector | date date | yes/no announced | *tstr scope | decimal workers | text~ text\
 | confirmed/not_confirmed/refused outcome
reply: +subject about | text finding | subject party | date date | text~ text
rate: date date | text currency | decimal per_usd
retraction: digest! target | entered-in-error/duplicate/no-longer-supported/withdrawn-by-source! reason
erasure: digest! target | data-subject-request/retention-ended/safety/legal-order! reason
key: add/rotate/retire/compromised! action | text! issuer | digest! key | signature proof | text role | digest recovery\
 | uint from_index
policy: text! origin | digest! checkpoint_key authority | digest recovery | open/standard/closed! profile | roles! roles\
 | issuers! issuers | uint! max_entry
correction: text! of | digest! target""".splitlines()}

def uint(value):
    return type(value) is int and 0 <= value < 2**63

def digest(value):
    return isinstance(value, bytes) and len(value) == 32

def ascending(values):
    return all(a < b for a, b in zip(values, values[1:]))

def is_text(value):
    return isinstance(value, str) and len(value.encode()) <= 4096

def date(value):
    try:
        return bool(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value)) and (
            1900 <= datetime.date.fromisoformat(value).year <= 2200)
    except (ValueError, TypeError):
        return False

def share(value):
    return type(value) is list and len(value) == 3 and digest(value[0]) and all(
        v is None or isinstance(v, Decimal) and v[1] >= 0 for v in value[1:])

def role(value):
    return isinstance(value, dict) and set(value) == {"for", "kinds"} and value["for"] in ("self", "any") and (
        type(value["kinds"]) is list and value["kinds"] != [] and all(is_text(k) and k in KINDS for k in value["kinds"]))

def issuer(value):
    return isinstance(value, dict) and {"key", "role"} <= set(value) <= {"key", "role", "recovery"} and (
        digest(value["key"]) and is_text(value["role"]) and digest(value.get("recovery", ZERO)))

CHECKS = {
    "uint": uint, "digest": digest, "subject": digest, "text": is_text, "date": date,
    "tstr": lambda v: isinstance(v, str),
    "decimal": lambda v: isinstance(v, Decimal),
    "signature": lambda v: isinstance(v, bytes) and len(v) == 64,
    "shares": lambda v: type(v) is list and v != [] and all(map(share, v)),
    "reading": lambda v: isinstance(v, dict) and v != {} and all(type(k) is str and digest(d) for k, d in v.items()),
    "commitments": lambda v: type(v) is list and 1 <= len(v) <= 64 and all(map(digest, v)) and ascending(v),
    "roles": lambda v: isinstance(v, dict) and v != {} and all(is_text(k) and role(r) for k, r in v.items()),
    "issuers": lambda v: type(v) is list and all(map(issuer, v)) and ascending([i["key"] for i in v]),
}

def has_type(value, kind):
    if kind[0] in "+*":
        return type(value) is list and (kind[0] == "*" or value != []) and all(has_type(v, kind[1:]) for v in value)
    return CHECKS[kind](value) if kind in CHECKS else isinstance(value, str) and value in kind.split("/")

def references(value, kind):
    """The subjects that a value of this type names."""
    if kind in ("shares", "reading"):
        return [item[0] for item in value] if kind == "shares" else list(value.values())
    return value if kind == "+subject" else [value] if kind == "subject" else []

def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def b64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")

class Entry:
    """A Signed Statement; R1 to R3 hold once it is made, R5 to R8 after `read_payload`."""
    def __init__(self, data, limit=65535):
        reader = Reader(data)
        try:
            if len(data) > limit or reader.take(2) != b"\xd2\x84":
                raise ValueError("length or beginning")
            self.protected = reader.take(reader.expect(2))
            if reader.take(1) != b"\xa0":
                raise ValueError("unprotected header")
            self.payload = reader.take(reader.expect(2))
            self.signature = reader.take(reader.expect(2))
            if len(self.signature) != 64 or not reader.end():
                raise ValueError("signature")
        except ValueError:
            raise Fault("entry-malformed", "R1") from None
        try:
            self.read_header(decode(self.protected))
        except (ValueError, LookupError, TypeError, AttributeError):
            raise Fault("header-malformed", "R2") from None

    def read_header(self, header):
        """R2 and R3."""
        claims, (self.seq, self.prev, links) = header[15], header[-65537]
        self.kid, self.iss, sub, self.aud, iat = header[4], claims[1], claims[2], claims[3], claims[6]
        self.links = [(subject, seq, prev) for subject, seq, prev in links]
        self.subjects = [link[0] for link in self.links]
        pairs = [(self.seq, self.prev)] + [link[1:] for link in self.links]
        name = base64.urlsafe_b64decode(self.iss.removeprefix(PREFIX) + "=")
        if not (len(header) == 5 and header[1] in (-8, -19) and header[3] == "application/vnd.traceledger+cbor"
                and digest(self.kid) and len(claims) == 4 and isinstance(self.aud, str) and uint(iat)
                and type(links) is list and 1 <= len(links) <= 256 and all(map(digest, self.subjects))
                and ascending(self.subjects) and sub == b64url(self.subjects[0])
                and all(uint(s) and digest(p) and (s == 0) == (p == ZERO) for s, p in pairs)
                and digest(name) and self.iss == PREFIX + b64url(name)):
            raise ValueError("header")

    def read_payload(self):
        """R5 to R8."""
        try:
            self.fields = fields = decode(self.payload, text_keys=True)
        except ValueError:
            raise Fault("payload-malformed", "R5") from None
        if not isinstance(fields, dict) or not isinstance(fields.get("kind"), str):
            raise Fault("payload-malformed", "R6", field="kind")
        self.kind = fields["kind"]
        if self.kind not in KINDS:
            raise Fault("kind-unknown", "R6", field="kind")
        if type(fields.get("v")) is not int or fields["v"] != 1 or not digest(fields.get("ref")):
            raise Fault("payload-malformed", "R6")
        self.body = {} if self.kind in CONTROL else KINDS[self.kind]
        if self.kind == "correction":
            of = fields.get("of")
            if not isinstance(of, str) or of not in KINDS or of in CONTROL:
                raise Fault("payload-malformed", "R7", field="of")
            self.body = KINDS[of]
        self.defined = COMMON | self.body | KINDS[self.kind]
        for name, (kind, mark) in self.defined.items():
            if mark == "!" and name not in fields or name in fields and not has_type(fields[name], kind):
                raise Fault("payload-malformed", "R8" if name == "_sd" else "R7", field=name)

    def check_clear(self, profile):
        """R9 and R10."""
        for name, (_, mark) in self.body.items():
            if name in self.fields and (mark == "~" or mark == "$" and profile != "open" or profile == "closed"):
                raise Fault("field-in-clear", "R9", field=name)
        needed = [s for n, (t, _) in self.defined.items() if t == "shares" for s in references(self.fields.get(n, []), t)]
        needed += [self.fields["ref"]] if self.kind in ("party", "site", "lot") else []
        needed += [self.fields["site"]] if self.kind in ("head-count", "inspection") and "site" in self.fields else []
        if self.kind not in ("correction", "retraction", "erasure"):
            needed = needed or [self.fields["ref"]]
        if not set(needed) <= set(self.subjects):
            raise Fault("subject-missing", "R10")

def check_disclosures(data, entry, record):
    """R14: the whole set, or a Fault."""
    try:
        reader, keys = Reader(data), set()
        if len(data) > 1 << 20 or reader.expect(4) != 4 or reader.item() != "traceledger/disclosures/1" or reader.item() != record:
            raise ValueError("head of the set")
        known = entry.subjects + [entry.fields["ref"]]
        for name, (kind, _) in entry.defined.items():
            known += references(entry.fields[name], kind) if name in entry.fields else []
        for label in ("field", "subject"):
            for _ in range(reader.expect(4)):
                start = reader.at
                salt, key, value = reader.item()
                kind = entry.defined.get(key, ("any",))[0]
                whole = sha(b"\x84", cbor2.dumps(f"traceledger/{label}/1"), data[start + 1 : reader.at])
                if not isinstance(salt, bytes) or len(salt) != 16 or not isinstance(key, str):
                    raise ValueError("form")
                if label == "subject" and (whole not in known or not isinstance(value, str)):
                    raise ValueError("opening of another statement's subject")
                if label == "field":
                    if whole not in entry.fields.get("_sd", []) or key in keys or key in entry.fields or (
                            kind != "any" and not has_type(value, kind)):
                        raise ValueError("field")
                    keys.add(key)
                    known += references(value, kind)
        reader.end()
    except (ValueError, TypeError):
        raise Fault("disclosure-refused", "R14") from None
