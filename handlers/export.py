"""Answers as a table for people who work with tables: one row an answer, in the order they were first given.

Words are masked unless the raw ones are asked for; role, sector and district are the Thai labels that officials read,
focus, facet, themes and chosen the codes of the data files. Reads in small pieces: no long transaction, little memory.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TextIO

from bot.form import Form
from handlers.data import load_form
from handlers.thai_dates import iso_time
from handlers.wording import question_words
from models import codings
from models.codings import Told
from models.database import Store

_PIECE = 500
# A spreadsheet takes what begins so for a formula; a dash alone and a plain number are none.
_FORMULA = re.compile("^[=+\\-@\t\r\n＝＋－＠]")
_HARMLESS = re.compile(r"^(?:[-–]+|[+-]?\d[\d.,]*%?)$")


class ExportRow(NamedTuple):
    code: str
    round: str
    given_at: str
    role: str
    sector: str
    district: str
    focus: int
    facet: str
    question: str
    text: str
    themes: str
    chosen: str


def rows(
    store: Store, form: Form | None = None, *, round: str | None = None, raw: bool = False
) -> Iterator[ExportRow]:
    """An answer that could not be coded yet has no masked words, and shows none."""
    form, after = form or load_form(), 0
    while True:
        with store.reading() as conn:
            piece = codings.told(conn, after, _PIECE, round)
        if not piece:
            return
        yield from (_row(told, form, raw) for told in piece)
        after = piece[-1].id


def write_csv(rows: Iterable[ExportRow], file: TextIO) -> int:
    """`file` is open as UTF-8 with newline=""; the mark at its start tells Excel so. Returns how many rows."""
    file.write("\ufeff")
    writer, written = csv.writer(file), 0
    writer.writerow(ExportRow._fields)
    for row in rows:
        writer.writerow([_safe(cell) if isinstance(cell, str) else cell for cell in row])
        written += 1
    return written


def _row(told: Told, form: Form, raw: bool) -> ExportRow:
    role, sector = form.roles.get(told.role), form.sectors.get(told.sector)
    district = form.districts.get(told.district)
    return ExportRow(
        code=told.code,
        round=told.round,
        given_at=iso_time(told.given_at),
        role=role.label if role else told.role,
        sector=sector.label if sector else told.sector,
        district=district.label if district else told.district,
        focus=told.focus,
        facet=told.facet,
        question=question_words(told.question, form),
        text=_words(told, form, raw),
        themes=" ".join(told.themes),
        chosen=" ".join(told.chosen),
    )


def _words(told: Told, form: Form, raw: bool) -> str:
    """Where only a photo or a voice came, the cell says so: an empty one looks like no answer."""
    words = told.text if raw else told.masked
    return (
        words
        if words or told.chosen or not told.media
        else form.phrases["only_media"].format(count=told.media)
    )


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _HARMLESS.match(cell) else cell
