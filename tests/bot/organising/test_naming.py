"""The first line of an answer, and the words of organisers: all that they name is in the data."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.organising.naming import about
from bot.organising.orders import KINDS
from bot.organising.scope import ALL, Scope
from tests.bot.organising.reader import FORM, TABLE, TODAY, ordered

WORDS = tomllib.loads(Path("bot/data/organising/naming.th.toml").read_text("utf-8"))["phrases"]
FACETS = {each.facet for each in FORM.questions.values() if not each.profile}


@pytest.mark.parametrize(
    ("scope", "line"),
    [
        (ALL, "ทั้งจังหวัด · ทั้งรอบ"),
        (
            Scope(focus=2, district="7102", role="teacher", period="last_7_days"),
            "ประเด็นที่ 2 · ไทรโยค · ครู · 7 วัน",
        ),
        (Scope(facet="strength", zone="z1"), "จุดเด่น · โซนเมือง–ศรีสวัสดิ์"),
        (Scope(theme="budget", sector="private"), "งบประมาณและทรัพยากร · ภาคเอกชน"),
        (Scope(round="1", role="local_gov"), "รอบ 1 · อปท."),
        (Scope(district="9999"), "9999"),
    ],
)
def test_what_was_understood_is_said_in_one_line(scope: Scope, line: str) -> None:
    assert about(scope, FORM, TODAY, WORDS) == line


def test_what_was_typed_comes_back_in_our_words() -> None:
    scope = ordered("สรุป 7 วัน ครู ไทโยค ประเด็นสอง").scope
    assert about(scope, FORM, TODAY, WORDS) == "ประเด็นที่ 2 · ไทรโยค · ครู · 7 วัน"


@given(st.builds(Scope, facet=st.text(), theme=st.text(), role=st.text(), period=st.text()))
def test_any_scope_has_a_line(scope: Scope) -> None:
    assert about(scope, FORM, TODAY, WORDS)


def test_every_facet_has_a_name() -> None:
    assert {facet for facet in FACETS if f"name_facet_{facet}" not in WORDS} == set()


def test_every_facet_can_be_asked_for() -> None:
    assert FACETS - TABLE["facets"].keys() == set()


@pytest.mark.parametrize("theme", [theme.code for theme in FORM.themes if theme.focus])
def test_every_theme_can_be_asked_for_by_its_label(theme: str) -> None:
    label = next(each.label for each in FORM.themes if each.code == theme)
    assert ordered(f"สรุป {label}").scope == Scope(theme=theme)


@pytest.mark.parametrize("role", [role for role in FORM.roles if role != "private"])
def test_every_role_can_be_asked_for_by_its_label(role: str) -> None:
    assert ordered(f"สรุป {FORM.roles[role].label}").scope == Scope(role=role)


@pytest.mark.parametrize("facet", sorted(FACETS))
def test_every_facet_can_be_asked_for_by_its_name(facet: str) -> None:
    assert ordered(f"สรุป {WORDS[f'name_facet_{facet}']}").scope == Scope(facet=facet)


@pytest.mark.parametrize("district", list(FORM.districts))
def test_every_district_can_be_asked_for_by_its_label(district: str) -> None:
    assert ordered(f"สรุปอำเภอ{FORM.districts[district].label}").scope == Scope(district=district)


@pytest.mark.parametrize("sector", list(FORM.sectors))
def test_every_sector_can_be_asked_for_by_its_label(sector: str) -> None:
    assert ordered(f"สรุป {FORM.sectors[sector].label}").scope == Scope(sector=sector)


@pytest.mark.parametrize(
    ("named", "known"),
    [
        ("facets", FACETS),
        ("themes", {theme.code for theme in FORM.themes}),
        ("roles", set(FORM.roles)),
        ("sectors", set(FORM.sectors)),
        ("focuses", {"1", "2", "3"}),
        ("orders", set(KINDS)),
    ],
)
def test_the_words_name_only_what_there_is(named: str, known: set[str]) -> None:
    assert TABLE[named].keys() - known == set()


def test_what_is_asked_back_is_asked_beside_a_head() -> None:
    strays = {
        head for told in TABLE["orders"].values() for head in {*told.get("open", ())} - {*told["heads"]}
    }
    assert strays == set()


@pytest.mark.parametrize("kind", list(TABLE["orders"]))
def test_every_head_is_read_as_its_own_order(kind: str) -> None:
    assert {head for head in TABLE["orders"][kind]["heads"] if ordered(head).kind != kind} == set()
