# SPDX-License-Identifier: Apache-2.0
"""Forges ledgers, good and bad, from SPEC.md alone. Shares no code with any verifier.

Everything is deterministic: keys and salts are SHA-256 of fixed strings, times are fixed.
"""
import base64
import hashlib
import struct

import nacl.signing

CONTENT_TYPE = "application/vnd.traceledger+cbor"
ISSUER_PREFIX = "urn:ietf:params:oauth:ckt:sha-256:"
START = 1_767_225_600  # 2026-01-01T00:00:00Z
ZERO = bytes(32)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def b64(data):
    return base64.b64encode(data).decode()


def b64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Raw(bytes):
    """Bytes that go into an encoding as they stand."""


class Dec(tuple):
    """A decimal: Dec((exponent, mantissa)), written as tag 4."""


class Float(float):
    """A double-precision float, which no ledger may hold."""


def head(major, argument):
    if argument < 24:
        return bytes([major << 5 | argument])
    for code, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if argument < 1 << (8 * width):
            return bytes([major << 5 | code]) + argument.to_bytes(width, "big")
    raise ValueError(argument)


def cbor(value):
    """Deterministic encoding, RFC 8949 section 4.2.1."""
    if isinstance(value, Raw):
        return bytes(value)
    if isinstance(value, Dec):
        return b"\xc4" + cbor(list(value))
    if isinstance(value, Float):
        return b"\xfb" + struct.pack(">d", value)
    if value is None or isinstance(value, bool):
        return {False: b"\xf4", True: b"\xf5", None: b"\xf6"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(cbor, value))
    pairs = sorted((cbor(k), cbor(v)) for k, v in value.items())
    return head(5, len(pairs)) + b"".join(k + v for k, v in pairs)


def dec(text):
    """A decimal with the digits as written."""
    whole, _, fraction = text.partition(".")
    return Dec((-len(fraction), int(whole + fraction)))


def subject(salt, kind, identifier):
    return sha(cbor(["traceledger/subject/1", salt, kind, identifier]))


def commitment(salt, key, value):
    return sha(cbor(["traceledger/field/1", salt, key, value]))


def thumbprint(public):
    return sha(bytes.fromhex("a301012006215820"), public)


def sig_structure(protected, payload):
    return b"\x84\x6aSignature1" + cbor(protected) + b"\x40" + cbor(payload)


class Key:
    """An Ed25519 key pair whose seed is the hash of its label."""

    def __init__(self, label):
        self.seed = sha(b"traceledger/vector/key/", label.encode())
        self.signer = nacl.signing.SigningKey(self.seed)
        self.public = bytes(self.signer.verify_key)
        self.thumbprint = thumbprint(self.public)
        self.name = ISSUER_PREFIX + b64url(self.thumbprint)

    def sign(self, message):
        return self.signer.sign(message).signature


class Issuer:
    """A holder of keys, named by its first one."""

    def __init__(self, label):
        self.label, self.key = label, Key(label)
        self.first = self.key
        self.name = self.key.name


class Ledger:
    """A ledger that is being forged: its entries, and each issuer's chains."""

    def __init__(self, origin="ledger.example/vectors", salt="", profile="standard", max_entry=65535):
        self.origin, self.salt, self.profile = origin, salt or origin, profile
        self.max_entry = max_entry
        self.log, self.authority = Key(salt + "log"), Issuer(salt + "authority")
        self.former_logs = []  # former log keys, each with the largest size that it signs
        self.recovery = Issuer(salt + "recovery")
        self.entries, self.ids, self.disclosed = [], [], {}
        self.chains, self.links, self.refs = {}, {}, {}

    # Pseudonyms and commitments

    def salt_of(self, *labels):
        return sha(b"traceledger/vector/salt/", "/".join((self.salt,) + labels).encode())[:16]

    def s(self, kind, identifier):
        return subject(self.salt_of("subject", kind, identifier), kind, identifier)

    def opening(self, kind, identifier):
        return [self.salt_of("subject", kind, identifier), kind, identifier]

    def share(self, lot, pieces=None, kg=None):
        return [self.s("lot", lot), pieces and dec(pieces), kg and dec(kg)]

    # Statements

    def state(self, who, kind, identifier, fields=None, about=None, committed=None, of=None, **edit):
        """Appends a statement; one with a target has the target's `ref`. `edit` changes one thing: header,
        payload, links, sub, kid, signer, seq, prev, aud, iat, alg, entry, signature. Returns its record id."""
        ref = self.refs.get((fields or {}).get("target")) or self.s(of or kind, identifier)
        payload = {"kind": kind, "v": 1, "ref": ref} | (fields or {})
        hidden = [[self.salt_of("field", str(len(self.entries)), k), k, v] for k, v in (committed or {}).items()]
        if hidden:
            payload["_sd"] = sorted(commitment(*field) for field in hidden)
        if of:
            payload["of"] = of
        payload = edit.get("payload", lambda p: p)(payload)
        payload = payload if isinstance(payload, bytes) else cbor(payload)
        subjects = sorted(set(about or [ref]))
        protected = self.header(who, subjects, edit)
        signer = edit.get("signer", who.key)
        signature = edit.get("signature") or signer.sign(sig_structure(protected, payload))
        entry = b"\xd2\x84" + cbor(protected) + b"\xa0" + cbor(payload) + cbor(signature)
        entry = edit.get("entry", lambda e: e)(entry)
        record = self.append(entry, who.name, subjects, edit, hidden)
        self.refs[record] = ref
        return record

    def header(self, who, subjects, edit):
        seq, prev = self.chains.get(who.name, (0, ZERO))
        links = [[s, *self.links.get((who.name, s), (0, ZERO))] for s in subjects]
        links = edit.get("links", lambda l: l)(links)
        fields = {
            1: edit.get("alg", -8),
            3: CONTENT_TYPE,
            4: edit.get("kid", who.key.thumbprint),
            15: {
                1: edit.get("iss", who.name),
                2: edit.get("sub", b64url(links[0][0]) if links else ""),
                3: edit.get("aud", self.origin),
                6: edit.get("iat", START + 60 * len(self.entries)),
            },
            -65537: [edit.get("seq", seq), edit.get("prev", prev), links],
        }
        fields = edit.get("header", lambda h: h)(fields)
        return fields if isinstance(fields, bytes) else cbor(fields)

    def append(self, entry, name, subjects, edit, hidden=()):
        record = sha(b"\0", entry)
        self.entries.append(entry)
        self.ids.append(record)
        self.disclosed[record] = list(hidden)
        self.chains[name] = (edit.get("seq", self.chains.get(name, (0, ZERO))[0]) + 1, record)
        for s in subjects:
            self.links[name, s] = (self.links.get((name, s), (0, ZERO))[0] + 1, record)
        return record

    def policy(self, roles, issuers=(), fields=None, **edit):
        """Appends a policy statement; `issuers` are (issuer, role) or (issuer, role, recovery)."""
        listed = [
            {"key": i[0].first.public, "role": i[1]} | ({"recovery": i[2].first.public} if i[2:] else {})
            for i in issuers
        ]
        body = {
            "origin": self.origin, "checkpoint_key": self.log.public,
            "authority": self.authority.first.public, "recovery": self.recovery.first.public,
            "profile": self.profile, "roles": roles, "max_entry": self.max_entry,
            "issuers": sorted(listed, key=lambda i: i["key"]),
        }
        return self.state(edit.pop("who", self.authority), "policy", "policy", body | (fields or {}), **edit)

    def replace_log_key(self, label, roles, fields=None, **edit):
        """Appends a policy that names a new log key with its proof; both keys sign that size."""
        index, new = len(self.entries), Key(label)
        proof = {"checkpoint_key": new.public, "checkpoint_proof": self.proof("log", new)}
        self.policy(roles, fields=proof | (fields or {}), **edit)
        self.former_logs.append((index + 1, self.log))
        self.log = new

    def log_signers(self, size):
        """The key in force, after the one that it takes over from where that signs as well."""
        left = [key for last, key in self.former_logs if last >= size] + [self.log]
        return left[: 2 if (size, left[0]) in self.former_logs else 1]

    def proof(self, issuer_name, key):
        return key.sign(cbor(["traceledger/key-possession/1", self.origin, issuer_name, key.public]))

    def key_statement(self, who, action, issuer, key, fields=None, **edit):
        """Appends a key statement; add and rotate carry the proof of possession."""
        body = {"action": action, "issuer": issuer.name, "key": key.public}
        if action in ("add", "rotate"):
            body["proof"] = self.proof(issuer.name, key)
        return self.state(who, "key", issuer.label, body | (fields or {}), **edit)

    # Files

    def root(self, size=None):
        return tree([sha(b"\0", e) for e in self.entries[: len(self.entries) if size is None else size]])

    def note(self, size=None, **edit):
        """A checkpoint; `edit` changes origin, root, key, name, text or signatures."""
        size = len(self.entries) if size is None else size
        origin = edit.get("origin", self.origin)
        root = edit.get("root") or self.root(size)
        text = edit.get("text", f"{origin}\n{edit.get('claimed', size)}\n{b64(root)}\n")
        lines = edit.get("lines")
        if lines is None:
            keys = [edit["key"]] if "key" in edit else self.log_signers(size)
            lines = [note_line(edit.get("name", origin), key, text) for key in keys]
        return (text + "\n" + "".join(lines)).encode()

    def files(self, earlier=(), **edit):
        """The files of log/, relative to it, with those of earlier checkpoints."""
        files = {"checkpoint": self.note(**edit)}
        for size in (*earlier, len(self.entries)):
            files |= tiles(self.entries[:size])
        for size in earlier:
            files[f"checkpoints/{size}"] = self.note(size)
        return files


def tree(hashes):
    """RFC 9162 section 2.1.1, by the definition."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return sha(b"\1", tree(hashes[:split]), tree(hashes[split:]))


def tile_name(level, number, width=256):
    groups = [f"{number % 1000:03}"]
    while number >= 1000:
        number //= 1000
        groups.insert(0, f"x{number % 1000:03}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < 256 else "")


def tiles(entries):
    """Every tile and bundle that a tree of these entries asks for."""
    files = {}
    for at in range(0, len(entries), 256):
        chunk = entries[at : at + 256]
        data = b"".join(len(e).to_bytes(2, "big") + e for e in chunk)
        files[tile_name("entries", at // 256, len(chunk))] = data
    level, hashes = 0, [sha(b"\0", e) for e in entries]
    while hashes:
        for at in range(0, len(hashes), 256):
            chunk = hashes[at : at + 256]
            files[tile_name(level, at // 256, len(chunk))] = b"".join(chunk)
        full = range(0, len(hashes) - len(hashes) % 256, 256)
        level, hashes = level + 1, [tree(hashes[at : at + 256]) for at in full]
    return files


def key_id(name, public, kind=1):
    return sha(name.encode(), b"\n", bytes([kind]), public)[:4]


def note_line(name, key, text, kind=1, signature=None):
    signature = signature or key.sign(text.encode())
    return f"\u2014 {name} {b64(key_id(name, key.public, kind) + signature)}\n"


def vkey(name, public):
    return f"{name}+{key_id(name, public).hex()}+{b64(bytes([1]) + public)}"
