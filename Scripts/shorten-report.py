#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes an HTML report with one lot, the first rows of its index and nothing after the lots to review."""
import re
import sys

ROWS = 4


def main(path: str, lot: str) -> None:
    with open(path, encoding="utf-8") as file:
        page = file.read()
    start = page.index('<section class="part" aria-labelledby="review">')
    section = page[start : page.index("</main>")]
    lots = re.findall(r'<article class="lot.*?</article>\n', section, re.DOTALL)
    chosen = [text for text in lots if re.search(rf"<h3>{re.escape(lot)} ", text)]
    if not chosen:
        sys.exit(f"shorten-report: no lot {lot} in {path}")
    head = section[: section.index('<article class="lot')]
    tail = page[page.index("</main>") :]
    page = page[:start] + head + chosen[0] + "</section>\n" + tail
    first = page.index("<tbody>", page.index('id="index"'))
    last = page.index("</tbody>", first)
    rows = page[first:last].split("<tr>")
    print(page[:first] + "<tr>".join(rows[: ROWS + 1]) + page[last:], end="")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: shorten-report.py REPORT LOT")
    main(sys.argv[1], sys.argv[2])
