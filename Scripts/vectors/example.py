# SPDX-License-Identifier: Apache-2.0
"""The worked example of SPEC.md section 1: a ledger of three entries, in diagnostic notation and annotated hex."""
from .forge import Issuer, Ledger, b64, cbor, dec, sha, sig_structure

LABELS = {
    (1,): "alg: EdDSA", (3,): "content type", (4,): "kid: thumbprint of the signing key", (15,): "CWT claims",
    (15, 1): "iss", (15, 2): "sub: the first subject in base64url", (15, 3): "aud: the origin",
    (15, 6): "iat: 2026-01-01T00:01:00Z", (-65537,): "chains", (-65537, 0): "seq in the issuer's chain",
    (-65537, 1): "prev: none", (-65537, 2, 0, 0): "subject", (-65537, 2, 0, 1): "seq in the subject's chain",
    (-65537, 2, 0, 2): "prev: none",
}


def build():
    ledger = Ledger("ledger.example/demo")
    ledger.importer = importer = Issuer("demo-importer")
    ledger.policy({"importer": {"for": "any", "kinds": ["party", "lot"]}}, [(importer, "importer")])
    ledger.state(importer, "party", "P-1", {"country": "VN"}, committed={"name": "Blue Heron Hair"})
    ledger.state(importer, "lot", "RAW-1", {"net_kg": dec("120.50"), "maker": ledger.s("party", "P-1")})
    return ledger


def read(data, at=0):
    """One item at `at`: major type, argument, end of head."""
    major, info = data[at] >> 5, data[at] & 31
    width = 0 if info < 24 else 1 << (info - 24)
    argument = int.from_bytes(data[at + 1 : at + 1 + width], "big") if width else info
    return major, argument, at + 1 + width


def diagnostic(data, at=0):
    """RFC 8949 section 8 notation of the item at `at`, and its end."""
    major, n, after = read(data, at)
    if major < 2:
        return str(n if major == 0 else -1 - n), after
    if major in (2, 3):
        body = data[after : after + n]
        return f"h'{body.hex()}'" if major == 2 else f'"{body.decode()}"', after + n
    if major == 6:
        inner, end = diagnostic(data, after)
        return f"{n}({inner})", end
    if major == 7:
        return {20: "false", 21: "true", 22: "null"}[n], after
    items = []
    for i in range(n * (major - 3)):
        text, after = diagnostic(data, after)
        items.append(text)
    if major == 4:
        return f"[{', '.join(items)}]", after
    return "{" + ", ".join(f"{k}: {v}" for k, v in zip(items[::2], items[1::2])) + "}", after


def annotate(data, at=0, depth=0, path=(), key=None):
    """Lines of (hex, comment) for the item at `at`, and its end."""
    major, n, after = read(data, at)
    pad = "  " * depth
    label = LABELS.get(path, f'"{path[-1]}"' if path and isinstance(path[-1], str) else "")
    lead = "" if key is None else key.hex() + " "
    if major in (4, 5):
        sort = "array" if major == 4 else "map"
        lines = [(pad + lead + data[at:after].hex(), f"{label}{', ' if label else ''}{sort} of {n}")]
        for i in range(n):
            inner = None
            step = i
            if major == 5:
                text, end = diagnostic(data, after)
                inner, after = data[after:end], end
                step = text.strip('"') if text.startswith('"') else int(text)
            more, after = annotate(data, after, depth + 1, (*path, step), inner)
            lines += more
        return lines, after
    text, end = diagnostic(data, at)
    value = data[at:end].hex()
    if major in (2, 3):
        value = data[at:after].hex() + " " + data[after:end].hex()
    shown = text if major not in (2,) else ""
    comment = ": ".join(part for part in (label, shown) if part)
    hexes = [value] if len(value) <= 76 else [value[i : i + 68] for i in range(0, len(value), 68)]
    return [(pad + lead + hexes[0], comment)] + [(pad + "  " + h, "") for h in hexes[1:]], end


def pretty(text):
    """Diagnostic notation broken at the outermost commas of a map."""
    depth, lines, line, quoted = 0, [], "", False
    for c in text[1:-1]:
        quoted ^= c == '"'
        depth += (c in "{[") - (c in "}]") if not quoted else 0
        if c == "," and depth == 0 and not quoted:
            lines.append(line.strip() + ",")
            line = ""
        else:
            line += c
    return "\n".join(["{"] + ["  " + l for l in lines + [line.strip()]] + ["}"])


def parts(entry):
    _, n, at = read(entry, 2)
    protected = entry[at : at + n]
    _, m, start = read(entry, at + n + 1)
    return protected, entry[start : start + m], entry[-64:]


def block(lines):
    wide = max(len(h) for h, c in lines if c)
    return "\n".join(f"{h:<{wide}}  {'; ' + c if c else ''}".rstrip() for h, c in lines)


def worked_example():
    ledger = build()
    entry, files = ledger.entries[1], ledger.files()
    protected, payload, signature = parts(entry)
    shell = [("d2", "tag 18: COSE_Sign1"), ("84", "array of 4"), (cbor(protected)[: -len(protected)].hex(),
             f"protected header, {len(protected)} bytes:")]
    shell += [("  " + h, c) for h, c in annotate(protected)[0]]
    shell += [("a0", "unprotected header: empty"), (cbor(payload)[: -len(payload)].hex(), f"payload, {len(payload)} bytes:")]
    shell += [("  " + h, c) for h, c in annotate(payload)[0]]
    shell += [("5840 " + signature.hex()[:64], "signature"), ("     " + signature.hex()[64:], "")]
    salt, key, value = ledger.disclosed[ledger.ids[1]][0]
    a, b, c = ledger.ids
    policy, lot = (pretty(diagnostic(parts(ledger.entries[i])[1])[0]) for i in (0, 2))
    seal = sig_structure(protected, payload)
    return f"""
A ledger of three entries: its policy, a party whose name is committed, and a lot. Written by `Scripts/make-vectors`; the files are in
`Tests/Vectors/ledgers/good-worked-example.json`, each step in `Tests/Vectors/primitives/`.

**Entry 1**, {len(entry)} bytes, byte for byte (integers in a head as in RFC 8949; `;` begins a comment):

```
{block(shell)}
```

*The subject* is SHA-256 of the dCBOR array `["traceledger/subject/1", salt, "party", "P-1"]`, here with the salt `{ledger.opening("party", "P-1")[0].hex()}`:

```
{cbor(["traceledger/subject/1", *ledger.opening("party", "P-1")]).hex()}
-> {ledger.s("party", "P-1").hex()}
```

*The one digest in `_sd`* is SHA-256 of `["traceledger/field/1", salt, "name", "{value}"]`, here with the salt `{salt.hex()}`:

```
{cbor(["traceledger/field/1", salt, key, value]).hex()}
-> {sha(cbor(["traceledger/field/1", salt, key, value])).hex()}
```

*Signed* are the {len(seal)} bytes `84 6a5369676e617475726531 {cbor(protected)[: -len(protected)].hex()} <protected> 40 {cbor(payload)[: -len(payload)].hex()} <payload>`, with the key
`{ledger.importer.key.public.hex()}`, whose thumbprint is the `kid`. Their SHA-256 is `{sha(seal).hex()}`.

**The other payloads.** Entry 0, the policy:

```
{policy}
```

Entry 2, the lot; its `prev` in the issuer's chain is the record id of entry 1:

```
{lot}
```

**Record ids**, each SHA-256(`00` || entry); together, 96 bytes, they are the file `tile/0/000.p/3`:

```
0  {a.hex()}
1  {b.hex()}
2  {c.hex()}
```

The root is H(`01` || H(`01` || id 0 || id 1) || id 2) = `{ledger.root().hex()}`.

**The bundle** `tile/entries/000.p/3` is {len(files["tile/entries/000.p/3"])} bytes: `{len(ledger.entries[0]):04x}` and entry 0, `{len(entry):04x}` and entry 1, `{len(ledger.entries[2]):04x}` and entry 2.

**The checkpoint**, signed over its first three lines with the key `{ledger.log.public.hex()}`:

```
{ledger.note().decode().rstrip()}
```

**The disclosure set** that opens the name and the party's id, one dCBOR item:

```
{diagnostic(disclosure_set(ledger))[0].replace(', [[', ',' + chr(10) + '  [[')}
```
"""


def disclosure_set(ledger, index=1, kind="party", identifier="P-1"):
    record = ledger.ids[index]
    return cbor(["traceledger/disclosures/1", record, ledger.disclosed[record], [ledger.opening(kind, identifier)]])
