# SPDX-License-Identifier: Apache-2.0
"""Exchange rates, what others say, and what suppliers answer."""

# Yuan for a dollar at the first of a month: round figures near the market's, for the example only.
RATES = {
    "2021": "- - - - - - - - - 6.44 6.40 6.37",
    "2022": "- - - - - 6.67 6.70 6.75 6.90 - - -",
    "2023": "- - - - - - - - - 7.30 7.31 7.14",
    "2024": "7.10 7.18 7.20 7.23 7.24 7.25 7.26 7.22 7.10 7.02 7.12 7.25",
    "2025": "7.30 7.25 7.28 7.26 7.27 7.20 7.17 7.20 7.14 7.12 7.11 7.07",
}


def rates(book):
    for year, line in RATES.items():
        for month, rate in enumerate(line.split(), start=1):
            if rate != "-":
                book.add("rates", date=f"{year}-{month:02d}-01", currency="CNY", per_usd=rate)


def voices(book):
    """Claims of invented sources about invented firms, one of them a relay, and two replies."""
    claim = lambda name, about, text, source, grade, **cells: book.add(
        "claims", claim=name, about=about, text=text, source=source, reliability=grade[0],
        credibility=grade[1], **cells)
    claim("C-001", "EX-QUICK", "The firm's room has twelve seats.",
          "Example trade directory, edition of 2024", "C3", published="2024-02-01",
          denominator="seats in the first room", value_low=12, value_high=12, unit="people")
    claim("C-002", "EX-PAIR", "Most half-made lashes of the house are bought in.",
          "Example Coast newspaper", "C3", published="2024-06-12",
          source_url="https://news.example/lashes", denominator="pairs sold in 2023",
          value_low=60, value_high=80, unit="per cent")
    claim("C-003", "EX-PAIR", "Most half-made lashes of the house are bought in.",
          "Example weekly digest, which repeats the newspaper", "D6", published="2024-06-20",
          derived_from="C-002", denominator="pairs sold in 2023", value_low=60, value_high=80,
          unit="per cent")
    reply = lambda name, about, party, date, text: book.add(
        "replies", reply=name, about=about, party=party, date=date, text=text)
    reply("A-001", "L-2024-231", "EX-QUICK", "2024-07-30",
          "Neighbours helped us. We will send a list of the workshops.")
    reply("A-002", "L-2024-135", "EX-SEASON", "2024-12-10",
          "Twenty-two seasonal workers are on the payroll of an agency; its contract is attached.")
