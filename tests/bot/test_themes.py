"""The codebook as data: twenty themes, each whole and none twice."""

import tomllib
from pathlib import Path

import pytest

from bot.themes import INSIDE, OUTSIDE, Theme, parse_themes
from bot.words import graphemes

THEMES = parse_themes(tomllib.loads(Path("bot/data/themes.toml").read_text("utf-8")))
CODED = [theme for theme in THEMES if theme.code not in ("other", "unclear", "none")]


def test_there_are_twenty_themes_and_three_codes_for_the_rest() -> None:
    assert (len(CODED), len(THEMES)) == (20, 23)


def test_no_code_stands_twice() -> None:
    assert len({theme.code for theme in THEMES}) == len(THEMES)


@pytest.mark.parametrize("theme", CODED, ids=lambda theme: theme.code)
def test_every_theme_has_a_focus(theme: Theme) -> None:
    assert theme.focus in (1, 2, 3)


@pytest.mark.parametrize("theme", CODED, ids=lambda theme: theme.code)
def test_every_theme_has_a_box_in_the_swot_table(theme: Theme) -> None:
    assert theme.box in INSIDE | OUTSIDE


def test_eleven_problem_buttons_stand_for_themes() -> None:
    assert len({theme.button for theme in CODED if theme.button}) == 11


@pytest.mark.parametrize("theme", CODED, ids=lambda theme: theme.code)
def test_every_button_fits(theme: Theme) -> None:
    assert graphemes(theme.button) <= 20


@pytest.mark.parametrize("theme", CODED, ids=lambda theme: theme.code)
def test_no_term_stands_twice_in_one_theme(theme: Theme) -> None:
    assert sorted(set(theme.terms)) == sorted(theme.terms)


@pytest.mark.parametrize("theme", CODED, ids=lambda theme: theme.code)
def test_a_rule_names_at_least_two_groups(theme: Theme) -> None:
    assert all(len(rule.split("+")) > 1 for rule in theme.near)
