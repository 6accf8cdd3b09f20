# SPDX-License-Identifier: Apache-2.0
"""The kinds of statements and the types of their fields (SPEC.md section 4).

In the tables `!` marks a field that must stand, `~` one that is always committed, `$` a price;
`+type` and `*type` are lists, with slashes the allowed words.
"""
import datetime
import re

from dcbor import Decimal

COMMON = "according_to:subject document:subject read_from:reading _sd:commitments " \
    "basis:document/supplier_statement/own_observation/estimate"
TABLES = {
    "party": "name:text~ name_native:text~ country:text address:text~ postal_code:text~ identifiers:*tstr~"
    " parent:subject ownership_pct:decimal phone:text~ email:text~ representative:text~"
    " roles:+buyer/importer/exporter/manufacturer/processor/finisher/broker/carrier/supplier/government/other",
    "site": "operator:subject name:text~ country:text address:text~ postal_code:text~ locode:text lat:decimal~"
    " lon:decimal~ workers:decimal hours_per_day:decimal opened:date closed:date"
    " type:factory/workshop/home_workshop/warehouse/port/crossing/detention_facility/unknown",
    "head-count": "site:subject as_of:date workers:decimal",
    "lot": "description:text~ sku:text~ hs:text material:text hand_tied_pct:decimal length_cm:decimal"
    " density_pct:decimal pieces:decimal net_kg:decimal gross_kg:decimal unit:piece/pair/set/dozen"
    " pieces_per_unit:decimal raw_origin_country:text raw_origin_region:text~ made_from:shares maker:subject"
    " made_at:subject construction:hand_tied/machine_weft/mixed/hand_made/mechanised/knitted/crocheted/sewn/unknown",
    "order": "buyer:subject supplier:subject sku:text~ lots:shares pieces:decimal unit_price:decimal$ currency:text"
    " ordered:date promised:date shipped:date remarks:text~",
    "movement": "type:raw_import/raw_export/return_import/transfer/re_export/entry lots:shares dispatched:date"
    " arrived:date from_party:subject to_party:subject from_site:subject to_site:subject manufacturer:subject"
    " stuffing_site:subject consolidator:subject place_of_receipt:text container:text~ from_country:text"
    " to_country:text customs_office:text port:text mode:sea/rail/road/air/post trade_mode:text declaration:text~"
    " related_declaration:text~ handbook:text~ waybill:text~ seal:text~ origin_declared:text value:decimal$"
    " currency:text incoterm:text",
    "processing": "type:transform/finish/relabel/repack site:subject operator:subject started:date finished:date"
    " steps:+knot/tie/weft/knit/crochet/sew/bead/assemble/wash/dye/bleach/sort/trim/curl/pair/mount/style/label/pack"
    "/other inputs:shares outputs:shares workers:decimal worker_hours:decimal scrap_kg:decimal packaging_kg:decimal"
    " origin_before:text origin_after:text label_text:text~ reason:text~",
    "payment": "date:date payer:subject payee:subject payee_bank:text~ payee_country:text amount:decimal$"
    " currency:text pieces:decimal reference:text~ lots:shares",
    "document": "number:text~ issuer:subject issued:date sha256:digest attaches:+subject mass_kg:decimal"
    " pieces:decimal workers:decimal file:text~ type:purchase_order/invoice/packing_list/bill_of_lading/isf/rail_note"
    "/waybill/certificate_of_origin/declaration/entry/contract/payroll/roster/audit/photo/bank_statement/lab_test"
    "/production_record/purchase_record/goods_received/questionnaire/customs_notice/other",
    "claim": "about:+subject text:text~ source:text~ source_url:text~ published:date reliability:A/B/C/D/E/F"
    " credibility:1/2/3/4/5/6 derived_from:subject denominator:text~ value_low:decimal value_high:decimal unit:text",
    "inspection": "site:subject date:date inspector:subject announced:yes/no scope:*tstr workers:decimal"
    " outcome:confirmed/not_confirmed/refused text:text~",
    "reply": "about:+subject finding:text party:subject date:date text:text~",
    "rate": "date:date currency:text per_usd:decimal",
    "retraction": "target:digest! reason:entered-in-error/duplicate/no-longer-supported/withdrawn-by-source!",
    "erasure": "target:digest! reason:data-subject-request/retention-ended/safety/legal-order!",
    "key": "action:add/rotate/retire/compromised! issuer:text! key:digest! proof:signature role:text recovery:digest"
    " from_index:uint",
    "policy": "origin:text! checkpoint_key:digest! authority:digest! recovery:digest profile:open/standard/closed!"
    " roles:roles! issuers:issuers! max_entry:uint!",
    "correction": "of:text! target:digest!",
}
CONTROL = ("correction", "retraction", "erasure", "key", "policy")


def fields_of(table):
    result = {}
    for word in table.split():
        name, kind = word.split(":")
        result[name] = (kind.rstrip("!~$"), kind[-1] if kind[-1] in "!~$" else "")
    return result


COMMON = fields_of(COMMON)
KINDS = {kind: fields_of(table) for kind, table in TABLES.items()}


def uint(value):
    return type(value) is int and 0 <= value < 2**63


def digest(value):
    return isinstance(value, bytes) and len(value) == 32


def words(value):
    return isinstance(value, str) and len(value.encode()) <= 4096


def date(value):
    if not isinstance(value, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        return 1900 <= datetime.date.fromisoformat(value).year <= 2200
    except ValueError:
        return False


def share(value):
    return isinstance(value, list) and len(value) == 3 and digest(value[0]) and all(
        v is None or isinstance(v, Decimal) and v[1] >= 0 for v in value[1:])


def roles(value):
    return isinstance(value, dict) and value and all(
        words(name) and isinstance(role, dict) and set(role) == {"for", "kinds"}
        and role["for"] in ("self", "any") and isinstance(role["kinds"], list) and role["kinds"]
        and all(isinstance(k, str) and k in KINDS for k in role["kinds"]) for name, role in value.items())


def issuers(value):
    return isinstance(value, list) and all(
        isinstance(i, dict) and {"key", "role"} <= set(i) <= {"key", "role", "recovery"} and digest(i["key"])
        and words(i["role"]) and digest(i.get("recovery", i["key"])) for i in value
    ) and ascending([i["key"] for i in value])


def ascending(values):
    return all(a < b for a, b in zip(values, values[1:]))


CHECKS = {
    "uint": uint, "digest": digest, "subject": digest, "text": words, "date": date, "roles": roles, "issuers": issuers,
    "tstr": lambda v: isinstance(v, str),
    "decimal": lambda v: isinstance(v, Decimal),
    "signature": lambda v: isinstance(v, bytes) and len(v) == 64,
    "shares": lambda v: type(v) is list and len(v) > 0 and all(map(share, v)),
    "reading": lambda v: isinstance(v, dict) and len(v) > 0 and all(
        isinstance(k, str) and digest(d) for k, d in v.items()),
    "commitments": lambda v: type(v) is list and 1 <= len(v) <= 64 and all(map(digest, v)) and ascending(v),
}


def has_type(value, kind):
    """Whether a decoded value is of the named type of the tables."""
    if kind[0] in "+*":
        return type(value) is list and (kind[0] == "*" or len(value) > 0) and all(has_type(v, kind[1:]) for v in value)
    return CHECKS[kind](value) if kind in CHECKS else isinstance(value, str) and value in kind.split("/")


def references(value, kind):
    """The subjects that a value of this type names."""
    if kind == "shares":
        return [item[0] for item in value]
    if kind == "reading":
        return list(value.values())
    return value if kind == "+subject" else [value] if kind == "subject" else []
