# SPDX-License-Identifier: Apache-2.0
"""The codes of SPEC.md section 12: code, requirement, meaning, remedy."""

CODES = [line.split(" | ") for line in """\
checkpoint-malformed | R25, R35 | `checkpoint` is no signed note of three lines within the limits | fetch it again; if it stays so, ask the operator
file-missing | R26, R28 | a bundle or tile that the size asks for is not there | fetch the named file again, from a mirror if need be
bundle-malformed | R26 | a bundle does not hold the entries that it is to hold | fetch the named file again
entry-altered | R27 | an entry is not the one that tiles and checkpoint commit to | fetch the bundle again; a copy that keeps failing was altered
root-mismatch | R27 | entries and checkpoint do not belong together | fetch the folder again as a whole; else one of the two was replaced
tile-altered | R28 | a tile or bundle differs from what the entries determine | fetch the named file again; the entries themselves are sound
file-unexpected | R28 | a file that the layout does not know | remove it, after asking how it came there
entry-malformed | R1, R35 | the bytes are no Signed Statement of this format, or too long | the log should have refused it; ask the operator
header-malformed | R2, R3 | the protected header is not as section 3 says | as above
audience-mismatch | R4 | the statement was made for another ledger | the issuer states it again for this ledger
payload-malformed | R5 to R8 | the payload is not strict dCBOR, or a field has another type | the issuer corrects its software and states it again
kind-unknown | R6 | the kind is not one of this version | use a verifier for the version that defines it
field-in-clear | R9 | a field stands in clear that policy or format wants committed | treat it as disclosed; the issuer commits it from now on
subject-missing | R10 | a lot, site or party that the statement is about is not among its subjects | the issuer states it again with all subjects
target-unknown | R11 | the target is not an earlier statement of this issuer about the same record and of the kind `of`, or is a control statement | the issuer names the record id of the statement as it first stood
issuer-fork | R12 | the issuer has used this number before | ask the issuer which one it stands by; the first registered counts
issuer-chain-broken | R12 | a number is left out, or `prev` is not the statement before | ask the issuer for the missing statement
subject-chain-broken | R13 | the same within one subject | as above
disclosure-refused | R14 | a disclosure set does not fit its statement | ask for the set as the issuer made it
policy-missing | R15 | entry 0 is no policy of its own authority | this is no ledger to rely on
policy-unauthorised | R16 | a later policy by someone else, or one that changes what is fixed | disregard it; ask the authority
issuer-unknown | R17 | nobody admitted this issuer | ask the authority; until then disregard the statement
key-compromised | R18 | signed by a key after it was declared compromised | disregard the statement; the issuer states it again with its new key
key-not-active | R18 | the key is not the issuer's active one at this place | the issuer states it again with its active key
kind-not-permitted | R19 | the issuer's role does not cover this kind | ask the authority to widen the role, or disregard the statement
assertion-not-permitted | R20 | the issuer may speak only for itself | the one who asserts states it, or the authority widens the role
key-unacceptable | R23 | a key is no sound Ed25519 key, or has another use already | make a new key
key-statement-unauthorised | R21 | nobody who may do so made this key statement, or it does not fit the key's state | the authority or the recovery key states it
possession-unproved | R22 | the new key did not sign that it belongs to the issuer | make the statement again with the proof
signature-invalid | R24, R34 | the signature does not verify under the key that `kid` names | disregard the statement; ask the issuer
checkpoint-origin | R29 | the checkpoint names another ledger than the policy | fetch the right one
checkpoint-signature | R29, R34 | the checkpoint is not signed by the log's key in force for its size | fetch it again; else someone else signed it
checkpoint-inconsistent | R30 | an earlier checkpoint does not belong to these entries | keep both: together they may prove that history was rewritten
overlap-missing | R30 | the log's key was replaced, and the checkpoint that both keys sign is not there | fetch the named file; without it the log's old key vouches for nothing
trust-origin | R31 | the trust file pins another origin | check which ledger was meant
trust-key | R31 | the trust file pins another log key | ask the operator through a second channel
trust-entry0 | R31 | the trust file pins another entry 0 | this is another ledger under the same name
trust-quorum | R31, D5 | too few of the policy's witnesses cosigned the checkpoint, or a line of one does not verify | wait for the witnesses, or ask the operator why they do not sign
since-malformed | R32 | the earlier checkpoint that was given is none | give the file as it was kept
since-signature | R32 | the earlier checkpoint is not by this log | give one of this ledger
since-newer | R32 | the earlier checkpoint is larger: the ledger was rolled back | fetch again; else keep both as evidence
since-inconsistent | R32 | the ledger is no continuation of the earlier checkpoint | keep both: they prove that history was rewritten
rollback | R33 | the writer's head has published more than `checkpoint` says | restore the newer log; do not write until then
""".splitlines()]


def table():
    rows = ["| code | requirement | meaning | remedy |", "|---|---|---|---|"]
    return "\n".join(rows + [f"| `{c}` | {r} | {m} | {d} |" for c, r, m, d in CODES])
