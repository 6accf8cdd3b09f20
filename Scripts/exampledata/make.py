# SPDX-License-Identifier: Apache-2.0
"""Puts the importer's year together."""

from . import border, cast, extras, honest, mislabelled, plots, sparse, steps
from .book import Book, table

SHEETS = ["parties", "sites", "headcounts", "lots", "movements", "processing", "orders",
          "payments", "documents", "rates", "replies", "claims"]


def import_year():
    """The book of the year, and what is expected of each finished lot."""
    book, truth = Book(SHEETS), plots.Truth()
    cast.populate(book)
    honest.honest(book, truth)
    sparse.sparse(book, truth)
    sparse.one_sign(book, truth)
    mislabelled.mislabelled(book, truth)
    border.border(book, truth)
    extras.rates(book)
    extras.voices(book)
    return book, truth


def truth_table(rows):
    return table([plots.TRUTH_COLUMNS] + list(rows))


def workbooks():
    """Folder, sheets and expectations of each workbook."""
    book, truth = import_year()
    yield "import-year", book, truth_table(truth.rows())
    yield "first-steps", steps.first_steps(), truth_table(steps.TRUTH)
