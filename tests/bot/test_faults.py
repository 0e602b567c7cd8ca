"""The data check: every fault is named, in words that an organiser understands, and all of them at once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.faults import faults
from bot.form import Choice, Form, Question, parse
from handlers.data import load_form, load_tables

FORM = load_form()


def with_question(id: str, **changes: object) -> Form:
    return replace(FORM, questions={**FORM.questions, id: replace(FORM.questions[id], **changes)})  # type: ignore[arg-type]


def with_phrase(id: str, text: str) -> Form:
    return replace(FORM, phrases={**FORM.phrases, id: text})


def with_chapter(id: str, **changes: object) -> Form:
    return replace(FORM, chapters={**FORM.chapters, id: replace(FORM.chapters[id], **changes)})  # type: ignore[arg-type]


def without_phrase(id: str) -> Form:
    return replace(FORM, phrases={k: v for k, v in FORM.phrases.items() if k != id})


def with_lonely_question() -> Form:
    return replace(
        FORM, questions={**FORM.questions, "lonely": Question("lonely", "lonely", 1, "text", "ถามไหมคะ")}
    )


def without_age(code: str) -> Form:
    return replace(FORM, ages={k: v for k, v in FORM.ages.items() if k != code})


def with_commands(**changes: object) -> Form:
    return replace(FORM, commands=replace(FORM.commands, **changes))  # type: ignore[arg-type]


def choices(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(f"c{n}", f"ข้อ {n}") for n in range(count))


BROKEN: list[tuple[Callable[[], Form], str]] = [
    (with_lonely_question, "Question 'lonely' is unreachable: no chapter asks it."),
    (
        lambda: with_chapter("focus2", questions=("gone",)),
        "Chapter 'focus2' asks question 'gone', which does not exist.",
    ),
    (lambda: with_chapter("focus2", questions=()), "Chapter 'focus2' is a dead end: it has no questions."),
    (
        lambda: with_chapter("focus2", then="gone"),
        "Chapter 'focus2' is a dead end: it leads to 'gone', which",
    ),
    (
        lambda: with_chapter("focus2", then="focus2"),
        "Chapter 'focus2' is a dead end: it leads back to 'focus2'",
    ),
    (
        lambda: with_question("calendar", choices=()),
        "Question 'calendar' is a dead end: it wants a choice but",
    ),
    (
        lambda: with_question("problem", choices=choices(13)),
        "Question 'problem' needs 14 buttons; LINE shows at most 13.",
    ),
    (
        lambda: with_question("calendar", choices=choices(14)),
        "Question 'calendar' needs 14 buttons; LINE shows at most 13.",
    ),
    (
        lambda: with_question("action", text="ก" * 201),
        "The text of question 'action' is too long: 201 characters",
    ),
    (
        lambda: with_question("action", text="🍎" * 101),
        "The text of question 'action' is too long: 202 characters",
    ),
    (
        lambda: with_question("problem", choices=(Choice("no_theme", "อะไร"),)),
        "stands for the unknown theme 'no_theme'",
    ),
    (
        lambda: with_question("calendar", choices=(Choice("a", "ก" * 21),)),
        "is too long: 21 characters as LINE counts",
    ),
    (lambda: without_phrase("hello"), "Phrase 'hello' is missing."),
    (lambda: with_phrase("hello", "ก" * 5001), "Phrase 'hello' is too long: 5001 characters"),
    (lambda: with_phrase("hello", "สวัสดี {"), "Phrase 'hello' has a stray brace."),
    (lambda: with_phrase("no_such", "ก"), "Phrase 'no_such' is never used."),
    (
        lambda: replace(FORM, buttons={**FORM.buttons, "skip": "ก" * 21}),
        "The label of button 'skip' is too long: 21",
    ),
    (lambda: replace(FORM, consent=replace(FORM.consent, notice="ก" * 601)), "The notice is too long: 601"),
    (lambda: replace(FORM, consent=replace(FORM.consent, version="")), "The notice has no version."),
    (lambda: replace(FORM, version="2569~1"), "The questionnaire's version '2569~1' may hold only"),
    (lambda: replace(FORM, version=""), "The questionnaire's version '' may hold only"),
    (lambda: replace(FORM, quiet_seconds=0), "quiet_seconds is 0; it must be"),
    (lambda: replace(FORM, quiet_seconds="4"), "quiet_seconds is '4'; it must be"),  # type: ignore[arg-type]
    (lambda: without_age("11-19"), "Age band '11-19' is missing"),
    (lambda: with_question("problem", most=0), "Question 'problem' allows 0 choices"),
    (lambda: with_question("action", text="{yuo} คิดอย่างไรคะ"), "question 'action' has an unknown slot {yuo}"),
    (lambda: with_phrase("hello", "{yuo} สวัสดี"), "Phrase 'hello' has an unknown slot {yuo}"),
    (
        lambda: with_question("calendar", choices=(Choice("a b", "ก"),)),
        "The code 'a b' of question 'calendar' may hold",
    ),
    (
        lambda: with_question("calendar", choices=(Choice("a", ""),)),
        "Question 'calendar' has a button without a label.",
    ),
    (lambda: with_question("calendar", choices=(Choice("a", "ก"), Choice("b", "ก"))), "two buttons 'ก'"),
    (
        lambda: with_question("area", kind="text", choices=()),
        "Question 'area' fills 'area', so it needs buttons.",
    ),
    (
        lambda: with_question("fit", needs="gone"),
        "Question 'fit' needs question 'gone', which does not exist.",
    ),
    (
        lambda: with_chapter("short", questions=("problem", "action")),
        "The short path leaves out focus area 2.",
    ),
    (lambda: with_commands(consent={}), "No typed word counts as consent"),
    (
        lambda: with_commands(forms={**FORM.commands.forms, "ลอง": "dance"}),
        "Word 'ลอง' stands for the unknown intent",
    ),
]


def test_the_data_that_we_ship_has_no_fault() -> None:
    assert faults(FORM) == []


@pytest.mark.parametrize(("broken", "named"), BROKEN, ids=[named[:60] for _, named in BROKEN])
def test_each_fault_is_named(broken: Callable[[], Form], named: str) -> None:
    assert any(named in fault for fault in faults(broken()))


def test_all_faults_are_named_at_once() -> None:
    form = replace(without_phrase("hello"), consent=replace(FORM.consent, notice="ก" * 601))
    assert len(faults(form)) == 2


def test_a_thai_label_is_counted_in_graphemes_not_in_letters() -> None:
    """27 letters, 20 clusters: LINE takes it, and so do we."""
    assert faults(with_question("calendar", choices=(Choice("a", "ไม่แน่ใจ ขอข้ามข้อนี้ไปก่อน"),))) == []


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ({"focus": 1, "kind": "text", "txet": "ถามไหมคะ"}, "question 'x' does not know 'txet', lacks 'text'"),
        (
            {"focus": 1, "kind": "choice", "text": "ก", "choices": [{"code": "a"}]},
            "a choice of question 'x' lacks 'label'",
        ),
    ],
)
def test_a_misspelt_key_is_named_with_its_question(question: dict[str, object], named: str) -> None:
    tables = load_tables()
    tables["questionnaire"]["questions"]["x"] = question
    with pytest.raises(ValueError, match=named):
        parse(tables)
