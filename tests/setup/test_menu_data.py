"""The menus as data: every fault named, every area understood by the conversation and taken by LINE."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.control import COMMANDS
from bot.conversation import step
from bot.effects import Effect, Say
from bot.events import Tapped
from bot.menu_faults import menu_faults
from bot.menus import Area, Menu, Menus, area_boxes, data_of, parse_menus, tab_boxes
from bot.state import State
from bot.taps import DO, read_tap
from handlers.data import load_form
from handlers.setup.loading import load_menus
from handlers.setup.wanted import body_of
from handlers.simulator.standin_menus import check_menu
from tests.bot.walking import Walker, actions

FORM, MENUS = load_form(), load_menus()
COMMAND_AREAS = [area for menu in MENUS.values() for area in menu.areas if area.does]
GOOD = Menu("people", "เมนู", (Area(("เริ่ม",), "เริ่ม", does="start"),), everybody=True)
HANDED = Menu("other", "เมนู", GOOD.areas, alias="other", tab="แท็บ")


def menus(*each: Menu) -> Menus:
    return {menu.code: menu for menu in each}


def with_area(**change: Any) -> Menus:
    return menus(replace(GOOD, areas=(replace(GOOD.areas[0], **change),)))


def test_our_menus_have_no_fault() -> None:
    assert menu_faults(MENUS) == []


def test_the_menus_that_the_faults_below_are_made_of_have_none() -> None:
    assert menu_faults(menus(GOOD, HANDED)) == []


FAULTS = {
    "the label of area 1 of menu 'people' is too long: 21": with_area(label="ก" * 21),
    "the label of area 1 of menu 'people' is empty": with_area(label=" "),
    "the bar of menu 'people' is too long: 15": menus(replace(GOOD, bar="ก" * 15)),
    "the bar of menu 'people' is empty": menus(replace(GOOD, bar="")),
    "area 1 of menu 'people' does the unknown command 'dance'": with_area(does="dance"),
    "area 1 of menu 'people' must either do a command or send a text": with_area(sends="ก"),
    "area 1 of menu 'people' has the unknown symbol 'unicorn'": with_area(symbol="unicorn"),
    "area 1 of menu 'people' says 3 lines": with_area(says=("ก", "ข", "ค")),
    "area 1 of menu 'people' says 0 lines": with_area(says=()),
    "in area 1 of menu 'people' is too long: 13": with_area(says=("ก" * 13,)),
    "the text of area 1 of menu 'people' is too long: 301": with_area(does="", sends="ก" * 301),
    "menu 'people' has 0 areas": menus(replace(GOOD, areas=())),
    "menu 'people' has 7 areas": menus(replace(GOOD, areas=GOOD.areas * 7)),
    "0 menus are marked `everybody`": menus(replace(GOOD, everybody=False, alias="a")),
    "2 menus are marked `everybody`": menus(GOOD, replace(GOOD, code="second")),
    "menu 'other' is nobody's": menus(GOOD, replace(HANDED, alias="")),
    "the alias 'other' may hold only": menus(GOOD, replace(HANDED, alias="Other")),
    "two menus have the alias 'other'": menus(GOOD, HANDED, replace(HANDED, code="third")),
    "menu 'two words': its code may hold only": menus(replace(GOOD, code="two words")),
    "a tab for menu 'gone', which does not exist": menus(GOOD, replace(HANDED, tabs=("other", "gone"))),
    "menu 'other' has tabs, but none of its own": menus(GOOD, replace(HANDED, tabs=("other2",))),
    "a tab for menu 'people', which has no alias": menus(GOOD, replace(HANDED, tabs=("other", "people"))),
    "the tab of menu 'other' is empty": menus(GOOD, replace(HANDED, tab="", tabs=("other",))),
}


@pytest.mark.parametrize(("words", "broken"), FAULTS.items())
def test_each_fault_is_named(words: str, broken: Menus) -> None:
    assert words in "\n".join(menu_faults(broken)).lower()


def test_a_key_that_nobody_knows_is_named() -> None:
    with pytest.raises(ValueError, match="menu 'people' does not know 'colour'"):
        parse_menus({"people": {"bar": "เมนู", "areas": [], "colour": "red"}})


def test_a_label_is_counted_in_clusters() -> None:
    assert menu_faults(with_area(label="ที่" * 20)) == []


@pytest.mark.parametrize("code", MENUS)
def test_line_takes_the_menu(code: str) -> None:
    check_menu({**body_of(MENUS[code], MENUS), "name": "n"})


@pytest.mark.parametrize("code", MENUS)
def test_every_area_has_a_label_for_screen_readers(code: str) -> None:
    assert [a for a in body_of(MENUS[code], MENUS)["areas"] if not a["action"].get("label")] == []


@pytest.mark.parametrize("code", MENUS)
def test_the_areas_cover_the_picture_and_none_covers_another(code: str) -> None:
    placed = [box for _, box in (*tab_boxes(MENUS[code], MENUS), *area_boxes(MENUS[code]))]
    overlaps = [
        (one, other)
        for number, one in enumerate(placed)
        for other in placed[number + 1 :]
        if one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    ]
    assert (overlaps, sum(box.width * box.height for box in placed)) == ([], 2500 * 1686)


@pytest.mark.parametrize("area", COMMAND_AREAS, ids=lambda area: str(area.does))
def test_what_a_tap_brings_back_is_a_command(area: Area) -> None:
    tap = read_tap(data_of(area))
    assert tap is not None
    assert (tap.where, tap.what[:1], tap.what[1:] in COMMANDS) == (DO, "!", True)


def lost(effects: tuple[Effect, ...]) -> bool:
    return any(isinstance(e, Say) and e.phrase in ("unknown_button", "old_button") for e in effects)


@given(st.lists(actions, max_size=25), st.sampled_from(COMMAND_AREAS))
def test_an_area_is_understood_wherever_the_conversation_stands(
    acts: list[tuple[str, int | str]], area: Area
) -> None:
    walker = Walker(FORM)
    for act in acts:
        walker.act(act)
    now = walker.now + 60_000
    done = step(walker.state, Tapped(at=now, now=now, data=data_of(area)), FORM)
    assert (bool(done.effects), lost(done.effects)) == (True, False)


def test_a_button_that_nobody_knows_is_told_from_one_that_is_understood() -> None:
    """So that the law above can fail."""
    walker = Walker(FORM)
    for act in (("say", "สวัสดี"), ("say", "ยินยอม")):
        walker.act(act)
    done = step(walker.state, Tapped(at=walker.now, now=walker.now, data="menu~do~!dance~0"), FORM)
    assert lost(done.effects)


def test_the_first_tap_of_a_stranger_is_met_with_the_greeting() -> None:
    done = step(State(), Tapped(at=1, now=1, data=data_of(COMMAND_AREAS[0])), FORM)
    assert [e.phrase for e in done.effects if isinstance(e, Say)][:1] == ["hello"]
