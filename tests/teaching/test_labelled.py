"""The labelled answers: known codes, no text twice, nobody's held-out words among them, and clear faults."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.reading import STANCES
from bot.thai.facets import FOCUS_OF
from handlers.data import DataFault, load_form
from handlers.teaching.labelled import answers, digest, messages
from tests.reading.held_out import held_out, held_out_messages

CODES = {theme.code for theme in load_form().themes} - {"unclear"}


def test_there_are_thousands_of_labelled_answers() -> None:
    assert len(answers()) >= 4_000


def test_every_theme_is_one_of_the_codebook() -> None:
    assert {code for one in answers() for code in one.themes} <= CODES


def test_no_answer_has_more_than_three_themes() -> None:
    assert max(len(one.themes) for one in answers()) <= 3


def test_every_theme_is_told_by_many() -> None:
    told = Counter(code for one in answers() for code in one.themes)
    assert min(told.values()) >= 150


def test_every_stance_is_known() -> None:
    assert {one.stance for one in answers()} <= set(STANCES)


def test_every_facet_is_a_question() -> None:
    assert {facet for one in answers() for facet in (*one.facets, one.asking)} <= {*FOCUS_OF, ""}


def test_no_voice_is_learnt_and_measured() -> None:
    assert not {one.voice for one in answers()} & {one.voice for one in held_out()}


def test_no_held_out_text_is_learnt() -> None:
    held = {one.text for one in (*held_out(), *held_out_messages())}
    assert not held & {one.text for one in (*answers(), *messages())}


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"voice": "x"\n', "utf-8")
    with pytest.raises(DataFault, match=r"mine\.jsonl, line 1"):
        answers(path)


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps({"voice": "x", "asking": "problem", "text": "ครู"}) + "\n", "utf-8")
    with pytest.raises(DataFault, match="themes, stance, facets missing"):
        answers(path)


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("themes", "teacher_supply", "has to be a list"),
        ("themes", ["nonsense"], "nonsense is not known"),
        ("themes", [], "one to three"),
        ("themes", None, "has to be a list"),
        ("stance", "angry", "angry is not known"),
        ("facets", ["nonsense"], "nonsense is not known"),
        ("asking", "nonsense", "nonsense is not known"),
    ],
)
def test_a_label_that_nobody_knows_is_named(tmp_path: Path, name: str, value: object, fault: str) -> None:
    row = {
        "voice": "x",
        "asking": "problem",
        "text": "ครู",
        "themes": ["other"],
        "stance": "none",
        "facets": [],
    }
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(row | {name: value}) + "\n", "utf-8")
    with pytest.raises(DataFault, match=fault):
        answers(path)


def test_a_folder_without_answers_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DataFault, match="holds no labelled texts"):
        answers(tmp_path)


def test_the_digest_changes_with_the_words(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text("{}\n", "utf-8")
    before = digest(tmp_path)
    path.write_text("{} \n", "utf-8")
    assert digest(tmp_path) != before
