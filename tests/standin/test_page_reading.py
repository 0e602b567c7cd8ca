"""How the page puts into words what was understood."""

from typing import Any

import pytest

from bot.reading import Reading
from bot.thai.why import Explained, Reason
from handlers.data import load_form, load_model
from handlers.simulator.page_reading import STANCES, kind_of, reading_words
from handlers.understood import Understood
from handlers.wording import question_words
from models.bubbles import Placed

FORM = load_form()
TEXT = "WIFI ช้า"
KEPT = Placed("problem", "problem", TEXT, TEXT, True)
COMMANDS = {*FORM.commands.forms.values(), *(i for i in load_model().heads["intent"].labels)}


def told(reading: Reading, *reasons: Reason, placed: Placed | None = KEPT) -> dict[str, Any]:
    return reading_words(Understood(Explained(reading, reasons), placed), TEXT, FORM)


def answer(*themes: str, **more: Any) -> Reading:
    return Reading("answer", 1, more.pop("facets", ("problem",)), themes, **{"masked": TEXT, **more})


def test_the_coded_stand_before_the_merely_likely() -> None:
    shown = told(answer("digital"), Reason("budget", 0.3, ()), Reason("digital", 0.9, ()))["themes"]
    assert [(theme["coded"], theme["percent"]) for theme in shown] == [(True, 90), (False, 30)]


def test_a_theme_coded_for_another_reason_has_no_percent() -> None:
    assert [theme["percent"] for theme in told(answer("none"))["themes"]] == [None]


def test_words_stand_as_the_person_wrote_them() -> None:
    (theme,) = told(answer("digital"), Reason("digital", 0.9, ("wifi",)))["themes"]
    assert theme["words"] == ["WIFI"]


def test_unclear_is_no_theme() -> None:
    shown = told(answer("unclear"), Reason("digital", 0.1, ()))
    assert (shown["unclear"], [theme["coded"] for theme in shown["themes"]]) == (True, [False])


def test_only_other_questions_are_named_beside_the_one_asked() -> None:
    shown = told(answer("digital", facets=("problem", "development")))
    assert shown["facets"] == [question_words("development", FORM)]


def test_a_command_perhaps_meant_is_named() -> None:
    assert told(answer("digital", doubt="skip"))["doubt"] == kind_of("skip", FORM)


def test_nothing_masked_is_told_as_nothing() -> None:
    assert told(answer("digital"))["masked"] == ""


def test_what_was_masked_is_told_as_it_stands_then() -> None:
    assert told(answer("digital", masked="[ชื่อ] ช้า"))["masked"] == "[ชื่อ] ช้า"


def test_an_answer_given_up_counts_no_more() -> None:
    shown = told(answer("digital"), placed=Placed("problem", "problem", TEXT, "ครูไม่พอ", False))
    assert (shown["counts"], shown["joined"]) == (False, False)


def test_no_answer_has_the_same_keys_as_an_answer() -> None:
    assert told(answer("digital")).keys() == told(answer("digital"), placed=None).keys()


@pytest.mark.parametrize("intent", sorted(COMMANDS))
def test_every_intent_has_a_thai_name(intent: str) -> None:
    assert intent not in kind_of(intent, FORM)


@pytest.mark.parametrize("stance", load_model().heads["stance"].labels)
def test_every_stance_has_a_thai_name(stance: str) -> None:
    assert told(answer("digital", stance=stance))["stance"] == STANCES[stance]
