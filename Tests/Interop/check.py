# SPDX-License-Identifier: Apache-2.0
"""Both directions: foreign clients check what traceledger made, traceledger checks what they made."""
import base64
import hashlib
import pathlib
import subprocess
import sys

import cbor2
import cwt
import scitt_cose
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pycose.keys import OKPKey
from pycose.keys.curves import Ed25519
from pycose.messages import CoseMessage
from tlog_scales import backend, reader, signing, tlog, utils

program, work, workbook = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
ledger = work / "ledger"
log = ledger / "log"
origin = "ledger.example/interop"
counts = {}


def count(client, what, accepted=0, refused=0):
    """Adds to what a client, or we, accepted and refused, as each had to."""
    before = counts.get((client, what), (0, 0))
    counts[(client, what)] = (before[0] + accepted, before[1] + refused)


def run(*arguments, fails=False):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    if (done.returncode != 0) != fails:
        sys.exit(f"traceledger {' '.join(map(str, arguments))}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def expect(holds, what):
    if not holds:
        sys.exit(f"interop: {what}")


def refuses(check, what):
    """Runs a check that has to fail."""
    try:
        check()
    except Exception:  # each client has its own
        return
    sys.exit(f"interop: {what}")


def altered(data):
    """The bytes with one bit flipped near their end: inside the signature."""
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


def pem_of(path):
    return run("key", "export", path).encode()


def raw_of(pem):
    key = serialization.load_pem_public_key(pem)
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def thumbprint(raw):
    return hashlib.sha256(bytes.fromhex("a3010120062158 20".replace(" ", "")) + raw).digest()


def trust_file(name, raw):
    """A trust file that pins a foreign log's key."""
    key_id = hashlib.sha256(name.encode() + b"\n\x01" + raw).digest()[:4].hex()
    vkey = f"{name}+{key_id}+{base64.b64encode(bytes([1]) + raw).decode()}"
    path = work / "foreign-trust.txt"
    path.write_text(f"origin {name}\nlog {vkey}\nentry0 {'00' * 32}\n")
    return path


# A ledger of the example data, its keys without encryption.
trust = work / "trust.txt"
trust.write_text("\n".join(run("init", ledger, "--origin", origin, "--unencrypted").splitlines()[:3]) + "\n")
run("import", workbook, "--ledger", ledger)
vkey = next(line[4:] for line in trust.read_text().splitlines() if line.startswith("log "))
(work / "vkey").write_text(vkey)
issuer_pem = pem_of(ledger / "private/keys/issuer.key")
log_pem = pem_of(ledger / "private/keys/log.key")
issuer_raw, log_raw = raw_of(issuer_pem), raw_of(log_pem)

# What we give away about a few lots, in every form.
lots = ["L-2025-017", "L-2024-001", "R-2024-001"]
forms = ["statement", "receipt", "transparent", "tlog-proof"]
for form in forms:
    for lot in lots:
        run("prove", lot, "--ledger", ledger, "--format", form, "-o", work / form)
indexes = sorted(int(path.stem) for path in (work / "statement").iterdir())
expect(len(indexes) > 12, "the lots have too few statements")


def ours(form, index):
    return (work / form / f"{index}.{form}").read_bytes()


# tlog-scales reads and checks the folder.
tiles = reader.TilesReader(backend.make_backend(str(log)))
checkpoint = tiles.get_checkpoint()
checkpoint.verify(signing.Vkey.from_string(vkey))
expect(tiles.calculate_root_hash() == checkpoint.root_hash, "tlog-scales finds another root")
refuses(
    lambda: tlog.Checkpoint.from_text(
        (log / "checkpoint").read_text().replace(f"\n{checkpoint.size}\n", f"\n{checkpoint.size + 1}\n")
    ).verify(signing.Vkey.from_string(vkey)), "tlog-scales takes an altered checkpoint")
count("tlog-scales", "our checkpoint, its root computed anew; with another size", 1, 1)
for path in sorted((log / "checkpoints").iterdir(), key=lambda p: int(p.name)):
    earlier = tlog.Checkpoint.from_text(path.read_text())
    earlier.verify(signing.Vkey.from_string(vkey))
    if earlier.size < checkpoint.size:
        proof = tiles.get_consistency_proof(earlier.size, checkpoint.size)
        proof.check(earlier.root_hash, checkpoint.root_hash)
        refuses(
            lambda: proof.check(checkpoint.root_hash, earlier.root_hash), "tlog-scales takes roots exchanged")
        count("tlog-scales", "our consistency proofs, with roots exchanged", 1, 1)
entries = [tiles.get_entry(i) for i in range(checkpoint.size)]
for index in range(0, checkpoint.size, 37):
    leaf = utils.sha256(b"\0" + entries[index])
    proof = tiles.get_inclusion_proof(index, checkpoint.size)
    proof.check(leaf, checkpoint.root_hash)
    refuses(
        lambda: proof.check(utils.sha256(leaf), checkpoint.root_hash), "tlog-scales takes another leaf")
    count("tlog-scales", "our inclusion proofs, with another leaf", 1, 1)
for index in indexes:
    expect(entries[index] == ours("statement", index), f"entry {index} differs")
    count("tlog-scales", "our entries, equal byte for byte", 1)

for index in indexes:
    statement, receipt = ours("statement", index), ours("receipt", index)
    transparent = ours("transparent", index)
    # scitt-cose
    parsed = scitt_cose.parse_signed_statement(statement, public_key_pem=issuer_pem)
    expect(parsed["signature_verified"] is True, f"scitt-cose refuses statement {index}")
    bad = scitt_cose.parse_signed_statement(altered(statement), public_key_pem=issuer_pem)
    expect(bad is None or bad["signature_verified"] is not True, f"altered statement {index}")
    count("scitt-cose", "our statements", 1, 1)
    result = scitt_cose.verify_receipt(
        receipt, leaf_entry_hex=statement.hex(), log_public_key_pem=log_pem)
    expect(result.ok, f"scitt-cose refuses receipt {index}: {result.errors}")
    expect(result.root == checkpoint.root_hash.hex(), f"receipt {index}: another root")
    expect(result.leaf_index == index and result.issuer == origin, f"receipt {index}: header")
    expect(result.subject == parsed["subject"], f"receipt {index}: subject")
    for leaf, message in [(statement, altered(receipt)), (altered(statement), receipt)]:
        refused = scitt_cose.verify_receipt(
            message, leaf_entry_hex=leaf.hex(), log_public_key_pem=log_pem)
        expect(not refused.ok, f"scitt-cose takes an altered receipt {index}")
    count("scitt-cose", "our receipts", 1, 2)
    expect(scitt_cose.extract_receipts(transparent) == [receipt], f"receipts of {index}")
    expect(
        scitt_cose.parse_signed_statement(
            transparent, public_key_pem=issuer_pem)["signature_verified"] is True,
        f"scitt-cose refuses transparent statement {index}")
    expect(
        cbor2.loads(scitt_cose.attach_receipts(statement, [receipt])) == cbor2.loads(transparent),
        f"transparent statement {index} differs")
    count("scitt-cose", "our Transparent Statements, equal to its own", 1)
    # pycose and cwt
    for client, message, raw, payload in [
        ("pycose", statement, issuer_raw, None), ("pycose", receipt, log_raw, checkpoint.root_hash)
    ]:
        cose = CoseMessage.decode(message)
        cose.key = OKPKey(crv=Ed25519, x=raw)
        holds = cose.verify_signature(detached_payload=payload) if payload else cose.verify_signature()
        expect(holds, f"pycose refuses {index}")
        bad = CoseMessage.decode(altered(message))
        bad.key = cose.key
        holds = bad.verify_signature(detached_payload=payload) if payload else bad.verify_signature()
        expect(not holds, f"pycose takes {index} altered")
        count("pycose", "our statements and receipts as COSE_Sign1", 1, 1)
    for message, raw, payload in [(statement, issuer_raw, None), (receipt, log_raw, checkpoint.root_hash)]:
        key = cwt.COSEKey.new({1: 1, -1: 6, -2: raw, 3: -8, 2: thumbprint(raw)})
        detached = {"detached_payload": payload} if payload else {}
        cwt.COSE.new().decode(message, key, **detached)
        try:
            cwt.COSE.new().decode(altered(message), key, **detached)
        except cwt.VerifyError:
            count("cwt", "our statements and receipts as COSE_Sign1", 1, 1)
        else:
            sys.exit(f"interop: cwt takes {index} altered")
    # Ours of ours, and of altered ones.
    for form in ["receipt", "tlog-proof"]:
        path = work / form / f"{index}.{form}"
        entry = work / "statement" / f"{index}.statement"
        run("verify", path, "--trust", trust, "--entry", entry)

# A consistency receipt: scitt-cose has no reader of them; its Merkle functions check the proof.
first = sorted((log / "checkpoints").iterdir(), key=lambda p: int(p.name))[1]
run("prove", "--ledger", ledger, "--since", first, "-o", work / "consistency")
message = cbor2.loads((work / "consistency").read_bytes()).value
size1, size2, path = cbor2.loads(message[1][396][-2][0])
earlier = tlog.Checkpoint.from_text(first.read_text())
expect(
    scitt_cose.verify_sign1(
        (work / "consistency").read_bytes(), public_key_pem=log_pem,
        detached_payload=checkpoint.root_hash) is not None, "consistency receipt")
tlog.ConsistencyProof(size1, size2, path).check(earlier.root_hash, checkpoint.root_hash)
count("scitt-cose", "our consistency receipt", 1)

# tlog-scales makes tlog-proofs of our log; we check them, and refuse altered ones.
tool = str(pathlib.Path(sys.executable).parent / "tlog-tiles")
for index in indexes[:8]:
    made = subprocess.run(
        [tool, "gen-proof", str(log), str(index)], capture_output=True, text=True, check=True).stdout
    path = work / "foreign.tlog-proof"
    entry = work / "statement" / f"{index}.statement"
    path.write_text(made.rstrip("\n") + "\n")
    run("verify", path, "--trust", trust, "--entry", entry)
    count("traceledger", "tlog-proofs of tlog-scales", 1)
    path.write_text(made.replace(f"index {index}", f"index {index ^ 1}").rstrip("\n") + "\n")
    expect("proof-root-mismatch" in run("verify", path, "--trust", trust, "--entry", entry, fails=True), "code")
    count("traceledger", "tlog-proofs of tlog-scales", 0, 1)

# scitt-cose runs a log of its own over some of our statements; we check its receipts.
foreign = Ed25519PrivateKey.generate()
foreign_pem = foreign.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
foreign_raw = foreign.public_key().public_bytes(
    serialization.Encoding.Raw, serialization.PublicFormat.Raw)
foreign_trust = trust_file("foreign.example/log", foreign_raw)
leaves = [ours("statement", index).hex() for index in indexes]
for position, index in enumerate(indexes):
    statement = ours("statement", index)
    subject = scitt_cose.parse_signed_statement(statement, public_key_pem=issuer_pem)["subject"]

    def build(**changes):
        parts = dict(
            leaf_entry_hex=statement.hex(), leaf_index=position, tree_entries_hex=leaves, alg="EdDSA",
            log_private_key_pem=foreign_pem, iss="foreign.example/log", sub=subject,
            kid=thumbprint(foreign_raw))
        return scitt_cose.build_receipt(**{**parts, **changes})

    entry = work / "statement" / f"{index}.statement"
    path = work / "foreign.receipt"
    path.write_bytes(build())
    run("verify", path, "--trust", foreign_trust, "--entry", entry)
    count("traceledger", "receipts of scitt-cose", 1)
    path.write_bytes(scitt_cose.attach_receipts(statement, [build()]))
    run("verify", path, "--trust", foreign_trust)
    count("traceledger", "Transparent Statements of scitt-cose", 1)
    for bad, expected in [
        (build(kid=b"other"), "receipt-wrong-log"), (build(iss="other"), "receipt-wrong-log"),
        (build(sub="other"), "receipt-wrong-statement"), (altered(build()), "receipt-signature"),
    ]:
        path.write_bytes(bad)
        expect(expected in run("verify", path, "--trust", foreign_trust, "--entry", entry, fails=True), expected)
        count("traceledger", "receipts of scitt-cose", 0, 1)

# A statement that scitt-cose signs with the issuer's key is registered like any other.
last = cbor2.loads(cbor2.loads(entries[-1]).value[0])
subject = hashlib.sha256(b"interop").digest()
seed = (ledger / "private/keys/issuer.key").read_bytes()[116:148]
key_pem = Ed25519PrivateKey.from_private_bytes(seed).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
sub = base64.urlsafe_b64encode(subject).rstrip(b"=").decode()
payload = cbor2.dumps({"v": 1, "ref": subject, "kind": "lot", "hs": "670420"}, canonical=True)
signed = scitt_cose.sign_sign1(
    payload, alg="EdDSA", private_key_pem=key_pem, protected={
        1: -8, 3: "application/vnd.traceledger+cbor", 4: thumbprint(issuer_raw),
        15: {1: last[15][1], 2: sub, 3: origin, 6: 1767225600},
        -65537: [last[-65537][0] + 1, hashlib.sha256(b"\0" + entries[-1]).digest(),
                 [[subject, 0, bytes(32)]]]})
foreign_statement = work / "foreign.statement"
foreign_statement.write_bytes(altered(signed))
run("add", foreign_statement, "--ledger", ledger, fails=True)
foreign_statement.write_bytes(signed)
run("add", foreign_statement, "--ledger", ledger)
run("verify", ledger, "--trust", trust)
count("traceledger", "a statement signed with scitt-cose, registered", 1, 1)

print("| who checks | what | accepted | refused, altered or false |")
print("|---|---|---:|---:|")
for (client, what), (accepted, refused) in sorted(counts.items()):
    print(f"| {client} | {what} | {accepted} | {refused} |")
