# SPDX-License-Identifier: Apache-2.0
"""The READMEs beside the example data."""

LISTS = """# An invented list

Every name here is invented. The three files have the form of the US Treasury's legacy CSV files, so
that the reader of the real ones reads these too: no header row, lines that end with CR LF, `-0- ` for
nothing, programmes joined with `] [`, Latin-1 text, a lone 0x1A at the end. They are no list to screen
anyone against.

| file | columns |
|---|---|
| `sdn.csv` | number, name, type, programme, title, call sign, vessel type, tonnage, gross tonnage, flag, owner, remarks |
| `alt.csv` | number, number of the alias, type, alias, remarks |
| `add.csv` | number, number of the address, street, city, country, remarks |

* 990001 to 990003 have the shape of agencies: a ministry, its bureau, and the bureau's older names.
* 990004 is named in the example workbook as an exporter, letter by letter and in the same country.
* 990005 is named there by its alias "Example Evergreen Orchard Trading Company".
* A bead maker of the workbook merely resembles 990005, in another country: no match.
"""


def workbooks(book, truth):
    """Tells what is in the workbooks, group by group."""
    return "".join(OPENING) + "\n".join(rows(truth)) + CLOSING


OPENING = """# Two example workbooks

Every firm, person, address, number and document here is invented, and every name shows it: Example,
Beispiel or the like. Two kinds of name are real, because the tests need them: ministries (North Korean
agencies that official lists carry, and the Chinese Ministry of Public Security, which must never be taken
for one of them) and cities. North Korean places stand at the level of a city or the country.
`Scripts/make-example-workbook` writes all of it, the same bytes each time; `--check` compares the files
and tests what they hold.

## first-steps
Four lots of a small shop, for the tutorial: the papers that an importer holds anyway, and for `FS-1`
also what its supplier answered when asked. `FS-1` is in order, `FS-2` lacks what is needed to tell,
a rail note shows that `FS-3` came over the border from North Korea, and on `FS-4` dozens were written as
pieces. `first-steps-truth.csv` says what an audit should find.

## import-year
The year of Example Coast Beauty Imports LLC, entries from January 2024 to December 2025. `L-...` are the
goods that it bought, `R-...` materials, `H-...` half-made goods; the number is the same along a chain
(`R-2024-017`, `L-2024-017`, `PO-2024-017`, documents `D-2024-017-...`). `truth.csv` says for each finished
lot what the audit should come to, with the list in `Examples/lists`; `expected_patterns` must be raised,
others may be where a lot is mislabelled, none may be where it is honest.

| lots | story | expected | patterns | what is in the papers |
|---|---|---|---|---|
"""

CLOSING = """
Interest lies as much in what must stay quiet: a firm that simply is in Dandong and exports through its
customs office, a border town whose border is Russia's, orders in winter, one lot of hair that two lots share,
one container for two lots, knotting abroad that the label admits, a firm whose name resembles a listed
one. A single moderate sign (131 to 136) is shown and does not alert.
"""


def rows(truth):
    for story, assessment, patterns, text, lots in truth.groups:
        numbers = [lot[-3:] for lot in lots]
        span = numbers[0] if len(numbers) == 1 else f"{numbers[0]}\u2026{numbers[-1]}"
        yield f"| {span} | {story} | {assessment} | {' '.join(patterns)} | {text} |"
