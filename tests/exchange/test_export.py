"""The table that people paste into their reports: complete, in order, masked, and harmless in a spreadsheet."""

import csv
import io
import re
import tracemalloc
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import Reading
from bot.summaries.values import Count
from handlers.export import ExportRow, rows, write_csv
from handlers.seed import seed
from models import tallies
from models.database import Store
from tests.exchange.chat import FORM, Phone, PlainReader, services

COLUMNS = "code,round,given_at,role,sector,district,focus,facet,question,text,themes,chosen"


def _row(text: str) -> ExportRow:
    return ExportRow(
        "K7F3Q2", "1", "2026-11-24T09:00:00+07:00", "ครู", "ภาครัฐ", "ไทรโยค", 1, "problem", "ถาม", text, "", ""
    )


def _written(*made: ExportRow) -> str:
    file = io.StringIO(newline="")
    write_csv(made, file)
    return file.getvalue()


def _read_back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def _cell(text: str) -> str:
    return _read_back(_written(_row(text)))[1][9]


def test_a_table_begins_with_the_mark_that_excel_needs() -> None:
    assert _written().encode()[:3] == b"\xef\xbb\xbf"


def test_the_columns_are_the_promised_ones() -> None:
    assert _written() == f"\ufeff{COLUMNS}\r\n"


def test_a_row_of_three_lines_stays_one_row() -> None:
    assert _cell('ครู "ดี"\nเด็ก, ดี\r\nจบ') == 'ครู "ดี"\nเด็ก, ดี\r\nจบ'


@pytest.mark.parametrize("words", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "- ครูไม่พอ"])
def test_words_that_a_spreadsheet_would_reckon_with_are_made_plain(words: str) -> None:
    assert _cell(words) == f"'{words}"


@pytest.mark.parametrize("words", ["-", "--", "–", "-5", "+3.5", "-1,200", "-20%", "ครู = 4", "", " =1"])
def test_a_dash_and_a_number_stay_as_they_are(words: str) -> None:
    assert _cell(words) == words


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")))
def test_any_words_come_back_but_for_one_apostrophe(words: str) -> None:
    assert _cell(words) in (words, f"'{words}")


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")))
def test_no_cell_begins_like_a_formula(words: str) -> None:
    cell = _cell(words)
    signed = cell[:1] in ("+", "-")
    assert not re.search("[^\\W\\d]", cell) if signed else cell[:1] not in ("=", "@", "\t", "\r")


@pytest.fixture
def answered(store: Store) -> Store:
    """Two people, two answers each; one of another round."""
    for number in (1, 2):
        phone = Phone(services(store), f"U{number:032}").at_first_question()
        phone.say(f"ครูสมชายคนที่ {number} ใจดีกับเด็กทุกคนมากค่ะ")
        phone.keep_quiet()
        phone.say("อยากให้ทุกฝ่ายร่วมมือกันมากกว่านี้ค่ะ")
    other = Phone(replace(services(store), round="2568"), "U3").at_first_question()
    other.say("ครูไม่พอค่ะ")
    return store


def test_every_answer_is_one_row_in_the_order_it_was_given(answered: Store) -> None:
    texts = [row.text for row in rows(answered, FORM)]
    assert texts == [
        "ครู(ชื่อคน)คนที่ 1 ใจดีกับเด็กทุกคนมากค่ะ",
        "อยากให้ทุกฝ่ายร่วมมือกันมากกว่านี้ค่ะ",
        "ครู(ชื่อคน)คนที่ 2 ใจดีกับเด็กทุกคนมากค่ะ",
        "อยากให้ทุกฝ่ายร่วมมือกันมากกว่านี้ค่ะ",
        "ครูไม่พอค่ะ",
    ]


def test_one_round_can_be_had_alone(answered: Store) -> None:
    assert [row.round for row in rows(answered, FORM, round="2568")] == ["2568"]


def test_raw_words_are_as_they_were_typed(answered: Store) -> None:
    assert next(iter(rows(answered, FORM, raw=True))).text == "ครูสมชายคนที่ 1 ใจดีกับเด็กทุกคนมากค่ะ"


def test_a_row_says_in_thai_who_spoke_and_what_was_asked(answered: Store) -> None:
    row = next(iter(rows(answered, FORM)))
    asked = FORM.questions[row.facet].text.replace("{you}", "ท่าน")
    labels = ({r.label for r in FORM.roles.values()}, {s.label for s in FORM.sectors.values()})
    assert (row.role in labels[0], row.sector in labels[1], row.question) == (True, True, asked)


def test_a_row_knows_when_in_thai_time(answered: Store) -> None:
    row = next(iter(rows(answered, FORM)))
    assert row.given_at[:11] + row.given_at[-6:] == "2026-09-21T+07:00"


def test_without_a_form_the_one_of_the_data_files_is_used(answered: Store) -> None:
    assert list(rows(answered)) == list(rows(answered, FORM))


def test_an_answer_whose_words_were_taken_back_is_no_row(store: Store) -> None:
    phone = Phone(services(store)).at_first_question()
    phone.say("ครูไม่พอค่ะ", message_id="oops")
    phone.unsend("oops")
    assert list(rows(store, FORM)) == []


class SilentReader(PlainReader):
    def read(self, text: str, asking: str = "") -> Reading:
        raise ZeroDivisionError


def test_words_that_were_never_masked_are_not_shown(store: Store) -> None:
    Phone(replace(services(store), reader=SilentReader())).at_first_question().say("ครูสมชายใจดี")
    assert [row.text for row in rows(store, FORM)] == [""]


def test_a_button_alone_is_an_answer_too(store: Store) -> None:
    phone = Phone(services(store)).at_first_question()
    phone.tap(
        next(label for label, data in phone.buttons().items() if f"~{phone.state.place.question}~" in data)
    )
    code = phone.state.place.chosen[0]
    assert [(row.chosen, row.text) for row in rows(store, FORM)] == [(code, "")]


def test_seeded_answers_are_as_many_as_wanted(store: Store) -> None:
    done = sum(seed(services(store), 1203))
    assert (done, len(list(rows(store, FORM)))) == (1203, 1203)


def test_seeded_answers_are_in_a_round_of_their_own(store: Store) -> None:
    list(seed(replace(services(store), round="2569"), 30))
    assert {row.round for row in rows(store, FORM)} == {"trial"}


def test_seeded_answers_are_of_many_kinds(store: Store) -> None:
    list(seed(services(store), 600))
    found = list(rows(store, FORM))
    kinds = [len({getattr(row, name) for row in found}) for name in ("role", "district", "facet", "focus")]
    assert [many >= few for many, few in zip(kinds, (10, 13, 10, 4), strict=True)] == [True] * 4


def test_seeding_twice_adds(store: Store) -> None:
    for _ in range(2):
        list(seed(services(store), 90))
    with store.reading() as conn:
        assert tallies.counts(conn, "trial", [""], [""]) == {("", ""): Count(60, 180)}


def test_a_person_seeded_is_sent_nothing(store: Store) -> None:
    list(seed(services(store), 30))
    with store.reading() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM outbox").scalar() == 0


def _peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_ten_times_the_answers_take_no_more_memory(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    list(seed(services(store), 1000))
    write_csv(rows(store, FORM), io.StringIO())  # whatever is loaded once is loaded now
    few = _peak(lambda: sum(1 for _ in rows(store, FORM)))
    list(seed(services(store), 9000))
    assert _peak(lambda: sum(1 for _ in rows(store, FORM))) < 1.5 * few
