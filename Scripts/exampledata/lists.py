# SPDX-License-Identifier: Apache-2.0
"""An invented list in the legacy CSV form of the US Treasury: sdn.csv, alt.csv, add.csv.

As in the real files there is no header row, lines end with CR LF, a null is `-0- `, several
programmes are joined with `] [`, the text is Latin-1, and a lone 0x1A ends the file.
"""

NULL = "-0- "
KOREA, CHINA = "Korea, North", "China"
RISK = "Invented entry; Secondary sanctions risk: Example Regulations, section 1."

# number, name, type, programme, title, vessel (call sign, kind, tonnage, gross, flag, owner), remarks
ENTRIES = [
    (990001, "EXAMPLE MINISTRY OF ORCHARD SAFETY", None, "EXDPRK3", None),
    (990002, "EXAMPLE MINISTRY OF ORCHARD SAFETY CORRECTIONAL BUREAU", None, "EXDPRK3", None),
    (990003, "EXAMPLE MINISTRY OF LANTERNS FARM BUREAU", None, "EXDPRK3", None),
    (990004, "DANDONG BEISPIEL GOLDEN HERON TRADING CO LTD", None, "EXDPRK4", None),
    (990005, "EXAMPLE SILVER MAGPIE GENERAL TRADING CORPORATION", None, "EXDPRK4] [EXWMD", None),
    (990006, "EXAMPLE PAPER CRANE SHIPPING COMPANY", None, "EXDPRK4", None),
    (990007, "BEISPIEL RED MAPLE INSURANCE CORPORATION", None, "EXDPRK4", None),
    (990008, "EXAMPLE CLOUD RIVER MINING GENERAL CORPORATION", None, "EXDPRK2", None),
    (990009, "EXEMPLE SOCIÉTÉ DES PERLES", None, "EXDPRK4", None),
    (990010, "EXAMPLE STONE BRIDGE BANK", None, "EXWMD", None),
    (990011, "EXAMPLE MORNING BELL IT CORPORATION", None, "EXDPRK3", None),
    (990012, "EXAMPLE \"BLUE GATE\" LOGISTICS LLC", None, "EXDPRK4", None),
    (990013, "HUNCHUN BEISPIEL WILLOW PASS TRADING CO LTD", None, "EXDPRK4", None),
    (990014, "EXAMPLE, Invented Person", "individual", "EXDPRK2",
     "Director of the Example Paper Crane Shipping Company"),
    (990015, "EXAMPLE STAR", "vessel", "EXDPRK", None),
]

ALIASES = [
    (990001, 1, "aka", "EXAMPLE ORCHARD SAFETY DEPARTMENT"),
    (990001, 2, "aka", "EXAMPLE MINISTRY OF PUBLIC ORCHARDS"),
    (990002, 3, "aka", "EXAMPLE MINISTRY OF ORCHARD SAFETY CORRECTIONAL MANAGEMENT BUREAU"),
    (990002, 4, "aka", "EXAMPLE MINISTRY OF ORCHARD SAFETY PRISON BUREAU"),
    (990003, 5, "aka", "EXAMPLE MINISTRY OF LANTERNS FARMING BUREAU"),
    (990003, 6, "aka", "EXAMPLE MINISTRY OF LANTERNS FARM GUIDANCE BUREAU"),
    (990005, 7, "aka", "EXAMPLE EVERGREEN ORCHARD TRADING COMPANY"),
    (990005, 8, "fka", "EXAMPLE SILVER MAGPIE TRADING"),
    (990006, 9, "aka", "EXAMPLE ORIGAMI SHIPPING"),
    (990009, 10, "aka", "EXAMPLE PEARL SOCIETY"),
    (990014, 11, "aka", "BEISPIEL, Erfundene Person"),
]

ADDRESSES = [
    (990001, None, None, KOREA), (990002, None, None, KOREA), (990003, None, None, KOREA),
    (990004, "No. 0 Example Road", "Dandong, Liaoning 118000", CHINA),
    (990005, "Example Street, Example District", "Pyongyang", KOREA),
    (990006, "Example Harbour Street", "Nampo", KOREA), (990007, None, "Pyongyang", KOREA),
    (990008, None, None, KOREA), (990009, "1 rue de l'Exemple", "Exempleville", "France"),
    (990010, None, None, KOREA), (990011, None, "Pyongyang", KOREA),
    (990012, "1 Example Avenue", "Vladivostok", "Russia"),
    (990013, "No. 00 Example Road", "Hunchun, Jilin 133300", CHINA),
    (990014, None, None, KOREA),
]


def files():
    """File name and bytes of each part of the list."""
    vessel = {990015: ("EXMPL", "General Cargo", None, "100", "Exampleland", None)}
    sdn = [(number, name, kind, programme, title, *vessel.get(number, (None,) * 6), RISK)
           for number, name, kind, programme, title in ENTRIES]
    add = [(number, place, street, town, country, None)
           for place, (number, street, town, country) in enumerate(ADDRESSES, start=990101)]
    alt = [(number, 990200 + place, kind, name, None) for number, place, kind, name in ALIASES]
    for name, rows in (("sdn.csv", sdn), ("alt.csv", alt), ("add.csv", add)):
        lines = "".join(",".join(map(cell, row)) + "\r\n" for row in rows)
        yield name, lines.encode("latin-1") + b"\x1a"


def cell(value):
    if value is None:
        return NULL
    return str(value) if isinstance(value, int) else '"' + value.replace('"', '""') + '"'
